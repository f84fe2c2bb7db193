"""`add-event`: write one event into its region's file, and show what it may repeat or continue."""

from collections.abc import Sequence
from datetime import date

from ratingctl.commands.shared.after_lock import AfterLock, late_change_edits
from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.event_draft import Prepared, missing_answers, prepare
from ratingctl.commands.shared.event_input import UNDATED, EventInput
from ratingctl.commands.shared.region_files import changed_file, keys_above, sound_frame
from ratingctl.commands.views.draft_event import draft_report
from ratingctl.commands.views.kinds import kinds_report
from ratingctl.domain.model import EditionId, Event
from ratingctl.domain.placement import position_for
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Report, Screen
from ratingctl.storage.edits import Edit, FileChangedError
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.yaml.splice import YamlDocument


def add_event(folder: DiskFolder, today: date, typed: EventInput, *, by: str = "", dry_run: bool = False) -> Change:
    """Return the change that logs an event as a person has confirmed it.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted; an event cannot be later.
        typed: The event as it was typed or drafted.
        by: Who logs it, for what is kept of a change after the lock.
        dry_run: Say what would be written instead of what is written.

    Returns:
        The draft, what it may repeat or continue, and the edit; no edit, but a refusal where required answers are
        missing.

    Raises:
        FileChangedError: If another hand changes the file while the event is prepared.
        UsageError: If a value fits nothing: an unknown region, kind, date, source or event; a published edition.
        DataError: If the files that matter cannot be read or changed; the lines to paste are in it.
    """
    return prepared_change(folder, today, prepare(folder, today, typed), by=by, dry_run=dry_run)


def prepared_change(folder: DiskFolder, today: date, prepared: Prepared, *, by: str = "", dry_run: bool) -> Change:
    """Return the change that logs a draft whose fields are resolved; see `add_event`."""
    return _change(folder, today, [prepared], _edits(folder, prepared), by=by, dry_run=dry_run)


def add_events(
    folder: DiskFolder, today: date, inputs: Sequence[EventInput], *, by: str = "", dry_run: bool = False
) -> Change:
    """Return the change that logs one fact about one region or several without asking anybody: all or none.

    Where nothing speaks of a date the event is written without one; what is on record already is not written again.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted; an event cannot be later.
        inputs: The event of each region as it was typed or drafted.
        by: Who logs it, for what is kept of a change after the lock.
        dry_run: Say what would be written instead of what is written.

    Returns:
        The drafts, what they may repeat or continue, and the edits; no edits, but a refusal where required answers are
        missing, or a fact is on record and not forced.

    Raises:
        FileChangedError: As in `add_event`, like the others.
        UsageError: Or if two of the regions are one.
        DataError: If the files that matter cannot be read or changed.
    """
    drafts = [prepare(folder, today, _with_known_date(typed)) for typed in inputs]
    _require_one_each(drafts)
    if len(drafts) > 1 and drafts[0].typed.follows:
        drafts = [prepare(folder, today, _with_own_links(draft, drafts)) for draft in drafts]
    refusal = next((refusal for draft in drafts if (refusal := _refusal(draft))), None)
    edits = [edit for draft in drafts for edit in ([] if refusal else _edits(folder, draft))]
    return _change(folder, today, drafts, edits, by=by, dry_run=dry_run)._replace(refusal=refusal)


def _with_known_date(typed: EventInput) -> EventInput:
    """Return what was typed; where nothing speaks of a date, as an event that has none."""
    return typed if typed.date or typed.yearless or typed.proposed_date else typed._replace(date=UNDATED)


def _with_own_links(draft: Prepared, drafts: Sequence[Prepared]) -> EventInput:
    """Return what was typed without links to what another of the regions has on record: each continues its own."""
    if draft.event is None:
        return draft.typed
    others = [other for other in drafts if other is not draft]
    regions = {other.region.id for other in others if other.region}
    foreign = {old.id for other in others for old in other.rating.events() if old.region in regions}
    links = zip(draft.typed.follows, draft.event.follows, strict=True)
    return draft.typed._replace(follows=tuple(query for query, old in links if old not in foreign))


def _require_one_each(drafts: Sequence[Prepared]) -> None:
    """Refuse a region that was named twice in different words."""
    regions = [draft.region.id for draft in drafts if draft.region]
    twice = next((region for number, region in enumerate(regions) if region in regions[:number]), None)
    if twice:
        raise UsageError(
            sentence("--region names {region} twice", region=twice), next_step=sentence("name each {unit} once")
        )


def _refusal(draft: Prepared) -> UsageError | None:
    """Return why a draft is not written where nobody is asked; None where it is."""
    if draft.missing:
        return missing_answers(draft)
    if not draft.repeats or draft.typed.force:
        return None
    old = draft.repeats[0]
    return UsageError(
        sentence('{id} of {edition} says the same: "{title}"', id=old.id, title=old.title, edition=old.edition),
        next_step=sentence("if it is another fact, give --force; else nothing is left to do"),
    )


def _change(
    folder: DiskFolder, today: date, drafts: Sequence[Prepared], edits: list[Edit], *, by: str, dry_run: bool
) -> Change:
    """Return the change that logs drafts of one edition, with the edits of their files in the same order."""
    events = [draft.event for draft in drafts if draft.event]
    is_written = bool(edits) and not dry_run
    reports = [draft_report(draft, edits[place : place + 1], written=is_written) for place, draft in enumerate(drafts)]
    by_edition: dict[EditionId, list[Event]] = {}
    for event in events if edits else ():
        by_edition.setdefault(event.edition, []).append(event)
    said = AfterLock(drafts[0].typed.after_lock, by, today)
    for draft in drafts:
        if draft.edition and (ids := [event.id for event in by_edition.pop(draft.edition.id, ())]):
            edits = [*edits, *late_change_edits(folder, draft.edition, ids, "added", said)]
    missing = next((draft for draft in drafts if draft.missing), None)
    return Change(
        merged_reports(reports),
        edits,
        ChangeSummary("add-event", events[0].id if events else "", more=max(0, len(events) - 1)),
        refusal=missing_answers(missing) if missing else None,
    )


def kinds(folder: DiskFolder) -> Report:
    """Return the report of the kinds that an event may be of, with everyday words and an example of each.

    Raises:
        DataError: If the settings cannot be read.
    """
    with opened(folder) as reader:
        return kinds_report(sound_frame(reader))


def merged_reports(reports: Sequence[Report]) -> Report:
    """Return the report of several events: the only one as it is, others below each other."""
    first = reports[0]
    if len(reports) == 1:
        return first
    screens = [report.screen for report in reports]
    return first._replace(
        data={"events": [report.data for report in reports]},
        records=first.records._replace(path=("events",)),
        screen=Screen(
            first.screen.language,
            tables=[table for screen in screens for table in screen.tables],
            notes=[note for screen in screens for note in (screen.title, *screen.notes)],
        ),
    )


def _edits(folder: DiskFolder, prepared: Prepared) -> list[Edit]:
    event, edition = prepared.event, prepared.edition
    if event is None or edition is None:
        return []
    page = edition.pages.get(event.region)
    position = position_for(event, page.events if page else ())
    paste = [f"- {prepared.lines[0]}", *(f"  {text}" for text in prepared.lines[1:])]

    def insert(document: YamlDocument) -> YamlDocument:
        if any(item.get("id") == event.id for item in document.items("events") if isinstance(item, dict)):
            raise FileChangedError(
                sentence("{id} is there already", id=event.id),
                place=document.path,
                next_step=sentence("look at it and try again"),
            )
        return document.insert_item("events", position, prepared.lines, keys_above("events"))

    return [changed_file(folder, edition, event.region, insert, paste)]
