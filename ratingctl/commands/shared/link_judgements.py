"""Judgements on links: which events an event continues and which not, named by people and recorded in its file."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.names import events_named, followed_event
from ratingctl.commands.shared.region_files import (
    changed_file,
    event_keys_above,
    require_open,
)
from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.model import EditionId, Event, EventId, Rating, RegionId
from ratingctl.errors import UsageError
from ratingctl.report import Message, Records, Report, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.splice import YamlDocument

_RECORDS = Records((), (), ("id", "edition", "follows", "not_follows"))


class LinkJudgement(NamedTuple):
    """Which events an event was judged to continue, and which not; what is on record is replaced."""

    event: Event
    follows: Sequence[EventId]
    not_follows: Sequence[EventId]


def judgement_edits(folder: DiskFolder, rating: Rating, judgements: Sequence[LinkJudgement]) -> list[Edit]:
    """The edits that record judgements; one for each file that changes.

    Args:
        folder: The rating's folder.
        rating: The rating.
        judgements: What to record, whatever is on record.

    Raises:
        UsageError: If an edition is published.
        DataError: If a file cannot be changed.
    """
    by_page: dict[tuple[EditionId, RegionId], list[LinkJudgement]] = {}
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


def judgement_report(folder: DiskFolder, rating: Rating, judgement: LinkJudgement) -> tuple[Report, list[Edit]]:
    """Return what an event now follows, and the edit that records it.

    Args:
        folder: The rating's folder.
        rating: The rating.
        judgement: What to record.

    Raises:
        UsageError: If the edition is published.
        DataError: If the file cannot be changed.
    """
    event, follows, not_follows = judgement
    term = Message("link.follows" if follows else "link.nothing", {"id": event.id, "follows": ", ".join(follows)})
    report = Report(
        data={"id": event.id, "edition": event.edition, "follows": follows, "not_follows": not_follows},
        records=_RECORDS,
        language=rating.settings.language,
        title=paragraph(term),
    )
    return report, judgement_edits(folder, rating, [judgement])


def followed_id(rating: Rating, event: Event, query: str) -> EventId:
    """The id of the one event that an event may follow and that is named so.

    Raises:
        EventNotFoundError: If there is none that its edition sees.
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


def _with_judgements(rows: Sequence[LinkJudgement], document: YamlDocument) -> YamlDocument:
    for event, follows, not_follows in rows:
        for key, old, new in (("follows", event.follows, follows), ("not_follows", event.not_follows, not_follows)):
            ids = tuple(dict.fromkeys(new))
            if ids != old:
                document = document.set_list(("events", event.index, key), ids, event_keys_above(key))
    return document


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
