"""The review of `match`: one new event at a time, its candidates beside it, every answer saved at once."""

import sys
from collections.abc import Sequence

from ratingctl.commands.match import MatchQuery, questions_of
from ratingctl.commands.shared.followup_search import WORTH_A_LOOK, Question
from ratingctl.commands.shared.link_judgements import LinkJudgement, judgement_edits
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, read_for_writing, require_open
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells, news_lines
from ratingctl.commands.views.events import event_line, kind_word
from ratingctl.domain.followup import pair_fingerprint
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import RatingctlError
from ratingctl.interactive.change_run import commit_with_retry, show_lines
from ratingctl.interactive.draft_screen import BACK, END, ask, tell
from ratingctl.interactive.output import complain
from ratingctl.language.catalogue import Catalogue
from ratingctl.matching.matcher import Candidate
from ratingctl.render.terminal import show
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Emphasis,
    Message,
    Paragraph,
    Records,
    Report,
    Span,
    Table,
    paragraph,
    paragraphs,
)
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.judgements import Pair, remember_judgements

_NONE_OF_THESE = "0"
_MOST = 6
"""Candidates, so that a digit names one."""


class MatchReview:
    """A queue of new events that may continue something.

    Args:
        folder: The rating.
        query: Which events to ask about.
        dry_run: Write nothing.
    """

    def __init__(self, folder: DiskFolder, query: MatchQuery, *, dry_run: bool) -> None:
        self._folder = folder
        self._dry_run = dry_run
        self._search, questions, self._report = questions_of(folder, query)
        require_open(self._search.edition, for_events=False)
        limit = query.selection.limit
        most = _MOST if limit is None else min(limit, _MOST)
        offered = [question._replace(candidates=_choices(question, most)) for question in questions]
        self._queue = [question for question in offered if question.candidates]
        self._answers: dict[EventId, LinkJudgement] = {}

    def ask(self) -> None:
        """Ask until the queue or the person's patience ends; an end of input is an end too."""
        if not self._queue:
            show(self._report, sys.stderr)
            return
        position = 0
        while position < len(self._queue):
            question = self._queue[position]
            self._show(question, f"[{position + 1}/{len(self._queue)}]")
            try:
                typed = self._typed(question)
            except EOFError:
                break
            if typed == END:
                break
            if typed == BACK:
                position = max(0, position - 1)
            elif not typed or self._answered(question, typed):
                position += 1
        left = len(self._queue) - len(self._answers)
        tell(self._said(Message("match.answered", {"n": len(self._answers), "left": left})))

    def _typed(self, question: Question) -> str:
        """An answer that makes sense: numbers of candidates, or one of the keys.

        Raises:
            EOFError: If there is no more input.
        """
        while True:
            typed = ask(self._said(Message("ask.match"))).strip()
            if typed in ("", _NONE_OF_THESE, BACK, END) or _numbers(typed, len(question.candidates)):
                return typed
            tell(self._said(Message("ask.match_keys")))

    def _answered(self, question: Question, typed: str) -> bool:
        """Save an answer; False where it could not be, so that the question is asked again."""
        choices = question.candidates
        event = question.event
        assert event is not None
        if typed == _NONE_OF_THESE:
            linked, refused = [], [choice.event for choice in choices]
        else:
            linked, refused = [choices[number - 1].event for number in _numbers(typed, len(choices))], []
        try:
            judgement, edits = commit_with_retry(
                self._folder.root,
                lambda: self._judged(event, linked, refused),
                lambda judgement: f"match --review {judgement.event.id}",
                dry_run=self._dry_run,
            )
            if refused and not self._dry_run:
                said: dict[Pair, str] = {(event.id, old.id): pair_fingerprint(event, old) for old in refused}
                remember_judgements(self._folder.root, said)
        except RatingctlError as error:
            complain(error)
            return False
        show_lines(edits)
        self._answers[event.id] = judgement
        return True

    def _judged(
        self, asked: Event, linked: Sequence[Event], refused: Sequence[Event]
    ) -> tuple[LinkJudgement, list[Edit]]:
        """The judgement on the event as it is now in the files; an earlier answer of this review is replaced."""
        rating = read_for_writing(self._folder, [old.id for old in (asked, *linked, *refused)])
        with missing_only_where_files_are_sound(self._folder):
            event = one_event(rating, asked.id)
            for old in (*linked, *refused):
                one_event(rating, old.id)
        mine = self._answers.get(asked.id)
        follows, not_follows = list(event.follows), list(event.not_follows)
        if mine:
            follows = [old for old in follows if old not in mine.follows or old in asked.follows]
            not_follows = [old for old in not_follows if old not in mine.not_follows or old in asked.not_follows]
        follows += [old.id for old in linked if old.id not in follows]
        not_follows = [old for old in not_follows if old not in follows]
        not_follows += [old.id for old in refused if old.id not in not_follows]
        judgement = LinkJudgement(event, follows, not_follows)
        return judgement, judgement_edits(self._folder, rating, [judgement])

    def _show(self, question: Question, counter: str) -> None:
        rating = self._search.rating
        event = question.event
        assert event is not None
        region = rating.regions.get(event.region)
        rows: list[list[Cell]] = []
        for number, candidate in enumerate(question.candidates, 1):
            likely, project, reasons = candidate_cells(candidate, rating, question.text)
            rows.append([number, likely, project, CellText((*paragraphs(reasons), *news_lines(event, candidate)))])
        columns = (Column("number", numeric=True, whole=True), *CANDIDATE_COLUMNS)
        report = Report(
            data={},
            records=Records((), (), ()),
            language=rating.settings.language,
            title=paragraph(counter, " ", region.name if region else event.region),
            tables=[
                Table((Column(""),), [[CellText(tuple(self._facts(event)))]]),
                Table(columns, rows, title=paragraph(Message("add.candidates"))),
            ],
        )
        show(report, sys.stderr)

    def _facts(self, event: Event) -> list[Paragraph]:
        settings = self._search.rating.settings
        lines = [event_line(event, settings), paragraph(kind_word(settings, event.kind))]
        if event.text:
            lines.append(paragraph(Span(event.text, Emphasis.DIM)))
        answer = self._answers.get(event.id)
        if answer and answer.follows:
            lines.append(
                paragraph(Span(Message("match.known_links", {"ids": ", ".join(answer.follows)}), Emphasis.GOOD))
            )
        elif answer:
            lines.append(paragraph(Span(Message("match.refused"), Emphasis.BAD)))
        return lines

    def _said(self, term: Message) -> str:
        return Catalogue(self._search.rating.settings.language).said(term)


def _choices(question: Question, most: int) -> list[Candidate]:
    """The candidates that are worth a look, at most so many."""
    return [candidate for candidate in question.candidates if candidate.score >= WORTH_A_LOOK][:most]


def _numbers(typed: str, most: int) -> list[int]:
    """The numbers of a list that were typed, parted by spaces, commas or nothing; none where one does not fit."""
    parts = typed.replace(",", " ").split()
    if len(parts) == 1:
        parts = list(parts[0])
    numbers = [int(part) if part.isdecimal() else 0 for part in parts]
    return list(dict.fromkeys(numbers)) if all(1 <= number <= most for number in numbers) else []
