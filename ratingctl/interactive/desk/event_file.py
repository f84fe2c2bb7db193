"""A draft as a YAML file for an editor, and back."""

import re

from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.errors import UsageError
from ratingctl.interactive.desk.fields import DATES, FIELDS, PARTINGS, DeskWords, opened_text
from ratingctl.message import sentence
from ratingctl.storage.yaml.nodes import MappingNode, Scalar, SequenceNode, parse
from ratingctl.storage.yaml.scalars import scalar
from ratingctl.words.suggestion import did_you_mean

_NAME = "event.yaml"
_PLAIN_DATE = re.compile(r"[\w./-]+")


def text_of_draft(prepared: Prepared, words: DeskWords, refusal: str = "") -> str:
    """Return a draft as YAML, one field a line, lists below their names.

    Args:
        prepared: The draft.
        words: The language of the words.
        refusal: Why the last version was not taken; it stands above.
    """
    lines = [f"# {line}" for line in refusal.splitlines()]
    for field in FIELDS:
        if field in PARTINGS:
            values = getattr(prepared.typed, field)
            lines += [f"{field}:", *(f"- {scalar(value)}" for value in values)]
        else:
            text = opened_text(prepared.typed, field, prepared.rating, words)
            is_plain = field in DATES and _PLAIN_DATE.fullmatch(text)  # a date is read as it is written
            lines.append(f"{field}: {text if is_plain else scalar(text)}".rstrip())
    return "\n".join(lines) + "\n"


def draft_of_text(text: str, draft: EventInput, words: DeskWords) -> EventInput:
    """Return a draft with the fields of a YAML text.

    Args:
        text: The YAML.
        draft: The draft from which it was made; what no field of the text has stays.
        words: The language in which fields may be named too.

    Raises:
        UsageError: If it is no YAML of fields.
    """
    parsed = parse(_NAME, text)
    for problem in parsed.problems:
        raise UsageError(problem.message, place=_NAME)
    if parsed.root is None:
        return draft
    if not isinstance(parsed.root, MappingNode):
        raise UsageError(sentence("these are no lines `field: value`"), next_step=sentence("write one field a line"))
    names = {**{words.heading(field).casefold(): field for field in FIELDS}, **{field: field for field in FIELDS}}
    values: dict[str, str | tuple[str, ...]] = {}
    for key, value in parsed.root.pairs():
        typed = str(key.value) if isinstance(key, Scalar) else ""
        field = names.get(typed.casefold())
        if field is None:
            raise UsageError(
                sentence("no field {typed!r}{hint}", typed=typed, hint=did_you_mean(typed, FIELDS)),
                next_step=sentence("the fields are {fields}", fields=", ".join(FIELDS)),
            )
        items = value.items if isinstance(value, SequenceNode) else [value]
        texts = [str(item.value) for item in items if isinstance(item, Scalar) and item.value is not None]
        values[field] = tuple(filter(None, texts)) if field in PARTINGS else " ".join(" ".join(texts).split())
    return EventInput(**{**draft._asdict(), **values})
