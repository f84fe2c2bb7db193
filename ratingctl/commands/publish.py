"""`publish`: an edition is frozen and sealed, so that it can be proved years later what was printed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.edition_header import header_edit, with_step
from ratingctl.commands.shared.gate_check import gate_check, refusal, require_no_errors
from ratingctl.commands.shared.sealing import (
    frozen_edit,
    parent_of,
    require_all_saved,
    require_sound_result,
    seal_edit,
)
from ratingctl.commands.shared.typed_values import LONGEST_REASON, one_line, typed_date
from ratingctl.commands.views.gate import gate_data, gate_tables
from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.gate import GateProblem
from ratingctl.domain.gate_codes import GATE_CODES, GateStep
from ratingctl.domain.gate_rules import after_publication, refusals_of
from ratingctl.domain.model import Edition, Rating, SignedStep, State
from ratingctl.domain.seal import checksum
from ratingctl.errors import UsageError
from ratingctl.message import counted, sentence
from ratingctl.report import Paragraph, Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.seals import edition_contents, new_seal

_RECORDS = Records(("gate",), (("edition", 0, "edition"),), ("code", "severity", "region", "message"))


class Publication(NamedTuple):
    """What is typed about a publication.

    Attributes:
        by: Who publishes.
        despite: For each code of the gate that is overridden, the reason: `CODE=REASON`, as typed.
        printed: When it was published, as typed, of an edition that was published before it could be sealed.
    """

    by: str
    despite: Sequence[str] = ()
    printed: str = ""


def publish(folder: DiskFolder, today: date, publication: Publication, edition_id: str | None = None) -> Change:
    """Return the change that publishes an edition: its header, `frozen.yaml` and `seal.json`.

    Args:
        folder: The rating.
        today: The day.
        publication: Who publishes, and in spite of what.
        edition_id: The edition; by default the last one that is locked, else the last one.

    Returns:
        The findings of the gate and the seal, and the edits; no edits, but a refusal where the gate stops it.

    Raises:
        UsageError: If the edition is unknown, not locked, or published already; if a code of `despite` stops nothing.
        GateRefusalError: If a file of the rating has an error.
        SurroundingsError: If files of the rating hold changes of others that are not committed.
        DataError: If a file cannot be read.
    """
    reasons = _typed_reasons(publication.despite)
    with opened(folder, names=True) as reader:
        scan = reader.sound_scan()
        edition = edition_named(scan, edition_id) if edition_id else _last_locked(scan)
        _require_publishable(folder, scan, edition, publication)
        require_no_errors(folder, edition)
        require_all_saved(folder, edition.id)
        check = gate_check(folder, reader, scan, edition, today)
    stopping = refusals_of(check.problems, GateStep.PUBLISH)
    _require_needed(reasons, stopping)
    refusals = [problem for problem in stopping if problem.code not in reasons]
    shown = [problem for problem in check.problems if GateStep.PUBLISH in problem.steps]
    if refusals:
        count = counted(
            "edition {edition} cannot be published: {n} finding of the gate stops it",
            "edition {edition} cannot be published: {n} findings of the gate stop it",
            n=len(refusals),
            edition=edition.id,
        )
        return Change(_refused(scan, edition, shown), [], None, refusal=refusal(edition, (), count))
    step = SignedStep(_day_of(publication, today), publication.by)
    header = header_edit(folder, edition, lambda document: with_step(document, State.PUBLISHED, step))
    frozen = frozen_edit(folder, check.gate_input.view.rating, check.gate_input.view.chain)
    contents = edition_contents(folder, edition.id)
    contents |= {edit.path.relative_to(folder.root).as_posix(): edit.after or b"" for edit in (header, frozen)}
    seal = new_seal(edition.id, contents, date=step.date.text, by=step.by)
    seal = seal._replace(parent=parent_of(folder, edition), despite=reasons)
    shown = after_publication(shown, edition.id)
    report = _published(scan, edition, step, reasons, checksum(seal.text().encode()), shown)
    edits = [header, frozen, seal_edit(folder, seal)]
    require_sound_result(folder, edition, edits)
    return Change(report, edits, None, most_lines=0)


def _day_of(publication: Publication, today: date) -> EdtfDate:
    """Return the date of a publication: today, or the one that was typed, which may be no more than a month.

    Raises:
        UsageError: If it is no date, or still to come.
    """
    printed = typed_date("--printed", publication.printed, today, [])
    if printed and printed.earliest and printed.earliest > today:
        raise UsageError(
            sentence("--printed: {date} is still to come", date=printed.text),
            next_step=sentence("leave --printed out: it is for editions of the past"),
        )
    return printed or parse_edtf(today.isoformat())


def _typed_reasons(despite: Sequence[str]) -> dict[str, str]:
    """Return the reasons by code.

    Raises:
        UsageError: If one is not `CODE=REASON`, or the code is not of the gate.
    """
    reasons = {}
    for typed in despite:
        code, _, reason = typed.partition("=")
        code, reason = code.strip().upper(), one_line("--despite", reason, LONGEST_REASON)
        if code not in GATE_CODES or not reason:
            raise UsageError(
                sentence("--despite: {typed!r} is no code of the gate with a reason", typed=typed),
                next_step=sentence(
                    "write CODE=REASON, as 'G102=as printed'; the codes are {codes}", codes=", ".join(GATE_CODES)
                ),
            )
        reasons[code] = reason
    return reasons


def _require_needed(reasons: Mapping[str, str], stopping: Sequence[GateProblem]) -> None:
    idle = [code for code in reasons if code not in {problem.code for problem in stopping}]
    if idle:
        raise UsageError(
            sentence("--despite: {code} stops nothing here", code=idle[0]),
            next_step=sentence("leave it out: what is named is printed and kept in the seal"),
        )


def _last_locked(scan: Rating) -> Edition:
    last = last_edition(scan)
    chain = reversed(chain_to(last, scan.editions))
    return next((edition for edition in chain if edition.state is State.LOCKED), last)


def _require_publishable(folder: DiskFolder, scan: Rating, edition: Edition, publication: Publication) -> None:
    unsealed = (
        edition.state is State.PUBLISHED
        and edition.frozen is None
        and not (folder.root / edition.id / "seal.json").exists()
    )
    if publication.printed:
        _require_unsealed(folder, scan, edition, unsealed=unsealed)
    elif edition.is_published:
        mend = sentence("`ratingctl erratum` corrects it in public; `ratingctl verify` tells whether it is untouched")
        seal = sentence("seal it as it was printed: `ratingctl publish {edition} --printed DATE`", edition=edition.id)
        raise UsageError(
            sentence("edition {edition} is published already", edition=edition.id), next_step=seal if unsealed else mend
        )
    elif edition.state is not State.LOCKED:
        raise UsageError(
            sentence("edition {edition} is a draft", edition=edition.id),
            next_step=sentence("first `ratingctl lock {edition}`, after its cut-off", edition=edition.id),
        )


def _require_unsealed(folder: DiskFolder, scan: Rating, edition: Edition, *, unsealed: bool) -> None:
    """Refuse `--printed` for an edition that is unpublished, sealed, or followed by a sealed one.

    Raises:
        UsageError: If it is refused.
    """
    if not unsealed:
        raise UsageError(
            sentence("--printed: edition {edition} is not one that was published without a seal", edition=edition.id),
            next_step=sentence("leave --printed out"),
        )
    later = (other for other in scan.editions.values() if other.previous == edition.id)
    sealed = next((other for other in later if (folder.root / other.id / "seal.json").exists()), None)
    if sealed:
        raise UsageError(
            sentence("edition {later}, which comes after {edition}, is sealed", later=sealed.id, edition=edition.id),
            next_step=sentence("seals are made from the first edition to the last"),
        )


def _refused(scan: Rating, edition: Edition, problems: Sequence[GateProblem]) -> Report:
    title = paragraph(sentence("edition {edition} cannot be published", edition=edition.id))
    return Report(
        data={"edition": edition.id, "state": edition.state.value, "published": None, "gate": gate_data(problems)},
        records=_RECORDS,
        screen=Screen(scan.settings.language, title, tables=gate_tables(problems, scan)),
        has_findings=True,
    )


def _published(
    scan: Rating,
    edition: Edition,
    step: SignedStep,
    reasons: Mapping[str, str],
    seal_hash: str,
    problems: Sequence[GateProblem],
) -> Report:
    return Report(
        data={
            "edition": edition.id,
            "state": State.PUBLISHED.value,
            "published": {"date": step.date.text, "by": step.by},
            "despite": dict(reasons),
            "seal": seal_hash,
            "gate": gate_data(problems),
        },
        records=_RECORDS,
        screen=Screen(
            scan.settings.language,
            paragraph(
                sentence("Edition {edition} is published, sealed {hash}", edition=edition.id, hash=seal_hash[:12])
            ),
            tables=gate_tables(problems, scan),
            notes=[
                *(_despite_line(code, reason) for code, reason in reasons.items()),
                paragraph(
                    sentence("Next: `ratingctl save`, then `ratingctl report {edition} -o FILE`.", edition=edition.id)
                ),
            ],
        ),
    )


def _despite_line(code: str, reason: str) -> Paragraph:
    return paragraph(sentence("In spite of {code}: {reason}", code=code, reason=reason))
