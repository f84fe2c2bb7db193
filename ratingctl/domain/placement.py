"""The placement of new entries: the edition of an event by date and state, and its place in a file."""

from collections.abc import Mapping, Sequence
from datetime import date

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.edition_chain import chain_to, last_edition
from ratingctl.domain.model import Check, Edition, Event, EventId, Rating, State
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.words.fold import fold

_ALIKE, _ALIKE_ON_ONE_DAY = 2 / 3, 1 / 3
"""How much the words of two events are the same that may be one fact, 0 to 1."""


def edition_for(when: EdtfDate | None, rating: Rating) -> tuple[Edition, bool]:
    """Return the edition that takes an event in: the newest draft whose period overlaps its date.

    Args:
        when: The event's date; without one it belongs to the newest draft.
        rating: The rating.

    Returns:
        The edition, and True if the event is a late find: from before the newest draft's period.

    Raises:
        UsageError: If there is no draft, or the date is later than every draft's period.
    """
    chain = chain_to(last_edition(rating), rating.editions)
    drafts = [edition for edition in chain if edition.state is State.DRAFT]
    if not drafts:
        raise UsageError(
            sentence("no edition is a draft"), next_step=sentence("begin the next edition, or name one with --edition")
        )
    newest = drafts[-1]
    if when is None:
        return newest, False
    for draft in reversed(drafts):
        if _overlap(when, draft.period):
            return draft, False
    if newest.begins_after(when):
        return newest, True
    raise UsageError(
        sentence(
            "{when} is later than the period {period} of the newest draft {id}",
            when=when,
            period=newest.period,
            id=newest.id,
        ),
        next_step=sentence("a deadline goes into --due; otherwise begin the next edition"),
    )


def position_for(new: Event, events: Sequence[Event]) -> int:
    """Return the index of a new event: after its project's last not later event; nothing is re-sorted.

    Files are ordered by project name, then by date; where a file is not, the new event still finds its project.
    """
    project = fold(new.project)
    last = None
    for event in events:
        if fold(event.project) == project and not _is_later(event, new):
            last = event.index + 1
    if last is not None:
        return last
    for event in events:
        if fold(event.project) >= project:
            return event.index
    return events[-1].index + 1 if events else 0


def near_duplicates(new: Event, events: Sequence[Event], alike: Mapping[EventId, float], days: int = 45) -> list[Event]:
    """Return the events that may be the same fact told by another outlet.

    Args:
        new: The new event.
        events: The events of its region.
        alike: For each event how much its words are those of the new one, 0 to 1.
        days: How far apart the two dates may lie.

    Returns:
        Those that are alike by two thirds and not certainly of another time; by a third where kind and day are the
        same, for outlets tell one fact in words of their own.
    """
    return [
        event
        for event in events
        if alike[event.id] >= (_ALIKE_ON_ONE_DAY if _is_of_one_day(event, new) else _ALIKE)
        and _near(event.date, new.date, days)
    ]


def _is_of_one_day(event: Event, new: Event) -> bool:
    """Return whether two events are of one kind and of one day that is known."""
    is_day = new.date is not None and new.date.earliest is not None and new.date.earliest == new.date.latest
    return is_day and event.kind == new.kind and event.date == new.date


def _overlap(when: EdtfDate, period: EdtfDate) -> bool:
    first, last = when.earliest or date.min, when.latest or date.max
    return first <= (period.latest or date.max) and last >= (period.earliest or date.min)


def _is_later(event: Event, new: Event) -> bool:
    if event.date is None or new.date is None:
        return False
    return (event.date.earliest or date.min) > (new.date.earliest or date.min)


def _near(first: EdtfDate | None, second: EdtfDate | None, days: int) -> bool:
    if first is None or second is None:
        return True
    gap_before = ((first.earliest or date.min) - (second.latest or date.max)).days
    gap_after = ((second.earliest or date.min) - (first.latest or date.max)).days
    return max(gap_before, gap_after) <= days


def check_position_for(new: Check, checks: Sequence[tuple[str | None, str | None]]) -> int:
    """Return the index of a new check: they are ordered by event, then date; nothing is re-sorted.

    Args:
        new: The new check.
        checks: The event and the date of each check of the file, as they are written.
    """
    not_later = [
        index for index, (event, when) in enumerate(checks) if event == new.event and (when or "") <= new.date.text
    ]
    if not_later:
        return not_later[-1] + 1
    later = (index for index, (event, _) in enumerate(checks) if (event or "") >= new.event)
    return next(later, len(checks))
