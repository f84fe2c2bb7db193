"""The rules of the gate, one for each code, and the function that runs them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import assert_never

from ratingctl.domain.coverage import is_covered
from ratingctl.domain.evidence import cited_checks, cited_events, is_contrary
from ratingctl.domain.findings import Finding, Findings, Severity, ValuePath
from ratingctl.domain.gate import (
    GATE_RULES,
    GateInput,
    GateProblem,
    gate_rule,
    is_followed,
    was_looked_at,
)
from ratingctl.domain.gate_codes import GATE_CODES, ErratumTarget, GateStep, severity_in
from ratingctl.domain.kinds import EventClass
from ratingctl.domain.model import EditionId, RegionId, State
from ratingctl.message import Dated, Text, counted, sentence

_SHOWN = 3
"""So many ids are named in a finding about several events."""


def gate_problems(gate_input: GateInput) -> list[GateProblem]:
    """Return every finding of the gate, the worst first: by severity, code, and the order of the register."""
    settings = gate_input.view.rating.settings.gate
    header = gate_input.edition.path
    problems = []
    for code, gate in GATE_RULES.items():
        severity = severity_in(settings, code)
        for problem in gate(gate_input) if severity else ():
            path = problem.where.path
            region = None if path == header else RegionId(path.rpartition("/")[2].removesuffix(".yaml"))
            problems.append(
                GateProblem(
                    code, severity or gate.severity, region, problem.fact, problem.next_step, GATE_CODES[code].steps
                )
            )
    if gate_input.edition.is_published:
        problems = after_publication(problems, gate_input.edition.id)
    worst = list(Severity)
    return sorted(problems, key=lambda problem: (worst.index(problem.severity), problem.code))


def after_publication(problems: Sequence[GateProblem], edition: EditionId) -> list[GateProblem]:
    """Return findings with the next step that a published edition has: an erratum, or none where it is too late."""
    return [problem._replace(next_step=_correction_of(problem, edition)) for problem in problems]


def refusals_of(problems: Sequence[GateProblem], step: GateStep) -> list[GateProblem]:
    """Return the findings that stop a step: errors that count at it."""
    return [problem for problem in problems if problem.severity is Severity.ERROR and step in problem.steps]


@gate_rule("G101")
def unscored_region(gate_input: GateInput) -> Findings:
    """A region of the register has neither a score nor a word on why there is none.

    It would vanish from print, and nobody could tell an oversight from a judgement. Adopt a score, or say why there is
    none: that is printed.

    Wrong: a file without `score` and without `not_rated`. Right: `score: 4`, or `not_rated: no events in two years`.
    """
    for region, registered in gate_input.view.rating.regions.items():
        page = gate_input.edition.pages.get(region)
        if page is None and not is_covered(registered, gate_input.edition):
            continue
        if page is None or (page.score is None and not page.not_rated):
            yield Finding(
                gate_input.at(region, "score"),
                sentence("no score, and no word on why there is none"),
                sentence(
                    "`ratingctl score {region} N --rationale .. --evidence ..{option}`, or `--not-rated REASON`",
                    region=region,
                    option=gate_input.edition_option,
                ),
            )


@gate_rule("G102")
def moved_without_rationale(gate_input: GateInput) -> Findings:
    """A score moved and the region's file does not say why.

    The reason is what a reader asks for first. It is printed beside the score.

    Wrong: `score: 6` after a 3, without `rationale`. Right: with `rationale: the first freight terminal has opened`.
    """
    for move in gate_input.moves:
        if not move.page.rationale.strip():
            yield Finding(
                gate_input.at(move.page.region, "rationale"),
                sentence(
                    "the score moved from {before} to {now} without a rationale", before=move.before, now=move.now
                ),
                sentence(
                    "`ratingctl score {region} {now} --rationale ..{option}`",
                    region=move.page.region,
                    now=move.now,
                    option=gate_input.edition_option,
                ),
            )


@gate_rule("G103")
def moved_without_evidence(gate_input: GateInput) -> Findings:
    """A score moved and cites nothing of this edition: none of its events, and no project that was checked in it.

    What was known at the last edition has been weighed in the last score. A check is cited by the id of the event that
    it names.

    Wrong: `evidence: [tver-62jjc]`, an event of the edition before. Right: an event of this edition, or of a check.
    """
    for move in gate_input.moves:
        if not any(cited_events(move.page)) and not any(cited_checks(move.page)):
            earlier = sentence(" (cited: {ids}, of earlier editions)", ids=_some(move.page.evidence))
            yield Finding(
                gate_input.at(move.page.region, "evidence"),
                sentence(
                    "the score moved from {before} to {now} without evidence of this edition{earlier}",
                    before=move.before,
                    now=move.now,
                    earlier=earlier if move.page.evidence else "",
                ),
                sentence(
                    "`ratingctl score {region} {now} --evidence ID{option}`",
                    region=move.page.region,
                    now=move.now,
                    option=gate_input.edition_option,
                ),
            )


@gate_rule("G104")
def moved_against_evidence(gate_input: GateInput) -> Findings:
    """A score rose without a result or a commitment among its evidence, or fell without a setback or fruitless check.

    Results (deliveries, plants opened, works begun) outweigh efforts (visits, protocols). A contract or a permit is a
    commitment. Where the experts mean it all the same, they say why with `--contrary`.

    Wrong: 3 to 6 on a `cancellation`. Right: 3 to 6 on a `commissioning`, or with `contrary: ..` in the region's file.
    """
    settings = gate_input.view.rating.settings
    for move in gate_input.moves:
        events, checks = list(cited_events(move.page)), list(cited_checks(move.page))
        if move.page.contrary.strip() or not (events or checks):
            continue
        if not is_contrary(settings, move.gain, events, checks):
            continue
        rose = move.gain > 0
        kinds = ", ".join(f"{event.id}: {event.kind}" for event in events[:_SHOWN])
        yield Finding(
            gate_input.at(move.page.region, "evidence"),
            sentence(
                "the score moved from {before} to {now} {why}{kinds}",
                before=move.before,
                now=move.now,
                why=sentence("without a result or a commitment among its evidence")
                if rose
                else sentence("without a setback or a fruitless check among its evidence"),
                kinds=f" ({kinds})" if kinds else "",
            ),
            sentence(
                "`ratingctl score {region} {now} --evidence ID{option}`, or `--contrary REASON`",
                region=move.page.region,
                now=move.now,
                option=gate_input.edition_option,
            ),
        )


@gate_rule("G105")
def unmoved_score(gate_input: GateInput) -> Findings:
    """A score did not move, though the edition has two or more results and no setback of the region, or the reverse.

    Perhaps the score is right; perhaps nobody weighed the year. Look once more.

    Wrong: 4 and 4 again, with a plant opened and a first delivery. Right: 5, or 4 with a rationale that weighs them.
    """
    before = gate_input.previous_scores
    for page in gate_input.edition.pages.values():
        if page.score is None or before.get(page.region) != page.score or page.rationale.strip():
            continue
        classes = [gate_input.event_class(event) for event in page.events]
        results, setbacks = classes.count(EventClass.RESULT), classes.count(EventClass.SETBACK)
        if (results >= 2 and not setbacks) or (setbacks >= 2 and not results):
            what = (
                sentence("{n} results and no setback", n=results)
                if results
                else sentence("{n} setbacks and no result", n=setbacks)
            )
            yield Finding(
                gate_input.at(page.region, "score"),
                sentence("the score is {score} as before, with {what}", score=page.score, what=what),
                sentence(
                    "`ratingctl score {region} N{option}`, or give it a rationale",
                    region=page.region,
                    option=gate_input.edition_option,
                ),
            )


@gate_rule("G106")
def overdue_unlooked(gate_input: GateInput) -> Findings:
    """A promise is overdue on the day of the cut-off, and nobody looked for it in this edition.

    A deadline that has passed is the one thing that a reader can count. Look for news, and record what was found.

    Wrong: `due: 2026-12` in an open project without event or check. Right: a check that says `found: nothing`.
    """
    for case in gate_input.cases:
        breached = case.breached_deadlines
        if breached and not was_looked_at(case):
            project = case.summary
            yield Finding(
                gate_input.at(project.region, "checks"),
                sentence(
                    "{name} ({project}) was due {due} and nobody looked",
                    name=project.name,
                    project=project.project,
                    due=Dated(breached[0].when.text),
                ),
                sentence(
                    "look for news: `ratingctl checked --review -r {region}{option}`",
                    region=project.region,
                    option=gate_input.edition_option,
                ),
            )


@gate_rule("G107")
def unchecked_promises(gate_input: GateInput) -> Findings:
    """Open promises of a region were not followed in this edition: no news of them, and nobody looked.

    Silence is evidence only if somebody looked for news.

    Wrong: an open `memorandum` of an earlier edition, nothing since. Right: a check of it, or an event that follows it.
    """
    left: dict[RegionId, list[str]] = {}
    for case in gate_input.cases:
        if is_followed(case) and not was_looked_at(case):
            left.setdefault(case.summary.region, []).append(case.summary.project)
    for region, projects in left.items():
        yield Finding(
            gate_input.at(region, "checks"),
            counted(
                "{n} open promise unchecked: {ids}",
                "{n} open promises unchecked: {ids}",
                n=len(projects),
                ids=_some(projects),
            ),
            sentence(
                "`ratingctl checked --review -r {region}{option}`", region=region, option=gate_input.edition_option
            ),
        )


@gate_rule("G108")
def evidence_changed(gate_input: GateInput) -> Findings:
    """An event that a score cites was changed after the score was adopted, or after the lock.

    The score may rest on something that is no longer said. Read the event, and adopt the score once more. What changed
    after the lock stands in `after_lock` of `edition.yaml`; the rest is known from git.

    Wrong: a score adopted on a `commissioning` that has become a `delay` since. Right: a score adopted after that.
    """
    late = {change.event for change in gate_input.edition.late_changes}
    for page in gate_input.edition.pages.values():
        after_lock = [event for event in page.evidence if event in late]
        after_score = [event for event in gate_input.changed_evidence.get(page.region, ()) if event not in late]
        for events, fact in (
            (after_lock, sentence("evidence was changed after the lock: {ids}", ids=_some(after_lock))),
            (after_score, sentence("evidence was changed after the score was adopted: {ids}", ids=_some(after_score))),
        ):
            if events and page.score is not None:
                yield Finding(
                    gate_input.at(page.region, "evidence"),
                    fact,
                    sentence("`ratingctl show {region}`, and adopt the score once more", region=page.region),
                )


@gate_rule("G109")
def header_out_of_line(gate_input: GateInput) -> Findings:
    """The header of the edition does not continue the edition before: number, period, cut-off, or its state.

    Wrong: a second `number: 4`; a period that begins a month after the last one ended; a cut-off after the period; an
    edition before that is still a draft. Right: what `ratingctl new-edition` writes.
    """
    edition, previous = gate_input.edition, gate_input.previous
    first, last = edition.period.earliest, edition.period.latest

    def at(key: str) -> ValuePath:
        return ValuePath(edition.path, (key,))

    same_number = (other for other in gate_input.view.rating.editions.values() if other.id != edition.id)
    other = next((other for other in same_number if edition.number and other.number == edition.number), None)
    if other:
        yield Finding(
            at("number"),
            sentence("number {number} is that of {other} too", number=edition.number, other=other.id),
            sentence("give it the next number"),
        )
    if not (first or edition.cutoff) <= edition.cutoff <= (last or edition.cutoff):
        yield Finding(
            at("cutoff"),
            sentence(
                "the cut-off {cutoff} is not in the period {period}",
                cutoff=edition.cutoff.isoformat(),
                period=edition.period.text,
            ),
            sentence("correct one of them"),
        )
    if previous is None:
        return
    end = previous.period.latest
    if first is None or end is None or first != end + timedelta(days=1):
        yield Finding(
            at("period"),
            sentence(
                "the period {period} does not begin on the day after that of {previous}, {last}",
                period=edition.period.text,
                previous=previous.id,
                last=previous.period.text,
            ),
            sentence("let it begin where the last one ended"),
        )
    if not previous.is_published or previous.state is not State.PUBLISHED:
        yield Finding(
            at("previous"),
            sentence("edition {previous}, the one before, is not published", previous=previous.id),
            sentence("`ratingctl lock {previous}`, then `ratingctl publish {previous}`", previous=previous.id)
            if previous.state is State.DRAFT
            else sentence("`ratingctl publish {previous}` first", previous=previous.id),
        )


@gate_rule("G110")
def undocumented_events(gate_input: GateInput) -> Findings:
    """Events of a region have no source, or no date.

    A fact without a source cannot be proved, one without a day cannot be placed in a story.

    Wrong: an event without `sources`. Right: `sources: ['https://example.org/a']` and `date: 2026-05`.
    """
    for page in gate_input.edition.pages.values():
        unsourced = [event.id for event in page.events if not event.sources]
        undated = [event.id for event in page.events if event.date is None]
        where, mend = gate_input.at(page.region, "events"), sentence("`ratingctl edit ID sources=.. date=..`")
        if unsourced:
            fact = counted(
                "{n} event without a source: {ids}",
                "{n} events without a source: {ids}",
                n=len(unsourced),
                ids=_some(unsourced),
            )
            yield Finding(where, fact, mend)
        if undated:
            fact = counted(
                "{n} event without a date: {ids}",
                "{n} events without a date: {ids}",
                n=len(undated),
                ids=_some(undated),
            )
            yield Finding(where, fact, mend)


def _correction_of(problem: GateProblem, edition: EditionId) -> Text:
    match GATE_CODES[problem.code].correction:
        case ErratumTarget.REGION:
            target: Text = problem.region or ""
        case ErratumTarget.EVENT:
            target = "ID"
        case None:
            return ""
        case unknown:
            assert_never(unknown)
    return sentence("`ratingctl erratum {target} FIELD=VALUE --reason .. -e {edition}`", target=target, edition=edition)


def _some(ids: Sequence[str]) -> Text:
    shown, more = ", ".join(ids[:_SHOWN]), len(ids) - _SHOWN
    return sentence("{ids} and {more} more", ids=shown, more=more) if more > 0 else shown
