"""The types of the matches of two words."""

from enum import StrEnum


class MatchType(StrEnum):
    """The type of a match of two words."""

    SAME = "same"
    ROOT = "root"
    SPELLING = "spelling"
    CONCEPT = "concept"
