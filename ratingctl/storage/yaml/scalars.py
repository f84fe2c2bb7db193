"""Writer of values as YAML text as a person would write it: plain where every reader agrees on it, else quoted."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ratingctl.domain.fields import FieldType, Record
from ratingctl.domain.scores import Grade, Score, shortest

_PLAIN_IN_BLOCK = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
_NEVER_INSIDE = re.compile(r": |:$| #|\s$|^(?:---|\.\.\.)")
_FLOW_MARKS = re.compile(r"[,\[\]{}?:]")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_OTHER_TYPE = re.compile(
    r"""(?ix) ~ | null | true | false | yes | no | on | off | y | n | <<
    | [-+]? (?: \.[0-9]+ | [0-9][0-9_]* (?: \.[0-9_]* )? ) (?: e[-+]?[0-9]+ )?
    | [-+]? 0 (?: x[0-9a-f_]+ | o?[0-7_]+ | b[01_]+ )
    | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?
    | [-+]? \.inf | \.nan | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: [Tt\s] .* )?"""
)
"""What YAML 1.1 or 1.2 readers take for something other than a text."""

_AS_IT_IS = {FieldType.NUMBER, FieldType.DATE, FieldType.ID, FieldType.EDITION}


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as one line of YAML.

    Args:
        text: The text.
        flow: True inside `[..]` or `{..}`, where commas and brackets mean something.
    """
    if _HIDDEN.search(text):
        return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
    plain = _PLAIN_IN_BLOCK.fullmatch(text) and not _NEVER_INSIDE.search(text) and not _OTHER_TYPE.fullmatch(text)
    if plain and not (flow and _FLOW_MARKS.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def flow_list(texts: Sequence[str]) -> str:
    """Return texts as a list in brackets."""
    return f"[{', '.join(scalar(text, flow=True) for text in texts)}]"


def value_text(value: Any, shape: FieldType) -> str:
    """Return a value of a field as one line of YAML.

    Args:
        value: A text, number, flag, date or tuple of texts, as the reader gives it.
        shape: The field's shape.
    """
    if shape in (FieldType.IDS, FieldType.TEXTS):
        return flow_list(value)
    if shape is FieldType.SCORE:
        return score_text(value)
    if shape is FieldType.FLAG:
        return "true" if value else "false"
    return str(value) if shape in _AS_IT_IS else scalar(str(value))


def score_text(score: Score) -> str:
    """Return a score as it is written into a file: without zeros at its end; a grade is quoted where need be."""
    return scalar(str(score)) if isinstance(score, Grade) else shortest(score)


def record_lines(values: Mapping[str, Any], record: Record) -> list[str]:
    """Return the lines `key: value` of a mapping, in the order of the field table; empty values are left out."""
    return [
        f"{field.name}: {value_text(values[field.name], field.shape)}"
        for field in record.fields
        if values.get(field.name) not in (None, "", (), [])
    ]
