"""Draft events from the sentences of a published table: kind, dates, parties and amounts, and what is not sure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.kinds import EventClass, Kind
from ratingctl.intake.amounts import amounts_in
from ratingctl.intake.article import sentence_spans
from ratingctl.intake.kind_triggers import kind_in
from ratingctl.intake.parties import KnownOrganisations, parties_in
from ratingctl.intake.published_table import ColumnPassage
from ratingctl.intake.report_kinds import report_kind_in
from ratingctl.intake.sentence_dates import dates_in
from ratingctl.intake.title import sentence_title

_GUESS, _ITALIC_GUESS = "statement", "stall"
"""The kinds of a sentence that tells none: in plain letters, and in italics."""


class SentenceDraft(NamedTuple):
    """A sentence of a published table as a draft of an event.

    Attributes:
        line: Where it stands in the file.
        text: The sentence, with those that go on with it.
        title: Its one line.
        kind: Its kind.
        is_guess: True if nothing in the sentence tells the kind.
        date: When it happened.
        due: By when more is promised.
        partners: Who takes part.
        amounts: Figures with their units.
        italic: True if it stands in italics.
        torn: True if it is not visible to which column it belongs.
        later: True if it happened after the period of its column.
        silent: True if it says that nothing was heard of something: no event, but a look that found nothing.
    """

    line: int
    text: str
    title: str
    kind: str
    is_guess: bool
    date: EdtfDate | None
    due: EdtfDate | None
    partners: tuple[str, ...]
    amounts: tuple[str, ...]
    italic: bool
    torn: bool
    later: bool
    silent: bool


def drafts_of(
    passages: Sequence[ColumnPassage],
    period: EdtfDate,
    kinds: Mapping[str, Kind],
    organisations: KnownOrganisations,
) -> list[SentenceDraft]:
    """Return a draft for each sentence of a column.

    A sentence that begins with «он», «это», `it`, `they` goes on with the one above it.

    Args:
        passages: The paragraphs of one unit in one column.
        period: The period of the column's edition.
        kinds: The kinds of the rating.
        organisations: The organisations that the rating knows.
    """
    return [
        _draft(line, text, italic, torn, period, kinds, organisations)
        for passage in passages
        for line, text, italic, torn in _sentences(passage)
    ]


def _sentences(column_passage: ColumnPassage) -> Iterator[tuple[int, str, bool, bool]]:
    passage, torn = column_passage
    whole = passage.text
    pending: tuple[str, bool] | None = None
    for start, end in sentence_spans(whole):
        text, italic = " ".join(whole[start:end].split()), passage.is_italic(start, end)
        if pending and pending[1] == italic and _ANAPHORA.match(text):
            pending = (f"{pending[0]} {text}", italic)
            continue
        if pending:
            yield passage.line, *pending, torn
        pending = (text, italic)
    if pending:
        yield passage.line, *pending, torn


def _draft(
    line: int,
    text: str,
    italic: bool,
    torn: bool,
    period: EdtfDate,
    kinds: Mapping[str, Kind],
    organisations: KnownOrganisations,
) -> SentenceDraft:
    kind = kind_in(text) or report_kind_in(text)
    kind = kind if kind in kinds else None
    is_setback = kind is not None and kinds[kind].event_class is EventClass.SETBACK
    if italic and not is_setback:
        kind = None
    dates = dates_in(text, period)
    return SentenceDraft(
        line=line,
        text=text,
        title=sentence_title(text),
        kind=kind or (_ITALIC_GUESS if italic else _GUESS),
        is_guess=kind is None,
        date=dates.date,
        due=dates.due,
        partners=parties_in(text, organisations),
        amounts=amounts_in(text),
        italic=italic,
        torn=torn,
        later=dates.later,
        silent=_SILENT.search(text) is not None,
    )


_ANAPHORA = re.compile(r"(?:Он|Она|Оно|Они|Это|Его|Её|Ее|Их|Этот|Эта|Эти|It|They|This|These|Its|Their|He|She)\b(?!-)")
_NEWS = r"(?:новост|сообщени|информаци|данны|сведени|упоминани)"
_SILENT = re.compile(
    rf"\b(?:нет|не (?:поступа\w+|было|появ\w+|обновля\w+|фиксиру\w+)|отсутству\w+|без)\b[^.;]{{0,30}}\b{_NEWS}\w*"
    rf"|\b{_NEWS}\w*[^.;]{{0,60}}\b(?:не (?:поступа|было|появля|обновля|фиксиру|обнаруж|найден)\w*|отсутству\w+|нет\b"
    r"|прекраща\w+|прекрати\w+)"
    r"|\bне (?:сообщал\w+|обнаружен\w*|упомина\w+)\b"
    r"|\bno (?:\w+ )?(?:news|reports?|mentions?|trace|updates?|information)\b"
    r"|\b(?:nothing (?:further )?(?:was|has been) (?:heard|reported))\b",
    re.IGNORECASE,
)
