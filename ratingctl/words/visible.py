"""Sanitizer of foreign text: nothing invisible of it reaches a terminal, a page or a pipe.

Hidden are control characters, marks that turn the direction of writing, and characters without width: what a person
reads is what is there. Two sorts of them belong to words and stay where they do, as Unicode says (UAX 31, UTS 51):
joiners between letters of scripts that are shaped by them (Persian, Hindi ..) or between parts of an emoji, and
variation selectors behind what they vary.
"""

import re
from functools import cache

_SHAPED = (
    "\u0600-\u06ff\u0710-\u074f\u0750-\u077f\u0860-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17b3\u17b6-\u17ff"
    "\u1820-\u18aa\u1a20-\u1aaf\u1b00-\u1c4f\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
)
"""Scripts in which a joiner changes how letters are joined: Arabic, Syriac, those of India and South-East Asia."""

_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff"
"""What may be an emoji, alone or with others."""

_CHARACTERS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, of which a variation selector chooses the form that a name is written with."""

_ALWAYS = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\u2028\u2029"  # directions of writing, ends of lines and paragraphs
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u3164\ufeff\uffa0\ufff0-\ufffb"  # no width
    "\ud800-\udfff"
)
_ALWAYS_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f"
_MORE_SELECTORS = "\U000e0100-\U000e01ef"

_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"
"""What Python calls printable of that which is always hidden."""

_CONTROLS_START = 0x2400
_SPACE = re.compile(r"[\t\n]+")


def visible(text: str) -> str:
    """Return the text in one line, each hidden character as a picture of itself (ESC as ␛) or as `<U+202E>`."""
    if text.isprintable() and not _suspect_printable().search(text) and not _goes_beyond(text):
        return text
    line = _SPACE.sub(" ", text)
    return hidden().sub(_picture, line) if _is_suspect(line) else line


def visible_lines(text: str) -> str:
    """Return a text of the tool's own, which may have several lines, with hidden characters shown; see `visible`."""
    return "\n".join(map(visible, text.split("\n")))


def escaped(json: str, beyond_ascii: str) -> str:
    """Return JSON with each hidden character as an escape.

    Args:
        json: The JSON.
        beyond_ascii: All of its keys and texts that are not ASCII. A regex is slow, most of a report's JSON is ASCII,
            and of that JSON itself hides all but DEL.
    """
    return hidden().sub(_escape, json) if "\x7f" in json or _is_suspect(beyond_ascii) else json


def printable(text: str) -> str:
    """Return a text without its hidden characters: each becomes a space, a soft hyphen or a byte order mark nothing."""
    if text.isprintable() and not _suspect_printable().search(text) and not _goes_beyond(text):
        return text
    line = _SPACE.sub(" ", text).replace("\u00ad", "").replace("\ufeff", "")
    return hidden().sub(" ", line) if _is_suspect(line) else line


@cache
def hidden() -> re.Pattern[str]:
    """Return the pattern of every character that is not shown as it is; compiled for the first suspect text."""
    return re.compile(
        f"[{_ALWAYS}{_ALWAYS_BEYOND}]"
        f"|(?<![{_SHAPED}{_EMOJI}\ufe0f])[{_JOINERS}]|[{_JOINERS}](?![{_SHAPED}{_EMOJI}])"
        f"|(?<![{_EMOJI}#*0-9])[\ufe0e\ufe0f]|[\ufe00-\ufe0d]"
        f"|(?<![{_CHARACTERS}])[{_MORE_SELECTORS}]"
    )


def _is_suspect(text: str) -> bool:
    """Return True if a text has to be looked at character by character."""
    return bool(_suspect().search(text) or (_goes_beyond(text) and _suspect_beyond().search(text)))


def _goes_beyond(text: str) -> bool:
    """Return True if a text has characters beyond the first plane, which a regex finds out slowly."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(f"[{_ALWAYS}{_JOINERS}{_SELECTORS}]")


@cache
def _suspect_printable() -> re.Pattern[str]:
    return re.compile(f"[{_PRINTABLE}{_SELECTORS}]")


@cache
def _suspect_beyond() -> re.Pattern[str]:
    return re.compile("[\U0001bca0-\U000e0fff]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_CONTROLS_START + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def _escape(match: re.Match[str]) -> str:
    """JSON writes a character beyond the first plane as two."""
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
