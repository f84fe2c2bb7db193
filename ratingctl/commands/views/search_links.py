"""Where to look for news of a project: phrases for search engines, and the addresses that look for them."""

from collections.abc import Sequence
from functools import cache

from ratingctl.commands.shared.worklist import Worklist
from ratingctl.commands.shared.worklist_rows import WorklistRow
from ratingctl.words.fold import fold

_MOST_PARTNERS = 2
_LONGEST_NAME = 8
"""Words of a name; search engines do not want more."""
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~-")
"""RFC 3986, section 2.3."""
_LONGEST_PREPOSITION = 3
"""Letters of a word that says nothing at the end of a phrase."""


def search_phrase(row: WorklistRow) -> str:
    """Return the phrase of a project's name and its region, to paste into a search engine."""
    name, region = _shortened(row.title), row.region.name
    return name if _folded_region(region) in fold(name) else f"{name} {region}"


def search_phrases(work: Worklist, row: WorklistRow) -> tuple[str, str]:
    """Return two phrases to paste into a search engine.

    The first is the project's name and its region. The second names the object too, and who takes part, with the
    rating's subject, unless the name has it already, and the year.
    """
    name = _shortened(row.title)
    folded = fold(name)
    partners = [party for party in row.case.summary.parties[::-1] if fold(party) not in folded][:_MOST_PARTNERS]
    subject = [word for word in work.rating.settings.subject[:1] if fold(word) not in folded]
    return search_phrase(row), " ".join((name, *partners, *subject, str(work.day.year)))


def search_addresses(templates: Sequence[str], phrase: str) -> list[str]:
    """Return the addresses that look for a phrase.

    Args:
        templates: The addresses, with `{query}` in the place of the phrase.
        phrase: The phrase.
    """
    query = quoted(phrase)
    return [template.replace("{query}", query) for template in templates]


def quoted(phrase: str) -> str:
    """Return a phrase as `urllib.parse.quote_plus` does; that takes longer, and a list has hundreds."""
    return phrase.translate(_QUOTED)


class _Quoted(dict[int, str]):
    """What each character becomes in the query of an address, computed at its first use."""

    def __missing__(self, character: int) -> str:
        text = chr(character)
        quoted = text if text in _UNRESERVED else "+" if text == " " else f"%{text.encode().hex('%').upper()}"
        return self.setdefault(character, quoted)


_QUOTED = _Quoted()


def search_links(templates: Sequence[str], phrase: str) -> list[tuple[str, str]]:
    """Return for each site where to look its name and the address that looks for a phrase there.

    Args:
        templates: As `search_addresses` takes them.
        phrase: The phrase.
    """
    from urllib.parse import urlsplit  # few lists show links

    return [(urlsplit(address).hostname or address, address) for address in search_addresses(templates, phrase)]


@cache
def _folded_region(name: str) -> str:
    """Return the folded name of a region; many projects share it."""
    return fold(name)


def _shortened(text: str) -> str:
    words = text.split()[:_LONGEST_NAME]
    while len(words) == _LONGEST_NAME and len(words[-1]) <= _LONGEST_PREPOSITION:
        words.pop()  # a preposition in the air
    return " ".join(words)
