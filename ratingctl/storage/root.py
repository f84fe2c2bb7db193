"""The folder of a rating, and its language, found before anything is parsed: errors are said in it, too."""

import re
from pathlib import Path

SETTINGS = "rating.yaml"
"""The file by which the folder of a rating is known."""

_LANGUAGE = re.compile(rb"""^language:[ \t]*["']?([A-Za-z_-]{2,20})["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
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


def language_of(root: Path | None) -> str:
    """Return what the line `language:` of a rating's settings says; empty where there is none.

    Args:
        root: The rating's folder, if there is one.
    """
    if root is None:
        return ""
    try:
        with (root / SETTINGS).open("rb") as file:
            match = _LANGUAGE.search(file.read(_LONGEST))
    except OSError:
        return ""
    return match[1].decode("ascii") if match else ""
