"""Decoder of files that people hand in: UTF-8, UTF-16 with a mark, Windows-1251 or KOI8-R.

Text in UTF-8 with a damaged byte is refused and the place named, not read as another alphabet; so is text whose
alphabet cannot be told.
"""

import codecs
import math
import re
from collections import Counter

from ratingctl.errors import RatingctlError
from ratingctl.message import Text, in_a_row, sentence

_CONTINUED = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
"""A letter of several bytes in UTF-8."""
_MOST_DAMAGED = 0.2
"""The share of damaged letters up to which a text is UTF-8: in a text of one byte a letter nearly all are."""
_READ = {"cp1251": "Windows-1251", "koi8_r": "KOI8-R"}
_USUAL = {"cp1251": 2.0, "koi8_r": 0.0, "cp866": -1.0, "mac_cyrillic": -1.0, "iso8859_5": -1.0, "cp1252": 0.0}
"""The encodings that are told apart, and how usual they are, as a natural logarithm."""
_SHARES = {
    "о": 10.97, "е": 8.45, "а": 8.01, "и": 7.35, "н": 6.70, "т": 6.26, "с": 5.47, "р": 4.73, "в": 4.54, "л": 4.40,
    "к": 3.49, "м": 3.21, "д": 2.98, "п": 2.81, "у": 2.62, "я": 2.01, "ы": 1.90, "ь": 1.74, "г": 1.70, "з": 1.65,
    "б": 1.59, "ч": 1.44, "й": 1.21, "х": 0.97, "ж": 0.94, "ш": 0.73, "ю": 0.64, "ц": 0.48, "щ": 0.36, "э": 0.32,
    "ф": 0.26, "ъ": 0.04, "ё": 0.04,
}  # fmt: skip
"""Letters of Russian texts in per cent (Lyashevskaya and Sharov, frequency dictionary of the national corpus, 2009)."""
_MARKS = "«»“”„’—–…№\u00a0"
_SHARE_OF_MARK, _SHARE_OF_LATIN, _SHARE_OF_ANY = 0.4, 0.2, 0.002
_BREAK = math.log(0.02)
"""For a capital behind a small letter, or a Russian letter beside a Latin one."""
_BREAKS = re.compile(r"(?<=[a-zà-ÿа-яё])[A-ZÀ-ßА-ЯЁ]|(?<=[A-Za-z])[А-яЁё]|[А-яЁё](?=[A-Za-z])|[—–№…](?=[А-яЁё])")
_SURE = 2.5
"""How much likelier, as a natural logarithm, the best encoding has to be than any other."""


def decoded(content: bytes, place: Text, what: Text, refusal: type[RatingctlError]) -> str:
    """Return the text of a file.

    Args:
        content: Its bytes.
        place: Where it comes from, for messages.
        what: What it is: "article", "list".
        refusal: The error to raise.

    Raises:
        RatingctlError: If a byte is damaged, or its alphabet cannot be told.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise refusal(
                sentence("{what}: it begins as UTF-16 and is damaged", what=what),
                place=place,
                next_step=sentence("save it anew in UTF-8"),
            ) from error
    if b"\x00" in content:
        raise refusal(
            sentence("{what}: this is no text", what=what),
            place=place,
            next_step=sentence("save it as plain text in UTF-8"),
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8) or _is_damaged_utf8(content):
            line = error.object.count(b"\n", 0, error.start) + 1
            raise refusal(
                sentence("byte 0x{byte:02x} is not UTF-8, as all the rest is", byte=error.object[error.start]),
                place=in_a_row(place, f":{line}"),
                next_step=sentence("mend the letter in that line, or save the file anew in UTF-8"),
            ) from error
        encoding = _encoding_of(content)
        if encoding is None:
            raise refusal(
                sentence(
                    "{what}: neither UTF-8 nor surely {encodings}", what=what, encodings=" / ".join(_READ.values())
                ),
                place=place,
                next_step=sentence("save it in UTF-8"),
            ) from error
        return content.decode(encoding)


def _is_damaged_utf8(content: bytes) -> bool:
    letters = len(_CONTINUED.findall(content))
    others = len(re.findall(rb"[\x80-\xff]", _CONTINUED.sub(b"", content)))
    return others <= letters * _MOST_DAMAGED


def _encoding_of(content: bytes) -> str | None:
    """Return the one-byte encoding that makes a text Russian; None if none is clearly likelier."""
    words = Counter(re.findall(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*", content))
    likelihoods = {encoding: _likelihood(words, encoding) for encoding in _USUAL}
    best = max(likelihoods, key=lambda encoding: likelihoods[encoding])
    if best not in _READ:
        return None
    texts = {name: content.decode(name, "replace") for name in likelihoods}
    rivals = [likelihoods[name] for name in likelihoods if name != best and texts[name] != texts[best]]
    return best if likelihoods[best] - max(rivals, default=-math.inf) >= _SURE else None


def _likelihood(words: Counter[bytes], encoding: str) -> float:
    total = _USUAL[encoding]
    for word, count in words.items():
        text = word.decode(encoding, "replace")
        total += count * (sum(map(_log_share, text)) + _BREAK * len(_BREAKS.findall(text)))
    return total


def _log_share(char: str) -> float:
    if char.isascii():
        return 0.0
    small = char.lower()
    share = _SHARES.get(small) or (_SHARE_OF_MARK if char in _MARKS else 0)
    if not share and "\u00c0" <= char <= "\u00ff" and char.isalpha():
        share = _SHARE_OF_LATIN
    return math.log((share or _SHARE_OF_ANY) / 100)
