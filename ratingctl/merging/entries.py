"""Merge three versions of one entry field by field."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ratingctl.domain.file_outline import EntryText, FieldText, Identity
from ratingctl.merging.meanings import plainest, says_the_same
from ratingctl.merging.questions import Answers, Labels, MergeAnswer, MergeQuestion
from ratingctl.merging.texts import (
    SETS,
    has_new_comment,
    merged_comments,
    merged_set,
    with_comments,
    with_layout,
)
from ratingctl.merging.three_way import BothChangedError, by_identity, merged_order, merged_value

_LINKS = ("follows", "not_follows")


class OpenField(NamedTuple):
    """A field that only a person can settle: each side has an answer of its own.

    Attributes:
        above: Comments and blank lines above it.
        mine: One side; None where it took the field away.
        theirs: The other side.
    """

    name: str
    above: str
    mine: FieldText | None
    theirs: FieldText | None


class EntryMerger:
    """Merges fields and entries, and collects the questions that they leave.

    Args:
        answers: What a person has answered already.
        labels: What stands beside markers.

    Attributes:
        questions: What is left to be asked.
    """

    def __init__(self, answers: Answers, labels: Labels) -> None:
        self._answers = answers
        self._labels = labels
        self.questions: list[MergeQuestion] = []

    def answer(self, question: MergeQuestion) -> MergeAnswer | None:
        """Return what a person has answered; else None, and the question is kept."""
        answer = self.settled(question)
        if answer is None:
            self.questions.append(question)
        return answer

    def settled(self, question: MergeQuestion) -> MergeAnswer | None:
        """Return what a person has answered; else None, and nothing is asked."""
        answer = self._answers(question)
        return None if answer is MergeAnswer.BOTH and not question.allows_both else answer

    def field(
        self,
        identity: Identity | None,
        name: str,
        base: FieldText | None,
        mine: FieldText | None,
        theirs: FieldText | None,
        context: Mapping[str, Any],
    ) -> FieldText | OpenField | None:
        """Return a merged field; None where it is gone."""
        sides = (base, mine, theirs)
        values = [value_of(side) for side in sides]
        if values[1] == values[2]:
            chosen = _as_written(base, mine, theirs)
            return with_comments(chosen, *sides) if chosen else None
        if values[1] == values[0] or values[2] == values[0]:
            chosen, other = (theirs, mine) if values[1] == values[0] else (mine, theirs)
            if chosen is not None:
                return with_comments(chosen, *sides)
            if not (base and other and has_new_comment(base.above + base.text, other.above + other.text)):
                return None
        elif name in SETS and all(side is None or side.items is not None for side in sides):
            merged = merged_set(base, mine, theirs)
            return merged._replace(above=_above(*sides)) if merged else None
        elif mine and theirs and says_the_same(name, mine.value, theirs.value):
            text = plainest({side.text: side.value for side in (mine, theirs)})
            return with_comments(mine if mine.text == text else theirs, *sides)
        match self.answer(MergeQuestion(identity, name, values[0], values[1], values[2], context=context)):
            case None:
                return OpenField(name, _above(*sides), mine, theirs)
            case MergeAnswer.THEIRS:
                return theirs._replace(above=_above(*sides)) if theirs else None
            case _:
                return mine._replace(above=_above(*sides)) if mine else None

    def entry(self, base: EntryText | None, mine: EntryText, theirs: EntryText) -> EntryText | str:
        """Return an entry that both sides have; as text with markers where a question is left."""
        if mine.text == theirs.text or (base and theirs.text == base.text):
            return mine
        if base and mine.text == base.text:
            return theirs
        above = merged_comments(base.above if base else "", mine.above, theirs.above)
        dash, indent = _layout(base, mine, theirs)
        base = base and with_layout(base, dash, indent)
        mine, theirs = (with_layout(side, dash, indent) for side in (mine, theirs))
        fields = self._fields(base, mine, theirs)
        return self._put_together(mine.identity, above, dash, indent, fields)

    def _fields(self, base: EntryText | None, mine: EntryText, theirs: EntryText) -> list[FieldText | OpenField]:
        sides = [by_identity(side.fields if side else (), lambda field: field.name) for side in (base, mine, theirs)]
        context = {**theirs.value, **mine.value}
        merged = []
        for name in merged_order(list(sides[0]), list(sides[1]), list(sides[2]), key=str):
            if name in _LINKS and self._is_contradiction(*sides):
                continue
            versions = [side.get(name) for side in sides]
            field = self.field(mine.identity, name, versions[0], versions[1], versions[2], context)
            if field is not None:
                merged.append(field)
        if self._is_contradiction(*sides):
            merged += self._links(mine.identity, sides[0], sides[1], sides[2], context)
        return merged

    @staticmethod
    def _is_contradiction(
        base: Mapping[str, FieldText], mine: Mapping[str, FieldText], theirs: Mapping[str, FieldText]
    ) -> bool:
        """Return whether one side linked what the other one has judged not to be continued."""

        def texts(side: Mapping[str, FieldText], name: str) -> set[str]:
            return {item.value for item in side[name].items or ()} if name in side else set()

        new = [
            (texts(side, "follows") - texts(base, "follows"), texts(side, "not_follows") - texts(base, "not_follows"))
            for side in (mine, theirs)
        ]
        return bool(new[0][0] & new[1][1] or new[1][0] & new[0][1])

    def _links(
        self,
        identity: Identity,
        base: Mapping[str, FieldText],
        mine: Mapping[str, FieldText],
        theirs: Mapping[str, FieldText],
        context: Mapping[str, Any],
    ) -> list[FieldText | OpenField]:
        """Return `follows` and `not_follows`, which are one judgement where the sides contradict each other."""
        values = [{name: side[name].value for name in _LINKS if name in side} or None for side in (base, mine, theirs)]
        answer = self.answer(MergeQuestion(identity, "follows", values[0], values[1], values[2], context=context))
        if answer is not None:
            side = theirs if answer is MergeAnswer.THEIRS else mine
            return [side[name] for name in _LINKS if name in side]
        texts = [self._joined([side[name] for name in _LINKS if name in side]) for side in (mine, theirs)]
        return [OpenField("follows", "", *texts)]

    @staticmethod
    def _joined(fields: Sequence[FieldText]) -> FieldText | None:
        """Return several fields as one text; the caller indents the first line alone."""
        if not fields:
            return None
        return fields[0]._replace(text="\0".join(field.text for field in fields), above="", trailing="")

    def _put_together(
        self, identity: Identity, above: str, dash: str, indent: str, fields: list[FieldText | OpenField]
    ) -> EntryText | str:
        first = fields[0]
        if first.above:  # it stood further down before
            above, fields[0] = above + first.above, first._replace(above="")
        closed = [field for field in fields if isinstance(field, FieldText)]
        if len(closed) == len(fields):
            return EntryText(identity, above, dash, indent, tuple(closed))
        if isinstance(first, OpenField):  # the dash stands on its line
            sides = [
                "".join(_lines_of(dash if not number else indent, field) for number, field in enumerate(side) if field)
                for side in zip(
                    *((f.mine, f.theirs) if isinstance(f, OpenField) else (f, f) for f in fields), strict=True
                )
            ]
            return above + self._labels.marked(*sides)
        text = above + dash + first.text
        for field in fields[1:]:
            if isinstance(field, FieldText):
                text += field.above + indent + field.text
            else:
                sides = [_lines_of(indent, side) if side else "" for side in (field.mine, field.theirs)]
                text += field.above + self._labels.marked(*sides)
        return text


def value_of(part: EntryText | FieldText | None) -> Any:
    """Return what an entry or a field says; None where there is none."""
    return part.value if part else None


def _lines_of(indent: str, field: FieldText) -> str:
    """Return the lines of a field, or of several that were joined."""
    first, *more = field.text.split("\0")
    return indent + first + "".join(" " * len(indent) + text for text in more)


def _above(base: FieldText | None, mine: FieldText | None, theirs: FieldText | None) -> str:
    return merged_comments(*(side.above if side else "" for side in (base, mine, theirs)))


def _as_written(base: FieldText | None, mine: FieldText | None, theirs: FieldText | None) -> FieldText | None:
    """Return one of two fields that say the same: the one that a side wrote anew, else the lesser text."""
    if mine is None or theirs is None:
        return mine or theirs
    if base and mine.text == base.text:
        return theirs
    if base and theirs.text == base.text:
        return mine
    return min(mine, theirs, key=lambda field: field.text)


def _layout(base: EntryText | None, mine: EntryText, theirs: EntryText) -> tuple[str, str]:
    """Return the dash and the indentation of an entry that both sides have."""
    layouts = [(side.dash, side.indent) if side else ("", "") for side in (base, mine, theirs)]
    try:
        return merged_value(*layouts)
    except BothChangedError:
        return min(layouts[1:])
