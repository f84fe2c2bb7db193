"""The layout of the desk: its state as lines of styled text that fit a width."""

from collections.abc import Iterator
from typing import NamedTuple

from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.commands.views.candidates import reason_term
from ratingctl.commands.views.draft_event import article_notes
from ratingctl.domain.model import Event, RegionId
from ratingctl.interactive.desk.draft_desk import Desk
from ratingctl.interactive.desk.fields import FIELDS, shown_values
from ratingctl.interactive.desk.state import QUESTIONS, Choice, DeskState, Mode, choices_in, shown_fields
from ratingctl.interactive.desk.text_lines import LABEL, Line, cut, padded, wrapped
from ratingctl.interactive.keys import Action, key_of, keys_line, letters
from ratingctl.matching.reasons import reasons_of
from ratingctl.message import Dated, Message, sentence
from ratingctl.render.styled_text import width_of
from ratingctl.words.visible import visible

_LINES_OF_VALUE = 2
"""Lines of a field that is not open: a whole title, and the article below it still has room."""


class Sheet(NamedTuple):
    """The draft's side of the desk.

    Attributes:
        above: The lines above the line that is being typed; all of them where none is.
        label: What stands before the typed text; empty where no line is typed.
        below: The lines below it.
    """

    above: list[Line]
    label: str
    below: list[Line]


def title_line(desk: Desk, width: int) -> Line:
    """Return the line at the top: which article this is, and the edition."""
    said = desk.words.said
    edition = desk.prepared.edition
    parts = [
        desk.paper.counter,
        desk.paper.name,
        said(Message("add.draft", {"edition": edition.id if edition else ""})),
    ]
    return [("class:title", padded(cut("  ".join(filter(None, map(visible, parts))), width), width))]


def sheet_of(desk: Desk, width: int) -> Sheet:
    """Return the draft as lines, parted where a line is being typed."""
    state = desk.state
    values = shown_values(desk.prepared, desk.words)
    before: list[Line] = []
    after: list[Line] = []
    label = ""
    is_field_open = state.mode is Mode.TYPING and state.asked is None
    lines = before
    for name in shown_fields(state, values):
        if is_field_open and name == state.selected:
            label, lines = f"{padded(visible(desk.words.heading(name)), LABEL - 1)} ", after
            continue
        lines += _field_lines(desk, name, values[name], width)
    hidden = [desk.words.heading(name) for name in FIELDS if name not in shown_fields(state, values)]
    if hidden:
        lines.append([("class:dim", cut(f"{'+':>{LABEL - 1}} {', '.join(hidden)}", width))])
    lines += _message_lines(desk, width)
    if state.mode is Mode.TYPING and state.asked is not None:
        label, lines = desk.words.said(QUESTIONS[state.asked]), after
    lines += _choice_lines(desk, width)
    return Sheet(before, label, after)


def keys_of(desk: Desk) -> Message:
    """Return the keys that make sense now."""
    state = desk.state
    if state.mode is Mode.HELP:
        return sentence("any key goes back to the draft")
    if state.mode is Mode.TYPING:
        return keys_line(
            [
                ("Enter", sentence("takes it")),
                ("Tab", sentence("completes")),
                ("↑↓", sentence("earlier texts")),
                ("Esc", sentence("leaves it as it was")),
            ]
        )
    count = len(choices_in(state))
    if count:
        return keys_line(
            [
                ("Enter", sentence("opens")),
                (key_of(Action.WRITE), sentence("writes")),
                (letters(count), sentence("continues")),
                (key_of(Action.DROP), sentence("drops")),
                (key_of(Action.LATER), sentence("later")),
                (key_of(Action.HELP), sentence("help")),
                (key_of(Action.END), sentence("ends")),
            ]
        )
    return keys_line(
        [
            ("↑↓", sentence("field")),
            ("Enter", sentence("opens")),
            (key_of(Action.WRITE), sentence("writes")),
            (key_of(Action.DROP), sentence("drops")),
            (key_of(Action.LATER), sentence("later")),
            (key_of(Action.HELP), sentence("help")),
            (key_of(Action.END), sentence("ends")),
        ]
    )


def help_lines(desk: Desk, width: int) -> list[Line]:
    """Return the help: where one is, and every key."""
    said = desk.words.said
    lines = wrapped(
        said(
            sentence(
                "This is the draft of one event. Nothing is written before {write}. Words that the draft was "
                "understood from are marked in the article.",
                write=key_of(Action.WRITE),
            )
        ),
        width,
    )
    rows = [
        ("↑ ↓ Home End", sentence("go from field to field")),
        ("Enter", sentence("opens the field with its text; an empty text empties it")),
        ("PgUp PgDn", sentence("scroll the article")),
        (" ".join(CHOICES), sentence("link to the earlier event with this letter, or take the link back")),
        (key_of(Action.WRITE), sentence("writes the event, and goes on")),
        (key_of(Action.MORE), sentence("writes the event, and begins another one from the same article")),
        (key_of(Action.DROP), sentence("drops the article, with a reason if you like")),
        (key_of(Action.LATER), sentence("puts the article off; it comes again next time")),
        (key_of(Action.SOURCE), sentence("adds a source to sources.yaml")),
        (key_of(Action.EDITOR), sentence("opens the whole event in your editor")),
        (key_of(Action.BACK), sentence("goes back to the article before")),
        (f"{key_of(Action.END)} .", sentence("ends; the draft is kept for next time")),
    ]
    return [
        *([("", text)] for text in lines),
        [],
        *([("class:key", f"{key:>14}  "), ("", cut(said(text), width - 16))] for key, text in rows),
    ]


def _field_lines(desk: Desk, name: str, value: str, width: int) -> Iterator[Line]:
    """Yield the lines of a field: what does not fit one goes on in the next, for nobody can check what is cut off."""
    state = desk.state
    is_selected = name == state.selected and state.mode is not Mode.HELP
    label = padded(cut(desk.words.heading(name), LABEL - 1), LABEL - 1) + " "
    missing = {option.removeprefix("--").replace("-", "_") for option in desk.prepared.missing}
    shown = _shown(visible(value), width - LABEL) or ["?" if name in missing else ""]
    for place, text in enumerate(shown):
        before = " " * LABEL if place else label
        if is_selected:
            yield [("class:selected", padded(before + text, width))]
        else:
            yield [("class:label", before), ("class:missing" if name in missing else "", text)]


def _shown(text: str, width: int) -> list[str]:
    """Return a value as at most so many lines as a field has, the last one cut where something is missing."""
    lines = wrapped(text, width) if text else []
    if len(lines) <= _LINES_OF_VALUE:
        return lines
    kept = lines[: _LINES_OF_VALUE - 1]
    rest = text[sum(map(len, kept)) :].lstrip()
    return [*kept, cut(rest, width)]


def _message_lines(desk: Desk, width: int) -> Iterator[Line]:
    state = desk.state
    prepared = desk.prepared
    said = desk.words.said
    notes: list[str | Message] = []
    notes += article_notes(prepared.typed)
    if prepared.late and prepared.edition:
        notes.append(Message("add.late", {"edition": prepared.edition.id}))
    if prepared.typed.also_regions:
        names = [prepared.rating.regions[RegionId(name)].name for name in prepared.typed.also_regions]
        notes.append(sentence("also named: {names}", names=", ".join(names[:4])))
    for text in notes:
        yield [("class:dim", cut(visible(said(text)), width))]
    style = "class:error" if state.is_error else "class:message"
    for line in wrapped(visible(said(state.message)), width)[:2] if state.message else [""]:
        yield [(style, line)]


def _choice_lines(desk: Desk, width: int) -> Iterator[Line]:
    state: DeskState = desk.state
    choices = choices_in(state)
    if desk.session.is_searching and state.prepared.event and not choices:
        yield [("class:dim", cut(desk.words.said(sentence("looking for what it may continue …")), width))]
    for letter, choice in zip(CHOICES, choices, strict=False):
        yield _choice_line(desk, letter, choice, width)


def _choice_line(desk: Desk, letter: str, choice: Choice, width: int) -> Line:
    said = desk.words.said
    head = said(_dated(choice.event))
    if choice.candidate is None:
        text = said(sentence("on record? {title} [{id}]", title=choice.event.title, id=choice.event.id))
        return [("class:key", f"{letter} "), ("class:missing", cut(visible(f"{head} {text}"), width - 2))]
    reasons = "; ".join(said(reason_term(reason)) for reason in reasons_of(choice.candidate, desk.prepared.typed.title))
    is_chosen = choice.event.id in desk.prepared.typed.follows
    share = "✓" if is_chosen else f"{choice.candidate.score:.0%}"
    name = choice.candidate.project.name
    title = f" – {choice.event.title}" if name != choice.event.title else ""
    text = f"{share:>4} {head} {name}{title}"
    return [
        ("class:key", f"{letter} "),
        ("class:good" if is_chosen else "", cut(visible(text), width - 2)),
        ("class:dim", _rest(visible(f" ({reasons})") if reasons else "", width - 2 - width_of(visible(text)))),
    ]


def _rest(text: str, width: int) -> str:
    return cut(text, width) if width > 8 else ""


def _dated(event: Event) -> Message:
    if event.date:
        return Message("{date}", {"date": Dated(event.date.text)})
    return Message("event.of_edition", {"edition": event.edition})
