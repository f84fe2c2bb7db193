"""Explain a candidate: the reasons for its score, with the words that they rest on."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ratingctl.matching.match_type import MatchType

if TYPE_CHECKING:  # bring the matcher, which a screen without candidates does not wait for
    from ratingctl.matching.alignment import TermMatch
    from ratingctl.matching.matcher import Candidate

_MOST_REASONS, _MOST_WORDS = 3, 4
_LEAST_SHARE = 0.2
"""Of the weightiest match; what weighs less convinces nobody."""


_MOSTLY, _FEW = 0.7, 0.35
"""The share of the matches that are places, and the share of the new event's words that have a match."""


class ReasonType(StrEnum):
    """The type of a reason."""

    PROJECT = "project"
    NAMES = "names"
    FIGURES = "figures"
    WORDS = "words"
    SPELLING = "spelling"
    ROOTS = "roots"
    TRADES = "trades"
    LITTLE = "little"


class DoubtType(StrEnum):
    """The type of a reason why a new event may be something new, though it has much in common with an earlier one."""

    OTHER_NAMES = "other_names"
    OTHER_PLACE = "other_place"
    PLACES_ALONE = "places_alone"
    MUCH_ELSE = "much_else"
    EFFORT = "effort"


class MatchDoubt(NamedTuple):
    """A reason why a new event may be something new, with the words that it rests on."""

    type: DoubtType
    words: tuple[str, ...] = ()


class MatchReason(NamedTuple):
    """A reason with the words that it rests on; the two words of a pair are joined by a dash."""

    type: ReasonType
    words: tuple[str, ...] = ()


def reasons_of(candidate: "Candidate", text: str) -> list[MatchReason]:
    """Return the reasons for a candidate, the weightiest first.

    Args:
        candidate: The candidate.
        text: The new event as it was written, for words that stand side by side there.
    """
    reasons = [MatchReason(ReasonType.PROJECT)] if candidate.features.project else []
    by_type: dict[ReasonType, list[TermMatch]] = {}
    least = _LEAST_SHARE * max((match.weight for match in candidate.matches), default=0.0)
    same_words = {match.new.surface for match in candidate.matches if match.type is MatchType.SAME}
    for match in candidate.matches:
        is_repetition = match.type is MatchType.CONCEPT and same_words.issuperset(match.new.surface.split())
        if match.weight >= least and not is_repetition:
            by_type.setdefault(_reason_type(match), []).append(match)
    heaviest = sorted(by_type, key=lambda reason: -sum(match.weight for match in by_type[reason]))
    for reason_type in heaviest[:_MOST_REASONS]:
        reasons.append(MatchReason(reason_type, _words(reason_type, by_type[reason_type], text)))
    return reasons or [MatchReason(ReasonType.LITTLE)]


def doubts_of(candidate: "Candidate", text: str) -> list[MatchDoubt]:
    """Return the reasons why a new event may not continue a candidate, but be something new.

    Args:
        candidate: The candidate.
        text: The new event as it was written, for words that stand side by side there.
    """
    features = candidate.features
    doubts = []
    if candidate.other_names:
        doubts.append(MatchDoubt(DoubtType.OTHER_NAMES, _runs(candidate.other_names[:_MOST_WORDS], text)))
    if features.other_place:
        doubts.append(MatchDoubt(DoubtType.OTHER_PLACE))
    elif features.by_places > _MOSTLY:
        doubts.append(MatchDoubt(DoubtType.PLACES_ALONE))
    if features.matched < _FEW:
        doubts.append(MatchDoubt(DoubtType.MUCH_ELSE))
    if features.effort:
        doubts.append(MatchDoubt(DoubtType.EFFORT))
    return doubts


def _reason_type(match: "TermMatch") -> ReasonType:
    if match.new.is_figure:
        return ReasonType.FIGURES
    if match.type is MatchType.SPELLING:
        return ReasonType.SPELLING
    if match.type is MatchType.SAME:
        if not match.is_same_name:
            return ReasonType.WORDS
        is_same_spelling = match.new.surface.casefold() == match.old.surface.casefold()
        has_same_initial = match.new.surface[0] == match.old.surface[0]
        return ReasonType.NAMES if is_same_spelling or has_same_initial else ReasonType.SPELLING
    return ReasonType.TRADES if match.type is MatchType.CONCEPT else ReasonType.ROOTS


def _words(reason_type: ReasonType, matches: "Sequence[TermMatch]", text: str) -> tuple[str, ...]:
    if reason_type in (ReasonType.SPELLING, ReasonType.ROOTS, ReasonType.TRADES):
        pairs = [(match.new.surface, match.old.surface) for match in matches[:_MOST_WORDS]]
        return tuple(dict.fromkeys(new if new == old else f"{new} – {old}" for new, old in pairs))
    return _runs([match.new.surface for match in matches[:_MOST_WORDS]], text)


def _runs(words: Sequence[str], text: str) -> tuple[str, ...]:
    """Return words in the order of a text, those that stand side by side there together."""
    runs: list[str] = []
    for word in sorted(dict.fromkeys(words), key=text.find):
        if runs and f"{runs[-1]} {word}" in text:
            runs[-1] += f" {word}"
        else:
            runs.append(word)
    return tuple(runs)
