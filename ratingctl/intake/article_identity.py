"""The identity of an article: its address and fingerprints of its text, by which it is known again."""

import re
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ratingctl.intake.article import article_of
from ratingctl.words.fold import words_of

_SHINGLE = 5
"""Words that are hashed together: fewer are in any two articles, more are broken by every small correction."""
_SKETCH = 24
"""The smallest hashes that are kept of a text (bottom-k sketch, Broder 1997): enough to tell a half from a tenth."""
_SAME_SHARE = 0.5
_FEWEST_WORDS = 25
"""A body of fewer words does not tell articles apart without its headline."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|ysclid|from|ref|erid", re.IGNORECASE)
_ADDRESS = r"https?://[^\s<>\"'«»]+"
_WITHOUT_SCHEME = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,12}|рф)/[^\s<>\"'«»]+"
_ADDRESS_LINE = re.compile(
    r"\s*(?:[\w ]{0,20}(?:источник|ссылка|адрес|url|source|link)[\w ]{0,12}[:—–-]\s*)?"
    rf"(?P<address>{_ADDRESS}|{_WITHOUT_SCHEME})\s*",
    re.IGNORECASE,
)
_CANONICAL = re.compile(
    rf"<(?:link\b[^>]*\brel=[\"']?canonical\b[^>]*\bhref|meta\b[^>]*\bog:url\b[^>]*\bcontent)=[\"']?(?P<address>{_ADDRESS})",
    re.IGNORECASE,
)
_LINES_AROUND = 12
_MOST_HEAD = 60_000


class ArticleIdentity(NamedTuple):
    """What tells an article from others.

    Attributes:
        fingerprint: The fingerprint of its normalised text.
        address: Its address; empty where the text names none.
        sketch: The smallest hashes of the runs of words below its headline; a changed sentence changes few of them.
    """

    fingerprint: str
    address: str = ""
    sketch: tuple[str, ...] = ()

    def is_same_as(self, other: "ArticleIdentity") -> bool:
        """Return True if two are one article: one address, one text, or half of all runs of words in common."""
        if self.fingerprint == other.fingerprint or (self.address and self.address == other.address):
            return True
        both = sorted({*self.sketch, *other.sketch})[:_SKETCH]
        shared = sum(piece in self.sketch and piece in other.sketch for piece in both)
        return bool(both) and shared / len(both) >= _SAME_SHARE


def identity_of_article(text: str) -> ArticleIdentity:
    """Return the identity of an article.

    Args:
        text: The article as it was copied.
    """
    article = article_of(text)
    body = list(words_of(article.body))
    whole = [*words_of(article.headline), *body]
    words = body if len(body) >= _FEWEST_WORDS else whole
    runs = {" ".join(words[place : place + _SHINGLE]) for place in range(max(1, len(words) - _SHINGLE + 1))}
    sketch = sorted(sha256(run.encode()).hexdigest()[:8] for run in runs)[:_SKETCH]
    return ArticleIdentity(sha256(" ".join(whole).encode()).hexdigest()[:20], address_in(text), tuple(sketch))


def address_in(text: str) -> str:
    """Return the address of an article: a line that is one, or that of its page; empty where it names none."""
    canonical = _CANONICAL.search(text[:_MOST_HEAD])
    if canonical:
        return plain_address(canonical["address"])
    lines = [line for line in text.splitlines() if line.strip()]
    around = lines if len(lines) <= 2 * _LINES_AROUND else [*lines[:_LINES_AROUND], *lines[-_LINES_AROUND:]]
    matches = (_ADDRESS_LINE.fullmatch(line) for line in around)
    return next((plain_address(match["address"]) for match in matches if match), "")


def plain_address(address: str) -> str:
    """Return an address without what only counts visitors, and without its place on the page."""
    whole = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(whole.rstrip(".,;)"))
    except ValueError:
        return ""
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    query = urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))
