"""The state of the desk as a value, and what a key makes of it; nothing is drawn, read or written here."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ratingctl.commands.shared.event_draft import Prepared
from ratingctl.domain.model import Event
from ratingctl.interactive.desk.fields import ALWAYS_SHOWN, FIELDS
from ratingctl.interactive.keys import NO_KEY, Action, action_of, choice_of
from ratingctl.message import Message, sentence

if TYPE_CHECKING:  # brings the matcher, which the first screen does not wait for
    from ratingctl.matching.matcher import Candidate


class Mode(Enum):
    """What the keys do."""

    FIELDS = "fields"
    TYPING = "typing"
    HELP = "help"


class Asked(Enum):
    """A question below the fields, beside the fields themselves."""

    DROP_REASON = "drop reason"
    SOURCE = "source"
    SAME_FACT = "same fact"
    NEW_SOURCE = "new source"


QUESTIONS: Mapping[Asked, Message] = {
    Asked.DROP_REASON: sentence("Why is it dropped? (Enter: no reason) "),
    Asked.SOURCE: sentence("Source: an address or a key (Enter: none) "),
    Asked.SAME_FACT: sentence("Give the source to this event and close the article? (Enter: yes, Esc: no) "),
    Asked.NEW_SOURCE: sentence("New source: key; title; publisher; address "),
}
"""What stands before the line in which a question is answered."""


class Choice(NamedTuple):
    """Something that has a letter on the desk.

    Attributes:
        event: An earlier event.
        candidate: What it is a candidate for; None for an event that may be the same fact.
    """

    event: Event
    candidate: "Candidate | None"


class DeskState(NamedTuple):
    """The state of the desk.

    Attributes:
        prepared: The draft.
        selected: The field under the cursor.
        mode: What the keys do.
        asked: The question that is being answered; None while a field is.
        opened: The text with which the line being typed was opened.
        cursor: The place of the cursor in it.
        message: What is said below the fields.
        is_error: True if that is a refusal.
        scroll: The first line of the article that is shown.
        subject: The event that a question is about.
        same: The events that were logged from this article already.
    """

    prepared: Prepared
    selected: str = FIELDS[0]
    mode: Mode = Mode.FIELDS
    asked: Asked | None = None
    opened: str = ""
    cursor: int = 0
    message: str | Message = ""
    is_error: bool = False
    scroll: int = 0
    subject: Event | None = None
    same: tuple[Event, ...] = ()


class DeskKey(Enum):
    """A key without a letter."""

    UP = "up"
    DOWN = "down"
    FIRST = "first"
    LAST = "last"
    ENTER = "enter"
    ESCAPE = "escape"
    LINE_UP = "line up"
    LINE_DOWN = "line down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"


_STEPS = {DeskKey.UP: -1, DeskKey.DOWN: 1}
_SCROLLS = {DeskKey.LINE_UP: -1, DeskKey.LINE_DOWN: 1}

_MOST_CHOICES, _MOST_SAME = 4, 2
"""So many stand on the desk at 80 columns and 24 lines, with the article below them."""


def choices_in(state: DeskState) -> Sequence[Choice]:
    """Return what has a letter: events that may be the same fact, then projects that the event may continue."""
    events = {event.id: event for event in (*state.same, *state.prepared.duplicates)}
    same = [Choice(event, None) for event in list(events.values())[:_MOST_SAME]]
    ids = {choice.event.id for choice in same}
    others = [Choice(known.event, known) for known in state.prepared.candidates if known.event.id not in ids]
    return [*same, *others][:_MOST_CHOICES]


def shown_fields(state: DeskState, values: dict[str, str]) -> list[str]:
    """Return the fields that have a line of their own: those with a value, those that are needed, the selected one."""
    return [name for name in FIELDS if values[name] or name in ALWAYS_SHOWN or name == state.selected]


def pressed(state: DeskState, key: DeskKey | str, page: int) -> tuple[DeskState, Action | Choice | DeskKey | None]:
    """Return the state after a key, and what is wanted beyond it.

    Args:
        state: The state.
        key: A key, or the character that it types.
        page: The lines of the article that are shown at once.

    Returns:
        The state, and an action or choice to carry out; `DeskKey.ENTER` where the selected field is to be opened.
    """
    if state.mode is Mode.HELP:
        return state._replace(mode=Mode.FIELDS), None
    still = state._replace(message="", is_error=False)
    if isinstance(key, DeskKey):
        return _moved(still, key, page)
    choices = choices_in(state)
    place = choice_of(key, len(choices))
    if place is not None:
        return still, choices[place]
    action = action_of(key)
    if action is Action.HELP:
        return still._replace(mode=Mode.HELP), None
    if action is None:
        return still._replace(message=NO_KEY), None
    return still, action


def typing(
    state: DeskState, text: str, cursor: int | None = None, *, asked: Asked | None = None, subject: Event | None = None
) -> DeskState:
    """Return the state in which a line is typed: the selected field, or the answer to a question."""
    return state._replace(
        mode=Mode.TYPING,
        asked=asked,
        opened=text,
        cursor=len(text) if cursor is None else cursor,
        subject=subject,
    )


def refused(state: DeskState, text: str, message: str | Message, cursor: int) -> DeskState:
    """Return the state after a refusal: what was typed stays, and the cursor stands where it hurts."""
    return state._replace(mode=Mode.TYPING, opened=text, cursor=cursor, message=message, is_error=True)


def _moved(state: DeskState, key: DeskKey, page: int) -> tuple[DeskState, DeskKey | None]:
    place = FIELDS.index(state.selected)
    if key is DeskKey.ENTER:
        return state, key
    if key in _STEPS:
        place = (place + _STEPS[key]) % len(FIELDS)
        return state._replace(selected=FIELDS[place]), None
    if key in (DeskKey.FIRST, DeskKey.LAST):
        return state._replace(selected=FIELDS[0 if key is DeskKey.FIRST else -1]), None
    lines = _SCROLLS.get(key, 0) or {DeskKey.PAGE_UP: -page, DeskKey.PAGE_DOWN: page}.get(key, 0)
    return state._replace(scroll=max(0, state.scroll + lines)), None
