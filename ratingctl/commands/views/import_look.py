"""The look at an import: what was understood, how much is new, and what a person has to look at."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ratingctl.commands.shared.import_result import ImportCounts, Imported, Unsure
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message, Text, counted, in_a_row, sentence
from ratingctl.report import Cell, Column, Paragraph, Records, Report, Screen, Table, paragraph

_RECORDS = Records(("unsure",), (("edition", 0, "edition"),), ("region", "line", "why", "event", "words"))
_COLUMNS = (
    Column("line", numeric=True, whole=True), Column("region", whole=True), Column("why"), Column("found_text"),
)  # fmt: skip
_MOST_ROWS = 40
"""The rows that a person is shown; all stand in the JSON and the CSV."""
_LONGEST_WORDS = 90
_ENGLISH = Catalogue("en").said
_MOST_NAMES = 12


def import_report(imported: Imported, what: str, *, written: bool) -> Report:
    """Return the report of an import.

    Args:
        imported: The import.
        what: What was imported: `table`, `scores`, `events`.
        written: True if it is written.
    """
    counts = imported.counts
    unknown = {unit.name for unit in imported.unknown if not unit.near}
    return Report(
        data={
            "edition": imported.edition or None,
            **counts._asdict(),
            "editions": list(imported.editions),
            "understood": [_ENGLISH(line) for line in imported.understood],
            "unsure": [_data(doubt) for doubt in imported.unsure],
            "linked": imported.linked,
            "written": written,
        },
        records=_RECORDS,
        screen=Screen(
            imported.language,
            _title(imported, written=written),
            tables=_tables([doubt for doubt in imported.unsure if doubt.region not in unknown]),
            notes=[*map(paragraph, imported.understood), *_notes(imported, what, written=written)],
        ),
    )


def _data(doubt: Unsure) -> dict[str, object]:
    return {
        "region": doubt.region,
        "line": doubt.line,
        "why": _ENGLISH(doubt.why),
        "event": doubt.event or None,
        "words": doubt.words,
        "left_out": doubt.left_out,
    }


def _title(imported: Imported, *, written: bool) -> Paragraph:
    pieces = in_a_row(*_parted(list(_amounts(imported.counts))))
    if not imported.edition:
        return paragraph(
            sentence("Imported: {amounts}", amounts=pieces)
            if written
            else sentence("To be imported: {amounts}", amounts=pieces)
        )
    if written:
        return paragraph(sentence("Imported into {edition}: {amounts}", edition=imported.edition, amounts=pieces))
    return paragraph(sentence("To be imported into {edition}: {amounts}", edition=imported.edition, amounts=pieces))


def _amounts(counts: ImportCounts) -> Iterator[Text]:
    yield Message("count.regions", {"n": counts.regions})
    if counts.added_regions:
        yield counted("{n} of them new", "{n} of them new", n=counts.added_regions)
    if counts.scores:
        yield counted("{n} score", "{n} scores", n=counts.scores)
    if counts.previous_scores:
        yield counted("{n} score of earlier editions", "{n} scores of earlier editions", n=counts.previous_scores)
    if counts.dimension_scores:
        yield counted("{n} score of a dimension", "{n} scores of dimensions", n=counts.dimension_scores)
    if counts.events:
        yield counted("{n} event", "{n} events", n=counts.events)
    if counts.notes:
        yield counted("{n} note", "{n} notes", n=counts.notes)
    if counts.known:
        yield counted("{n} was there already", "{n} were there already", n=counts.known)


def _parted(texts: Sequence[Text]) -> list[Text]:
    return [piece for text in texts for piece in (", ", text)][1:]


def _tables(unsure: Sequence[Unsure]) -> list[Table]:
    if not unsure:
        return []
    shown = sorted(unsure, key=lambda doubt: not doubt.left_out)[:_MOST_ROWS]
    rows: list[list[Cell]] = [
        [doubt.line or None, doubt.region or None, doubt.why, _short(doubt.words)] for doubt in shown
    ]
    more = len(unsure) - len(shown)
    note = paragraph(sentence("{n} more: `-o unsure.csv` writes all of them", n=more)) if more else paragraph()
    return [Table(_COLUMNS, rows, title=paragraph(sentence("Not sure")), note=note)]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


def _notes(imported: Imported, what: str, *, written: bool) -> Iterator[Paragraph]:
    counts = imported.counts
    unknown = [unit.name for unit in imported.unknown if not unit.near]
    if unknown:
        names = ", ".join(unknown[:_MOST_NAMES]) + (" .." if len(unknown) > _MOST_NAMES else "")
        yield paragraph(
            counted(
                "{n} {unit} is not in the register: {names}; --add-regions adds it",
                "{n} {units} are not in the register: {names}; --add-regions adds them",
                n=len(unknown),
                names=names,
            )
        )
    reasons = Counter(_ENGLISH(doubt.why) for doubt in imported.unsure if doubt.event)
    if reasons:
        events = len({doubt.event for doubt in imported.unsure if doubt.event})
        yield paragraph(counted("{n} event needs a look", "{n} events need a look", n=events))
    if counts.links or counts.perhaps:
        yield paragraph(
            counted(
                "{n} event surely continues an earlier one", "{n} events surely continue an earlier one", n=counts.links
            ),
            *((", ", counted("{n} perhaps", "{n} perhaps", n=counts.perhaps)) if counts.perhaps else ()),
        )
    if counts.links and imported.linked:
        yield paragraph(sentence("The sure ones are linked"))
    if written and what != "scores" and counts.events:
        yield paragraph(
            sentence("Next: `ratingctl match {edition} --review` asks what continues what", edition=imported.edition)
        )
    if written:
        yield paragraph(sentence("`ratingctl undo` takes the whole import back"))
