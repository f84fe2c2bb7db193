"""The questions of a merge, one screen each."""

import os
from collections.abc import Callable

from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.commands.views.sharing import AskedQuestion, SharingOutcome
from ratingctl.interactive.keys import Action, action_of, choice_of
from ratingctl.interactive.question_front import review_questions
from ratingctl.interactive.questions import Questions
from ratingctl.language.person import person_words
from ratingctl.merging.questions import MergeAnswer
from ratingctl.message import sentence
from ratingctl.report import Screen

_ANSWERS = (MergeAnswer.MINE, MergeAnswer.THEIRS, MergeAnswer.BOTH)
"""The answers, by the letters of choices."""


def ask_all(run: Callable[[], SharingOutcome], language: str) -> SharingOutcome:
    """Run a verb, and again with what a person has answered, until nothing is left or the person ends it.

    Args:
        run: Runs the verb with the answers that are kept.
        language: The rating's language.

    Returns:
        What came of the last run.
    """
    while True:
        outcome = run()
        if not outcome.questions or not ask_each(outcome, language):
            return outcome


def ask_each(outcome: SharingOutcome, language: str) -> bool:
    """Ask about each question, keep every answer at once, and return whether there was any."""
    has_answered = False
    asked = review_questions()
    for number, question in enumerate(outcome.questions, 1):
        answer = _answer(asked, question, f"{number}/{len(outcome.questions)}", language)
        if answer is None:
            return has_answered
        if isinstance(answer, MergeAnswer) and outcome.answers is not None:
            inner = question.question
            outcome.answers.keep(inner.path, inner.question, answer)
            has_answered = True
    return has_answered


def _answer(asked: Questions, question: AskedQuestion, place: str, language: str) -> MergeAnswer | str | None:
    """Return an answer; an empty text for later, None to end."""
    asked.show(Screen(language=language, notes=question.lines()))
    say = person_words(os.environ)
    count = len(_ANSWERS) if question.question.question.allows_both else len(_ANSWERS) - 1
    if count == len(_ANSWERS):
        prompt = sentence("{place}  a mine, b theirs, c both, Enter later, q end: ", place=place)
    else:
        prompt = sentence("{place}  a mine, b theirs, Enter later, q end: ", place=place)

    def is_answer(key: str) -> bool:
        return choice_of(key, count) is not None or action_of(key) in (Action.END, Action.LATER)

    while True:
        try:
            typed = asked.ask(say(prompt), is_answer).strip()
        except EOFError:
            return None
        choice, action = choice_of(typed, count), action_of(typed)
        if choice is not None:
            return _ANSWERS[choice]
        if action is Action.END:
            return None
        if action is Action.LATER or not typed:
            return ""
        asked.tell(say(sentence("Type {keys}, Enter or q", keys=", ".join(CHOICES[:count]))))
