"""Judgements on links: which events an event continues and which not, named by people and recorded in its file."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.names import events_named, followed_event, one_event
from ratingctl.commands.shared.region_files import (
    changed_file,
    event_keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.followup import pair_fingerprint
from ratingctl.domain.model import EditionId, Event, EventId, Rating, RegionId
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Message, Records, Report, Screen, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.judgements import Pair, remember_judgements
from ratingctl.storage.yaml.splice import YamlDocument

_RECORDS = Records((), (), ("id", "edition", "follows", "not_follows"))


class LinkJudgement(NamedTuple):
    """A judgement on which events an event continues, and which not; what is on record is replaced."""

    event: Event
    follows: Sequence[EventId]
    not_follows: Sequence[EventId]


def revised_judgement(
    event: Event, asked: Event, linked: Sequence[EventId], refused: Sequence[EventId], previous: LinkJudgement | None
) -> LinkJudgement:
    """Return the judgement that an answer makes of what is on record.

    Args:
        event: The event as it is on record now.
        asked: The event as it was when it was asked about first.
        linked: The events that it continues by this answer.
        refused: The events that it does not continue by this answer.
        previous: The judgement by an earlier answer on the same event; this one takes its place.
    """
    follows, not_follows = list(event.follows), list(event.not_follows)
    if previous:
        follows = [old for old in follows if old not in previous.follows or old in asked.follows]
        not_follows = [old for old in not_follows if old not in previous.not_follows or old in asked.not_follows]
    follows += [old for old in linked if old not in follows]
    not_follows = [old for old in not_follows if old not in follows]
    not_follows += [old for old in refused if old not in not_follows]
    return LinkJudgement(event, follows, not_follows)


def judge(
    folder: DiskFolder,
    asked: Event,
    linked: Sequence[EventId],
    refused: Sequence[EventId],
    previous: LinkJudgement | None,
) -> tuple[LinkJudgement, Change]:
    """Return the judgement of an answer on the event as it is now in the files, and the change that records it.

    Args:
        folder: The rating.
        asked: As in `revised_judgement`, like the arguments below.
        linked: The events that it continues.
        refused: The events that it does not continue.
        previous: The judgement by an earlier answer.

    Raises:
        UsageError: If one of the events is gone, or the edition is published.
        DataError: If a file cannot be read or changed.
    """
    rating = read_for_writing(folder, [asked.id, *linked, *refused])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, asked.id)
        for old in (*linked, *refused):
            one_event(rating, old)
    judgement = revised_judgement(event, asked, linked, refused, previous)
    edits = judgement_edits(folder, rating, [judgement])
    return judgement, Change(judgement_report(rating, judgement), edits, ChangeSummary("match --review", event.id))


def remember_refusals(folder: DiskFolder, event: Event, refused: Sequence[Event]) -> None:
    """Keep the fingerprints of refused pairs, so that the question comes up again when one of them changes.

    Raises:
        SurroundingsError: If they cannot be written.
    """
    if refused:
        fingerprints: dict[Pair, str] = {(event.id, old.id): pair_fingerprint(event, old) for old in refused}
        remember_judgements(folder.root, fingerprints)


def judgement_edits(folder: DiskFolder, rating: Rating, judgements: Sequence[LinkJudgement]) -> list[Edit]:
    """Return the edits that record judgements, one for each file that changes.

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
    for (edition_id, region), on_page in by_page.items():
        edition = rating.editions[edition_id]
        require_open(edition, for_events=False)
        edit = changed_file(folder, edition, region, partial(_with_judgements, on_page))
        if edit.after != edit.before:
            edits.append(edit)
    return edits


def judgement_report(rating: Rating, judgement: LinkJudgement) -> Report:
    """Return the report of what an event now follows."""
    event, follows, not_follows = judgement
    title = Message("link.follows" if follows else "link.nothing", {"id": event.id, "follows": ", ".join(follows)})
    return Report(
        data={"id": event.id, "edition": event.edition, "follows": follows, "not_follows": not_follows},
        records=_RECORDS,
        screen=Screen(rating.settings.language, paragraph(title)),
    )


def followed_id(rating: Rating, event: Event, query: str) -> EventId:
    """Return the id of the one event of that name that an event may follow.

    Raises:
        EventNotFoundError: If there is none that its edition sees.
        UsageError: If several fit, it is the event itself, it is later, or it follows the event.
    """
    seen = _seen_by(rating, event)
    of_region = [old for old in seen if old.region == event.region]
    fitting = events_named(of_region, query) or events_named(seen, query)
    later = [] if fitting else events_named(rating.events(), query)
    if len(later) == 1:
        raise UsageError(
            sentence(
                "--follows: {id} of {edition} comes after {event_id} of {seen_by}",
                id=later[0].id,
                edition=later[0].edition,
                event_id=event.id,
                seen_by=event.edition,
            ),
            next_step=sentence(
                "if the two are swapped: `ratingctl link {id} --follows {event_id}`", id=later[0].id, event_id=event.id
            ),
        )
    old = followed_event(fitting, query, event.date, event.region, event.edition, rating.editions, of_region)
    if old.id == event.id:
        raise UsageError(
            sentence("--follows: {id} is the event itself", id=old.id), next_step=sentence("name an earlier event")
        )
    if event.id in _ancestors(old, {old.id: old for old in seen}):
        raise UsageError(
            sentence("--follows: {id} itself follows {other_id}", id=old.id, other_id=event.id),
            next_step=sentence("look which of them is earlier"),
        )
    return old.id


def _with_judgements(judgements: Sequence[LinkJudgement], document: YamlDocument) -> YamlDocument:
    for event, follows, not_follows in judgements:
        for key, old, new in (("follows", event.follows, follows), ("not_follows", event.not_follows, not_follows)):
            ids = tuple(dict.fromkeys(new))
            if ids != old:
                document = document.set_list(("events", event.index, key), ids, event_keys_above(key))
    return document


def _seen_by(rating: Rating, event: Event) -> list[Event]:
    """Return the events that the edition of an event sees."""
    chain = chain_to(rating.editions[event.edition], rating.editions)
    return [old for edition in chain for old in edition.events()]


def _ancestors(event: Event, by_id: dict[EventId, Event]) -> set[EventId]:
    """Return the ids of the events that an event follows, directly or not."""
    ancestors: set[EventId] = set()
    pending = list(event.follows)
    while pending:
        current = pending.pop()
        if current not in ancestors:
            ancestors.add(current)
            pending += by_id[current].follows if current in by_id else ()
    return ancestors
