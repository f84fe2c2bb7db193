"""The draft screen: one event with numbered fields; Enter writes, a digit corrects, keys work on any layout."""

import sys
from collections.abc import Callable
from enum import Enum

from ratingctl.commands.shared.event_draft import EventInput, Prepared
from ratingctl.commands.views.draft_event import candidate_table, duplicate_table, entry_lines
from ratingctl.errors import UsageError
from ratingctl.language.catalogue import Catalogue
from ratingctl.render.terminal import show
from ratingctl.render.visible import visible
from ratingctl.report import Cell, Column, Message, Records, Report, Table, paragraph

DROP, BACK, END = "0", "-", "."
_LISTS = {"follows": " ,", "partners": ";", "amounts": ";", "sources": " ,"}


class Answer(Enum):
    """What a person decided about a draft."""

    WRITE = "write"
    DROP = "drop"
    BACK = "back"
    END = "end"


def review(entry: EventInput, prepare: Callable[[EventInput], Prepared], counter: str) -> tuple[Answer, Prepared]:
    """Show a draft and take corrections until the person decides.

    Args:
        entry: The draft.
        prepare: Understands an entry; raises `UsageError` for what fits nothing.
        counter: Which draft of how many this is, such as `[3/60]`; empty for one.

    Returns:
        The decision, and the draft as it then was.
    """
    prepared = prepare(entry)
    while True:
        _show(prepared, counter)
        typed = ask(_said(prepared, "ask.draft")).strip()
        if typed in (DROP, BACK, END):
            return {DROP: Answer.DROP, BACK: Answer.BACK, END: Answer.END}[typed], prepared
        if not typed and not prepared.missing:
            return Answer.WRITE, prepared
        if not typed:
            tell(_said(prepared, "ask.missing") + ", ".join(option.removeprefix("--") for option in prepared.missing))
        elif typed.isdigit() and 1 <= int(typed) <= len(entry_lines(prepared)):
            prepared = _corrected(prepared, int(typed) - 1, prepare)
        else:
            tell(_said(prepared, "ask.keys"))


def _corrected(prepared: Prepared, index: int, prepare: Callable[[EventInput], Prepared]) -> Prepared:
    """Ask for one field; an empty answer keeps it, a lone `*` empties it, what fits nothing changes nothing."""
    name = entry_lines(prepared)[index][0]
    typed = ask(f"{Catalogue(_language(prepared)).heading(name)}: ").strip()
    if not typed:
        return prepared
    value: str | tuple[str, ...] = "" if typed == "*" else typed
    if name in _LISTS:
        value = tuple(part.strip() for part in _parted(typed, _LISTS[name]) if part.strip() and typed != "*")
    if name == "follows" and isinstance(value, tuple):
        value = tuple(_candidate(prepared, part) for part in value)
    try:
        return prepare(EventInput(**{**prepared.entry._asdict(), name: value}))
    except UsageError as error:
        tell(str(error))
        return prepared


def _parted(text: str, separators: str) -> list[str]:
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return text.split(separators[0])


def _candidate(prepared: Prepared, part: str) -> str:
    """The id behind a candidate's number; anything else is an id already."""
    if part.isdigit() and 1 <= int(part) <= len(prepared.candidates):
        return prepared.candidates[int(part) - 1].event.id
    return part


def _show(prepared: Prepared, counter: str) -> None:
    rows: list[list[Cell]] = [
        [number, Message(f"heading.{name}"), value] for number, (name, value) in enumerate(entry_lines(prepared), 1)
    ]
    edition = prepared.edition.id if prepared.edition else ""
    notes = [paragraph(text) for text in prepared.assumed]
    if prepared.late:
        notes.append(paragraph(Message("add.late", {"edition": edition})))
    if prepared.entry.on_topic is False:
        notes.append(paragraph(Message("add.off_topic")))
    report = Report(
        data={},
        records=Records((), (), ()),
        language=_language(prepared),
        title=paragraph(*((counter, " ") if counter else ()), Message("add.draft", {"edition": edition})),
        tables=[
            Table((Column("", numeric=True, whole=True), Column("", whole=True), Column("")), rows),
            *duplicate_table(prepared),
            *candidate_table(prepared),
        ],
        notes=notes,
    )
    show(report, sys.stderr)


def _language(prepared: Prepared) -> str:
    return prepared.rating.settings.language


def _said(prepared: Prepared, key: str) -> str:
    return Catalogue(_language(prepared)).said(Message(key))


def ask(prompt: str) -> str:
    """A line from the person.

    Raises:
        EOFError: If there is no more input.
    """
    print(visible(prompt), end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer:
        raise EOFError
    return answer.rstrip("\n")


def tell(text: str) -> None:
    """Say something to the person."""
    print(visible(text), file=sys.stderr)
