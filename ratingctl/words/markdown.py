"""Markdown escapes: texts of the data without markup, links or mentions, for GitHub's dialect and for pandoc."""

import re

_MARKUP = re.compile(r"[\\`*_\[\]<>|~#$&^]")
_BLOCK_START = re.compile(r"(?:[-+:%]|\(?(?:\d+|[A-Za-z]{1,5})?([.)]))(?=\s|$)|(?=---|\+\+\+)")
"""What begins a list, a rule or a definition, in CommonMark or for pandoc, at the start of a line."""

_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "\\|"}

_WORD = re.compile(r"[^\s|<>`«»\"(\[]+")
_LINKED = re.compile(r"//|www\.|mailto:|xmpp:|@[\w-]|(?<!\w)#\d|(?<!\w)gh-\d", re.IGNORECASE)
"""What code hosts make links of by themselves (GFM autolinks, mentions, numbers of issues), escaped or not."""

_PUNCTUATION = ".,;:!?)]'"
"""What is not part of an address at its end."""

_IN_ADDRESSES = ("//", "www.", "mailto:", "xmpp:", "@", "#", "gh-")
"""One of these is in each address: a quick look first."""


def escaped(text: str) -> str:
    """Return a text without markup; what a code host would make a link of becomes code, which it leaves alone."""
    folded = text.lower()
    if not any(mark in folded for mark in _IN_ADDRESSES):
        return _without_markup(text)
    escaped, end = "", 0
    for word in _WORD.finditer(text):
        if _LINKED.search(word[0]):
            address = word[0].rstrip(_PUNCTUATION)
            address = address if _LINKED.search(address) else word[0]
            escaped += f"{_without_markup(text[end : word.start()])}`{address}`"
            end = word.start() + len(address)
    return escaped + _without_markup(text[end:])


def without_block_start(line: str) -> str:
    """Return an escaped line that begins no list, rule, definition or code block."""
    line = line.lstrip()  # an indented line would be code
    begins_block = _BLOCK_START.match(line)
    if begins_block is None:
        return line
    place = max(begins_block.start(1), 0)
    return f"{line[:place]}\\{line[place:]}"


def _without_markup(text: str) -> str:
    return _MARKUP.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), text)
