"""`verify`: published editions against their seals, without git and without the cache."""

from collections.abc import Sequence
from typing import Any

from ratingctl.domain.edition_chain import edition_named
from ratingctl.domain.model import Edition, EditionId, Rating
from ratingctl.domain.seal import SealedEdition, SealProblem, editions_to_verify, seal_problems
from ratingctl.errors import UsageError
from ratingctl.message import counted, sentence
from ratingctl.report import Emphasis, Paragraph, Records, Report, Screen, Span, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.seals import sealed_editions

_RECORDS = Records(("editions", "problems"), (("edition", 1, "edition"),), ("path", "region", "message"))


def verify(folder: DiskFolder, edition_ids: Sequence[str] = ()) -> Report:
    """Return the report on which published editions are unchanged since they were published.

    Args:
        folder: The rating.
        edition_ids: The editions; by default every one that was published.

    Returns:
        For each edition its problems; it has findings if one of them has any.

    Raises:
        UsageError: If an edition is unknown, or was never published.
    """
    with opened(DiskFolder(folder.root)) as reader:
        rating = reader.settings_and_editions()
    sealed = sealed_editions(folder, rating)
    asked = [_asked(rating, sealed, name) for name in edition_ids] or editions_to_verify(sealed)
    problems = {edition: seal_problems(sealed, edition) for edition in asked}
    return Report(
        data={"editions": [_data(sealed[edition], found) for edition, found in problems.items()]},
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            notes=[
                line
                for edition, found in problems.items()
                for line in _lines(rating.editions[edition], sealed[edition], found)
            ]
            or [paragraph(sentence("no edition was published yet"))],
        ),
        has_findings=any(problems.values()),
    )


def _asked(rating: Rating, sealed: dict[EditionId, SealedEdition], name: str) -> EditionId:
    edition = edition_named(rating, name)
    if edition.id not in editions_to_verify(sealed):
        raise UsageError(
            sentence("edition {edition} was never published: it has no seal", edition=edition.id),
            next_step=sentence("`ratingctl status {edition}` says where it stands", edition=edition.id),
        )
    return edition.id


def _data(edition: SealedEdition, problems: Sequence[SealProblem]) -> dict[str, Any]:
    return {
        "edition": edition.id,
        "verified": not problems,
        "errata": edition.errata,
        "seal": edition.seal_hash or None,
        "problems": [
            {"path": problem.path, "region": problem.region, "message": str(problem.fact)} for problem in problems
        ],
    }


def _lines(edition: Edition, sealed: SealedEdition, problems: Sequence[SealProblem]) -> list[Paragraph]:
    """Return what is said of an edition: one line where all is well, else one for each problem as well."""
    if problems:
        count = counted("{n} problem", "{n} problems", n=len(problems))
        head = paragraph(
            Span(edition.id, Emphasis.STRONG), ": ", Span(sentence("NOT VERIFIED"), Emphasis.BAD), ", ", count
        )
        return [head, *(paragraph("  ", problem.path, ": ", problem.fact) for problem in problems)]
    seal = sealed.seal
    assert seal is not None  # an edition without one has a problem
    return [
        paragraph(
            Span(edition.id, Emphasis.STRONG),
            ": ",
            Span(sentence("verified"), Emphasis.GOOD),
            ", ",
            sentence("{files} files as published on {date} by {by}", files=len(seal.files), date=seal.date, by=seal.by),
            *((", ", counted("{n} erratum", "{n} errata", n=sealed.errata)) if sealed.errata else ()),
            ", ",
            sentence("seal {hash}", hash=sealed.seal_hash[:12]),
        )
    ]
