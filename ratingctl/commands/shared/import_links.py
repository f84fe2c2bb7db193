"""The earlier events that imported ones may continue: sure links, likely ones."""

from typing import NamedTuple

from ratingctl.commands.shared.followup_search import FollowupSearch, Question
from ratingctl.commands.shared.import_pages import Additions, PageAddition
from ratingctl.commands.shared.matching_tables import MatchingTables
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId
from ratingctl.matching.matcher import Matcher
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.local_state.judgements import read_judgements


class ProposedLinks(NamedTuple):
    """What `match` finds for imported events.

    Attributes:
        sure: The events with a candidate that is sure.
        perhaps: The events with others that are worth a look.
        questions: Each event with its candidates.
    """

    sure: int
    perhaps: int
    questions: tuple[Question, ...]


def proposed_links(folder: DiskFolder, rating: Rating, edition: Edition, additions: Additions) -> ProposedLinks:
    """Return what the events that an import adds to an edition may continue.

    Args:
        folder: The rating as it is on the disk.
        rating: The rating as it will be.
        edition: The edition, as it will be.
        additions: What is added.
    """
    if edition.previous is None:
        return ProposedLinks(0, 0, ())
    search = FollowupSearch(rating, edition, read_judgements(folder.root), _tables(folder, rating))
    search.prepare(region for _, region in additions)
    questions = tuple(
        search.about_event(event)
        for (name, _), addition in additions.items()
        if name == edition.id
        for event in addition.events
    )
    sure = sum(question.accepted is not None for question in questions)
    likely = sum(question.accepted is None and bool(question.likely(1)) for question in questions)
    return ProposedLinks(sure, likely, questions)


def _tables(folder: DiskFolder, rating: Rating) -> MatchingTables:
    """Return the tables of a rating, with the words of what is imported among the document frequencies."""
    with opened(folder, names=True) as reader:
        tables = MatchingTables.of(reader)
        return tables._replace(corpus=Matcher(rating, tables.documents).corpus)


def with_links(additions: Additions, links: ProposedLinks) -> dict[tuple[EditionId, RegionId], PageAddition]:
    """Return what is added with every event linked to the candidate that is sure."""
    follows = {
        question.event.id: question.accepted.event.id
        for question in links.questions
        if question.event and question.accepted
    }
    return {
        key: addition._replace(
            events=tuple(
                event._replace(follows=(follows[event.id],)) if event.id in follows else event
                for event in addition.events
            )
        )
        for key, addition in additions.items()
    }
