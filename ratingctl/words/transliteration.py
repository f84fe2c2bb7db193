"""Bring Latin and Cyrillic spellings of one name to one key."""

import re

from ratingctl.words.fold import fold

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC)
_ANY_HABIT = re.compile("[jwxyq]|kh|ph|ck|sch|shch|ii")
_LATIN_HABITS = (
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
    """One rough Latin spelling for a name in either alphabet: `Haier` and `Хайер` both give `haier`.

    The Cyrillic letters follow the usual passport transliteration; what different habits write differently (kh/h,
    ya/ia, y/j/i) is made equal. Meant for comparing, not for showing.
    """
    key = fold(text).translate(_TABLE)
    if not _ANY_HABIT.search(key):
        return key
    for habit, common in _LATIN_HABITS:
        key = habit.sub(common, key)
    return key
