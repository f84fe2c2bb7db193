"""`match`: propose the earlier announcements that new events may continue, best first, with reasons."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.commands.shared.broken_files import BrokenFiles
from ratingctl.commands.shared.followup_search import WORTH_A_LOOK, FollowupSearch, Question
from ratingctl.commands.shared.judged_events import judged_events
from ratingctl.commands.shared.matching_tables import MatchingTables
from ratingctl.commands.shared.names import one_event, region_named
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.calibration import calibration_report
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells, candidates_data, newness_data
from ratingctl.commands.views.events import event_line
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.followup import is_told_before
from ratingctl.domain.model import Edition, Rating
from ratingctl.errors import UsageError
from ratingctl.language.catalogue import Catalogue
from ratingctl.matching.calibration import calibrated
from ratingctl.matching.evaluate import calibration_of
from ratingctl.matching.scorer import IN_REGION
from ratingctl.message import sentence
from ratingctl.report import (
    Emphasis,
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
from ratingctl.storage.loading.reader import RatingReader, opened
from ratingctl.storage.local_state.calibration import write_calibration
from ratingctl.storage.local_state.judgements import Pair, read_judgements

if TYPE_CHECKING:  # bring the parser
    from ratingctl.commands.shared.change import Change

_MOST = 5
_LEAST_JUDGED = 20
"""Judged events; fewer teach nothing."""
_LEAST = 0.05
"""From this score on a candidate is shown where only one thing was asked."""
_LONGEST_HEADLINE = 300
_RECORDS = Records(
    ("queries", "candidates"),
    (("new_event", 1, "event"), ("region", 1, "region"), ("text", 1, "text")),
    ("event", "project", "title", "score", "reasons", "accept"),
)


class MatchQuery(NamedTuple):
    """A query: the unlinked events of an edition, one event, or a free text.

    Attributes:
        edition: The edition; the last one by default, for an event always its own.
        selection: The regions; its limit is of candidates. For a text one region, or none for all.
        event: The id of one event.
        text: A free text.
        across: Also look into other regions.
    """

    edition: str | None = None
    selection: Selection = EVERYTHING
    event: str | None = None
    text: str | None = None
    across: bool = False


class MatchQuestions(NamedTuple):
    """The questions of a query.

    Attributes:
        search: The search that found the candidates.
        questions: The questions.
        broken: The files that cannot be read, and were not needed.
    """

    search: FollowupSearch
    questions: list[Question]
    broken: BrokenFiles


def match(folder: DiskFolder, query: MatchQuery) -> Report:
    """Return the report of each question with its candidates.

    Args:
        folder: The rating.
        query: What is asked.

    Raises:
        UsageError: If a name is unknown, or a text is asked about in several regions.
        DataError: If the files cannot be read.
    """
    search, questions, broken = questions_of(folder, query)
    limit = query.selection.limit
    return broken.told(_report(search, questions, _MOST if limit is None else limit))


def accept(folder: DiskFolder, query: MatchQuery) -> "Change":
    """Return the change that links every event that follows nothing yet to the candidate that is sure enough.

    A broken file of a region that is asked about is not passed over: the better candidate may stand in it. Nothing
    that is told before an event continues it, unless a person says so.

    Args:
        folder: The rating.
        query: Which events.

    Raises:
        UsageError: If a name is unknown, or the edition is published.
        DataError: If the files cannot be read or changed.
    """
    # These bring the parser, which a question does not need.
    from ratingctl.commands.shared.change import Change, ChangeSummary
    from ratingctl.commands.shared.link_judgements import LinkJudgement, judgement_edits

    query = query._replace(selection=query.selection._replace(for_writing=True))
    search, questions, broken = questions_of(folder, query)
    sure: list[Question] = []
    judgements: list[LinkJudgement] = []
    for question in questions:
        new, best = question.event, question.accepted
        if new and best and not new.follows and not is_told_before(new, best.event, search.rating.editions):
            sure.append(question._replace(candidates=[best]))
            judgements.append(LinkJudgement(new, [best.event.id], new.not_follows))
    report = _report(search, sure, _MOST)
    title = paragraph(Message("match.linked", {"n": len(sure)}))
    screen = report.screen._replace(title=title, notes=())
    return Change(
        broken.told(report._replace(data={**report.data, "linked": len(sure)}, screen=screen)),
        judgement_edits(folder, search.rating, judgements),
        ChangeSummary("match --accept", remark=str(len(sure))),
    )


def calibrate(folder: DiskFolder) -> Report:
    """Learn from the judgements of a rating how likely a first candidate is right, and return the report of it.

    Args:
        folder: The rating.

    Raises:
        DataError: If the files cannot be read.
        UsageError: If too few events were judged.
        SurroundingsError: If what was learned cannot be stored.
    """
    with opened(folder, names=True) as reader:
        rating = reader.with_pages(reader.sound_scan())
        events = list(judged_events(rating, MatchingTables.of(reader).matcher(rating)))
    if len(events) < _LEAST_JUDGED:
        raise UsageError(
            sentence("{count} judged events are too few to learn from", count=len(events)),
            next_step=sentence("judge {least} or more, with `ratingctl match --review`", least=_LEAST_JUDGED),
        )
    learned = calibrated(events)
    write_calibration(folder.root, learned[:3], learned.judged)
    before, after = (
        calibration_of([event.ranked(model) for event in events])
        for model in (IN_REGION, learned.applied_to(IN_REGION))
    )
    return calibration_report(rating.settings.language, len(events), before, after)


def questions_of(folder: DiskFolder, query: MatchQuery) -> MatchQuestions:
    """Return the questions of a query, with their candidates.

    Of the rating is read what matters: where only some regions are asked about, these, and a sample of the others.

    Args:
        folder: The rating.
        query: Which events, or which text.

    Raises:
        UsageError: If a name is unknown, or a text is asked about in several regions.
        DataError: If files that matter cannot be read: of the regions that are asked about, or of all where other
            regions are looked into, or an event is nowhere.
    """
    judgements = read_judgements(folder.root)
    with opened(folder, names=True) as reader:
        scan = reader.scan()
        broken = BrokenFiles(reader, scan)
        if query.across:
            broken.require_none()
        if query.event is not None:
            return MatchQuestions(*_about_event(reader, scan, query, query.event, judgements, broken), broken)
        edition = edition_named(scan, query.edition) if query.edition else last_edition(scan)
        looks_anywhere = query.text is not None and not query.selection.regions
        needed = EVERYTHING if looks_anywhere else query.selection
        broken.require_needed(chain_to(edition, scan.editions), needed, scan)
        if query.text is not None:
            return MatchQuestions(*_about_text(reader, scan, query, query.text, edition, judgements), broken)
        return MatchQuestions(*_about_edition(reader, scan, query, edition, judgements), broken)


def summary_screen(search: FollowupSearch, questions: Sequence[Question]) -> Screen:
    """Return a screen that says what was asked and how many candidates there are, without tables of them."""
    return Screen(
        search.rating.settings.language,
        title=_title(search, questions),
        notes=list(_notes(search, questions, _shown(questions))),
    )


def question_data(question: Question, catalogue: Catalogue, most: int) -> dict[str, Any]:
    """Return a question as JSON, with at most so many candidates."""
    return {
        "event": question.event.id if question.event else None,
        "region": question.region,
        "text": question.text,
        "candidates": candidates_data(question.candidates[:most], question.text, catalogue),
        "new": newness_data(question.candidates, question.text, catalogue),
    }


def _about_event(
    reader: RatingReader,
    scan: Rating,
    query: MatchQuery,
    event_query: str,
    judgements: Mapping[Pair, str],
    broken: BrokenFiles,
) -> tuple[FollowupSearch, list[Question]]:
    if query.across:
        rating = reader.with_pages(scan)
    else:
        from ratingctl.commands.shared.region_files import rating_around  # brings the parser

        rating = rating_around(reader, scan, [event_query])
    try:
        event = one_event(rating, event_query)
    except UsageError:
        broken.require_none()  # it may stand in a file that cannot be read
        raise
    edition = rating.editions[event.edition]
    broken.require_none_in({known.id for known in chain_to(edition, rating.editions)}, {event.region})
    search = FollowupSearch(rating, edition, judgements, MatchingTables.of(reader), across=query.across)
    return search, [search.about_event(event)]


def _about_text(
    reader: RatingReader,
    scan: Rating,
    query: MatchQuery,
    text: str,
    edition: Edition,
    judgements: Mapping[Pair, str],
) -> tuple[FollowupSearch, list[Question]]:
    names = query.selection.regions
    if len(names) > 1:
        raise UsageError(
            sentence("--text is looked up in one {unit}, or in all of them"),
            next_step=sentence("give one --region, or none"),
        )
    region = region_named(scan, names[0]).id if names else None
    rating = reader.with_pages(scan) if query.across or region is None else reader.with_pages(scan, regions=[region])
    tables = MatchingTables.of(reader)
    search = FollowupSearch(rating, rating.editions[edition.id], judgements, tables, across=query.across)
    return search, [search.about_text(" ".join(text.split()), region)]


def _about_edition(
    reader: RatingReader, scan: Rating, query: MatchQuery, edition: Edition, judgements: Mapping[Pair, str]
) -> tuple[FollowupSearch, list[Question]]:
    selection = query.selection._replace(limit=None)
    regions = selection.chosen(scan, list(scan.regions))
    if query.across or not (selection.regions or selection.districts or selection.tiers):
        rating = reader.with_pages(scan)
    else:
        rating = reader.with_pages(scan, regions=regions)
    tables = MatchingTables.of(reader)
    search = FollowupSearch(rating, rating.editions[edition.id], judgements, tables, across=query.across)
    return search, search.about_unlinked(regions)


def _report(search: FollowupSearch, questions: Sequence[Question], most: int) -> Report:
    catalogue = Catalogue(search.rating.settings.language)
    return Report(
        data={
            "edition": search.edition.id,
            "queries": LazySequence(lambda: [question_data(question, catalogue, most) for question in questions]),
        },
        records=_RECORDS,
        screen=summary_screen(search, questions)._replace(
            tables=LazySequence(lambda: _tables(search.rating, questions, most))
        ),
    )


def _shown(questions: Sequence[Question]) -> list[Question]:
    """Return the questions with a candidate that is worth showing."""
    least = _least_score(questions)
    return [question for question in questions if question.candidates and question.candidates[0].score >= least]


def _least_score(questions: Sequence[Question]) -> float:
    return WORTH_A_LOOK if len(questions) > 1 else _LEAST


def _tables(rating: Rating, questions: Sequence[Question], most: int) -> Iterator[Table]:
    least = _least_score(questions)
    for question in _shown(questions):
        candidates = [candidate for candidate in question.candidates[:most] if candidate.score >= least]
        cells = [candidate_cells(candidate, rating, question.text) for candidate in candidates]
        yield Table(CANDIDATE_COLUMNS, cells, title=_headline(question, rating) if len(questions) > 1 else paragraph())


def _headline(question: Question, rating: Rating) -> Paragraph:
    region = rating.regions.get(question.region) if question.region else None
    name = f"{region.name}: " if region else ""
    if question.event is None:
        return paragraph(name, Span(_short(question.text), Emphasis.STRONG))
    return paragraph(name, *event_line(question.event, rating.settings).pieces)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_HEADLINE else f"{text[:_LONGEST_HEADLINE]}…"


def _title(search: FollowupSearch, questions: Sequence[Question]) -> Paragraph:
    if len(questions) == 1:
        return _headline(questions[0], search.rating)
    return paragraph(Message("match.title", {"edition": search.edition.title or search.edition.id}))


def _notes(search: FollowupSearch, questions: Sequence[Question], shown: Sequence[Question]) -> Iterator[Paragraph]:
    """Yield what the tables do not say: how many questions there were, and why there is nothing to see."""
    edition = search.edition
    if edition.previous is None and not shown:
        yield paragraph(Message("match.no_previous", {"edition": edition.id}))
    if not questions:
        empty = not any(edition.event_counts.values())
        yield paragraph(Message("match.no_events" if empty else "match.all_linked", {"edition": edition.id}))
    elif len(questions) > 1:
        sure = sum(question.accepted is not None for question in shown)
        yield paragraph(
            Message("match.unlinked", {"n": len(questions)}),
            Message("match.sure", {"n": sure}),
            ", ",
            Message("match.perhaps", {"n": len(shown) - sure}),
            ", ",
            Message("match.without", {"n": len(questions) - len(shown)}),
            ".",
        )
    elif not shown:
        key = "match.nothing_alike" if questions[0].compared else "match.nothing_earlier"
        known = questions[0].event is None and questions[0].region is None
        yield paragraph(Message("match.nothing_shared" if known else key, {"n": questions[0].compared}))
