"""The sides of a comparison: editions as they are on the disk, or were at a git revision, read as far as is needed."""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from typing import NamedTuple

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.selection import Selection
from ratingctl.domain.comparison import Side, editions_apart
from ratingctl.domain.edition_chain import chain_to, edition_named, last_scored_edition
from ratingctl.domain.model import Rating, RegionId
from ratingctl.storage.folder import DiskFolder, Folder
from ratingctl.storage.loading.reader import RatingReader, opened


class Survey(NamedTuple):
    """A state of the folder: its reader, its settings and editions, and the files that cannot be read."""

    reader: RatingReader
    rating: Rating
    broken: BrokenFiles


SurveyAt = Callable[[str | None], Survey]
"""Returns the state of the folder at a git revision, and as it is on disk for None."""


def survey_at_revision(stack: ExitStack, folder: DiskFolder, revision: str | None, *, names: bool) -> Survey:
    """Return the state of the folder at a git revision; as it is on disk for None."""
    source: Folder = folder
    if revision is not None:
        from ratingctl.storage.git import GitFolder  # most comparisons stay on the disk

        source = GitFolder(folder.root, revision)
    reader = stack.enter_context(opened(source, names=names))
    scan = reader.scan()
    return Survey(reader, scan, BrokenFiles(reader, scan))


def side_of(survey_at: SurveyAt, name: str, selection: Selection) -> Side:
    """Return a side of the comparison.

    Raises:
        DataError: If a file that matters cannot be read; those of regions that are not asked for do not.
    """
    edition, at, revision = name.partition("@")
    state = revision if at else None
    _, rating, broken = survey_at(state)
    chosen = edition_named(rating, edition) if edition else last_scored_edition(rating)
    if not edition:
        broken.require_no_scores_after(chosen, rating)
    broken.require_needed(chain_to(chosen, rating.editions), selection, rating)
    return Side(name or chosen.id, rating.as_printed_in(chosen), chain_to(chosen, rating.editions), state)


def with_events(survey_at: SurveyAt, side: Side, other: Side, regions: Collection[RegionId]) -> Side:
    """Return a side with the events that the other side lacks."""
    reader = survey_at(side.revision).reader
    editions = editions_apart(side, other)
    if side.rating.settings.dimensions:
        editions = [*editions, side.edition.id]
    return _seen_anew(side, reader.with_pages(side.rating, editions=editions, regions=regions, event_stubs=True))


def with_stories(survey_at: SurveyAt, side: Side, regions: Collection[RegionId]) -> Side:
    """Return a side with all that it sees of some regions."""
    reader = survey_at(side.revision).reader
    editions = [edition.id for edition in side.chain]
    return _seen_anew(side, reader.with_pages(side.rating, editions=editions, regions=regions, event_stubs=True))


def _seen_anew(side: Side, rating: Rating) -> Side:
    return side._replace(rating=rating, chain=tuple(rating.editions[edition.id] for edition in side.chain))


def are_ranked(survey_at: SurveyAt, sides: Collection[Side]) -> bool:
    """Return whether the scores of all regions are known on every side, so that ranks are."""
    return all(survey_at(side.revision).broken.is_sound(side.edition) for side in sides)
