"""Half-made drafts of events that come from no article: kept while the tool runs, and said as a command afterwards.

The tray keeps those of articles.
"""

import shlex
from collections.abc import Iterator

from ratingctl.commands.shared.event_input import UNDATED, EventInput
from ratingctl.interactive.dialogue import tell
from ratingctl.message import sentence

_OPTIONS = {
    "region": "--region",
    "date": "--date",
    "kind": "--kind",
    "title": "--title",
    "text": "--text",
    "project": "--project",
    "follows": "--follows",
    "start_due": "--start-due",
    "due": "--due",
    "partners": "--partner",
    "amounts": "--amount",
    "sources": "--source",
    "note": "--note",
    "edition": "--edition",
    "after_lock": "--after-lock",
}
"""The option of `add-event` for each field of an event."""


class HalfMadeDrafts:
    """The drafts that a person began and neither wrote nor dropped, by what they began with."""

    def __init__(self) -> None:
        self._drafts: dict[EventInput, EventInput] = {}

    def of(self, begun: EventInput) -> EventInput:
        """Return the draft that was left half-made, else the one that it begins with."""
        return self._drafts.get(begun, begun)

    def leave(self, begun: EventInput, draft: EventInput) -> None:
        """Keep a draft, and say the command that goes on with it."""
        self._drafts[begun] = draft
        tell(sentence("the draft is not written; this goes on with it:"))
        tell(command_of(draft))

    def forget(self, begun: EventInput) -> None:
        """Forget a draft that was written or dropped."""
        self._drafts.pop(begun, None)


def command_of(draft: EventInput) -> str:
    """Return the command that begins with a draft, as it is typed into a shell."""
    return shlex.join(["ratingctl", "add-event", *_words(draft)])


def _words(draft: EventInput) -> Iterator[str]:
    for name, option in _OPTIONS.items():
        value = getattr(draft, name)
        if name == "date" and value == UNDATED:
            yield "--undated"
            continue
        for text in [value] if isinstance(value, str) else value:
            if text:
                yield from [f"{option}={text}"] if text.startswith("-") else [option, text]
