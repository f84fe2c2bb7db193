"""Transliterate names, so that a Latin and a Cyrillic spelling have one key."""

import re

from ratingctl.words.fold import fold

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC)
_ANY_VARIANT = re.compile("[jwxyq]|kh|ph|ck|sch|shch|ii")
_LATIN_VARIANTS = (
    (re.compile("shch|sch"), "sch"),
    (re.compile("kh"), "h"),
    (re.compile("ya|ja"), "ia"),
    (re.compile("yu|ju"), "iu"),
    (re.compile("[jy]"), "i"),
    (re.compile("ii+"), "i"),
    (re.compile("w"), "v"),
    (re.compile("x"), "ks"),
    (re.compile("ck|q"), "k"),
    (re.compile("ph"), "f"),
)


def latin_key(text: str) -> str:
    """Return a rough Latin spelling of a name in either alphabet: `Haier` and `Хайер` both give `haier`.

    The Cyrillic letters follow the usual passport transliteration; variants of romanisation (kh/h, ya/ia, y/j/i) are
    made equal. Meant for comparing, not for showing.
    """
    key = fold(text).translate(_TABLE)
    if not _ANY_VARIANT.search(key):
        return key
    for variant, common in _LATIN_VARIANTS:
        key = variant.sub(common, key)
    return key
