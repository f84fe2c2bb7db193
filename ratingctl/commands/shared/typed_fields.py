"""Values of fields as a person types them, `field=value`, and how they are spliced into a file."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from ratingctl.commands.shared.names import kind_named, one_event
from ratingctl.commands.shared.typed_scores import typed_score
from ratingctl.domain.dates import DateError, is_surely_before, parse_edtf
from ratingctl.domain.fields import EVENT, REGION_FILE, Field, FieldType
from ratingctl.domain.model import Event, Rating
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.storage.yaml.scalars import value_text
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.suggestion import did_you_mean

EVENT_FIELDS: Mapping[str, Field] = {name: field for name, field in EVENT.by_name.items() if name != "id"}
"""The fields of an event that a person may change: an id never changes."""
JUDGEMENT_FIELDS: Mapping[str, Field] = {
    name: REGION_FILE.by_name[name] for name in ("score", "rationale", "evidence", "contrary", "not_rated")
}
"""The fields of a region's file that are one judgement."""
_FLAGS = {"true": True, "yes": True, "да": True, "false": False, "no": False, "нет": False}


def ids_typed(changes: Sequence[str]) -> list[str]:
    """Return every word in `field=value` texts that may be the id of an event."""
    pairs = (text.partition("=") for text in changes)
    known = {**JUDGEMENT_FIELDS, **EVENT_FIELDS}
    fields = ((known.get(name.strip()), value) for name, _, value in pairs)
    return [part for field, value in fields if field and field.shape is FieldType.IDS for part in _parts(value)]


def typed_field(rating: Rating, today: date, fields: Mapping[str, Field], text: str) -> tuple[Field, object]:
    """Return the field and the value of `field=value`; None or an empty list takes the field away.

    Args:
        rating: Where ids and kinds are looked up.
        today: The day from which «вчера» is counted.
        fields: The fields that may be named.
        text: What was typed.

    Raises:
        UsageError: If there is no such field, or the value does not fit it.
    """
    name, equals, typed = text.partition("=")
    field = fields.get(name.strip())
    if field is None or not equals:
        fact = (
            sentence("an id never changes")
            if name.strip() == "id"
            else sentence("no field in {text!r}{hint}", text=text, hint=did_you_mean(name, fields))
        )
        raise UsageError(fact, next_step=sentence("write field=value; the fields are {names}", names=", ".join(fields)))
    typed = " ".join(typed.split())
    if not typed:
        if field.required:
            raise UsageError(
                sentence("an event needs {field}", field=field.name), next_step=sentence("give it another value")
            )
        return field, () if field.shape in (FieldType.IDS, FieldType.TEXTS) else None
    return field, _typed_value(rating, today, field, typed)


def with_field(
    document: YamlDocument, keys: tuple[str | int, ...], field: Field, value: object, keys_above: Collection[str]
) -> YamlDocument:
    """Return a document with another value of a field.

    Args:
        document: The document.
        keys: The keys that lead to the field.
        field: The field.
        value: The value as `typed_field` returns it.
        keys_above: The keys that stand above it where it is new.
    """
    if isinstance(value, tuple):
        return document.set_list(keys, value, tuple(keys_above))
    if value is None:
        return document.remove_key(keys) if document.has(keys) else document
    return document.set_value(keys, value_text(value, field.shape), tuple(keys_above))


def require_story_order(rating: Rating, event: Event, values: Mapping[str, object]) -> None:
    """Refuse a correction that makes an event follow a later one, or itself.

    Args:
        rating: The events that there are.
        event: The event.
        values: Its new values by field.

    Raises:
        UsageError: If it would.
    """
    typed = values.get("date", event.date.text if event.date else None)
    when = parse_edtf(str(typed)) if typed else None
    follows = values.get("follows", event.follows)
    for other in rating.events():
        followed = isinstance(follows, tuple) and other.id in follows
        if followed and (other.id == event.id or is_surely_before(when, other.date)):
            raise UsageError(
                sentence(
                    "{id} would follow {other_id} of {date}, which is not earlier",
                    id=event.id,
                    other_id=other.id,
                    date=other.date or "itself",
                ),
                next_step=sentence("mend the date, or follow an earlier event"),
            )
        if event.id in other.follows and is_surely_before(other.date, when):
            raise UsageError(
                sentence(
                    "{id} of {date} follows {other_id}, which would then be later",
                    id=other.id,
                    date=other.date,
                    other_id=event.id,
                ),
                next_step=sentence("mend that link or date first"),
            )


def _parts(typed: str) -> list[str]:
    return typed.replace(",", " ").replace(";", " ").split()


def _typed_value(rating: Rating, today: date, field: Field, typed: str) -> object:
    match field.shape:
        case FieldType.DATE:
            try:
                return parse_typed(typed, today).date.text
            except DateError as error:
                raise UsageError(
                    sentence("{name}: {error}", name=field.name, error=error.fact),
                    next_step=sentence("write it like 2026-05 or 18.05.2026"),
                ) from error
        case FieldType.IDS:
            return tuple(one_event(rating, part).id for part in _parts(typed))
        case FieldType.TEXTS:
            return tuple(part.strip() for part in typed.split(";") if part.strip())
        case FieldType.SCORE:
            return typed_score(rating.settings.scale, typed)
        case FieldType.NUMBER:
            if not typed.isdecimal():
                raise UsageError(
                    sentence("{name} cannot be {typed!r}", name=field.name, typed=typed),
                    next_step=sentence("write a whole number"),
                )
            return int(typed)
        case FieldType.FLAG:
            if typed.casefold() not in _FLAGS:
                raise UsageError(
                    sentence("{name} cannot be {typed!r}", name=field.name, typed=typed),
                    next_step=sentence("write true or false"),
                )
            return _FLAGS[typed.casefold()]
        case _:
            return kind_named(rating, typed) if field.name == "kind" else typed
