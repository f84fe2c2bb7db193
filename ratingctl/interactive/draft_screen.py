"""The draft screen: one event with numbered fields; Enter writes, a digit corrects, keys work on any layout."""

from collections.abc import Callable
from enum import Enum

from ratingctl.commands.shared.event_draft import EventInput, Prepared, with_correction
from ratingctl.commands.views.draft_event import draft_fields, draft_screen
from ratingctl.errors import UsageError
from ratingctl.interactive.dialogue import BACK, DROP, END, ask, show_screen, tell
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import Message


class Answer(Enum):
    """A decision about a draft."""

    WRITE = "write"
    DROP = "drop"
    BACK = "back"
    END = "end"


_KEYS = {DROP: Answer.DROP, BACK: Answer.BACK, END: Answer.END}


def review_draft(typed: EventInput, prepare: Callable[[EventInput], Prepared], counter: str) -> tuple[Answer, Prepared]:
    """Show a draft and take corrections until the person decides.

    Args:
        typed: The draft.
        prepare: Resolves the fields of a draft; raises `UsageError` for what fits nothing.
        counter: Which draft of how many this is, such as `[3/60]`; empty for one.

    Returns:
        The decision, and the draft as it then was.

    Raises:
        EOFError: If there is no more input.
        UsageError: If a field of the draft fits nothing at the beginning.
    """
    prepared = prepare(typed)
    while True:
        show_screen(draft_screen(prepared, counter))
        answer = ask(_said(prepared, "ask.draft")).strip()
        if answer in _KEYS:
            return _KEYS[answer], prepared
        if not answer and not prepared.missing:
            return Answer.WRITE, prepared
        if not answer:
            tell(_said(prepared, "ask.missing") + ", ".join(option.removeprefix("--") for option in prepared.missing))
        elif answer.isdigit() and 1 <= int(answer) <= len(draft_fields(prepared)):
            prepared = _corrected(prepared, int(answer) - 1, prepare)
        else:
            tell(_said(prepared, "ask.keys"))


def _corrected(prepared: Prepared, index: int, prepare: Callable[[EventInput], Prepared]) -> Prepared:
    """Ask for one field and return the corrected draft; an empty answer, or one that fits nothing, changes nothing."""
    name = draft_fields(prepared)[index][0]
    answer = ask(f"{Catalogue(prepared.rating.settings.language).heading(name)}: ").strip()
    if not answer:
        return prepared
    try:
        return prepare(with_correction(prepared, name, answer))
    except UsageError as error:
        tell(error.said(Catalogue(prepared.rating.settings.language).said))
        return prepared


def _said(prepared: Prepared, key: str) -> str:
    return Catalogue(prepared.rating.settings.language).said(Message(key))
