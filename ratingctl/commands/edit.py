"""`edit`: correct the fields of an event that is on record."""

from collections.abc import Sequence
from datetime import date

from ratingctl.commands.shared.after_lock import NOT_AFTER_LOCK, AfterLock, late_change_edits, recoded
from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import (
    changed_file,
    event_keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.commands.shared.typed_fields import (
    EVENT_FIELDS,
    ids_typed,
    require_story_order,
    typed_field,
    with_field,
)
from ratingctl.report import Message, Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.splice import YamlDocument

_RECORDS = Records((), (), ("id", "edition", "changed"))


def edit(
    folder: DiskFolder,
    today: date,
    event_query: str,
    changes: Sequence[str],
    after_lock: AfterLock = NOT_AFTER_LOCK,
) -> Change:
    """Return the change that corrects an event.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted.
        event_query: The event's id, without the region's prefix if that is enough.
        changes: `field=value`; an empty value takes the field away, lists are parted by `;`.
        after_lock: Why it is recoded although its edition is locked.

    Returns:
        What was changed, and the edit; none where nothing changes.

    Raises:
        UsageError: If the event or a field is unknown, a value does not fit, the edition is published, or it is locked
            and the event is recoded without a reason.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [event_query, *ids_typed(changes)])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, event_query)
        edition = rating.editions[event.edition]
        require_open(edition, for_events=False)
        values = [typed_field(rating, today, EVENT_FIELDS, text) for text in changes]
    require_story_order(rating, event, {field.name: value for field, value in values})

    def correct(document: YamlDocument) -> YamlDocument:
        for field, value in values:
            keys = ("events", event.index, field.name)
            document = with_field(document, keys, field, value, event_keys_above(field.name))
        return document

    file_edit = changed_file(folder, edition, event.region, correct)
    names = tuple(field.name for field, _ in values)
    report = Report(
        data={"id": event.id, "edition": event.edition, "changed": list(names)},
        records=_RECORDS,
        screen=Screen(rating.settings.language, paragraph(Message("edit.done", {"id": event.id}))),
    )
    edits = [file_edit] if file_edit.after != file_edit.before else []
    if edits and recoded(names):
        edits += late_change_edits(folder, edition, event.id, recoded(names), after_lock)
    return Change(report, edits, ChangeSummary("edit", event.id, names))
