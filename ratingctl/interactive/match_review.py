"""The review of `match`: one new event at a time with its candidates; every answer is saved at once."""

from collections.abc import Sequence
from typing import NamedTuple

from ratingctl.commands.match import MatchQuery, questions_of, summary_screen
from ratingctl.commands.shared.change import Change, Clock, commit_change
from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.commands.shared.followup_search import Question
from ratingctl.commands.shared.link_judgements import LinkJudgement, judge, remember_refusals
from ratingctl.commands.shared.region_files import require_open
from ratingctl.commands.views.match_card import match_card
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import RatingctlError
from ratingctl.interactive.dialogue import show_screen, spoken_catalogue, tell, tell_sum
from ratingctl.interactive.keys import Action, action_of, choice_of, choices_of
from ratingctl.interactive.question_front import review_questions
from ratingctl.interactive.questions import tell_error, tell_lines
from ratingctl.report import Message
from ratingctl.storage.folder import DiskFolder

_MOST = len(CHOICES)
"""Candidates, so that a letter names each."""
_ACTIONS = (Action.NONE, Action.LATER, Action.BACK, Action.END)


class _Item(NamedTuple):
    """A new event with the question about it."""

    event: Event
    question: Question


class MatchReview:
    """Asks about new events that may continue something.

    Args:
        folder: The rating.
        query: Which events to ask about.
        now: The clock, for the journal.
        dry_run: Write nothing.
    """

    def __init__(self, folder: DiskFolder, query: MatchQuery, now: Clock, *, dry_run: bool) -> None:
        self._folder = folder
        self._now = now
        self._dry_run = dry_run
        self._search, self._questions, _ = questions_of(folder, query)
        require_open(self._search.edition, for_events=False)
        limit = query.selection.limit
        most = _MOST if limit is None else min(limit, _MOST)
        self._queue = [
            _Item(question.event, question._replace(candidates=likely))
            for question in self._questions
            if question.event and (likely := question.likely(most))
        ]
        self._answers: dict[EventId, LinkJudgement] = {}
        self._asked = review_questions()

    def ask(self) -> None:
        """Ask until the queue or the person's patience ends; an end of input is an end too.

        Raises:
            KeyboardInterrupt: If the person interrupts; how many answers were saved is said.
        """
        if not self._queue:
            show_screen(summary_screen(self._search, self._questions))
            return
        try:
            self._ask_each()
        except EOFError:
            pass
        except KeyboardInterrupt:
            tell("")
            self._tell_sum()
            raise
        self._tell_sum()

    def _tell_sum(self) -> None:
        left = len(self._queue) - len(self._answers)
        text = self._said(Message("match.answered", {"n": len(self._answers), "left": left}))
        tell_sum(text, dry_run=self._dry_run)

    def _ask_each(self) -> None:
        """Ask about each event until the queue ends, or the person ends it.

        Raises:
            EOFError: If there is no more input.
        """
        position = 0
        while position < len(self._queue):
            item = self._queue[position]
            counter = f"[{position + 1}/{len(self._queue)}]"
            answer = self._answers.get(item.event.id)
            self._asked.show(match_card(self._search.rating, item.event, item.question, counter, answer))
            typed = self._typed(item.question)
            action = action_of(typed)
            if action is Action.END:
                break
            if action is Action.BACK:
                position = max(0, position - 1)
            elif action is Action.LATER or not typed or self._is_saved(item, typed):
                position += 1

    def _typed(self, question: Question) -> str:
        """Return an answer that makes sense: letters of candidates, or one of the keys.

        Raises:
            EOFError: If there is no more input.
        """
        count = len(question.candidates)

        def is_answer(key: str) -> bool:
            return action_of(key) in _ACTIONS or choice_of(key, count) is not None

        while True:
            typed = self._asked.ask(self._said(Message("ask.match")), is_answer, "match").strip()
            if not typed or action_of(typed) in _ACTIONS or choices_of(typed, count):
                return typed
            self._asked.tell(self._said(Message("ask.match_keys")))
            if len(typed) > 1:
                self._asked.keep("match", typed, len(typed))

    def _is_saved(self, item: _Item, typed: str) -> bool:
        """Save an answer; return False where it could not be, so that the question is asked again."""
        choices = [candidate.event for candidate in item.question.candidates]
        is_refused = action_of(typed) is Action.NONE
        linked = [] if is_refused else [choices[place] for place in choices_of(typed, len(choices))]
        refused = choices if is_refused else []
        try:
            change = self._committed(item.event, linked, refused)
            if not self._dry_run:
                remember_refusals(self._folder, item.event, refused)
        except RatingctlError as error:
            tell_error(self._asked, error)
            return False
        tell_lines(self._asked, change.edits)
        return True

    def _committed(self, event: Event, linked: Sequence[Event], refused: Sequence[Event]) -> Change:
        """Commit the judgement of an answer, in place of an earlier one on the same event."""
        previous = self._answers.get(event.id)

        def make() -> Change:
            ids = [old.id for old in linked], [old.id for old in refused]
            judgements[event.id], change = judge(self._folder, event, *ids, previous)
            return change

        judgements: dict[EventId, LinkJudgement] = {}
        change = commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        self._answers.update(judgements)
        return change

    def _said(self, message: Message) -> str:
        return spoken_catalogue(self._search.rating.settings.language).said(message)
