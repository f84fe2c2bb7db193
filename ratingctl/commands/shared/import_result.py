"""What is asked of an import, and what it comes to: what is new, what was there, what a person has to look at."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ratingctl.commands.shared.import_units import UnitChoice, UnknownUnit
from ratingctl.message import Text, sentence
from ratingctl.storage.edits import Edit


class ImportRequest(NamedTuple):
    """What is asked of an import.

    Attributes:
        file: The file.
        edition: The edition into which it goes; the last one by default.
        previous: Of a published table: the edition of the column before the last.
        units: What was said of names that the register does not have.
        sources: Where the facts were read: keys of sources.yaml, or URLs.
        sheet: The sheet of a workbook; the first one that fits by default.
        encoding: The encoding of a list, where it cannot be told.
        columns: What stands in which column, as typed: `date=Day`.
        accept: Also link what is sure.
        writes: True if it will be written, for the report.
        today: The day of the call; no event is later.
    """

    file: Path
    edition: str | None = None
    previous: str | None = None
    units: UnitChoice = UnitChoice()
    sources: tuple[str, ...] = ()
    sheet: str | None = None
    encoding: str | None = None
    columns: tuple[str, ...] = ()
    accept: bool = False
    writes: bool = False
    today: date = date.max


class Unsure(NamedTuple):
    """Something in an imported file that a person has to look at.

    Attributes:
        region: The unit it is about, as the register calls it, or as the file does; empty for the whole file.
        line: Where it stands in the file; 0 for the whole of it.
        why: What is not sure.
        event: The event that was made of it; empty where there is none.
        words: The words of the file that it is about.
        left_out: True if nothing was made of it, so that something of the file is missing.
    """

    region: str
    line: int
    why: Text
    event: str = ""
    words: str = ""
    left_out: bool = False


class ImportCounts(NamedTuple):
    """How much an import adds, and how much of the file is on record already.

    Attributes:
        regions: The units of the file that the register has, or will have.
        added_regions: Those of them that it adds.
        scores: New scores of the edition.
        previous_scores: New scores of earlier editions.
        dimension_scores: New scores of dimensions, in all editions.
        events: New events.
        notes: New notes.
        links: New events that continue an earlier one for sure.
        perhaps: Those of which that is likely.
        known: What is on record already: scores, events and notes.
    """

    regions: int = 0
    added_regions: int = 0
    scores: int = 0
    previous_scores: int = 0
    dimension_scores: int = 0
    events: int = 0
    notes: int = 0
    links: int = 0
    perhaps: int = 0
    known: int = 0


class Imported(NamedTuple):
    """An import before it is written.

    Attributes:
        language: The language of the rating.
        edition: The edition into which it goes; the last one of several.
        editions: All editions into which it goes, the oldest first.
        understood: What was understood of the file: heads, columns, encodings.
        counts: How much is new.
        unsure: What a person has to look at, in the order of the file.
        unknown: The names of units that nobody has decided on.
        edits: The edits.
        linked: True if sure links are among them.
    """

    language: str
    edition: str
    editions: Sequence[str]
    understood: Sequence[Text]
    counts: ImportCounts
    unsure: Sequence[Unsure]
    unknown: Sequence[UnknownUnit]
    edits: Sequence[Edit]
    linked: bool = False


def unknown_units(unknown: Sequence[UnknownUnit]) -> list[Unsure]:
    """Return what to say of names that the register does not have."""
    return [
        Unsure(
            unit.name,
            unit.line,
            sentence(
                "the register has no such {unit}, but {near}: say which with --same",
                near=", ".join(label for _, label in unit.near),
            )
            if unit.near
            else sentence("the register has no such {unit}; --add-regions adds it"),
            left_out=True,
        )
        for unit in unknown
    ]
