"""Values of fields as a person types them, `field=value`, and how they are spliced into a file."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from ratingctl.commands.shared.kind_names import kind_named
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.typed_scores import typed_score
from ratingctl.commands.shared.typed_values import LONGEST_TEXT, LONGEST_TITLE, known_sources, one_line, require_past
from ratingctl.domain.dates import DateError, is_surely_before, parse_edtf
from ratingctl.domain.fields import EVENT, REGION_FILE, Field, FieldType
from ratingctl.domain.followup import is_surely_earlier
from ratingctl.domain.model import Event, Rating, Settings
from ratingctl.domain.settings import DIMENSION_FIELD
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.storage.yaml.scalars import value_text
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.fold import fold
from ratingctl.words.suggestion import did_you_mean

EVENT_FIELDS: Mapping[str, Field] = {name: field for name, field in EVENT.by_name.items() if name != "id"}
"""The fields of an event that a person may change: an id never changes."""
JUDGEMENT_FIELDS: Mapping[str, Field] = {
    name: REGION_FILE.by_name[name] for name in ("score", "rationale", "evidence", "contrary", "not_rated")
}
"""The fields of a region's file that are one judgement."""


def judgement_fields(settings: Settings) -> Mapping[str, Field]:
    """Return the fields of a region's judgement: those of its file, and the score of each dimension."""
    names = {f"{DIMENSION_FIELD}{dimension.id}": dimension.name for dimension in settings.dimensions}
    return {**JUDGEMENT_FIELDS, **{name: Field(name, FieldType.SCORE, doc) for name, doc in names.items()}}


_FLAGS = {"true": True, "yes": True, "да": True, "false": False, "no": False, "нет": False}


_ASSIGNMENT = re.compile(r"\s*(?P<name>[a-z_][a-z0-9_.-]*?)\s*(?P<sign>[+-]?)=(?P<value>.*)", re.DOTALL)
_LISTS = (FieldType.IDS, FieldType.TEXTS)


def ids_typed(changes: Sequence[str]) -> list[str]:
    """Return every word in `field=value` texts that may be the id of an event."""
    matches = [match for match in map(_ASSIGNMENT.fullmatch, changes) if match]
    known = {**JUDGEMENT_FIELDS, **EVENT_FIELDS}
    fields = ((known.get(match["name"]), match["value"]) for match in matches)
    return [part for field, value in fields if field and field.shape is FieldType.IDS for part in _parts(value)]


def typed_field(
    rating: Rating, today: date, fields: Mapping[str, Field], text: str, old: Event | None = None
) -> tuple[Field, object]:
    """Return the field and the value of `field=value`; None or an empty list takes the field away.

    Args:
        rating: Where ids and kinds are looked up.
        today: The day from which «вчера» is counted.
        fields: The fields that may be named.
        text: What was typed: `field=value`, or `list+=items` and `list-=items`.
        old: The event as it is on record, to whose lists items are added or from which they are taken.

    Raises:
        UsageError: If there is no such field, or the value does not fit it.
    """
    match = _ASSIGNMENT.fullmatch(text)
    field = fields.get(match["name"]) if match else None
    if match is None or field is None:
        name = match["name"] if match else text.partition("=")[0].strip()
        fact = (
            sentence("an id never changes")
            if name == "id"
            else sentence("no field in {text!r}{hint}", text=text, hint=did_you_mean(name, fields))
        )
        raise UsageError(fact, next_step=sentence("write field=value; the fields are {names}", names=", ".join(fields)))
    typed = " ".join(match["value"].split())
    if match["sign"]:
        return field, _changed_list(rating, today, field, match["sign"], typed, old)
    if not typed:
        if field.required:
            raise UsageError(
                sentence("an event needs {field}", field=field.name), next_step=sentence("give it another value")
            )
        return field, () if field.shape in _LISTS else None
    return field, _typed_value(rating, today, field, typed)


def require_fitting(rating: Rating, today: date, event: Event, field: Field, value: object) -> None:
    """Refuse a value that `add-event` refuses: an unknown source, a date to come, a text that is too long.

    Raises:
        UsageError: If it is one.
    """
    if field.name == "sources" and isinstance(value, tuple):
        known_sources(rating, [source for source in value if source not in event.sources], field.name)
    if field.name == "date" and isinstance(value, str):
        when, period = parse_edtf(value), rating.editions[event.edition].period
        require_past(field.name, when, today)
        if when.earliest and period.latest and when.earliest > period.latest:
            raise UsageError(
                sentence(
                    "date: {when} is later than the period {period} of edition {id}",
                    when=when,
                    period=period,
                    id=event.edition,
                ),
                next_step=sentence("log it in a later edition; a deadline goes into `due`"),
            )
    if field.shape is FieldType.TEXT and isinstance(value, str):
        too_long = sentence("put the rest into --text") if field.name == "title" else ""
        one_line(field.name, value, _LONGEST.get(field.name, LONGEST_TITLE), too_long)


_LONGEST = {"text": LONGEST_TEXT, "note": LONGEST_TEXT}


def _changed_list(rating: Rating, today: date, field: Field, sign: str, typed: str, old: Event | None) -> object:
    """Return a list of the event with items more or less."""
    whole = sentence("write the whole list: {name}=..", name=field.name)
    if field.shape not in _LISTS or old is None:
        raise UsageError(
            sentence("{name} takes no {sign}=: it is no list of an event", name=field.name, sign=sign),
            next_step=whole if field.shape in _LISTS else sentence("write {name}=value", name=field.name),
        )
    there: tuple[str, ...] = getattr(old, field.name)
    if sign == "+":
        more = _typed_value(rating, today, field, typed) if typed else ()
        return tuple(dict.fromkeys((*there, *(more if isinstance(more, tuple) else ()))))
    parts = typed.split(";") if field.name in ("partners", "amounts") else _parts(typed)
    gone = [_item_named(field.name, there, word.strip()) for word in parts if word.strip()]
    return tuple(item for item in there if item not in gone)


def _item_named(name: str, there: Sequence[str], word: str) -> str:
    """Return the item of a list that is written so, in whatever case; an id without its region's prefix too."""
    for item in there:
        if fold(item) == fold(word) or item.endswith(f"-{word.lower()}"):
            return item
    raise UsageError(
        sentence("{word!r} is not among {name}{hint}", word=word, name=name, hint=did_you_mean(word, there)),
        next_step=sentence("there are: {items}", items="; ".join(there) or "–"),
    )


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
        if followed and (other.id == event.id or is_surely_earlier(when, other, rating.editions)):
            raise UsageError(
                sentence(
                    "{id} would follow {other_id} of {date}, which is not earlier",
                    id=event.id,
                    other_id=other.id,
                    date=other.date or rating.editions[other.edition].period,
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
            scales = {f"{DIMENSION_FIELD}{dimension.id}": dimension.scale for dimension in rating.settings.dimensions}
            return typed_score(scales.get(field.name, rating.settings.scale), typed)
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
