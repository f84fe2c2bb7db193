"""Scores by dimension, as lines and JSON of several reports; and tiers that were adopted by hand."""

from collections.abc import Sequence
from typing import Any

from ratingctl.commands.views.events import change_span, parted
from ratingctl.domain.model import Dimension, Page, Settings, Tier
from ratingctl.domain.scores import Score, score_data
from ratingctl.domain.tiers import tier_of
from ratingctl.language.own_words import heading_key
from ratingctl.message import Message
from ratingctl.report import Column, Inline, Paragraph, Span, paragraph


def dimension_line(dimensions: Sequence[Dimension], now: Page | None, before: Page | None) -> list[Paragraph]:
    """Return the line of a region's scores by dimension: `Economy 71.5 (70.0) · Rule of law 64.0`; none without any."""
    pieces: list[list[Inline]] = []
    for dimension in dimensions:
        score, previous = _score(now, dimension), _score(before, dimension)
        if score is not None or previous is not None:
            shown: Inline = "–" if score is None else score
            pieces.append([f"{dimension.name} ", shown, *(() if previous is None else (" (", previous, ")"))])
    return [paragraph(*(piece for each in parted_lists(pieces) for piece in each))] if pieces else []


def moved_line(dimensions: Sequence[Dimension], now: Page | None, before: Page | None) -> list[Paragraph]:
    """Return the line of what moved by dimension: `Economy 70.0 → 71.5 (+1.5)`; none where nothing did."""
    pieces: list[list[Inline]] = []
    for dimension in dimensions:
        score, previous = _score(now, dimension), _score(before, dimension)
        if score is None or previous is None or score == previous:
            continue
        change = change_span(score - previous, dimension.scale.gain(previous, score))
        span = (change,) if isinstance(change, Span) else ()
        pieces.append([f"{dimension.name} ", previous, " → ", score, " (", *span, ")"])
    return [paragraph(*(piece for each in parted_lists(pieces) for piece in each))] if pieces else []


def parted_lists(pieces: Sequence[Sequence[Inline]]) -> list[Sequence[Inline]]:
    """Return groups of pieces with a dot between them."""
    return [group for number, each in enumerate(pieces) for group in ((parted([" · "]), each) if number else (each,))]


def scores_data(settings: Settings, page: Page | None) -> dict[str, Any]:
    """Return the scores by dimension as JSON, under `scores`; nothing where the rating has no dimensions."""
    if not settings.dimensions:
        return {}
    return {"scores": {dimension.id: score_data(_score(page, dimension)) for dimension in settings.dimensions}}


def scores_columns(settings: Settings) -> tuple[str, ...]:
    """Return the columns of a CSV for scores by dimension."""
    return tuple(f"scores.{dimension.id}" for dimension in settings.dimensions)


def dimension_columns(settings: Settings) -> list[Column]:
    """Return the columns of a table for scores by dimension, headed by the dimensions' names."""
    keys = [heading_key(dimension.id) for dimension in settings.dimensions]
    return [Column(key, numeric=True, whole=True) for key in keys]


def by_hand(settings: Settings, page: Page | None) -> Tier | None:
    """Return the tier that was adopted by hand, where the score is one of another tier; None where that is not so."""
    if page is None or page.score is None:
        return None
    adopted = next((tier for tier in settings.tiers if tier.id == page.tier), None)
    return adopted if adopted and adopted != tier_of(page.score, settings.tiers) else None


def by_hand_line(settings: Settings, page: Page | None) -> list[Paragraph]:
    """Return the line that says that the tier was adopted by hand, where it was."""
    tier = by_hand(settings, page)
    return [paragraph(Message("tier.by_hand", {"tier": tier.name}))] if tier else []


def _score(page: Page | None, dimension: Dimension) -> Score | None:
    return page.scores.get(dimension.id) if page else None
