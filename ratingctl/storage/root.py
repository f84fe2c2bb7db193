"""The folder of a rating, and its language, found before anything is parsed: errors are said in it, too."""

import re
from pathlib import Path
from typing import NamedTuple

from ratingctl.language.own_words import UnitWords

SETTINGS = "rating.yaml"
"""The file by which the folder of a rating is known."""

_LANGUAGE = re.compile(rb"""^language:[ \t]*["']?([A-Za-z_-]{2,20})["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_UNIT = re.compile(rb"""^unit:[ \t]*(?:\{([^{}]*)\}|(?:#.*)?\r?\n((?:[ \t]+\S.*(?:\r?\n|\Z))+))""", re.MULTILINE)
_UNIT_FORM = re.compile(r"""(\w+):[ \t]+(?:"([^"\\]*)"|'([^'\n]*)'|([^\s"',#{}][^,#{}\n]*))""")
_LONGEST = 100_000
"""The bytes in which the line is looked for."""


def find_root(given: Path | None, start: Path) -> Path | None:
    """Return the folder of a rating: the one given or in it, or the nearest one upward; None if there is none.

    Args:
        given: What the user named, if anything.
        start: The folder from which to look for `editions/rating.yaml` or `rating.yaml` upward.
    """
    if given is None:
        candidates = [root for folder in (start, *start.parents) for root in (folder / "editions", folder)]
    else:
        candidates = [given, given / "editions"]
    return next((root for root in candidates if (root / SETTINGS).is_file()), None)


def rating_in_the_way(folder: Path) -> Path | None:
    """Return the rating that a new one in a folder would be mixed up with: one around it, or one in its `editions/`.

    Args:
        folder: The folder of the new rating.
    """
    around = folder.resolve().parents
    return next((root for root in (*around, folder / "editions") if (root / SETTINGS).is_file()), None)


class SpokenWords(NamedTuple):
    """How a rating speaks: its language, and what it calls its units."""

    language: str = ""
    unit: UnitWords = UnitWords()


def words_of(root: Path | None) -> SpokenWords:
    """Return what `language:` and `unit:` of a rating's settings say; nothing of what is not there or not plain.

    Args:
        root: The rating's folder, if there is one.
    """
    if root is None:
        return SpokenWords()
    try:
        with (root / SETTINGS).open("rb") as file:
            settings = file.read(_LONGEST)
    except OSError:
        return SpokenWords()
    language = _LANGUAGE.search(settings)
    return SpokenWords(language[1].decode("ascii") if language else "", _unit_words(settings))


def _unit_words(settings: bytes) -> UnitWords:
    match = _UNIT.search(settings)
    if match is None:
        return UnitWords()
    text = (match[1] or match[2]).decode("utf-8", "replace")
    words = {name: (double or single or plain).strip() for name, double, single, plain in _UNIT_FORM.findall(text)}
    known = {name: word for name, word in words.items() if name in UnitWords._fields and word}
    return UnitWords(**known) if {"one", "many"} <= known.keys() else UnitWords()
