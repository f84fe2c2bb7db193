"""Merge three versions of a region's file: by id and field, never guessing.

One side changed: its bytes. Both alike: once. Lists of ids and names: three-way sets. Score, rationale, evidence and
the reason for no score are one judgement and are never mixed. What the two sides cannot both mean becomes a question,
and the text holds both answers between git's markers; everything else is merged around it. The order of the sides does
not change a byte of a merge without questions.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from ratingctl.domain.file_outline import EntryText, FieldText, FileOutline, Identity, SectionText
from ratingctl.merging.three_way import BothChangedError, by_identity, merged_items, merged_order, merged_value

JUDGEMENT = ("score", "rationale", "evidence", "not_rated")
"""The keys of a file that are one judgement."""

_SETS = ("follows", "not_follows", "evidence", "about", "sources", "partners", "amounts")
"""The lists of texts that merge as sets."""

_SECTION_ORDER = ("region", "score", "rationale", "evidence", "not_rated", "events", "checks", "notes")
_EMPTY = EntryText(("",), "", "", "", (FieldText("", "", None),))


class Question(NamedTuple):
    """Something that the two sides cannot both mean.

    Attributes:
        entry: The entry in which it lies; None for a key of the file, such as the score.
        field: The key in question; empty where it is the whole entry: one side removed what the other one needs.
        base: What stood there before.
        mine: What one side says; None where it took the thing away.
        theirs: What the other side says.
        leans_on: Ids of entries of the other side that follow, cite or check what one side removed.
    """

    entry: Identity | None
    field: str
    base: Any
    mine: Any
    theirs: Any
    leans_on: tuple[str, ...] = ()


class Merge(NamedTuple):
    """What came of it.

    Attributes:
        content: The text; where there are questions, with both answers between markers.
        value: What the text must say when it is read; None where there are questions.
        questions: What nobody but a person can answer.
    """

    content: str
    value: Mapping[str, Any] | None
    questions: tuple[Question, ...]


class Labels(NamedTuple):
    """What stands beside git's markers.

    Attributes:
        mine: Who is on one side.
        theirs: Who is on the other.
        size: How many signs a marker has; git asks for 7, or for more inside another conflict.
    """

    mine: str = "mine"
    theirs: str = "theirs"
    size: int = 7


_LABELS = Labels()


def merge_files(base: FileOutline, mine: FileOutline, theirs: FileOutline, labels: Labels = _LABELS) -> Merge:
    """Merge two versions of a file that come from a third.

    Args:
        base: The common predecessor; an empty outline where both sides began the file.
        mine: One side.
        theirs: The other side.
        labels: What stands beside markers.
    """
    for side, other in ((mine, theirs), (theirs, mine)):
        if side in (base, other):
            return Merge(other.content, other.value, ())
    return _Merger(base, mine, theirs, labels).merge()


class _Merger:
    def __init__(self, base: FileOutline, mine: FileOutline, theirs: FileOutline, labels: Labels) -> None:
        self._base, self._mine, self._theirs = base, mine, theirs
        self._labels = labels
        self._questions: list[Question] = []
        self._removed: dict[str, tuple[str, EntryText]] = {}
        """Events that one side removed and the other left as they were: which side kept them, and their text."""

    def merge(self) -> Merge:
        sides = (self._base, self._mine, self._theirs)
        sections = [by_identity(side.sections, lambda section: section.name) for side in sides]
        texts = self._section_texts(*sections)
        newline = _simple(*(side.newline for side in sides))
        outline = FileOutline(
            head=_comments(*(side.head for side in sides)),
            tail=_comments(*(side.tail for side in sides)),
            newline=newline,
            mark=_simple(*(side.mark for side in sides)),
            is_ended=_simple(*(side.is_ended for side in sides)),
        )
        names = [name for name, _, _ in texts]
        whole = outline.head + "".join(text for _, text, _ in texts) + outline.tail
        whole = whole if outline.is_ended else whole.removesuffix("\n")
        content = outline.mark + whole.replace("\n", newline)
        value = dict(zip(names, (value for _, _, value in texts), strict=True))
        return Merge(content, None if self._questions else value, tuple(self._questions))

    def _section_texts(
        self,
        base: Mapping[str, SectionText],
        mine: Mapping[str, SectionText],
        theirs: Mapping[str, SectionText],
    ) -> list[tuple[str, str, Any]]:
        judgement = self._judgement(base, mine, theirs)
        result: list[tuple[str, str, Any]] = []
        for name in self._section_names(base, mine, theirs):
            if name in JUDGEMENT:
                if judgement is not None:
                    side = judgement.get(name)
                    result += [(name, side.text, side.value)] if side else []
                elif name == next(key for key in JUDGEMENT if key in mine or key in theirs):
                    result.append((name, self._both_judgements(mine, theirs), None))
                continue
            merged = self._section(name, base.get(name), mine.get(name), theirs.get(name))
            if merged is not None:
                result.append((name, *merged))
        return result

    @staticmethod
    def _section_names(*sides: Mapping[str, SectionText]) -> list[str]:
        names = merged_order(
            [name for name in sides[0] if name in sides[1] and name in sides[2]],
            list(sides[1]),
            list(sides[2]),
            key=lambda name: (_SECTION_ORDER.index(name) if name in _SECTION_ORDER else len(_SECTION_ORDER), name),
        )
        return list(names)

    def _judgement(
        self,
        base: Mapping[str, SectionText],
        mine: Mapping[str, SectionText],
        theirs: Mapping[str, SectionText],
    ) -> Mapping[str, SectionText] | None:
        """Return the judgement of the side that changed it; None, and a question, where both did."""

        def of(side: Mapping[str, SectionText]) -> dict[str, Any]:
            return {name: side[name].value for name in JUDGEMENT if name in side}

        def texts(side: Mapping[str, SectionText]) -> dict[str, str]:
            return {name: side[name].text for name in JUDGEMENT if name in side}

        if of(mine) == of(theirs):  # at most the way of writing differs
            return (
                theirs
                if texts(mine) == texts(base)
                else mine
                if texts(theirs) == texts(base)
                else _lesser(mine, theirs, texts)
            )
        if of(mine) == of(base):
            return theirs
        if of(theirs) == of(base):
            return mine
        self._questions.append(Question(None, "score", of(base), of(mine), of(theirs)))
        return None

    def _both_judgements(self, mine: Mapping[str, SectionText], theirs: Mapping[str, SectionText]) -> str:
        sides = ["".join(side[name].text for name in JUDGEMENT if name in side) for side in (mine, theirs)]
        return self._marked(*sides)

    def _section(
        self, name: str, base: SectionText | None, mine: SectionText | None, theirs: SectionText | None
    ) -> tuple[str, Any] | None:
        if (
            _is_list(base)
            and _is_list(mine)
            and _is_list(theirs)
            and any(section is not None and section.entries is not None for section in (base, mine, theirs))
        ):
            return self._entries(base, mine, theirs)
        try:
            section = merged_value(base, mine, theirs)
        except BothChangedError:
            field = self._field(None, name, *(section.field if section else None for section in (base, mine, theirs)))
            return (field.above + field.text, field.value) if field else None
        return (section.text, section.value) if section else None

    def _entries(
        self, base: SectionText | None, mine: SectionText | None, theirs: SectionText | None
    ) -> tuple[str, Any] | None:
        sides = [
            by_identity(section.entries or () if section else (), lambda entry: entry.identity)
            for section in (base, mine, theirs)
        ]
        merged: dict[Identity, EntryText | str] = {}
        for identity in dict.fromkeys(chain(*sides)):
            entry = self._entry(identity, *(side.get(identity) for side in sides))
            if entry is not None:
                merged[identity] = entry
        order = merged_order(
            [identity for identity in sides[0] if identity in merged],
            [identity for identity in sides[1] if identity in merged],
            [identity for identity in sides[2] if identity in merged],
            key=lambda identity: _sort_key(merged[identity], identity),
        )
        rest = [identity for identity in merged if identity not in order]
        entries = [merged[identity] for identity in (*order, *rest)]
        head = self._head(base, mine, theirs, bool(entries))
        if head is None:
            return None
        text = head + "".join(entry if isinstance(entry, str) else entry.text for entry in entries)
        return text, [entry.value for entry in entries if isinstance(entry, EntryText)]

    @staticmethod
    def _head(
        base: SectionText | None, mine: SectionText | None, theirs: SectionText | None, has_entries: bool
    ) -> str | None:
        """Return the line of a list's key; None where the list is gone."""
        present = [section for section in (mine, theirs) if section]
        if not has_entries and ((len(present) < 2 and base is not None) or not present):
            return None
        fitting = [section for section in present if (section.entries is not None) == has_entries]
        if not fitting:
            field = min(present, key=lambda section: section.text).field
            return f"{field.above}{field.name}:\n" if has_entries else f"{field.above}{field.name}: []\n"
        texts = [section.field.above + section.field.text for section in fitting]
        before = base.field.above + base.field.text if base and (base.entries is not None) == has_entries else None
        changed = [text for text in texts if text != before]
        return min(changed or texts)

    def _entry(
        self, identity: Identity, base: EntryText | None, mine: EntryText | None, theirs: EntryText | None
    ) -> EntryText | str | None:
        if mine is None or theirs is None:
            return self._one_sided(identity, base, mine, theirs)
        if mine.text == theirs.text or (base and theirs.text == base.text):
            return mine
        if base and mine.text == base.text:
            return theirs
        fields = [by_identity(side.fields if side else (), lambda field: field.name) for side in (base, mine, theirs)]
        names = merged_order(
            [name for name in fields[0] if name in fields[1] and name in fields[2]],
            list(fields[1]),
            list(fields[2]),
            key=str,
        )
        merged: list[FieldText] = []
        asked = len(self._questions)
        for name in names:
            field = self._field(identity, name, *(side.get(name) for side in fields))
            if field is not None:
                merged.append(field)
        lead = _lesser_entry(base, mine, theirs)
        above = _comments(base.above if base else "", mine.above, theirs.above)
        merged[0] = merged[0]._replace(above="")
        entry = EntryText(identity, above, lead.dash, lead.indent, tuple(merged))
        value = entry.value
        both = set(value.get("follows") or ()) & set(value.get("not_follows") or ())
        if both and len(self._questions) == asked:
            self._questions.append(
                Question(identity, "follows", _of(base), mine.value, theirs.value, tuple(sorted(both)))
            )
            return self._marked(mine.text, theirs.text)
        return entry

    def _one_sided(
        self, identity: Identity, base: EntryText | None, mine: EntryText | None, theirs: EntryText | None
    ) -> EntryText | str | None:
        """Return an entry that one side has: it is new, or the other side removed it."""
        present = mine or theirs
        if base is None or present is None:
            return present
        leaning = self._leaning_on(identity, self._mine if mine else self._theirs)
        if present.value == base.value and not leaning:
            return None
        self._questions.append(Question(identity, "", base.value, _of(mine), _of(theirs), leaning))
        return self._marked(mine.text if mine else "", theirs.text if theirs else "")

    def _leaning_on(self, identity: Identity, keeper: FileOutline) -> tuple[str, ...]:
        """Return the ids by which the side that kept an event newly leans on it: follows, cites or checks it."""
        if identity[0] != "events":
            return ()
        event = identity[1]
        before, now = _references(self._base), _references(keeper)
        return tuple(sorted(now.get(event, set()) - before.get(event, set())))

    def _field(
        self,
        identity: Identity | None,
        name: str,
        base: FieldText | None,
        mine: FieldText | None,
        theirs: FieldText | None,
    ) -> FieldText | None:
        """Return a merged field; None where it is gone; one with markers where there is a question."""
        sides = (base, mine, theirs)
        values = [_of(side) for side in sides]
        above = _comments(*(side.above if side else "" for side in sides))
        if values[1] == values[2]:
            chosen = _written(base, mine, theirs)
            return chosen._replace(above=above) if chosen else None
        if values[1] == values[0] or values[2] == values[0]:
            chosen = theirs if values[1] == values[0] else mine
            return chosen._replace(above=above) if chosen else None
        if name in _SETS and all(side is None or side.items is not None for side in sides):
            return self._set_field(name, sides, above)
        self._questions.append(Question(identity, name, *values))
        template = mine or theirs
        assert template is not None
        texts = [side.text if side else "" for side in (mine, theirs)]
        indent = "" if identity is None else "  "
        marked = self._marked(*(f"{indent if text else ''}{text}" for text in texts))
        return FieldText(name, marked, None, None, above)

    @staticmethod
    def _set_field(name: str, sides: Sequence[FieldText | None], above: str) -> FieldText | None:
        items = [side.items or () if side else () for side in sides]
        written = {value: raw for side in items for value, raw in sorted(side)}
        base, mine, theirs = ([value for value, _ in side] for side in items)
        values = merged_items(base, mine, theirs)
        if not values:
            return None
        raws = tuple((value, written[value]) for value in values)
        return FieldText(name, f"{name}: [{', '.join(raw for _, raw in raws)}]\n", values, raws, above)

    def _marked(self, mine: str, theirs: str) -> str:
        size, labels = self._labels.size, self._labels
        return f"{'<' * size} {labels.mine}\n{mine}{'=' * size}\n{theirs}{'>' * size} {labels.theirs}\n"


def _is_list(section: SectionText | None) -> bool:
    return section is None or section.entries is not None or section.field.value in ([], "", "~", "null")


def _of(part: EntryText | FieldText | None) -> Any:
    return part.value if part else None


def _simple(base: Any, mine: Any, theirs: Any) -> Any:
    """Return a property of the whole file; where all three differ, the least, whichever side it is on."""
    try:
        return merged_value(base, mine, theirs)
    except BothChangedError:
        return min(mine, theirs)


def _comments(base: str, mine: str, theirs: str) -> str:
    """Return the comments at one place: what a side changed; where both did, the lines of both, each once."""
    try:
        return merged_value(base, mine, theirs)
    except BothChangedError:
        first, second = sorted((mine, theirs))
        lines = first.splitlines(keepends=True)
        return "".join([*lines, *(line for line in second.splitlines(keepends=True) if line not in lines)])


def _written(base: FieldText | None, mine: FieldText | None, theirs: FieldText | None) -> FieldText | None:
    """Return one of two fields that say the same: the one that a side wrote anew, else the lesser text."""
    if mine is None or theirs is None:
        return mine or theirs
    if base and mine.text == base.text:
        return theirs
    if base and theirs.text == base.text:
        return mine
    return min(mine, theirs, key=lambda field: field.text)


def _lesser(
    mine: Mapping[str, SectionText], theirs: Mapping[str, SectionText], texts: Any
) -> Mapping[str, SectionText]:
    return min(mine, theirs, key=lambda side: sorted(texts(side).items()))


def _lesser_entry(base: EntryText | None, mine: EntryText, theirs: EntryText) -> EntryText:
    """Return the entry whose indentation is taken."""
    if base and (mine.dash, mine.indent) == (base.dash, base.indent):
        return theirs
    if base and (theirs.dash, theirs.indent) == (base.dash, base.indent):
        return mine
    return min(mine, theirs, key=lambda entry: (entry.dash, entry.indent))


def _sort_key(entry: EntryText | str, identity: Identity) -> tuple[str, str, tuple[str, ...]]:
    value = entry.value if isinstance(entry, EntryText) else {}
    return str(value.get("project") or "").casefold().replace("ё", "е"), str(value.get("date") or ""), identity


def _references(outline: FileOutline) -> dict[str, set[str]]:
    """Return for each event the ids of what leans on it in a file."""
    value = outline.value
    result: dict[str, set[str]] = {}
    rows: Iterable[tuple[str, Any]] = chain(
        (
            (str(event.get("id")), event.get("follows"))
            for event in value.get("events") or ()
            if isinstance(event, dict)
        ),
        (
            (f"check {check.get('date')}", [check.get("event")])
            for check in value.get("checks") or ()
            if isinstance(check, dict)
        ),
        [("score", value.get("evidence"))],
        (("note", note.get("about")) for note in value.get("notes") or () if isinstance(note, dict)),
    )
    for name, targets in rows:
        for target in targets if isinstance(targets, list) else ():
            result.setdefault(str(target), set()).add(name)
    return result
