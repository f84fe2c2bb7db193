"""Values of fields as people type them, parsed or refused with the place where they were typed."""

from collections.abc import Sequence
from datetime import date

from ratingctl.domain.dates import DateError, EdtfDate, add_months
from ratingctl.domain.model import Rating
from ratingctl.domain.sources import is_url
from ratingctl.domain.typed_dates import parse_cell, parse_typed
from ratingctl.errors import UsageError
from ratingctl.message import Text, sentence
from ratingctl.words.suggestion import did_you_mean

LONGEST_TITLE = 300
LONGEST_TEXT = 10_000
"""Characters of an event's title, and of its text or note."""
LONGEST_REASON = 2000
"""Characters of a reason or a rationale."""


def typed_date(
    place: str, typed: str, today: date, assumed: list[str], *, is_cell: bool = False, after: date | None = None
) -> EdtfDate | None:
    """Return a date as a person types it; None where nothing was typed.

    Args:
        place: The option or column in which it was typed.
        typed: What was typed.
        today: The day from which «вчера» and a missing year are counted.
        assumed: Takes a line to echo where the year was assumed.
        is_cell: True if it is a cell of a list, where a spreadsheet may have made a number of it.
        after: The day after which the date lies, such as that of a deadline: of a missing year the next one is meant.

    Raises:
        UsageError: If it is no date.
    """
    if not typed.strip():
        return None
    try:
        parse = parse_cell if is_cell else parse_typed
        parsed = parse(typed, today)
        if parsed.year_assumed and after:
            parsed = parse(typed, add_months(after, 12))
    except DateError as error:
        raise UsageError(
            sentence("{place}: {error}", place=place, error=error.fact),
            next_step=sentence("write it like 2026-05, 18.05.2026 or Q2 2026"),
        ) from error
    if parsed.year_assumed:
        assumed.append(_echo(typed, parsed.date))
    return parsed.date


def assumed_year(typed: str, today: date) -> str:
    """Return the echo of a date that was typed without its year, «2 ноября = 2026-11-02»; empty for any other text."""
    try:
        parsed = parse_typed(typed, today)
    except DateError:
        return ""
    return _echo(typed, parsed.date) if parsed.year_assumed else ""


def _echo(typed: str, when: EdtfDate) -> str:
    return f"{' '.join(typed.split())} = {when}"


def require_past(place: str, when: EdtfDate | None, today: date) -> None:
    """Refuse a date of an event that is still to come.

    Raises:
        UsageError: If it is.
    """
    if when and when.earliest and when.earliest > today:
        raise UsageError(
            sentence("{place}: {when} is in the future", place=place, when=when),
            next_step=sentence("a deadline goes into --due"),
        )


def known_sources(rating: Rating, sources: Sequence[str], place: str = "--source") -> tuple[str, ...]:
    """Return sources, each of them a key of sources.yaml or a URL.

    Args:
        rating: Where the keys are known.
        sources: What was typed.
        place: The option or field in which it was typed.

    Raises:
        UsageError: If one is neither.
    """
    for source in sources:
        if source not in rating.sources and not is_url(source):
            raise UsageError(
                sentence(
                    "{place}: {source!r} is no key of sources.yaml and no URL{hint}",
                    place=place,
                    source=source,
                    hint=did_you_mean(source, rating.sources),
                ),
                next_step=sentence("correct it, or add it to sources.yaml"),
            )
    return tuple(sources)


def one_line(place: str, typed: str, longest: int, too_long: Text = "") -> str:
    """Return a text with its spaces made single.

    Args:
        place: The option or column in which it was typed.
        typed: What was typed.
        longest: The most characters.
        too_long: What to do where there are more; else to say it shorter.

    Raises:
        UsageError: If it is longer, or holds a control character.
    """
    text = " ".join(typed.split())
    if len(text) > longest:
        raise UsageError(
            sentence("{place} has {n} characters, {longest} at most", place=place, n=len(text), longest=longest),
            next_step=too_long or sentence("say it shorter"),
        )
    hidden = next((character for character in text if not character.isprintable()), None)
    if hidden is not None:
        raise UsageError(
            sentence("{place} holds the control character U+{ord:04X}", place=place, ord=ord(hidden)),
            next_step=sentence("type the text anew"),
        )
    return text
