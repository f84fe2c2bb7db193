"""The gate run over an edition: its input is read, its findings are returned."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.gate import GateInput, GateProblem
from ratingctl.domain.gate_rules import gate_problems
from ratingctl.domain.model import Edition, EventId, Rating, RegionId, State
from ratingctl.domain.rating_view import RatingView
from ratingctl.errors import RatingctlError
from ratingctl.message import Text, counted, in_a_row, sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import RatingReader, line_of


class GateRefusalError(RatingctlError):
    """A refusal of the gate: an edition cannot be locked or published as it is."""

    exit_code = 1


class GateCheck(NamedTuple):
    """The findings of the gate about an edition.

    Attributes:
        gate_input: What was looked at.
        problems: The findings, the worst first.
    """

    gate_input: GateInput
    problems: Sequence[GateProblem]


def gate_day(edition: Edition, today: date) -> date:
    """Return the day on which the gate looks at an edition: its cut-off, or today while a draft is before that."""
    return min(today, edition.cutoff) if edition.state is State.DRAFT else edition.cutoff


def gate_check(folder: DiskFolder, reader: RatingReader, scan: Rating, edition: Edition, today: date) -> GateCheck:
    """Return the findings of the gate about an edition.

    Args:
        folder: The rating.
        reader: Reads its pages.
        scan: The rating without pages.
        edition: The edition.
        today: The day on which a draft is looked at.
    """
    chain = [seen.id for seen in chain_to(edition, scan.editions)]
    rating = reader.with_pages(scan, editions=chain, event_stubs=True)
    view = RatingView(rating, [rating.editions[seen] for seen in chain], gate_day(edition, today))
    cases = [view.review_case(summary) for summary in view.summaries()]
    gate_input = GateInput(view, cases, _changed(folder, view.chain[-1]))
    return GateCheck(gate_input, gate_problems(gate_input))


def require_no_errors(folder: DiskFolder, edition: Edition) -> None:
    """Refuse a step while a file of the rating has an error; that an edition has no seal is none before it gets one.

    Raises:
        GateRefusalError: If one has; every error is in its details.
    """
    from ratingctl.commands.shared.validation import validated  # brings every rule and the parser
    from ratingctl.domain.seal import SEAL_NAME

    seal = f"{edition.id}/{SEAL_NAME}"
    errors = [(place, problem) for place, problem in validated(folder).errors if place.path != seal]
    if errors:
        raise GateRefusalError(
            counted(
                "{n} error stands in the files, and edition {edition} cannot go on",
                "{n} errors stand in the files, and edition {edition} cannot go on",
                n=len(errors),
                edition=edition.id,
            ),
            next_step=sentence("nothing was written; mend the places above, `ratingctl validate` shows them all"),
            details=tuple(line_of(place, problem) for place, problem in errors),
        )


def problem_line(problem: GateProblem) -> Text:
    """Return a finding in one line: code, region, what is the matter, what mends it."""
    return in_a_row(f"{problem.code} {f'{problem.region}: ' if problem.region else ''}", problem.message)


def refusal(edition: Edition, problems: Sequence[GateProblem], fact: Text) -> GateRefusalError:
    """Return the refusal for which these findings are the reason.

    Args:
        edition: The edition.
        problems: The findings that stop it.
        fact: What cannot be done.
    """
    return GateRefusalError(
        fact,
        next_step=sentence("nothing was written; `ratingctl status {edition}` shows all", edition=edition.id),
        details=tuple(problem_line(problem) for problem in problems),
    )


def _changed(folder: DiskFolder, edition: Edition) -> Mapping[RegionId, Sequence[EventId]]:
    if edition.is_published:
        return {}
    cited = {page.region: page.evidence for page in edition.pages.values() if page.evidence and page.score is not None}
    if not cited:
        return {}
    from ratingctl.storage.evidence_history import changed_evidence  # brings the parser, and asks git

    return changed_evidence(folder.root, edition.id, cited)
