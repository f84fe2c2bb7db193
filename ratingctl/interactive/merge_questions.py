"""The questions of a merge, one screen each."""

import os
from collections.abc import Callable, Mapping, Sequence

from ratingctl.commands.views.sharing import AskedQuestion, SharingOutcome
from ratingctl.interactive.dialogue import END, ask, show_screen, tell
from ratingctl.language.person import person_words
from ratingctl.merging.questions import MergeAnswer
from ratingctl.message import sentence
from ratingctl.report import Screen

_KEYS: Mapping[str, MergeAnswer] = {"1": MergeAnswer.MINE, "2": MergeAnswer.THEIRS, "3": MergeAnswer.BOTH}


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
    for number, question in enumerate(outcome.questions, 1):
        answer = _answer(question, f"{number}/{len(outcome.questions)}", language)
        if answer is None:
            return has_answered
        if isinstance(answer, MergeAnswer) and outcome.answers is not None:
            inner = question.question
            outcome.answers.keep(inner.path, inner.question, answer)
            has_answered = True
    return has_answered


def _answer(question: AskedQuestion, place: str, language: str) -> MergeAnswer | str | None:
    """Return an answer; an empty text for later, None to end."""
    show_screen(Screen(language=language, notes=question.lines()))
    say = person_words(os.environ)
    keys = _allowed(question)
    if "3" in keys:
        prompt = sentence("{place}  1 mine, 2 theirs, 3 both, Enter later, . end: ", place=place)
    else:
        prompt = sentence("{place}  1 mine, 2 theirs, Enter later, . end: ", place=place)
    while True:
        try:
            typed = ask(say(prompt)).strip()
        except EOFError:
            return None
        if typed in keys:
            return _KEYS[typed]
        if typed == END:
            return None
        if not typed:
            return ""
        tell(say(sentence("Type {keys}, Enter or a full stop", keys=", ".join(keys))))


def _allowed(question: AskedQuestion) -> Sequence[str]:
    return [key for key in _KEYS if key != "3" or question.question.question.allows_both]
