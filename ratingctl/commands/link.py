"""`link` and `unlink`: by hand, which earlier events an event continues."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.region_files import (
    above_event_key,
    changed_file,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.commands.shared.names import events_named, followed_event, one_event
from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.model import EditionId, Event, EventId, Rating, RegionId
from ratingctl.errors import UsageError
from ratingctl.report import Records, Report, Term, line
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.splice import Sheet

_RECORDS = Records((), (), ("id", "edition", "follows", "not_follows"))


class Judgement(NamedTuple):
    """Which events an event was judged to continue, and which not; what is on record is replaced."""

    event: Event
    follows: Sequence[EventId]
    not_follows: Sequence[EventId]


def link(folder: DiskFolder, new: str, follows: Sequence[str]) -> tuple[Report, list[Edit]]:
    """Record that an event continues earlier ones.

    Args:
        folder: The rating.
        new: The event's id.
        follows: Ids of the earlier ones.

    Returns:
        What the event now follows, and the edit; none where it is on record already.

    Raises:
        UsageError: If an id is unknown, the edition is published, or the event would follow a later one or itself.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [new, *follows])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, new)
        olds = [_followed(rating, event, query) for query in follows]
    kept = [old for old in event.not_follows if old not in olds]
    return _report(folder, rating, Judgement(event, list(dict.fromkeys([*event.follows, *olds])), kept))


def unlink(folder: DiskFolder, new: str, follows: Sequence[str], *, never: bool = False) -> tuple[Report, list[Edit]]:
    """Take back that an event continues earlier ones.

    Args:
        folder: The rating.
        new: The event's id.
        follows: Ids of the earlier ones; none for all that it follows.
        never: Also record that it does not continue them, so that they are not proposed again.

    Returns:
        As `link`.

    Raises:
        UsageError: If an id is unknown, the event does not follow it, or the edition is published.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [new, *follows])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, new)
        unlinked = [_followed(rating, event, query) for query in follows] if never else []
    if never and not follows:
        raise UsageError("--never needs --follows", next_step="say which events it does not continue")
    gone = unlinked or [_followed_by(event, query) for query in follows] or list(event.follows)
    refused = list(dict.fromkeys([*event.not_follows, *(gone if never else ())]))
    return _report(folder, rating, Judgement(event, [old for old in event.follows if old not in gone], refused))


def judged(folder: DiskFolder, rating: Rating, judgements: Sequence[Judgement]) -> list[Edit]:
    """The edits that record judgements; one for each file that changes.

    Args:
        folder: The rating's folder.
        rating: The rating.
        judgements: What to record, whatever is on record.

    Raises:
        UsageError: If an edition is published.
        DataError: If a file cannot be changed.
    """
    by_page: dict[tuple[EditionId, RegionId], list[Judgement]] = {}
    for judgement in judgements:
        by_page.setdefault((judgement.event.edition, judgement.event.region), []).append(judgement)
    edits = []
    for (edition_id, region), rows in by_page.items():
        edition = rating.editions[edition_id]
        require_open(edition, for_events=False)
        edit = changed_file(folder, edition, region, partial(_with_judgements, rows))
        if edit.after != edit.before:
            edits.append(edit)
    return edits


def _with_judgements(rows: Sequence[Judgement], sheet: Sheet) -> bytes:
    for event, follows, not_follows in rows:
        for key, old, new in (("follows", event.follows, follows), ("not_follows", event.not_follows, not_follows)):
            ids = tuple(dict.fromkeys(new))
            if ids != old:
                content = sheet.set_list(("events", event.index, key), ids, above_event_key(key))
                sheet = Sheet(sheet.path, content)
    return sheet.content


def _report(folder: DiskFolder, rating: Rating, judgement: Judgement) -> tuple[Report, list[Edit]]:
    event, follows, not_follows = judgement
    term = Term("link.follows" if follows else "link.nothing", {"id": event.id, "follows": ", ".join(follows)})
    report = Report(
        data={"id": event.id, "edition": event.edition, "follows": follows, "not_follows": not_follows},
        records=_RECORDS,
        language=rating.settings.language,
        title=line(term),
    )
    return report, judged(folder, rating, [judgement])


def _followed(rating: Rating, event: Event, query: str) -> EventId:
    """The id of the one event that an event may follow and that is named so.

    Raises:
        NotFound: If there is none that its edition sees.
        UsageError: If several fit, it is the event itself, it is later, or it follows the event.
    """
    seen = _seen_by(rating, event)
    own = [old for old in seen if old.region == event.region]
    found = events_named(own, query) or events_named(seen, query)
    old = followed_event(found, query, event.date, event.region, event.edition)
    if old.id == event.id:
        raise UsageError(f"--follows: {old.id} is the event itself", next_step="name an earlier event")
    if event.id in _ancestors(old, {one.id: one for one in seen}):
        raise UsageError(f"--follows: {old.id} itself follows {event.id}", next_step="look which of them is earlier")
    return old.id


def _seen_by(rating: Rating, event: Event) -> list[Event]:
    chain = chain_to(rating.editions[event.edition], rating.editions)
    return [old for one in chain for page in one.pages.values() for old in page.events]


def _ancestors(event: Event, by_id: dict[EventId, Event]) -> set[EventId]:
    found: set[EventId] = set()
    pending = list(event.follows)
    while pending:
        current = pending.pop()
        if current not in found:
            found.add(current)
            pending += by_id[current].follows if current in by_id else ()
    return found


def _followed_by(event: Event, query: str) -> EventId:
    wanted = query.strip().lower()
    found = [old for old in event.follows if wanted == old or old.endswith(f"-{wanted}")]
    if len(found) != 1:
        known = ", ".join(event.follows) or "nothing"
        raise UsageError(f"--follows: {event.id} does not follow {query!r}", next_step=f"it follows {known}")
    return found[0]
