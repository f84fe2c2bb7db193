"""The screen of `status`: the page that one opens in the morning."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.unshared import Unshared
from ratingctl.commands.views.events import state_word
from ratingctl.commands.views.gate import gate_summary, gate_tables
from ratingctl.domain.edition_progress import EventCounts, GroupProgress, PromiseCounts, ScoreCounts
from ratingctl.domain.edition_steps import Advice
from ratingctl.domain.gate import GateProblem
from ratingctl.domain.gate_codes import GateStep
from ratingctl.domain.gate_rules import refusals_of
from ratingctl.domain.model import Edition, Rating, State
from ratingctl.message import Message
from ratingctl.report import Cell, Column, Dated, Emphasis, Inline, Paragraph, Screen, Span, Table, paragraph


class EditionStatus(NamedTuple):
    """Where an edition stands.

    Attributes:
        rating: The rating, with the settings that hold for the edition.
        today: The day of the call.
        day: The day on which the edition is looked at.
        problems: The findings of the gate, the worst first.
        unsaved: How many changes are not saved; None where that is not known.
        unshared: What is not shared; None where that is not known.
        advice: The next step, if any.
    """

    rating: Rating
    edition: Edition
    today: date
    day: date
    scores: ScoreCounts
    events: EventCounts
    promises: PromiseCounts
    problems: Sequence[GateProblem]
    unsaved: int | None
    unshared: Unshared | None
    reviewers: Sequence[GroupProgress]
    districts: Sequence[GroupProgress]
    advice: Advice | None


def status_screen(status: EditionStatus, *, full: bool = False) -> Screen:
    """Return the screen: the header, the numbers, what stops the edition, who has what left, and the next step.

    Args:
        status: The status.
        full: Show every finding of the gate; else the first of those that stop the next step, and numbers of the rest.
    """
    return Screen(
        status.rating.settings.language,
        _title(status),
        tables=[
            Table((Column(""), Column("", numeric=True, whole=True), Column("")), _numbers(status)),
            *_gate(status, full=full),
            *_late_changes(status.edition),
            *_groups(Column("reviewer"), status.reviewers),
            *_groups(Column("district"), status.districts),
        ],
        notes=_advice(status),
    )


def _title(status: EditionStatus) -> Paragraph:
    edition = status.edition
    pieces: list[Inline] = [Span(edition.title, Emphasis.STRONG), " · ", state_word(edition)]
    step = edition.published if edition.is_published else edition.locked
    if step and edition.state is not State.DRAFT:
        pieces += [" ", Dated(step.date.text), *((", ", step.by) if step.by else ())]
    pieces += [" · ", Message("status.cutoff", {"date": Dated(edition.cutoff.isoformat())})]
    if edition.state is State.DRAFT:
        days = (edition.cutoff - status.today).days
        pieces += [", ", Message("status.days_to_go", {"n": days}) if days >= 0 else Message("status.cutoff_over")]
    if edition.errata:
        pieces += [" · ", Message("status.errata", {"n": len(edition.errata)})]
    return paragraph(*pieces)


def _numbers(status: EditionStatus) -> list[list[Cell]]:
    scores, events, promises = status.scores, status.events, status.promises
    rows: list[list[Cell]] = [
        [
            Message("status.scores"),
            f"{scores.scored}/{scores.regions}",
            _listed(
                ("status.not_rated", scores.not_rated),
                ("status.moved", scores.moved),
                ("status.moved_without_rationale", scores.moved_without_rationale),
                ("status.moved_without_evidence", scores.moved_without_evidence),
            ),
        ],
        [
            Message("status.events"),
            events.total,
            _listed(
                ("status.undated", events.undated),
                ("status.unsourced", events.unsourced),
                ("status.unlinked", events.unlinked),
                ("status.late", events.late),
            ),
        ],
        [
            Message("status.promises"),
            promises.followed,
            _listed(
                ("status.news", promises.news), ("status.checked", promises.checked), ("status.left", promises.left)
            ),
        ],
    ]
    if status.unsaved is not None:
        rows.append([Message("status.unsaved"), status.unsaved, None])
    return [*rows, *_unshared(status.unshared)]


def _unshared(unshared: Unshared | None) -> list[list[Cell]]:
    """Return the row of what is not shared, with the verb that shares it; none where nothing is to be done."""
    if unshared is None:
        return []
    if unshared.is_merging:
        return [[Message("status.unshared"), unshared.own, Message("status.merging")]]
    if unshared.own and unshared.others:
        return [[Message("status.unshared"), unshared.own, Message("status.diverged", {"n": unshared.others})]]
    if unshared.own:
        return [[Message("status.unshared"), unshared.own, Message("status.to_share")]]
    if unshared.others:
        return [[Message("status.unshared"), 0, Message("status.to_fetch", {"n": unshared.others})]]
    return []


def _listed(*counts: tuple[str, int]) -> Paragraph:
    """Return counts in one line, without those that are zero."""
    pieces: list[Inline] = []
    for key, count in counts:
        if count:
            pieces += [", " if pieces else "", Message(key, {"n": count})]
    return paragraph(*pieces)


def _gate(status: EditionStatus, *, full: bool) -> list[Table]:
    if full:
        return gate_tables(status.problems, status.rating, None)
    step = {State.DRAFT: GateStep.LOCK, State.LOCKED: GateStep.PUBLISH}.get(status.edition.state)
    stopping = refusals_of(status.problems, step) if step else []
    others = [problem for problem in status.problems if problem not in stopping]
    return [*gate_tables(stopping, status.rating), *gate_summary(others)]


def _late_changes(edition: Edition) -> list[Table]:
    rows: list[list[Cell]] = [
        [
            Dated(change.date.text),
            change.event,
            change.change,
            f"{change.reason} ({change.by})" if change.by else change.reason,
        ]
        for change in edition.late_changes
    ]
    columns = (Column("date", whole=True), Column("id", whole=True), Column("change_made"), Column("reason"))
    return [Table(columns, rows, title=paragraph(Message("status.after_lock", {"n": len(rows)})))] if rows else []


def _groups(heading: Column, groups: Sequence[GroupProgress]) -> list[Table]:
    """Return the table of groups that have something left; none where no region has a group."""
    left: list[list[Cell]] = [
        [
            group.name or Message("status.nobody"),
            f"{group.scored}/{group.regions}" if group.regions else None,
            group.promises.followed,
            group.promises.left,
        ]
        for group in groups
        if group.promises.left or group.scored < group.regions
    ]
    if not left or not any(group.name for group in groups):
        return []
    columns = (
        heading,
        Column("scored", numeric=True, whole=True),
        Column("promises", numeric=True, whole=True),
        Column("left", numeric=True, whole=True),
    )
    return [Table(columns, left)]


def _advice(status: EditionStatus) -> list[Paragraph]:
    full = paragraph(Message("status.full", {"edition": status.edition.id}))
    if status.advice is None:
        return [full] if status.problems else []
    step = Message(f"next_step.{status.advice.step}")
    return [
        *([full] if status.problems else []),
        paragraph(Message("status.next"), " ", step, ": ", Span(f"ratingctl {status.advice.command}", Emphasis.STRONG)),
    ]
