"""Where the languages are: a language is one PO file beside this module, named by its code."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

SOURCE = "en"
"""The language in which messages are written, and which answers where another has no translation."""


def languages() -> tuple[str, ...]:
    """Return the codes of the languages, English first."""
    return _codes(FOLDER)


def file_of(language: str) -> Path:
    """Return the PO file of a language."""
    return FOLDER / f"{language}.po"


@cache
def _codes(folder: Path) -> tuple[str, ...]:
    codes = sorted(path.stem for path in folder.iterdir() if path.suffix == ".po")
    return (SOURCE, *(code for code in codes if code != SOURCE))
