"""`remove`: take out an event that should not be there, unless others lean on it."""

from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import changed_file, read_for_writing, require_open
from ratingctl.domain.model import Event, Rating
from ratingctl.errors import UsageError
from ratingctl.report import Message, Records, Report, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder

_RECORDS = Records((), (), ("id", "edition", "title", "reason"))


def remove(folder: DiskFolder, event: str, reason: str) -> tuple[Report, list[Edit]]:
    """Take an event out.

    Args:
        folder: The rating.
        event: Its id, without the region's prefix if that is enough.
        reason: Why.

    Returns:
        What was taken out, and the edit.

    Raises:
        UsageError: If it is unknown, its edition is published, no reason is given, or something points to it.
        DataError: If the file cannot be read or changed.
    """
    if not reason.strip():
        raise UsageError("a reason is needed", next_step='say why: --reason "entered twice"')
    rating = read_for_writing(folder, [event])
    found = one_event(rating, event)
    edition = rating.editions[found.edition]
    require_open(edition, for_events=False)
    leaning = _leaning_on(rating, found)
    if leaning:
        raise UsageError(
            f"{found.id} cannot go: {', '.join(leaning)} point to it", next_step="mend or remove these first"
        )
    made = changed_file(folder, edition, found.region, lambda document: document.remove_item("events", found.index))
    data = {"id": found.id, "edition": found.edition, "title": found.title, "reason": reason}
    title = paragraph(Message("remove.done", {"id": found.id, "title": found.title}))
    return Report(data=data, records=_RECORDS, language=rating.settings.language, title=title), [made]


def _leaning_on(rating: Rating, event: Event) -> list[str]:
    """What points to an event: events that follow it, scores that cite it, checks and notes about it."""
    found: list[str] = []
    for edition in rating.editions.values():
        for page in edition.pages.values():
            found += [other.id for other in page.events if event.id in other.follows + other.not_follows]
            found += [f"evidence in {page.path}"] * (event.id in page.evidence)
            found += [f"a check in {page.path}" for check in page.checks if check.event == event.id]
            found += [f"a note in {page.path}" for note in page.notes if event.id in note.about]
    return list(dict.fromkeys(found))
