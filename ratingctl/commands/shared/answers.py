"""The answers that a person gives to the questions of a merge: by options, or one after the other."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from ratingctl.commands.shared.tree_merge import FileQuestion
from ratingctl.errors import UsageError
from ratingctl.merging.questions import MergeAnswer, MergeQuestion
from ratingctl.message import sentence
from ratingctl.storage.git_work import Repository
from ratingctl.storage.local_state.answers import NAME, store_answers, stored_answers


class MergeAnswers:
    """Answers to the questions of merges in one clone.

    Args:
        repository: The clone, which keeps the answers until the merge is done.
        mine: What is to stand as my side has it, as typed: an event's id or a region, with `.field` where needed.
        theirs: What is to stand as the other side has it.
        both: Events of which both sides are to stand.
    """

    def __init__(
        self, repository: Repository, mine: Sequence[str] = (), theirs: Sequence[str] = (), both: Sequence[str] = ()
    ) -> None:
        self._file = repository.path(NAME)
        self._stored = stored_answers(self._file)
        self._typed = [
            *((what, MergeAnswer.MINE) for what in mine),
            *((what, MergeAnswer.THEIRS) for what in theirs),
            *((what, MergeAnswer.BOTH) for what in both),
        ]
        self._used: set[str] = set()

    def answer_of(self, path: str, question: MergeQuestion) -> MergeAnswer | None:
        """Return what a person has answered; None where the question is to be asked."""
        for what, answer in self._typed:
            if is_about(what, path, question):
                self._used.add(what)
                if answer is not MergeAnswer.BOTH or question.allows_both:
                    self._stored[fingerprint(path, question)] = answer.value
                    return answer
        stored = self._stored.get(fingerprint(path, question))
        return MergeAnswer(stored) if stored in list(MergeAnswer) else None

    def keep(self, path: str, question: MergeQuestion, answer: MergeAnswer) -> None:
        """Keep an answer at once: what comes next may be interrupted.

        Raises:
            SurroundingsError: If it cannot be written.
        """
        self._stored[fingerprint(path, question)] = answer.value
        self.write()

    def write(self) -> None:
        """Keep the answers that were typed."""
        store_answers(self._file, self._stored)

    def forget(self) -> None:
        """Forget all answers: the merge is done."""
        self._stored = {}
        store_answers(self._file, {})

    def require_used(self, questions: Sequence[FileQuestion]) -> None:
        """Refuse words that name no question.

        Raises:
            UsageError: If there are such.
        """
        unused = [what for what, _ in self._typed if what not in self._used]
        if unused:
            names = ", ".join(dict.fromkeys(name_of(each.path, each.question) for each in questions))
            raise UsageError(
                sentence("no question is about {what}", what=unused[0]),
                next_step=sentence("open are: {names}", names=names) if names else sentence("nothing is open"),
            )


def is_about(what: str, path: str, question: MergeQuestion) -> bool:
    """Return whether words mean a question: an event's id or a region, with `.field` where needed."""
    what = what.strip().lower()
    region = PurePosixPath(path).stem
    names = [name_of(path, question)]
    if question.entry is None:
        names += [region, path]
    elif len(question.entry) > 1 and question.entry[0] in ("events", "checks"):
        event = question.entry[1]
        short = event.removeprefix(f"{region}-")
        field = question.field or "event"
        names += [event, f"{event}.{field}", short, f"{short}.{field}"]
    return what in (name.lower() for name in names)


def name_of(path: str, question: MergeQuestion) -> str:
    """Return the name of a question in options."""
    region = PurePosixPath(path).stem
    if question.entry is None:
        return f"{region}.{question.field}" if question.field else region
    name = question.entry[1] if len(question.entry) > 1 else region
    return f"{name}.{question.field}" if question.field else name


def fingerprint(path: str, question: MergeQuestion) -> str:
    """Return what changes when a question is another one: its place or what either side says."""
    parts = [path, question.entry, question.field, question.base, question.mine, question.theirs]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
