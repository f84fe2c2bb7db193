"""`status`: where an edition stands, what blocks locking and publishing it, what is unsaved, and the next step."""

from datetime import date
from typing import Any

from ratingctl.commands.shared.gate_check import GateCheck, gate_check
from ratingctl.commands.shared.unsaved import unsaved_changes
from ratingctl.commands.shared.unshared import Unshared, unshared_work
from ratingctl.commands.views.edition_status import EditionStatus, status_screen
from ratingctl.commands.views.gate import gate_data
from ratingctl.domain.edition_chain import edition_named, last_edition
from ratingctl.domain.edition_progress import (
    GroupProgress,
    event_counts,
    progress_by,
    promise_counts,
    score_counts,
)
from ratingctl.domain.edition_steps import advice_for
from ratingctl.domain.gate import GateInput
from ratingctl.domain.model import Edition, Rating, SignedStep, State
from ratingctl.report import Records, Report
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened

_RECORDS = Records(("gate",), (("edition", 0, "edition"),), ("code", "severity", "region", "message"))


def status(folder: DiskFolder, today: date, edition_id: str | None = None, *, full: bool = False) -> Report:
    """Return the report of where an edition stands.

    Args:
        folder: The rating.
        today: The day.
        edition_id: The edition; the last one by default.
        full: Show people every finding of the gate, as JSON has them.

    Raises:
        UsageError: If the edition is unknown.
        DataError: If the files cannot be read.
    """
    with opened(folder) as reader:
        scan = reader.sound_scan()
        edition = edition_named(scan, edition_id) if edition_id else last_edition(scan)
        check = gate_check(folder, reader, scan, edition, today)
    found = _status(scan, check, today, unsaved_changes(folder), unshared_work(folder))
    return Report(data=_data(found, check), records=_RECORDS, screen=status_screen(found, full=full))


def _status(
    scan: Rating, check: GateCheck, today: date, unsaved: int | None, unshared: Unshared | None
) -> EditionStatus:
    gate_input = check.gate_input
    has_draft = any(other.state is State.DRAFT for other in scan.editions.values())
    promises = promise_counts(gate_input.cases)
    return EditionStatus(
        rating=gate_input.view.rating,
        edition=gate_input.edition,
        today=today,
        day=gate_input.view.as_of,
        scores=score_counts(gate_input),
        events=event_counts(gate_input),
        promises=promises,
        problems=check.problems,
        unsaved=unsaved,
        unshared=unshared,
        reviewers=_by_reviewer(gate_input),
        districts=progress_by(gate_input, lambda region: region.district),
        advice=advice_for(gate_input.edition, check.problems, promises.left, today, has_draft=has_draft),
    )


def _by_reviewer(gate_input: GateInput) -> list[GroupProgress]:
    if not gate_input.edition.reviewers:
        return progress_by(gate_input, lambda region: region.reviewer)

    from ratingctl.commands.shared.worklist_rows import reviewer_of  # only where projects have reviewers of their own

    return progress_by(gate_input, lambda region: region.reviewer, lambda case: reviewer_of(gate_input.view, case))


def _data(found: EditionStatus, check: GateCheck) -> dict[str, Any]:
    edition = found.edition
    return {
        "edition": edition.id,
        "state": edition.state.value,
        "as_of": found.day.isoformat(),
        "title": edition.title,
        "number": edition.number or None,
        "period": edition.period.text,
        "cutoff": edition.cutoff.isoformat(),
        "previous": edition.previous,
        "locked": _step_data(edition.locked),
        "published": _step_data(edition.published),
        "scores": found.scores._asdict(),
        "events": found.events._asdict(),
        "promises": found.promises._asdict(),
        "gate": gate_data(found.problems),
        "unsaved": found.unsaved,
        "unshared": found.unshared.own if found.unshared else None,
        "unfetched": found.unshared.others if found.unshared else None,
        "merging": found.unshared.is_merging if found.unshared else None,
        "after_lock": _late_changes(edition),
        "errata": len(edition.errata),
        "reviewers": [_group_data("reviewer", group) for group in found.reviewers],
        "districts": [_group_data("district", group) for group in found.districts],
        "next": f"ratingctl {found.advice.command}" if found.advice else None,
    }


def _step_data(step: SignedStep | None) -> dict[str, str] | None:
    return {"date": step.date.text, "by": step.by} if step else None


def _late_changes(edition: Edition) -> list[dict[str, str]]:
    return [
        {
            "date": change.date.text,
            "by": change.by,
            "event": change.event,
            "change": change.change,
            "reason": change.reason,
        }
        for change in edition.late_changes
    ]


def _group_data(key: str, group: GroupProgress) -> dict[str, Any]:
    return {
        key: group.name or None,
        "regions": group.regions,
        "scored": group.scored,
        "promises": group.promises._asdict(),
    }
