"""The lists of words that come with the tool: text files beside the code that looks words up."""

import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ratingctl.words import lexicon
from ratingctl.words.lexicon import Concept, WordLists

_FOLDER = Path(lexicon.__file__).parent / "lists"

_PROCESS, _VENUE = "~", "*"


@cache
def word_lists() -> WordLists:
    """Every list. A line is `key: value, value`; `#` begins a comment, `[section]` a part of a file."""
    compounds: dict[str, dict[str, str]] = {"heads": {}, "tails": {}, "not": {}}
    for section, key, values in _rows("compounds.txt"):
        for spelling in key.split(","):
            compounds[section][spelling.strip()] = values[0] if values else ""
    english = {key: values for _, key, values in _rows("english.txt")}
    return WordLists(
        concepts=[_concept(key, values, english) for _, key, values in _rows("terms.txt")],
        heads=compounds["heads"],
        tails=compounds["tails"],
        wholes=list(compounds["not"]),
        names={key: values for _, key, values in _rows("names.txt")},
        places=[key for section, key, _ in _rows("names.txt") if section == "places"],
        confusable=[_split(key) for _, key, _ in _rows("confusable.txt")],
        stop=[word for _, key, _ in _rows("stop.txt") for word in key.split()],
        stems={key: values[0] for _, key, values in _rows("stems.txt")},
        syllables={key: values[0] for _, key, values in _rows("palladius.txt")},
    )


@cache
def country_words() -> dict[str, list[str]]:
    """For each country, by its English name, its adjectives and other names."""
    return {key: values for _, key, values in _rows("demonyms.txt")}


def word_lists_checksum() -> int:
    """Return a checksum of every list."""
    checksum = 0
    for file in sorted(_FOLDER.iterdir()):
        checksum = zlib.crc32(file.read_bytes(), checksum)
    return checksum


def _concept(key: str, words: list[str], english: Mapping[str, list[str]]) -> Concept:
    """Return the concept of a row; its id is an English word of it."""
    name, _, parent = key.partition(">")
    marks = _PROCESS + _VENUE
    concept = name.strip().lstrip(marks)
    return Concept(
        id=concept,
        parent=parent.strip().lstrip(marks),
        words=tuple(dict.fromkeys((*words, concept.replace("-", " "), *english.get(concept, ())))),
        is_process=name.startswith(_PROCESS),
        is_venue=_VENUE in name[: len(marks)],
    )


def _rows(name: str) -> Iterator[tuple[str, str, list[str]]]:
    """The section, key and values of each line of a list."""
    section = ""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        content = line.partition("#")[0].strip()
        if content.startswith("["):
            section = content.strip("[]")
        elif content:
            key, _, values = content.partition(":")
            yield section, key.strip(), _split(values)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
