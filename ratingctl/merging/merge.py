"""Merge three versions of a file: by id and field, never guessing.

One side changed: its bytes. Both alike: once. Lists of ids and names: three-way sets. Score, rationale, evidence and
the reason for no score are one judgement and are never mixed. What the two sides cannot both mean becomes a question,
and the text holds both answers between git's markers; everything else is merged around it. The order of the sides does
not change a byte of a merge without questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from ratingctl.domain.file_outline import LISTS, EntryText, FieldText, FileOutline, Identity, SectionText
from ratingctl.merging.collisions import (
    Renamed,
    are_two_facts,
    as_logged,
    goes_second,
    is_by_chance,
    renamed,
    twins,
    with_new_id,
)
from ratingctl.merging.entries import EntryMerger, OpenField, value_of
from ratingctl.merging.judgements import holds_judgement
from ratingctl.merging.questions import Answers, Labels, MergeAnswer, MergeQuestion, no_answers
from ratingctl.merging.removals import followed_by, references_in, without_event
from ratingctl.merging.texts import at_column, has_new_comment, merged_comments, with_comments
from ratingctl.merging.three_way import BothChangedError, by_identity, merged_order, merged_value

JUDGEMENT = ("score", "scores", "tier", "rationale", "evidence", "not_rated", "contrary")
"""The keys of a file that are one judgement."""

_SECTION_ORDER = ("region", *JUDGEMENT, *LISTS)
_EMPTY_LISTS: tuple[Any, ...] = ([], "", "~", "null")
_LABELS = Labels()
_NOTHING: Mapping[str, Sequence[str]] = {}

_Sections = Mapping[str, SectionText]


class Merge(NamedTuple):
    """What came of it.

    Attributes:
        content: The text; where there are questions, with both answers between markers.
        value: What the text must say when it is read; None where there are questions.
        questions: What nobody but a person can answer.
        renamed: Events that were given another id.
    """

    content: str
    value: Mapping[str, Any] | None
    questions: tuple[MergeQuestion, ...] = ()
    renamed: tuple[Renamed, ...] = ()


def merge_files(
    base: FileOutline,
    mine: FileOutline,
    theirs: FileOutline,
    labels: Labels = _LABELS,
    answers: Answers = no_answers,
    leaning: Mapping[str, Sequence[str]] = _NOTHING,
) -> Merge:
    """Merge two versions of a file that come from a third.

    Args:
        base: The common predecessor; an empty outline where both sides began the file.
        mine: One side.
        theirs: The other side.
        labels: What stands beside markers.
        answers: What a person has answered.
        leaning: What builds on events of this file in other files, where the other side removed them.
    """
    for side, other in ((mine, theirs), (theirs, mine)):
        if side in (base, other) and not leaning:
            return Merge(other.content, other.value)
    return _Merger(base, mine, theirs, labels, answers, leaning).merge()


class _Merger:
    def __init__(
        self,
        base: FileOutline,
        mine: FileOutline,
        theirs: FileOutline,
        labels: Labels,
        answers: Answers,
        leaning: Mapping[str, Sequence[str]],
    ) -> None:
        self._labels = labels
        self._leaning = leaning
        self._merger = EntryMerger(answers, labels)
        self._open_ids: dict[Identity, MergeQuestion] = {}
        """Events of both sides under one id of which a person must say what they are."""
        self._logged: dict[Identity, EntryText] = {}
        """What new events of both sides were when they were logged, where only one side has edited them since."""
        self._renamed: list[Renamed] = []
        self._base = base
        self._mine, self._theirs = self._with_own_ids(mine, theirs)
        self._references = [references_in(side) for side in (base, self._mine, self._theirs)]
        self._mine, self._theirs = self._without_let_go()

    def merge(self) -> Merge:
        sides = (self._base, self._mine, self._theirs)
        texts = list(self._section_texts(*(by_identity(side.sections, lambda section: section.name) for side in sides)))
        outline = FileOutline(
            head=merged_comments(*(side.head for side in sides)),
            tail=merged_comments(*(side.tail for side in sides)),
            newline=_property(*(side.newline for side in sides)),
            mark=_property(*(side.mark for side in sides)),
            is_ended=_property(*(side.is_ended for side in sides)) or bool(self._merger.questions),
        )
        whole = outline.head + "".join(text for _, text, _ in texts) + outline.tail
        whole = whole if outline.is_ended else whole.removesuffix("\n")
        content = outline.mark + whole.replace("\n", outline.newline)
        value = None if self._merger.questions else {name: value for name, _, value in texts}
        return Merge(content, value, tuple(self._merger.questions), tuple(self._renamed))

    def _with_own_ids(self, mine: FileOutline, theirs: FileOutline) -> tuple[FileOutline, FileOutline]:
        """Return the sides with a new id for new events that share one by chance, except those to be asked."""
        taken = {str(entry.value.get("id")) for side in (self._base, mine, theirs) for entry in side.entries("events")}
        region = str(mine.value.get("region") or theirs.value.get("region") or "")
        for entry, other in list(twins(self._base, mine, theirs)):
            if logged := as_logged(region, entry, other):
                self._logged[entry.identity] = logged
            if logged or not are_two_facts(entry, other):
                continue
            old = entry.identity[1]
            context = {**other.value, **entry.value}
            question = MergeQuestion(entry.identity, "id", None, entry.value, other.value, context=context)
            answer = MergeAnswer.BOTH if is_by_chance(region, entry, other) else self._merger.answer(question)
            if answer is None:
                self._open_ids[entry.identity] = question
            elif answer is not MergeAnswer.BOTH:
                mine, theirs = _with_event_of(answer, entry, other, mine, theirs)
            else:
                is_mine = goes_second(entry, other)
                new = renamed(old, entry if is_mine else other, region, taken)
                taken.add(new)
                self._renamed.append(Renamed(old, new, is_mine))
                if is_mine:
                    mine = with_new_id(mine, old, new)
                else:
                    theirs = with_new_id(theirs, old, new)
        return mine, theirs

    def _without_let_go(self) -> tuple[FileOutline, FileOutline]:
        """Return the sides without the events that a person lets go although one of the sides builds on them."""
        sides = [self._mine, self._theirs]
        events = [{entry.identity: entry for entry in side.entries("events")} for side in (self._base, *sides)]
        gone = {identity[1] for identity in events[0] if any(identity not in side for side in events[1:])}
        for identity, before in events[0].items():
            versions = [side.get(identity) for side in events[1:]]
            keeper = 0 if versions[1] is None else 1
            if (versions[0] is None) == (versions[1] is None) or not self._leaning_on(identity, keeper + 1):
                continue
            answer = self._merger.settled(self._removal(identity, before, versions[0], versions[1]))
            if answer is (MergeAnswer.THEIRS if keeper == 0 else MergeAnswer.MINE):
                instead = [event for event in followed_by(self._base, identity[1]) if event not in gone]
                sides[keeper] = without_event(sides[keeper], identity[1], instead)
        return sides[0], sides[1]

    def _removal(
        self, identity: Identity, base: EntryText, mine: EntryText | None, theirs: EntryText | None
    ) -> MergeQuestion:
        """Return the question about an entry that one side removed."""
        leaning = self._leaning_on(identity, 1 if mine else 2)
        present = mine or theirs or base
        return MergeQuestion(identity, "", base.value, value_of(mine), value_of(theirs), leaning, present.value)

    def _section_texts(self, base: _Sections, mine: _Sections, theirs: _Sections) -> Iterator[tuple[str, str, Any]]:
        """Yield the name, text and value of each section."""
        names = merged_order(
            list(base),
            list(mine),
            list(theirs),
            key=lambda name: (_SECTION_ORDER.index(name) if name in _SECTION_ORDER else len(_SECTION_ORDER), name),
        )
        judgement = self._judgement(base, mine, theirs)
        is_open = judgement is None
        for name in names:
            if name not in JUDGEMENT:
                merged = self._section(name, base.get(name), mine.get(name), theirs.get(name))
                if merged is not None:
                    yield name, *merged
            elif judgement is not None:
                if name in judgement:
                    yield name, judgement[name].above + judgement[name].text, judgement[name].value
            elif is_open:
                is_open = False
                sides = ["".join(side[key].text for key in JUDGEMENT if key in side) for side in (mine, theirs)]
                yield name, self._labels.marked(*sides), None

    def _judgement(self, base: _Sections, mine: _Sections, theirs: _Sections) -> Mapping[str, FieldText] | None:
        """Return the judgement of the side that changed it, or that says all the other says; else None, and a question.

        Two people who give the same score do not contradict each other where only one of them says why.
        """
        sides = [{name: side[name].field for name in JUDGEMENT if name in side} for side in (base, mine, theirs)]
        values = [{name: field.value for name, field in side.items()} for side in sides]
        texts = [sorted((field.above, field.text) for field in side.values()) for side in sides]
        if values[1] == values[2]:  # at most the way of writing differs
            changed = [side for side, text in zip(sides[1:], texts[1:], strict=True) if text != texts[0]]
            chosen = min(changed or sides[1:], key=lambda side: sorted(field.text for field in side.values()))
        elif values[0] in values[1:]:
            chosen, other = (sides[2], sides[1]) if values[1] == values[0] else (sides[1], sides[2])
            gone = [name for name in other if name not in chosen and name in sides[0]]
            if any(has_new_comment(_with_above(sides[0][name]), _with_above(other[name])) for name in gone):
                return self._asked_judgement(values, sides)
        elif holds_judgement(values[1], values[2], values[0]):
            chosen = sides[1]
        elif holds_judgement(values[2], values[1], values[0]):
            chosen = sides[2]
        else:
            return self._asked_judgement(values, sides)
        return {name: with_comments(field, *(side.get(name) for side in sides)) for name, field in chosen.items()}

    def _asked_judgement(
        self, values: Sequence[Mapping[str, Any]], sides: Sequence[Mapping[str, FieldText]]
    ) -> Mapping[str, FieldText] | None:
        base, mine, theirs = values
        answer = self._merger.answer(MergeQuestion(None, "score", base, mine, theirs))
        return None if answer is None else sides[2 if answer is MergeAnswer.THEIRS else 1]

    def _section(
        self, name: str, base: SectionText | None, mine: SectionText | None, theirs: SectionText | None
    ) -> tuple[str, Any] | None:
        sides = (base, mine, theirs)
        if all(_is_list(side) for side in sides) and any(side and side.entries is not None for side in sides):
            if name in LISTS or not _is_rewritten(base, mine, theirs):
                return self._entries(name, base, mine, theirs)
            return self._opaque(name, base, mine, theirs)
        if all(side is None or side.entries is None for side in sides):
            fields = [side.field if side else None for side in sides]
            field = self._merger.field(None, name, fields[0], fields[1], fields[2], {})
            if isinstance(field, OpenField):
                texts = [side.text if side else "" for side in (field.mine, field.theirs)]
                return field.above + self._labels.marked(*texts), None
            return (field.above + field.text, field.value) if field else None
        return self._opaque(name, base, mine, theirs)

    def _opaque(
        self, name: str, base: SectionText | None, mine: SectionText | None, theirs: SectionText | None
    ) -> tuple[str, Any] | None:
        """Return a section that one side changed as a whole; a question where both did."""
        try:
            section = merged_value(base, mine, theirs)
        except BothChangedError:
            values = [side.value if side else None for side in (base, mine, theirs)]
            answer = self._merger.answer(MergeQuestion(None, name, values[0], values[1], values[2]))
            if answer is None:
                return self._labels.marked(*(side.text if side else "" for side in (mine, theirs))), None
            section = theirs if answer is MergeAnswer.THEIRS else mine
        return (section.text, section.value) if section else None

    def _entries(
        self, name: str, base: SectionText | None, mine: SectionText | None, theirs: SectionText | None
    ) -> tuple[str, Any] | None:
        column = _column(base, mine, theirs)
        sides = [
            {entry.identity: at_column(entry, column) for entry in (section.entries or () if section else ())}
            for section in (base, mine, theirs)
        ]
        merged: dict[Identity, EntryText | str] = {}
        for identity in dict.fromkeys(chain(*sides)):
            entry = self._entry(identity, *(side.get(identity) for side in sides))
            if entry is not None:
                merged[identity] = entry
        order = merged_order(
            list(sides[0]),
            list(sides[1]),
            list(sides[2]),
            key=lambda identity: _sort_key(merged.get(identity, ""), identity),
        )
        entries = [merged[identity] for identity in order if identity in merged]
        head = _head(name, base, mine, theirs, bool(entries))
        if head is None:
            return None
        text = head + "".join(entry if isinstance(entry, str) else entry.text for entry in entries)
        return text, [entry.value for entry in entries if isinstance(entry, EntryText)]

    def _entry(
        self, identity: Identity, base: EntryText | None, mine: EntryText | None, theirs: EntryText | None
    ) -> EntryText | str | None:
        if mine is None or theirs is None:
            return self._one_sided(identity, base, mine, theirs)
        if identity in self._open_ids:
            return self._labels.marked(mine.text, theirs.text)
        return self._merger.entry(base or self._logged.get(identity), mine, theirs)

    def _one_sided(
        self, identity: Identity, base: EntryText | None, mine: EntryText | None, theirs: EntryText | None
    ) -> EntryText | str | None:
        """Return an entry that one side has: it is new, or the other side removed it."""
        present = mine or theirs
        if base is None or present is None:
            return present
        leaning = self._leaning_on(identity, 1 if mine else 2)
        if present.value == base.value and not leaning and not has_new_comment(base.text, present.text):
            return None
        match self._merger.answer(self._removal(identity, base, mine, theirs)):
            case None:
                return self._labels.marked(mine.text if mine else "", theirs.text if theirs else "")
            case MergeAnswer.THEIRS:
                return theirs
            case _:
                return mine

    def _leaning_on(self, identity: Identity, keeper: int) -> tuple[str, ...]:
        """Return by what the side that kept an event newly leans on it: what follows, cites or checks it."""
        if identity[0] != "events":
            return ()
        event = identity[1]
        before, now = self._references[0].get(event, set()), self._references[keeper].get(event, set())
        return (*sorted(now - before), *self._leaning.get(event, ()))


def _with_event_of(
    answer: MergeAnswer, mine_entry: EntryText, theirs_entry: EntryText, mine: FileOutline, theirs: FileOutline
) -> tuple[FileOutline, FileOutline]:
    """Return the sides with one side's event of an id on both."""

    def replaced(outline: FileOutline, entry: EntryText) -> FileOutline:
        sections = (
            section._replace(entries=tuple(entry if e.identity == entry.identity else e for e in section.entries))
            if section.name == "events" and section.entries
            else section
            for section in outline.sections
        )
        return outline._replace(sections=tuple(sections))

    if answer is MergeAnswer.THEIRS:
        return replaced(mine, theirs_entry), theirs
    return mine, replaced(theirs, mine_entry)


def _with_above(field: FieldText) -> str:
    return field.above + field.text


def _is_list(section: SectionText | None) -> bool:
    return section is None or section.entries is not None or section.field.value in _EMPTY_LISTS


def _is_rewritten(base: SectionText | None, mine: SectionText | None, theirs: SectionText | None) -> bool:
    """Return whether both sides took away the same entry of a list whose entries have no ids: both may have changed."""
    sides = [
        {entry.identity for entry in section.entries or ()} if section else set() for section in (base, mine, theirs)
    ]
    is_gone = bool(sides[0] - sides[1] - sides[2])
    return is_gone and bool(sides[1] - sides[0]) and bool(sides[2] - sides[0])


def _column(base: SectionText | None, mine: SectionText | None, theirs: SectionText | None) -> int:
    """Return the column of the dashes of a list."""
    sides = [section.entries[0].column if section and section.entries else None for section in (base, mine, theirs)]
    there = [column for column in sides[1:] if column is not None]
    changed = [column for column in there if column != sides[0]]
    return min(changed or there or [0])


def _head(
    name: str, base: SectionText | None, mine: SectionText | None, theirs: SectionText | None, has_entries: bool
) -> str | None:
    """Return the line of a list's key; None where the list is gone."""
    present = [section for section in (mine, theirs) if section]
    if not has_entries and ((len(present) < 2 and base is not None) or not present):
        return None
    above = merged_comments(*(section.field.above if section else "" for section in (base, mine, theirs)))
    fitting = [section.field.text for section in present if (section.entries is not None) == has_entries]
    if not fitting:
        return f"{above}{name}:\n" if has_entries else f"{above}{name}: []\n"
    before = base.field.text if base else None
    return above + min([text for text in fitting if text != before] or fitting)


def _property(base: Any, mine: Any, theirs: Any) -> Any:
    """Return a property of the whole file; where all three differ, the least, whichever side it is on."""
    try:
        return merged_value(base, mine, theirs)
    except BothChangedError:
        return min(mine, theirs)


def _sort_key(entry: EntryText | str, identity: Identity) -> tuple[str, str, tuple[str, ...]]:
    value = entry.value if isinstance(entry, EntryText) else {}
    return str(value.get("project") or "").casefold().replace("ё", "е"), str(value.get("date") or ""), identity
