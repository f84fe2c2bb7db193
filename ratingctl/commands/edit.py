"""`edit`: correct the fields of an event that is on record."""

from collections.abc import Sequence
from datetime import date

from ratingctl.commands.shared.after_lock import NOT_AFTER_LOCK, AfterLock, late_change_edits, recoded
from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.event_move import EventMove, event_move, move_edits
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
    require_fitting,
    require_story_order,
    typed_field,
    with_field,
)
from ratingctl.commands.shared.typed_values import assumed_year
from ratingctl.domain.fields import FieldType
from ratingctl.domain.model import Event, Rating
from ratingctl.message import Text, counted, sentence
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
    """Return the change that corrects an event, or moves it into another region.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted.
        event_query: The event's id, without the region's prefix if that is enough.
        changes: `field=value`; an empty value takes the field away, the items of a list are parted by `;`, `list+=` and
            `list-=` add and take away some; `region=` moves the event.
        after_lock: Why it is recoded although its edition is locked.

    Returns:
        What was changed, and the edit; none where nothing changes.

    Raises:
        UsageError: If the event or a field is unknown, a value does not fit or would not be taken by `add-event`, the
            edition is published, or it is locked and the event is recoded without a reason.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [event_query, *ids_typed(changes)])
    regions = [text.partition("=")[2] for text in changes if text.partition("=")[0].strip() == "region"]
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, event_query)
        edition = rating.editions[event.edition]
        require_open(edition, for_events=False)
        fields = [text for text in changes if text.partition("=")[0].strip() != "region"]
        values = [typed_field(rating, today, EVENT_FIELDS, text, event) for text in fields]
    for field, value in values:
        require_fitting(rating, today, event, field, value)
    require_story_order(rating, event, {field.name: value for field, value in values})

    def correct(document: YamlDocument) -> YamlDocument:
        for field, value in values:
            keys = ("events", event.index, field.name)
            document = with_field(document, keys, field, value, event_keys_above(field.name))
        return document

    move = event_move(folder, rating, event, regions[-1]) if regions else None
    names = (*(field.name for field, _ in values), *(("region",) if move else ()))
    edits = move_edits(folder, move, correct) if move else [changed_file(folder, edition, event.region, correct)]
    edits = [file_edit for file_edit in edits if file_edit.after != file_edit.before]
    if edits and recoded(names):
        edits += late_change_edits(folder, edition, [event.id], recoded(names), after_lock)
    return Change(
        _report(rating, event, names, move, _echoes(fields, today)), edits, ChangeSummary("edit", event.id, names)
    )


def _echoes(changes: Sequence[str], today: date) -> list[str]:
    """Return what was assumed of the dates in `field=value` texts, each once."""
    pairs = [text.partition("=") for text in changes]
    typed = [value for name, _, value in pairs if EVENT_FIELDS[name.strip(" +-")].shape is FieldType.DATE]
    return [echo for value in dict.fromkeys(typed) if (echo := assumed_year(value, today))]


def _report(
    rating: Rating, event: Event, names: Sequence[str], move: EventMove | None, echoes: Sequence[str]
) -> Report:
    notes: list[Text] = [*echoes]
    if move:
        notes.append(sentence("it stands in {region} now, under the same id", region=move.region.name))
        if move.checks:
            notes.append(counted("{n} check went with it", "{n} checks went with it", n=len(move.checks)))
        by_id = {old.id: old for old in rating.events()}
        foreign = [old for old in event.follows if old in by_id and by_id[old].region != move.region.id]
        if foreign:
            notes.append(
                sentence(
                    "it still follows {ids} of another {unit}: shown as moved from there; "
                    "`ratingctl unlink {id}` takes that back",
                    ids=", ".join(foreign),
                    id=event.id,
                )
            )
    return Report(
        data={"id": event.id, "edition": event.edition, "changed": list(names)},
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            paragraph(Message("edit.done", {"id": event.id})),
            notes=[paragraph(note) for note in notes],
        ),
    )
