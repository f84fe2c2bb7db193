"""The table of keys: one key means the same at the desk and in every review, on an English and a Russian keyboard."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.message import Message, in_a_row, sentence


class Action(Enum):
    """An action that a key stands for."""

    WRITE = "write"
    MORE = "more"
    NONE = "none"
    DROP = "drop"
    LATER = "later"
    UNTIL = "until"
    SOURCE = "source"
    EDITOR = "editor"
    HELP = "help"
    BACK = "back"
    END = "end"


class Key(NamedTuple):
    """A key.

    Attributes:
        action: The action.
        latin: What it types on an English keyboard.
        russian: What the same key types on a Russian one.
        others: What else stands for the action, as people have learnt it.
    """

    action: Action
    latin: str
    russian: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return everything that stands for the action, in small letters."""
        return tuple(filter(None, (self.latin, self.russian, *self.others)))


KEYS: Sequence[Key] = (
    Key(Action.WRITE, "w", "ц"),
    Key(Action.MORE, "m", "ь"),
    Key(Action.NONE, "n", "т"),
    Key(Action.DROP, "d", "в"),
    Key(Action.LATER, "l", "д"),
    Key(Action.UNTIL, "p", "з"),
    Key(Action.SOURCE, "s", "ы"),
    Key(Action.EDITOR, "e", "у"),
    Key(Action.HELP, "?", ""),
    Key(Action.BACK, "-", ""),
    Key(Action.END, "q", "й", (".",)),
)
_RUSSIAN_CHOICES = "фисапр"
"""What the keys of the letters of choices type on a Russian keyboard."""


def action_of(typed: str) -> Action | None:
    """Return the action that a key stands for; None for any other text."""
    wanted = typed.strip().casefold()
    return next((key.action for key in KEYS if wanted in key.spellings), None) if wanted else None


def choice_of(typed: str, count: int) -> int | None:
    """Return the place of a choice, counted from 0, by its letter; None for any other text, or beyond the count."""
    wanted = typed.strip().casefold()
    if len(wanted) != 1:
        return None
    place = max(CHOICES.find(wanted), _RUSSIAN_CHOICES.find(wanted))
    return place if 0 <= place < count else None


def choices_of(typed: str, count: int) -> list[int]:
    """Return the places of several choices, typed with spaces, commas or nothing between; none where one is unknown."""
    letters = typed.replace(",", " ").split()
    if len(letters) == 1:
        letters = list(letters[0])
    places = [choice_of(letter, count) for letter in letters]
    return list(dict.fromkeys(place for place in places if place is not None)) if None not in places else []


def key_of(action: Action) -> str:
    """Return the key of an action, as it is shown."""
    return next(key.latin for key in KEYS if key.action is action)


def keys_line(pairs: Iterable[tuple[str, Message]]) -> Message:
    """Return keys with what they do, in a row."""
    pieces: list[str | Message] = []
    for key, meaning in pairs:
        pieces += [", " if pieces else "", key, " ", meaning]
    return in_a_row(*pieces)


def letters(count: int) -> str:
    """Return the letters of so many choices."""
    return CHOICES[:count]


def typed_action(typed: str) -> tuple[Action | None, str]:
    """Return the action that a line begins with, and the rest of the line: a note.

    Args:
        typed: A line; the key stands alone or before a blank.
    """
    key, _, rest = typed.strip().partition(" ")
    return action_of(key), rest.strip()


NO_KEY = sentence("this key does nothing here; ? lists the keys")
