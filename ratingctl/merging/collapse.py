"""Take out of three texts the events that are alike in all of them: a merge then reads only what differs.

A run of events that all three versions have, byte for byte, becomes the one line of its first id, and takes its own
text again in the result. Nothing is lost if a line only looks like an event's: the text that comes back is the one that
was there.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

_HEAD = re.compile(r"^events:[ \t]*(?:#.*)?\r?\n", re.MULTILINE)
_NEXT_KEY = re.compile(r"^[^\s#-]", re.MULTILINE)
_FIRST = re.compile(r"^( *)- +id: ", re.MULTILINE)


class Collapsed(NamedTuple):
    """Texts with one line for each run of events that they have in common.

    Attributes:
        texts: The texts, in their order.
        originals: The text of each run by its line.
    """

    texts: tuple[str, ...]
    originals: Mapping[str, str]

    def expanded(self, text: str) -> str:
        """Return a merged text with the events as they were."""
        if not self.originals:
            return text
        return "".join(self.originals.get(line, line) for line in text.splitlines(keepends=True))


def collapse(texts: Sequence[str]) -> Collapsed:
    """Return texts with each run of events that is equal in all of them collapsed to one line."""
    cuts = [_cut(text) for text in texts]
    places = [_places(parts) for parts in cuts]
    shared = [part for part in cuts[0] if all(part in place for place in places)]
    runs: list[list[str]] = []
    for part in shared:
        is_next = runs and all(place[runs[-1][-1]] + 1 == place[part] for place in places)
        if is_next:
            runs[-1].append(part)
        else:
            runs.append([part])
    lines = {run[0]: run[0][: run[0].index("\n") + 1] for run in runs}
    originals = {lines[run[0]]: "".join(run) for run in runs}
    hidden = {part for run in runs for part in run[1:]}
    short = tuple("".join(lines.get(part, part) for part in parts if part not in hidden) for parts in cuts)
    return Collapsed(short, originals)


def _places(parts: Sequence[str]) -> dict[str, int]:
    """Return the events of a text whose first line is unique in it, each with its place."""
    firsts = Counter(part[: part.find("\n") + 1] for part in parts)
    return {
        part: place
        for place, part in enumerate(parts)
        if _FIRST.match(part) and firsts[part[: part.index("\n") + 1]] == 1
    }


def _cut(text: str) -> list[str]:
    """Return a text in parts: what stands above the events, each event but the last one, and the rest."""
    head = _HEAD.search(text)
    if head is None:
        return [text]
    following = _NEXT_KEY.search(text, head.end())
    end = following.start() if following else len(text)
    first = _FIRST.search(text, head.end(), end)
    if first is None:
        return [text]
    dashes = re.compile(rf"^{first[1]}- ", re.MULTILINE).finditer(text, first.start(), end)
    starts = [0, *(match.start() for match in dashes), len(text)]
    return [text[start:stop] for start, stop in pairwise(starts)]
