"""The files of a new rating, from templates that come with the tool, in each of its languages."""

import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

_FALLBACK = "en"


def scaffold(language: str, year: int, values: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a new rating's files by their paths in its folder.

    Args:
        language: The code of its language; one without templates has those in English.
        year: The year of its first edition, which is also the edition's id.
        values: What is filled in besides: YAML texts of the title, the scale, the tiers, the unit's words and a score.
    """
    filled = {**values, "title": quoted(values["title"]), "year": str(year), "next": str(year + 2)}
    return _texts("template", language, {"edition/": f"{year}/"}, filled)


def practice(language: str, year: int) -> dict[str, str]:
    """Return the texts of the practice rating's files: four invented towns, last year's edition and this year's draft.

    Args:
        language: The code of its language.
        year: The year of the draft.
    """
    folders = {"first/": f"{year - 1}/", "second/": f"{year}/"}
    return _texts("demo", language, folders, {"last": str(year - 1), "year": str(year), "next": str(year + 1)})


def quoted(text: str) -> str:
    """Return a text as a double-quoted YAML scalar, which a JSON string is."""
    return json.dumps(text, ensure_ascii=False)


def _texts(kind: str, language: str, folders: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """The files of a folder of templates, with values filled in, and with other names for some of its folders."""
    root = files("ratingctl.storage.packaged") / kind
    folder = root / language
    texts = {}
    for path, file in sorted(_walk(folder if folder.is_dir() else root / _FALLBACK, "")):
        for name, named in folders.items():
            path = path.replace(name, named, 1)
        texts[path] = Template(file.read_text(encoding="utf-8")).safe_substitute(values)
    return texts


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    entries = []
    for entry in folder.iterdir():
        if entry.is_dir():
            entries += _walk(entry, f"{prefix}{entry.name}/")
        else:
            entries.append((prefix + entry.name, entry))
    return entries
