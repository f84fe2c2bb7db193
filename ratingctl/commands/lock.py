"""`lock`: an edition takes no more events."""

from datetime import date

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.edition_header import header_edit, with_step
from ratingctl.commands.shared.gate_check import gate_check, refusal, require_no_errors
from ratingctl.commands.views.gate import gate_data, gate_tables
from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.edition_chain import edition_named, last_edition
from ratingctl.domain.gate_codes import GateStep
from ratingctl.domain.gate_rules import refusals_of
from ratingctl.domain.model import Edition, SignedStep, State
from ratingctl.errors import UsageError
from ratingctl.message import counted, sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened

_RECORDS = Records(("gate",), (("edition", 0, "edition"),), ("code", "severity", "region", "message"))


def lock(folder: DiskFolder, today: date, by: str, edition_id: str | None = None) -> Change:
    """Return the change that locks a draft: from then on its events stand.

    Args:
        folder: The rating.
        today: The day; the cut-off has to be over.
        by: Who locks it.
        edition_id: The edition; the last one by default.

    Returns:
        The findings of the gate, and the edit; no edit, but a refusal where one of them stops it.

    Raises:
        UsageError: If the edition is unknown, no draft, or its cut-off is still to come.
        GateRefusalError: If a file of the rating has an error.
        DataError: If a file cannot be read.
    """
    with opened(folder) as reader:
        scan = reader.sound_scan()
        edition = edition_named(scan, edition_id) if edition_id else last_edition(scan)
        _require_lockable(edition, today)
        require_no_errors(folder, edition)
        check = gate_check(folder, reader, scan, edition, today)
    refusals = refusals_of(check.problems, GateStep.LOCK)
    problems = [problem for problem in check.problems if GateStep.LOCK in problem.steps]
    step = SignedStep(parse_edtf(today.isoformat()), by)
    edit = header_edit(folder, edition, lambda document: with_step(document, State.LOCKED, step))
    done = sentence("Edition {edition} is locked: its events stand, links, checks and scores go on", edition=edition.id)
    not_done = sentence("edition {edition} cannot be locked", edition=edition.id)
    report = Report(
        data={
            "edition": edition.id,
            "state": (edition.state if refusals else State.LOCKED).value,
            "locked": None if refusals else {"date": today.isoformat(), "by": by},
            "gate": gate_data(problems),
        },
        records=_RECORDS,
        screen=Screen(
            scan.settings.language,
            paragraph(not_done if refusals else done),
            tables=gate_tables(problems, scan),
        ),
        has_findings=bool(refusals),
    )
    if refusals:
        count = counted(
            "edition {edition} cannot be locked: {n} finding of the gate stops it",
            "edition {edition} cannot be locked: {n} findings of the gate stop it",
            n=len(refusals),
            edition=edition.id,
        )
        return Change(report, [], None, refusal=refusal(edition, (), count))
    return Change(report, [edit], ChangeSummary("lock", edition.id))


def _require_lockable(edition: Edition, today: date) -> None:
    if edition.is_published or edition.state is not State.DRAFT:
        state = sentence("published") if edition.is_published else sentence("locked")
        raise UsageError(
            sentence("edition {edition} is {state} already", edition=edition.id, state=state),
            next_step=sentence("`ratingctl status {edition}` says where it stands", edition=edition.id),
        )
    if today <= edition.cutoff:
        raise UsageError(
            sentence(
                "edition {edition} is open until its cut-off, {cutoff}",
                edition=edition.id,
                cutoff=edition.cutoff.isoformat(),
            ),
            next_step=sentence("lock it on a later day, or correct the cut-off in its edition.yaml"),
        )
