"""`add-event`: write one event into its region's file, and show what it may repeat or continue."""

from collections.abc import Sequence
from datetime import date

from ratingctl.commands.shared.after_lock import AfterLock, late_change_edits
from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.event_draft import EventInput, Prepared, missing_answers, prepare
from ratingctl.commands.shared.region_files import changed_file, keys_above
from ratingctl.commands.views.draft_event import draft_report
from ratingctl.domain.placement import position_for
from ratingctl.message import sentence
from ratingctl.report import Report, Screen
from ratingctl.storage.edits import Edit, FileChangedError
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.splice import YamlDocument


def add_event(folder: DiskFolder, today: date, typed: EventInput, *, by: str = "", dry_run: bool = False) -> Change:
    """Return the change that logs an event.

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
    edits = _edits(folder, prepared)
    if edits and prepared.event and prepared.edition:
        said = AfterLock(prepared.typed.after_lock, by, today)
        edits += late_change_edits(folder, prepared.edition, prepared.event.id, "added", said)
    event = prepared.event
    return Change(
        draft_report(prepared, edits, written=bool(edits) and not dry_run),
        edits,
        ChangeSummary("add-event", event.id if event else ""),
        refusal=missing_answers(prepared) if prepared.missing else None,
    )


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
