"""The files of a new rating, from templates that come with the tool."""

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template


def scaffold(title: str, year: int) -> dict[str, str]:
    """Return the texts of a new rating's files by their paths in its folder.

    Args:
        title: The rating's title.
        year: The year of its first edition, which is also the edition's id.
    """
    values = {"title": _quoted(title), "year": str(year)}
    texts = {}
    for path, file in sorted(_walk(files("ratingctl.storage.packaged") / "template", "")):
        text = file.read_text(encoding="utf-8")
        texts[path.replace("edition/", f"{year}/", 1)] = Template(text).safe_substitute(values)
    return texts


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    entries = []
    for entry in folder.iterdir():
        if entry.is_dir():
            entries += _walk(entry, f"{prefix}{entry.name}/")
        else:
            entries.append((prefix + entry.name, entry))
    return entries


def _quoted(text: str) -> str:
    """A text as a double-quoted YAML scalar, which a JSON string is."""
    return json.dumps(text, ensure_ascii=False)
