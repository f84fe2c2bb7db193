"""`diff`: compare two editions: what moved, and the events behind each move."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import Any

from ratingctl.commands.shared.broken_files import UNRANKED
from ratingctl.commands.shared.comparison_sides import (
    are_ranked,
    side_of,
    survey_at_revision,
    with_events,
    with_stories,
)
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.completeness import limit_note, outside_scale, unscored_note, unscored_regions
from ratingctl.commands.views.dimensions import moved_line
from ratingctl.commands.views.events import change_span, event_line, life_line, parted
from ratingctl.domain.comparison import Move, Side, compare, compared_regions, editions_apart, summary_of, way_word
from ratingctl.domain.model import Check, Event, Page, RegionId
from ratingctl.domain.projects import Project
from ratingctl.domain.rating_view import RatingView
from ratingctl.domain.review_case import NOTHING
from ratingctl.domain.scores import Scale, Score, score_data
from ratingctl.domain.tiers import range_message
from ratingctl.errors import UsageError
from ratingctl.message import in_a_row, sentence
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Emphasis,
    Inline,
    LazySequence,
    Message,
    Paragraph,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.storage.folder import DiskFolder

_RECORDS = Records(
    ("regions",),
    (("edition_from", 0, "from"), ("edition_to", 0, "to")),
    ("region", "name", "from", "to", "change", "tier_from", "tier_to", "rank_from", "rank_to", "events"),
)
_MOVED = (
    Column("region", whole=True),
    Column("scores", whole=True),
    Column("change", numeric=True, whole=True),
    Column("ranks", whole=True),
    Column("what_happened"),
)
_SAME = (Column("score", numeric=True, whole=True), Column("regions"))
_A_SCREENFUL = 20
"""Regions; of more than these the summary is repeated at the end, where it is seen."""
_SECTIONS = ("up", "down", "rescaled", "added", "removed")


def diff(
    folder: DiskFolder,
    old: str | None = None,
    new: str | None = None,
    selection: Selection = EVERYTHING,
    events: int = 3,
) -> Report:
    """Return the report of what moved between two editions.

    Args:
        folder: The rating.
        old: An edition, or `EDITION@REVISION` as it was in git; by default the one before `new`.
        new: The same; by default the last edition with scores.
        selection: Which regions to show; the summary counts these, ranks are counted over all.
        events: How many events to show behind each move; JSON has them all.

    Raises:
        UsageError: If an edition, a revision or a name of the selection is unknown.
        SurroundingsError: If a revision is asked for and git does not answer.
        DataError: If the files cannot be read.
    """
    with ExitStack() as stack:
        survey_at = cache(partial(survey_at_revision, stack, folder, names=bool(selection.regions)))
        after = side_of(survey_at, new or "", selection)
        before = side_of(survey_at, old or _previous_of(after), selection)
        regions = compared_regions(before, after)
        fitting = selection._replace(limit=None).chosen(after.rating, regions, before.edition, after.edition)
        shown = set(fitting[: selection.limit])
        before, after = with_events(survey_at, before, after, shown), with_events(survey_at, after, before, shown)
        looked_for = _checked_in_vain(before, after)
        before, after = (with_stories(survey_at, side, looked_for) for side in (before, after))
        is_ranked = are_ranked(survey_at, (before, after))
    wanted = set(fitting)
    every = [move for move in compare(before, after) if move.region in wanted]
    if not is_ranked:
        every = [move._replace(rank_from=None, rank_to=None) for move in every]
    notes = [] if is_ranked else [paragraph(UNRANKED)]
    report = _report(before, after, every, shown, selection, events, notes)
    for revision in dict.fromkeys([before.revision, after.revision]):
        report = survey_at(revision).broken.told(report)
    return report


def _report(
    before: Side,
    after: Side,
    every: Sequence[Move],
    shown: Collection[RegionId],
    selection: Selection,
    events: int,
    notes: Sequence[Paragraph],
) -> Report:
    moves = [move for move in every if move.region in shown]
    summary = summary_of(every)
    comparison, scale = _Comparison(before, after), after.edition.scale
    return Report(
        data={
            "from": before.label,
            "to": after.label,
            "summary": summary,
            "regions": [_data(move, comparison) for move in moves],
        },
        records=_RECORDS,
        screen=Screen(
            after.rating.settings.language,
            title=paragraph(f"{before.label} → {after.label}: ", *_summary(summary, scale)),
            tables=LazySequence(
                lambda: [
                    *_moved_tables(moves, summary, comparison, events, scale),
                    *_same_table(moves, summary, comparison),
                ]
            ),
            notes=[
                *notes,
                *_notes(before, after, moves, selection),
                *limit_note(len(moves), len(every)),
                *([paragraph(*_summary(summary, scale))] if len(moves) > _A_SCREENFUL else []),
            ],
        ),
        has_findings=any(move.direction != "same" for move in every),
    )


class _Comparison:
    """What both sides of a comparison hold of a region.

    Args:
        before: The old side.
        after: The new side.
    """

    def __init__(self, before: Side, after: Side) -> None:
        self.settings = after.rating.settings
        self._view = RatingView(after.rating, after.chain, date.max)
        self._before, self._after = before, after

    def life_of(self, move: Move) -> list[Paragraph]:
        """Return the line that says why a unit has a score on one side only: it began, ended or was merged."""
        rating = self._after.rating
        both = move.score_from is not None and move.score_to is not None
        return [] if both else life_line(rating.regions.get(move.region), rating)

    def pages_of(self, region: RegionId) -> tuple[Page | None, Page | None]:
        """Return a region's pages on both sides; that of the old side only if its dimensions are the same."""
        same = self._before.rating.settings.dimensions == self._after.rating.settings.dimensions
        return self._before.edition.pages.get(region) if same else None, self._after.edition.pages.get(region)

    def first_events(self, move: Move, most: int) -> list[Event]:
        """Return the first events behind a move."""
        pages = (edition.pages.get(move.region) for edition in self._after.chain)
        events = {event.id: event for page in pages if page for event in page.events}
        return [events[event] for event in move.events[:most]]

    def fruitless_checks(self, region: RegionId) -> list[tuple[Check, Project]]:
        """Return the checks of a region that found nothing and that only the new side has, each with its project."""
        pages = (edition.pages.get(region) for edition in self._before.chain)
        known = {check for page in pages if page for check in page.checks}
        checks = (pair for page in self._view.pages(region) for pair in self._view.fruitless_checks(page))
        return [(check, project) for check, project in checks if check not in known]


def _checked_in_vain(before: Side, after: Side) -> set[RegionId]:
    """Return the regions with fruitless checks on the new side that the old side may lack."""
    editions = (after.rating.editions[edition] for edition in editions_apart(after, before))
    pages = (page for edition in editions for page in edition.pages.values())
    return {page.region for page in pages if any(check.found == NOTHING for check in page.checks)}


def _previous_of(side: Side) -> str:
    if side.edition.previous is None:
        raise UsageError(
            sentence("edition {id} is the first", id=side.edition.id),
            next_step=sentence("name the two editions to compare"),
        )
    return side.edition.previous


def _data(move: Move, comparison: _Comparison) -> dict[str, Any]:
    return {
        "region": move.region,
        "name": move.name,
        "from": score_data(move.score_from),
        "to": score_data(move.score_to),
        "change": move.change,
        "tier_from": move.tier_from.id if move.tier_from else None,
        "tier_to": move.tier_to.id if move.tier_to else None,
        "rank_from": move.rank_from,
        "rank_to": move.rank_to,
        "rationale": move.rationale or None,
        "evidence": list(move.evidence),
        "contrary": move.contrary or None,
        **_dimension_data(move, comparison),
        "events": list(move.events),
        "nothing_found": [check.event for check, _ in comparison.fruitless_checks(move.region)],
    }


def _dimension_data(move: Move, comparison: _Comparison) -> dict[str, Any]:
    """Return the scores by dimension on both sides; nothing where the rating has no dimensions."""
    before, now = comparison.pages_of(move.region)
    data = {}
    for dimension in comparison.settings.dimensions:
        pair = [page.scores.get(dimension.id) if page else None for page in (before, now)]
        change = None if pair[0] is None or pair[1] is None else pair[1] - pair[0]
        data[dimension.id] = {"from": score_data(pair[0]), "to": score_data(pair[1]), "change": change}
    return {"dimensions": data} if data else {}


def _summary(summary: dict[str, int], scale: Scale) -> list[Inline]:
    """Return `28 up, 19 down, 36 unchanged`, and what else there is any of."""
    ways = ("up", "down", "same")
    always = [Message(f"diff.{way_word(way, scale)}", {"n": summary[way]}) for way in ways]
    rare = ("added", "removed", "tier_moves", "rescaled")
    some = [Message(f"diff.{key}", {"n": summary[key]}) for key in rare if summary.get(key)]
    return parted([*always, *some])


def _moved_tables(
    moves: Sequence[Move], summary: Mapping[str, int], comparison: _Comparison, events: int, scale: Scale
) -> list[Table]:
    tables = []
    for direction in _SECTIONS:
        section = [move for move in moves if move.direction == direction]
        section.sort(key=_size_of, reverse=True)
        title = paragraph(Message(f"section.{way_word(direction, scale)}"), f" — {summary.get(direction, 0)}")
        if section:
            tables.append(Table(_MOVED, [_row(move, comparison, events) for move in section], title=title))
    return tables


def _size_of(move: Move) -> Score:
    return 0 if move.gain is None else max(move.gain, -move.gain)


def _row(move: Move, comparison: _Comparison, events: int) -> list[Cell]:
    checks = _check_lines([project.name for _, project in comparison.fruitless_checks(move.region)], events)
    happened = _event_lines(move, comparison, events) if move.events or not checks else []
    return [
        Span(move.name, Emphasis.STRONG),
        _arrow(move.score_from, move.score_to),
        change_span(move.change, move.gain),
        _arrow(move.rank_from, move.rank_to),
        CellText(
            (
                *comparison.life_of(move),
                *_tier_line(move),
                *_dimension_lines(move, comparison),
                *_reasons(move),
                *happened,
                *checks,
            ),
            listed=True,
        ),
    ]


def _arrow(old: Score | None, new: Score | None) -> Message:
    before, after = ("–" if value is None else value for value in (old, new))
    return in_a_row(before, " → ", after)


def _tier_line(move: Move) -> list[Paragraph]:
    if not (move.changes_tier and move.tier_from and move.tier_to):
        return []
    emphasis = Emphasis.GOOD if (move.gain or 0) > 0 else Emphasis.BAD
    return [paragraph(Span(f"{move.tier_from.name} → {move.tier_to.name}", emphasis))]


def _dimension_lines(move: Move, comparison: _Comparison) -> list[Paragraph]:
    before, now = comparison.pages_of(move.region)
    return moved_line(comparison.settings.dimensions, now, before)


def _reasons(move: Move) -> list[Paragraph]:
    return [paragraph(Span(text, Emphasis.STRONG)) for text in (move.rationale, move.contrary) if text]


def _event_lines(move: Move, comparison: _Comparison, most: int) -> list[Paragraph]:
    if not move.events:
        return [paragraph(Span(Message("diff.no_events"), Emphasis.DIM))]
    shown = [event_line(event, comparison.settings) for event in comparison.first_events(move, most)]
    more = len(move.events) - len(shown)
    return [*shown, paragraph(Span(Message("count.more_events", {"n": more}), Emphasis.DIM))] if more else shown


def _check_lines(projects: Sequence[str], most: int) -> list[Paragraph]:
    """Return the projects with a fruitless check, in italics."""
    if not projects:
        return []
    shown = ", ".join(projects[:most]) if most else len(projects)
    rest = len(projects) - most
    more = (Span(Message("diff.and_more", {"n": rest}), Emphasis.DIM),) if most and rest > 0 else ()
    return [paragraph(Span(Message("diff.nothing_found", {"projects": shown}), Emphasis.ITALIC), *more)]


def _scale_text(side: Side) -> Message:
    scale = side.edition.scale
    return range_message(scale.lowest, scale.highest)


def _same_table(moves: Sequence[Move], summary: Mapping[str, int], comparison: _Comparison) -> list[Table]:
    """Return the table of regions that kept their score, one row for each score."""
    same = [move for move in moves if move.direction == "same"]
    groups = groupby(same, key=lambda move: move.score_to)
    rows: list[list[Cell]] = [[score, _same_names(list(group), comparison)] for score, group in groups]
    title = paragraph(Message("section.same"), f" — {summary['same']}")
    return [Table(_SAME, rows, title=title)] if rows else []


def _same_names(moves: Sequence[Move], comparison: _Comparison) -> Cell:
    """Return the names of regions; one in which a dimension moved has a line of its own."""
    lines = {move.name: _dimension_lines(move, comparison) for move in moves}
    names = ", ".join(name for name, moved in lines.items() if not moved)
    moved_dimensions = [paragraph(name, ": ", *line.pieces) for name, moved in lines.items() for line in moved]
    if not moved_dimensions:
        return names
    return CellText((*([paragraph(names)] if names else []), *moved_dimensions))


def _notes(before: Side, after: Side, moves: Sequence[Move], selection: Selection) -> list[Paragraph]:
    """Return why there is nothing to see, and which regions or scores the tables do not have."""
    notes = [
        paragraph(Message("note.no_scores", {"edition": side.label}))
        for side in (before, after)
        if not side.edition.scores
    ]
    rating, everywhere = after.rating, selection._replace(limit=None)
    unscored = everywhere.chosen(rating, unscored_regions(rating, before.edition, after.edition))
    if not (notes or moves or unscored):
        return [paragraph(Message("note.nothing_selected"))]
    if not notes:
        label = after.label if before.edition.id == after.edition.id else f"{before.label}, {after.label}"
        notes += unscored_note(rating, unscored, label)
    if any(move.direction == "rescaled" for move in moves):
        notes.append(paragraph(Message("note.rescaled", {"old": _scale_text(before), "new": _scale_text(after)})))
    for side in (before, after):
        outside = outside_scale(side.rating, side.edition.scores, [move.region for move in moves])
        notes += [paragraph(f"{side.label}: ", sentence) for sentence in outside.values()]
    return notes
