"""The review of checks: projects are asked about one by one; every answer is saved at once."""

from collections.abc import Callable, Sequence

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.commands.shared.review_choices import followed_by_news, project_in, unlinked_events
from ratingctl.commands.shared.worklist import Worklist
from ratingctl.commands.shared.worklist_rows import WorklistRow
from ratingctl.commands.views.review_card import card_of
from ratingctl.domain.model import Event, State
from ratingctl.domain.sources import is_url, sources_in
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.interactive.answer import Answer
from ratingctl.interactive.check_answers import CheckAnswers
from ratingctl.interactive.dialogue import ask, show_screen, spoken_catalogue, tell, tell_sum
from ratingctl.interactive.keys import NO_KEY, Action, action_of, choice_of, letters, typed_action
from ratingctl.interactive.question_front import review_questions
from ratingctl.interactive.questions import refuse, tell_error
from ratingctl.message import sentence
from ratingctl.report import Message

_ACTIONS = (Action.NONE, Action.UNTIL, Action.WRITE, Action.LATER, Action.BACK, Action.END, Action.HELP)
"""The keys that are answers by themselves; behind one in a line there may be a note."""


class CheckReview:
    """Asks about the projects of a list.

    Args:
        work: The list.
        answers: Records the answers.
        log_event: Shows a draft of an event, and logs it if the person takes it.
    """

    def __init__(self, work: Worklist, answers: CheckAnswers, log_event: Callable[[EventInput], Answer]) -> None:
        self._work = work
        self._answers = answers
        self._log_event = log_event
        self._catalogue = spoken_catalogue(work.rating.settings.language)
        self._asked = review_questions()

    def ask(self) -> None:
        """Ask about each project until the list or the input ends, or the person ends it.

        Raises:
            KeyboardInterrupt: If the person interrupts; how many answers were saved is said.
        """
        rows = self._work.rows
        position = 0
        try:
            while position < len(rows):
                position += self._answer(position, rows[position])
        except EOFError:
            tell("")
        except KeyboardInterrupt:
            tell("")
            self._tell_sum()
            raise
        self._tell_sum()

    def _tell_sum(self) -> None:
        if self._work.rows:
            tell_sum(self._said("review.saved", n=len(self._answers)), dry_run=self._answers.dry_run)
        else:
            tell(self._said("review.nothing_left"))

    def _answer(self, position: int, row: WorklistRow) -> int:
        """Ask about one project until there is an answer, and return how far to go on.

        Raises:
            EOFError: If the person ends, or there is no more input.
        """
        beside = self._beside(row)
        self._asked.show(card_of(self._work, row, f"[{position + 1}/{len(self._work.rows)}]", beside))
        if position in self._answers:
            self._asked.tell(self._said("review.answered"))

        def is_answer(key: str) -> bool:
            return action_of(key) in _ACTIONS or choice_of(key, len(beside)) is not None

        keys = "-".join(dict.fromkeys((*letters(len(beside))[:1], *letters(len(beside))[-1:])))
        question = self._said("ask.review_events", keys=keys) if beside else self._said("ask.review")
        while True:
            typed = self._asked.ask(question, is_answer, "check")
            action, note = typed_action(typed)
            if action is Action.END:
                raise EOFError
            if action is Action.BACK:
                return -1 if position else 0
            if action is Action.LATER or not typed.strip():
                return 1
            try:
                if self._is_recorded(position, row, typed, note):
                    return 1
            except RatingctlError as error:
                refuse(self._asked, "check", typed, error)

    def _is_recorded(self, position: int, row: WorklistRow, typed: str, note: str) -> bool:
        """Record an answer; return False where it was none, or the person went back from it."""
        action = typed_action(typed)[0]
        name = row.case.summary.project
        sources = sources_in(" ".join(word for word in note.split() if is_url(word)))
        note = " ".join(word for word in note.split() if not is_url(word))
        if action is Action.NONE:
            return self._record(position, CheckRequest(name, "nothing", note=note, sources=sources))
        if action is Action.UNTIL:
            return self._is_put_off(position, CheckRequest(name, "nothing", note=note, sources=sources))
        if action is Action.WRITE:
            request = CheckRequest(name, "news", note=note, sources=sources)
            return self._is_news(row, request) and self._record(position, request)
        beside = self._beside(row)
        place = choice_of(typed, len(beside))
        if place is not None:
            return self._record(position, CheckRequest(name, "news"), beside[place])
        self._asked.tell(self._said("ask.review_keys"))
        if len(typed.strip()) > 1:
            self._asked.keep("check", typed, 0)
        return False

    def _is_news(self, row: WorklistRow, request: CheckRequest) -> bool:
        """Ask about the event that is the news; return False where the person went back.

        Dropping the draft leaves the project as one whose news nobody has logged yet.

        Raises:
            EOFError: If the person ends, or there is no more input.
        """
        if all(edition.state is not State.DRAFT for edition in self._work.rating.editions.values()):
            self._asked.tell(sentence("no edition is a draft: the check says that there is news, no event was written"))
            return True
        followed = followed_by_news(self._work, project_in(self._work, row))
        begun = EventInput(row.region.id, follows=(followed.id,), project=followed.project, sources=request.sources)
        answer = self._log_event(begun)
        if answer is Answer.END:
            raise EOFError
        return answer in (Answer.WRITE, Answer.DROP)

    def _is_put_off(self, position: int, request: CheckRequest) -> bool:
        """Ask until when, until it fits; return False where the person went back."""
        while until := self._asked.ask(self._said("ask.until"), about="until").strip():
            try:
                return self._record(position, request._replace(until=until))
            except UsageError as error:
                refuse(self._asked, "until", until, error)
        return False

    def _record(self, position: int, request: CheckRequest, news: Event | None = None) -> bool:
        for error in self._answers.record(position, request, news):
            tell_error(self._asked, error)
        return True

    def _beside(self, row: WorklistRow) -> Sequence[Event]:
        return unlinked_events(self._work, project_in(self._work, row), self._answers.linked)

    def _said(self, key: str, **values: int | str) -> str:
        return self._catalogue.said(Message(key, values))


def confirms_list(change: Change) -> bool:
    """Show what a list of checks would write, and return whether the person takes it; no other word is a yes."""
    if not change.edits:
        return True  # writing nothing says so
    show_screen(change.report.screen)
    question = spoken_catalogue(change.report.screen.language).said(Message("ask.list"))
    try:
        while (typed := ask(question).strip()) and action_of(typed) is not Action.WRITE:
            if action_of(typed) is Action.END:
                raise EOFError
            tell(NO_KEY)
    except EOFError:
        tell(sentence("nothing is written"))
        return False
    return True
