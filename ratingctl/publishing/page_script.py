"""The script of the page, its data, and the Content-Security-Policy that allows nothing else."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.publication import BookletContent, ScoreEntry
from ratingctl.words.fold import words_of
from ratingctl.words.search_signature import WORD
from ratingctl.words.transliteration import latin_key

_WORDS = {
    "more": ("page.script_more", ("n",)),
    "found": ("page.script_found", ("n", "of", "lines")),
    "shown": ("page.script_shown", ("n", "of")),
}
"""The sentences of the script: their keys in the catalogue, and what it fills in itself."""

_UNLESS_PLAIN = "// Unless all scores are whole numbers: "
"""What begins the lines of the script that only pages with decimals or grades need."""


@cache
def resource(name: str) -> str:
    """Return a file of the page that comes with the tool."""
    return resources.files("ratingctl.publishing").joinpath("page", name).read_text(encoding="utf-8")


def is_plain(publication: BookletContent) -> bool:
    """Return whether the scores of a page are whole numbers, as its script reads them anyway."""
    scale = publication.scale
    return not scale.grades and not scale.has_decimals and all(score.is_comparable for score in _scores(publication))


def _scores(publication: BookletContent) -> Iterator[ScoreEntry]:
    return (score for region in publication.regions for score in region.scores)


def page_script(publication: BookletContent) -> str:
    """Return the script of the page, without comments and indentation; lines for decimals and grades if it has any."""
    text = f"\n{resource('search.js')}{resource('page.js')}"
    if not is_plain(publication):
        text = text.replace(_UNLESS_PLAIN, "")
    return re.sub(r"\n\s*(//.*)?(?=\n)", "", re.sub(r"\n +", "\n", text))


def security_policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy: nothing is loaded, and only the page's own script and style count."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def script_values(publication: BookletContent, catalogue: Catalogue, names: Sequence[Sequence[str]]) -> str:
    """Return what the script must know, as JSON that cannot end its element.

    Args:
        publication: What the page shows.
        catalogue: The words of its language.
        names: Groups of names that are one and the same.
    """
    kinds = kinds_of(publication)
    sentences = {
        name: catalogue.said(Message(key, {field: f"{{{field}}}" for field in fields}))
        for name, (key, fields) in _WORDS.items()
    }
    values: Mapping[str, object] = {
        "language": publication.language,
        "edition": publication.edition,
        "editions": [edition.id for edition in publication.editions],
        "tool": publication.tool,
        "file": f"rating-{publication.edition}",
        "kinds": list(kinds),
        "kind_words": list(kinds.values()),
        "names": _names_met(publication, names),
        "words": sentences,
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def kinds_of(publication: BookletContent) -> dict[str, str]:
    """Return the kinds of all events, with what people call them; the page names a kind by its place here."""
    projects = (project for region in publication.regions for project in region.projects)
    return dict(sorted({event.kind: event.kind_word for project in projects for event in project.events}.items()))


def _names_met(publication: BookletContent, names: Sequence[Sequence[str]]) -> list[str]:
    """Return the groups of names that the page has one of, each in one text parted by `|`.

    Spellings that differ only by their alphabet are left out: the search finds one by the other as it is.
    """
    lines = (line.text for region in publication.regions for line in (*region.before, *region.since))
    there = set(WORD.findall(latin_key(" ".join(lines))))

    def is_met(name: str) -> bool:
        return all(latin_key(word) in there for word in words_of(name))

    groups = (dict(zip(map(latin_key, group), group, strict=True)) for group in names)
    return ["|".join(group.values()) for group in groups if len(group) > 1 and any(map(is_met, group.values()))]
