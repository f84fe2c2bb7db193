"""`edit`: correct the fields of an event that is on record."""

from collections.abc import Mapping, Sequence
from datetime import date

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.names import kind_named, one_event
from ratingctl.commands.shared.region_files import (
    changed_file,
    event_keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_open,
)
from ratingctl.domain.dates import DateError, is_surely_before, parse_edtf
from ratingctl.domain.fields import EVENT, Field, FieldType
from ratingctl.domain.model import Event, Rating
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.report import Message, Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import value_text
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.suggestion import did_you_mean

_FIXED = ("id",)
_RECORDS = Records((), (), ("id", "edition", "changed"))
_FLAGS = {"true": True, "yes": True, "да": True, "false": False, "no": False, "нет": False}


def edit(folder: DiskFolder, today: date, event_query: str, changes: Sequence[str]) -> Change:
    """Return the change that corrects an event.

    Args:
        folder: The rating.
        today: The day from which «вчера» is counted.
        event_query: The event's id, without the region's prefix if that is enough.
        changes: `field=value`; an empty value takes the field away, lists are parted by `;`.

    Returns:
        What was changed, and the edit; none where nothing changes.

    Raises:
        UsageError: If the event or a field is unknown, a value does not fit, or the edition is published.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [event_query, *_ids_in(changes)])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, event_query)
        edition = rating.editions[event.edition]
        require_open(edition, for_events=False)
        values = [_typed_field(rating, today, text) for text in changes]
    _keep_order(rating, event, {field.name: value for field, value in values})

    def correct(document: YamlDocument) -> YamlDocument:
        for field, value in values:
            document = _with_field(document, ("events", event.index, field.name), field, value)
        return document

    file_edit = changed_file(folder, edition, event.region, correct)
    names = tuple(field.name for field, _ in values)
    report = Report(
        data={"id": event.id, "edition": event.edition, "changed": list(names)},
        records=_RECORDS,
        screen=Screen(rating.settings.language, paragraph(Message("edit.done", {"id": event.id}))),
    )
    return Change(
        report, [file_edit] if file_edit.after != file_edit.before else [], ChangeSummary("edit", event.id, names)
    )


def _ids_in(changes: Sequence[str]) -> list[str]:
    """Return every word that may be the id of an event to be followed."""
    pairs = (text.partition("=") for text in changes)
    fields = ((EVENT.by_name.get(name.strip()), value) for name, _, value in pairs)
    return [part for field, value in fields if field and field.shape is FieldType.IDS for part in _parts(value)]


def _parts(typed: str) -> list[str]:
    return typed.replace(",", " ").replace(";", " ").split()


def _keep_order(rating: Rating, event: Event, values: Mapping[str, object]) -> None:
    """Refuse a correction by which an event would follow a later one, or itself."""
    typed = values.get("date", event.date.text if event.date else None)
    when = parse_edtf(str(typed)) if typed else None
    follows = values.get("follows", event.follows)
    for other in rating.events():
        followed = isinstance(follows, tuple) and other.id in follows
        if followed and (other.id == event.id or is_surely_before(when, other.date)):
            raise UsageError(
                f"{event.id} would follow {other.id} of {other.date or 'itself'}, which is not earlier",
                next_step="mend the date, or follow an earlier event",
            )
        if event.id in other.follows and is_surely_before(other.date, when):
            raise UsageError(
                f"{other.id} of {other.date} follows {event.id}, which would then be later",
                next_step="mend that link or date first",
            )


def _with_field(document: YamlDocument, keys: tuple[str | int, ...], field: Field, value: object) -> YamlDocument:
    keys_above = event_keys_above(field.name)
    if isinstance(value, tuple):
        return document.set_list(keys, value, keys_above)
    if value is None:
        return document.remove_key(keys) if document.has(keys) else document
    return document.set_value(keys, value_text(value, field.shape), keys_above)


def _typed_field(rating: Rating, today: date, text: str) -> tuple[Field, object]:
    """Return the field and the value of `field=value`; None or an empty list takes the field away."""
    name, equals, typed = text.partition("=")
    field = EVENT.by_name.get(name.strip())
    if field is None or not equals or field.name in _FIXED:
        names = [key for key in EVENT.by_name if key not in _FIXED]
        fact = "an id never changes" if name.strip() in _FIXED else f"no field in {text!r}{did_you_mean(name, names)}"
        raise UsageError(fact, next_step=f"write field=value; the fields are {', '.join(names)}")
    typed = " ".join(typed.split())
    if not typed:
        if field.required:
            raise UsageError(f"an event needs {field.name}", next_step="give it another value")
        return field, () if field.shape in (FieldType.IDS, FieldType.TEXTS) else None
    return field, _typed_value(rating, today, field, typed)


def _typed_value(rating: Rating, today: date, field: Field, typed: str) -> object:
    if field.shape is FieldType.DATE:
        try:
            return parse_typed(typed, today).date.text
        except DateError as error:
            raise UsageError(f"{field.name}: {error}", next_step="write it like 2026-05 or 18.05.2026") from error
    if field.name == "kind":
        return kind_named(rating, typed)
    if field.shape is FieldType.IDS:
        return tuple(one_event(rating, part).id for part in _parts(typed))
    if field.shape is FieldType.TEXTS:
        return tuple(part.strip() for part in typed.split(";") if part.strip())
    if field.shape is FieldType.FLAG:
        if typed.casefold() not in _FLAGS:
            raise UsageError(f"{field.name} cannot be {typed!r}", next_step="write true or false")
        return _FLAGS[typed.casefold()]
    return typed
