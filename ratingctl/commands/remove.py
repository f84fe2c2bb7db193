"""`remove`: take out an event that should not be there, unless something points to it."""

from collections.abc import Iterator

from ratingctl.commands.shared.after_lock import NOT_AFTER_LOCK, AfterLock, late_change_edits
from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import (
    changed_file,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.domain.model import Event, Page
from ratingctl.errors import UsageError
from ratingctl.message import Text, joined, sentence
from ratingctl.report import Message, Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder

_RECORDS = Records((), (), ("id", "edition", "title", "reason"))


def remove(folder: DiskFolder, event_query: str, reason: str, after_lock: AfterLock = NOT_AFTER_LOCK) -> Change:
    """Return the change that takes an event out.

    Args:
        folder: The rating.
        event_query: The event's id, without the region's prefix if that is enough.
        reason: Why.
        after_lock: Why it is taken out although its edition is locked.

    Raises:
        UsageError: If it is unknown, its edition is published, no reason is given, or something points to it.
        DataError: If the file cannot be read or changed.
    """
    if not reason.strip():
        raise UsageError(sentence("a reason is needed"), next_step=sentence('say why: --reason "entered twice"'))
    rating = read_for_writing(folder, [event_query])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, event_query)
    edition = rating.editions[event.edition]
    require_open(edition, for_events=False)
    references: list[Text] = []
    for reference in (reference for page in rating.pages() for reference in _references(page, event)):
        if reference not in references:
            references.append(reference)
    if references:
        raise UsageError(
            sentence("{id} cannot go: {references} point to it", id=event.id, references=joined(references)),
            next_step=sentence("mend or remove these first"),
        )
    file_edit = changed_file(
        folder, edition, event.region, lambda document: document.remove_item("events", event.index)
    )
    report = Report(
        data={"id": event.id, "edition": event.edition, "title": event.title, "reason": reason},
        records=_RECORDS,
        screen=Screen(
            rating.settings.language, paragraph(Message("remove.done", {"id": event.id, "title": event.title}))
        ),
    )
    edits = [file_edit, *late_change_edits(folder, edition, [event.id], "removed", after_lock)]
    return Change(report, edits, ChangeSummary("remove", event.id, remark=reason))


def _references(page: Page, event: Event) -> Iterator[Text]:
    """Yield what on a page points to an event: events that follow it, evidence, checks and notes about it."""
    yield from (other.id for other in page.events if event.id in other.follows + other.not_follows)
    if event.id in page.evidence:
        yield sentence("evidence in {path}", path=page.path)
    yield from (sentence("a check in {path}", path=page.path) for check in page.checks if check.event == event.id)
    yield from (sentence("a note in {path}", path=page.path) for note in page.notes if event.id in note.about)
