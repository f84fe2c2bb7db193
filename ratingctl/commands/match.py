"""`match`: which earlier announcements new events may continue, best first, with the reasons a person would give."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ratingctl.commands.shared.followup_search import OTHERS, WORTH_A_LOOK, FollowupSearch, Question
from ratingctl.commands.shared.link_judgements import LinkJudgement, judgement_edits
from ratingctl.commands.shared.names import one_event, region_named
from ratingctl.commands.shared.region_files import rating_around
from ratingctl.commands.shared.selection import EVERYTHING, Selection
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells, candidates_data
from ratingctl.commands.views.events import event_line
from ratingctl.domain.edition_chain import edition_named, last_edition
from ratingctl.domain.model import Rating
from ratingctl.errors import UsageError
from ratingctl.report import Emphasis, Message, Paragraph, Records, Report, Span, Table, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.local_state.judgements import read_judgements

_MOST = 5
_LEAST = 0.05
"""From this score on a candidate is shown where only one thing was asked."""
_LONGEST_HEADLINE = 300
_RECORDS = Records(
    ("queries", "candidates"),
    (("new_event", 1, "event"), ("region", 1, "region"), ("text", 1, "text")),
    ("event", "project", "title", "score", "reasons", "accept"),
)


class MatchQuery(NamedTuple):
    """What is asked: the unlinked events of an edition, one event, or a free text.

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


def match(folder: DiskFolder, query: MatchQuery) -> Report:
    """What is asked about, each with what it may continue.

    Args:
        folder: The rating.
        query: What is asked.

    Raises:
        UsageError: If a name is unknown, or a text is asked about in several regions.
        DataError: If the files cannot be read.
    """
    search, questions = _asked(folder, query)
    limit = query.selection.limit
    return _report(search, questions, _MOST if limit is None else limit)


def accept(folder: DiskFolder, query: MatchQuery) -> tuple[Report, list[Edit]]:
    """Link every event that follows nothing yet to the candidate that is sure enough.

    A broken file is not passed over: the better candidate may stand in it.

    Args:
        folder: The rating.
        query: Which events.

    Returns:
        What was linked, and one edit for each file.

    Raises:
        UsageError: If a name is unknown, or the edition is published.
        DataError: If the files cannot be read or changed.
    """
    search, questions = _asked(folder, query)
    sure: list[Question] = []
    judgements: list[LinkJudgement] = []
    for question in questions:
        new, best = question.event, question.accepted
        if new and best and not new.follows:
            sure.append(question._replace(candidates=[best]))
            judgements.append(LinkJudgement(new, [best.event.id], new.not_follows))
    edits = judgement_edits(folder, search.rating, judgements)
    report = _report(search, sure, _MOST)
    title = paragraph(Message("match.linked", {"n": len(sure)}))
    return report._replace(data={**report.data, "linked": len(sure)}, title=title, notes=()), edits


def questions_of(folder: DiskFolder, query: MatchQuery) -> tuple[FollowupSearch, list[Question], Report]:
    """The questions about an edition or one event, for a review.

    Args:
        folder: The rating.
        query: Which events.

    Returns:
        The search, its questions, and what `match` would say of them.

    Raises:
        UsageError: If a name is unknown.
        DataError: If the files cannot be read.
    """
    search, questions = _asked(folder, query)
    return search, questions, _report(search, questions, 0)._replace(tables=())


def question_data(question: Question, language: str, most: int) -> dict[str, Any]:
    """A question as JSON."""
    return {
        "event": question.event.id if question.event else None,
        "region": question.region,
        "text": question.text,
        "candidates": candidates_data(question.candidates[:most], question.text, language),
    }


def _read(folder: DiskFolder, query: MatchQuery) -> Rating:
    """The rating; where only some regions are asked about, these, and a sample of what is written of the others."""
    selection = query.selection
    with opened(folder, names=True) as reader:
        survey = reader.sound_scan()
        if query.event is not None and not query.across:
            return reader.with_sample(rating_around(reader, survey, [query.event]), OTHERS)
        everywhere = query.across or not (selection.regions or selection.districts or selection.tiers)
        if everywhere or (query.text is not None and not selection.regions):
            return reader.with_pages(survey)
        regions = selection._replace(limit=None).chosen(survey, list(survey.regions))
        return reader.with_sample(reader.with_pages(survey, regions=regions), OTHERS)


def _asked(folder: DiskFolder, query: MatchQuery) -> tuple[FollowupSearch, list[Question]]:
    """The search and its questions, as they were typed."""
    rating = _read(folder, query)
    judgements = read_judgements(folder.root)
    if query.event is not None:
        new = one_event(rating, query.event)
        search = FollowupSearch(rating, rating.editions[new.edition], judgements, across=query.across)
        return search, [search.about_event(new)]
    chosen = edition_named(rating, query.edition) if query.edition else last_edition(rating)
    search = FollowupSearch(rating, chosen, judgements, across=query.across)
    selection = query.selection
    if query.text is not None:
        if len(selection.regions) > 1:
            raise UsageError("--text is looked up in one region, or in all", next_step="give one --region, or none")
        region = region_named(rating, selection.regions[0]).id if selection.regions else None
        return search, [search.about_text(" ".join(query.text.split()), region)]
    regions = selection._replace(limit=None).chosen(rating, list(rating.regions))
    return search, [search.about_event(new) for new in search.unlinked(regions)]


def _report(search: FollowupSearch, questions: Sequence[Question], most: int) -> Report:
    rating = search.rating
    language = rating.settings.language
    least = WORTH_A_LOOK if len(questions) > 1 else _LEAST
    shown = [question for question in questions if question.candidates and question.candidates[0].score >= least]
    tables = [
        Table(
            CANDIDATE_COLUMNS,
            [
                candidate_cells(candidate, rating, question.text)
                for candidate in question.candidates[:most]
                if candidate.score >= least
            ],
            title=_headline(question, rating) if len(questions) > 1 else paragraph(),
        )
        for question in shown
    ]
    return Report(
        data={
            "edition": search.edition.id,
            "queries": [question_data(question, language, most) for question in questions],
        },
        records=_RECORDS,
        language=language,
        title=_title(search, questions),
        tables=tables,
        notes=list(_notes(search, questions, shown)),
    )


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
    """What the tables do not say: how many questions there were, and why there is nothing to see."""
    edition = search.edition
    if edition.previous is None and not shown:
        yield paragraph(Message("match.no_previous", {"edition": edition.id}))
    if not questions:
        empty = not any(page.events for page in edition.pages.values())
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
