"""Say in plain words why an earlier event may be the one that a new event continues."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from ratingctl.matching.alignment import MatchType, TermMatch
from ratingctl.matching.matcher import Candidate

_MOST_REASONS, _MOST_WORDS = 3, 4
_LEAST_SHARE = 0.2
"""Of the weightiest meeting; what weighs less convinces nobody."""


class ReasonType(StrEnum):
    """What sort of reason it is."""

    PROJECT = "project"
    NAMES = "names"
    FIGURES = "figures"
    WORDS = "words"
    SPELLING = "spelling"
    ROOTS = "roots"
    TRADES = "trades"
    LITTLE = "little"


class MatchReason(NamedTuple):
    """A reason with the words that it rests on; the two of a pair are joined by a dash."""

    why: ReasonType
    words: tuple[str, ...] = ()


def reasons_of(candidate: Candidate, text: str) -> list[MatchReason]:
    """The reasons for a candidate, the weightiest first.

    Args:
        candidate: The candidate.
        text: The new event as it was written, for words that stand side by side there.
    """
    found = [MatchReason(ReasonType.PROJECT)] if candidate.features.project else []
    grouped: dict[ReasonType, list[TermMatch]] = {}
    least = _LEAST_SHARE * max((meeting.weight for meeting in candidate.met), default=0.0)
    same = {meeting.new.surface for meeting in candidate.met if meeting.way is MatchType.SAME}
    for meeting in candidate.met:
        told = meeting.way is MatchType.TRADE and same.issuperset(meeting.new.surface.split())
        if meeting.weight >= least and not told:
            grouped.setdefault(_why(meeting), []).append(meeting)
    weighty = sorted(grouped, key=lambda why: -sum(meeting.weight for meeting in grouped[why]))
    for why in weighty[:_MOST_REASONS]:
        found.append(MatchReason(why, _words(why, grouped[why], text)))
    return found or [MatchReason(ReasonType.LITTLE)]


def _why(meeting: TermMatch) -> ReasonType:
    if meeting.new.is_figure:
        return ReasonType.FIGURES
    if meeting.way is MatchType.SPELLING:
        return ReasonType.SPELLING
    if meeting.way is MatchType.SAME:
        same = meeting.new.surface.casefold() == meeting.old.surface.casefold()
        if meeting.names_one:
            return ReasonType.NAMES if same or meeting.new.surface[0] == meeting.old.surface[0] else ReasonType.SPELLING
        return ReasonType.WORDS
    return ReasonType.TRADES if meeting.way is MatchType.TRADE else ReasonType.ROOTS


def _words(why: ReasonType, met: Sequence[TermMatch], text: str) -> tuple[str, ...]:
    if why in (ReasonType.SPELLING, ReasonType.ROOTS, ReasonType.TRADES):
        pairs = [(meeting.new.surface, meeting.old.surface) for meeting in met[:_MOST_WORDS]]
        return tuple(dict.fromkeys(one if one == two else f"{one} – {two}" for one, two in pairs))
    words = [meeting.new.surface for meeting in met[:_MOST_WORDS]]
    words.sort(key=text.find)
    joined: list[str] = []
    for word in dict.fromkeys(words):
        if joined and f"{joined[-1]} {word}" in text:
            joined[-1] += f" {word}"
        else:
            joined.append(word)
    return tuple(joined)
