"""The report of `save`, `sync` and `resolve`: what was merged, what is to be answered, what is saved and shared."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ratingctl.commands.shared.answers import MergeAnswers, name_of
from ratingctl.commands.shared.change_summary import file_changes, line_of, value_text
from ratingctl.commands.shared.open_merge import settle
from ratingctl.commands.shared.sharing import SharingResult
from ratingctl.commands.shared.tree_merge import FileQuestion, common_base
from ratingctl.errors import RatingctlError, SurroundingsError
from ratingctl.merging.questions import Labels
from ratingctl.message import Message, sentence
from ratingctl.report import Paragraph, Records, Report, Screen, paragraph
from ratingctl.storage.git_history import author_of, authors_between
from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository

_RECORDS = Records(
    ("questions",), (), ("path", "region", "id", "field", "base", "mine", "theirs", "by_mine", "by_theirs")
)


_IF_IT_GOES = sentence(
    "if it goes, links to it and its checks pass to what it continued; where it continued nothing, they go too"
)


class MergeSide(NamedTuple):
    """One side of a merge.

    Attributes:
        base: The common predecessor; None where there is none.
        commit: Its last commit; empty where it is none.
    """

    base: str | None
    commit: str


class AskedQuestion(NamedTuple):
    """A question with who is behind the two answers.

    Attributes:
        path: The file, inside the rating's folder.
        by_mine: Who changed the file on my side, the last one first, with the day.
        by_theirs: Who changed it on the other side.
        is_committed: False if my side is no commit, but what I had put aside.
    """

    question: FileQuestion
    path: str
    by_mine: tuple[tuple[str, str], ...] = ()
    by_theirs: tuple[tuple[str, str], ...] = ()
    is_committed: bool = True

    @property
    def data(self) -> dict[str, Any]:
        """The question for programs."""
        entry, field, base, mine, theirs, leans_on, _ = self.question.question
        names = [", ".join(name for name, _ in side) for side in (self.by_mine, self.by_theirs)]
        return {
            "path": self.path,
            "region": PurePosixPath(self.path).stem,
            "id": entry[1] if entry and len(entry) > 1 else None,
            "field": field or None,
            "base": base,
            "mine": mine,
            "theirs": theirs,
            "by_mine": names[0],
            "by_theirs": names[1],
            "what": name_of(self.path, self.question.question),
            "leans_on": list(leans_on),
        }

    def lines(self) -> list[Paragraph]:
        """Return the question for people: what it is about, and the two answers with names and days."""
        question = self.question.question
        lines = [paragraph(self._subject())]
        if question.entry is not None and not question.field:
            lines.append(paragraph("  ", self._about_removal()))
            if question.leans_on:
                lines.append(paragraph("  ", _IF_IT_GOES))
        elif question.entry is None and not question.field:
            lines.append(paragraph("  ", self._about_file()))
        else:
            for name, value in zip(self._names(), (question.mine, question.theirs), strict=True):
                lines.append(paragraph("  ", name, f": {value_text(value)}"))
            if question.base:
                lines.append(paragraph("  ", sentence("before: {value}", value=value_text(question.base))))
        return lines

    def _names(self) -> tuple[Message | str, Message | str]:
        mine = sentence("mine") if self.is_committed else sentence("not committed")
        return _name(self.by_mine) or mine, _name(self.by_theirs) or sentence("theirs")

    def _subject(self) -> str:
        question = self.question.question
        context = question.context
        words = [self.path, name_of(self.path, question)]
        words += [str(context[key]) for key in ("date", "title", "text", "by") if context.get(key)]
        return " · ".join(words)

    def _about_file(self) -> Message:
        question = self.question.question
        if question.mine is not None and question.theirs is not None:
            return sentence("the file cannot be merged by ids and fields: {why}", why=self.question.why_whole)
        mine, theirs = self._names()
        remover, keeper = (mine, theirs) if question.mine is None else (theirs, mine)
        base, now = (
            text.encode() if text is not None else None
            for text in (question.base, question.theirs if question.mine is None else question.mine)
        )
        changes = file_changes(self.path, base, now).changes or ()
        changed = "; ".join(line_of(change) for change in changes) or "–"
        return sentence(
            "{remover} removed the file, {keeper} changed it: {changed}",
            remover=remover, keeper=keeper, changed=changed,
        )  # fmt: skip

    def _about_removal(self) -> Message:
        question = self.question.question
        mine, theirs = self._names()
        remover, keeper = (mine, theirs) if question.mine is None else (theirs, mine)
        if question.leans_on:
            leaning = ", ".join(question.leans_on)
            return sentence(
                "{remover} removed it, {keeper} builds on it: {leaning}",
                remover=remover, keeper=keeper, leaning=leaning,
            )  # fmt: skip
        changed = _changed(question.base, question.theirs if question.mine is None else question.mine)
        return sentence(
            "{remover} removed it, {keeper} changed it: {changed}", remover=remover, keeper=keeper, changed=changed
        )


def asked(
    repository: Repository, questions: Sequence[FileQuestion], mine: MergeSide, theirs: MergeSide
) -> list[AskedQuestion]:
    """Return questions with who is behind the two answers."""
    prefix = repository.prefix
    paths = {question.path for question in questions}
    by_mine, by_theirs = ({path: _behind(repository, side, path) for path in paths} for side in (mine, theirs))
    return [
        AskedQuestion(
            question,
            question.path.removeprefix(prefix),
            by_mine[question.path],
            by_theirs[question.path],
            bool(mine.commit),
        )
        for question in questions
    ]


def _behind(repository: Repository, side: MergeSide, path: str) -> tuple[tuple[str, str], ...]:
    """Return who changed a file on a side, with the day; who made its last commit, where nobody did."""
    if not side.commit:
        return ()
    behind = tuple(authors_between(repository, side.base, side.commit, path))
    return behind or (((author_of(repository, side.commit), ""),) if side.commit != side.base else ())


def sharing_report(result: SharingResult, questions: Sequence[AskedQuestion], language: str) -> Report:
    """Return the report of a run.

    Args:
        result: How far it has come.
        questions: What is to be answered.
        language: The rating's language.
    """
    notes = [paragraph(note) for note in result.notes]
    for question in questions:
        notes += question.lines()
    if questions:
        example = name_of(questions[0].path, questions[0].question.question)
        notes.append(
            paragraph(sentence("answer with `ratingctl resolve --mine {what}` or `--theirs {what}`", what=example))
        )
    return Report(
        data={
            "merged": list(result.merged),
            "questions": [question.data for question in questions],
            "saved": result.saved,
            "shared": result.shared,
        },
        records=_RECORDS,
        screen=Screen(language=language, notes=notes),
        has_findings=bool(questions),
    )


class SharingOutcome(NamedTuple):
    """How far a run came.

    Attributes:
        report: What was done, and what is to be answered.
        questions: The questions, to be asked one after the other.
        answers: Keeps the answers.
        error: Why it went no further.
    """

    report: Report
    questions: Sequence[AskedQuestion] = ()
    answers: MergeAnswers | None = None
    error: RatingctlError | None = None


def outcome_of(
    repository: Repository, result: SharingResult, answers: MergeAnswers, remote: str, language: str
) -> SharingOutcome:
    """Return how far a run came, with the people behind its questions."""
    mine = repository.head() or ""
    theirs = repository.commit_of(f"refs/remotes/{remote}/{repository.shared_branch(remote)}") if remote else None
    questions: Sequence[AskedQuestion] = ()
    if result.questions and theirs:
        base = common_base(repository, mine, theirs)
        questions = asked(repository, result.questions, MergeSide(base, mine), MergeSide(base, theirs))
    if not result.error:
        answers.require_used(result.questions)
    return SharingOutcome(sharing_report(result, questions, language), questions, answers, result.error)


def end_of_merge(repository: Repository, answers: MergeAnswers, language: str, *, write: bool = True) -> SharingOutcome:
    """Settle what git has left unfinished, and return what is still to be answered.

    Args:
        repository: The repository.
        answers: What a person has answered.
        language: The rating's language.
        write: Write what is settled; False only looks.

    Raises:
        SurroundingsError: If files outside the rating are in conflict.
    """
    mine, theirs = repository.head() or "", repository.other_side()
    is_rebase = repository.state() is WorkState.REBASE and bool(theirs)
    is_put_aside = not theirs and bool(repository.unmerged())
    is_swapped = is_rebase or is_put_aside
    if is_swapped:  # git has the others' side checked out, and picks mine, or what I had put aside
        mine, theirs = theirs, mine
    names = [author_of(repository, side) if side else "" for side in (mine, theirs)]
    labels = Labels(names[0] or Labels().mine, names[1] or Labels().theirs)
    left = settle(repository, answers, labels, write=write, is_swapped=is_swapped)
    if left.others:
        raise SurroundingsError(
            sentence("files outside the rating are in conflict: {paths}", paths=", ".join(left.others)),
            next_step=sentence(
                "ask who knows git to settle them and to `git add` them, then run `ratingctl save`; nothing is lost"
            ),
        )
    if write:
        answers.write()
    base = common_base(repository, mine, theirs) if mine and theirs else None
    questions = asked(repository, left.questions, MergeSide(base, mine), MergeSide(base, theirs))
    answers.require_used(left.questions)
    prefix = repository.prefix
    merged = tuple(path.removeprefix(prefix) for path in (*left.settled, *left.by_hand))
    result = SharingResult(merged=merged, questions=left.questions)
    notes = [sentence("{path}: mended by hand, taken as it is", path=path) for path in left.by_hand]
    report = sharing_report(result._replace(notes=tuple(notes)), questions, language)
    return SharingOutcome(report, questions, answers)


def _name(side: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name} ({day})" if day else name for name, day in side[:2])


def _changed(base: Any, now: Any) -> str:
    """Return which fields of an entry changed, with their values."""
    if not isinstance(base, dict) or not isinstance(now, dict):
        return value_text(now)
    fields = [key for key in now if now.get(key) != base.get(key)]
    return "; ".join(f"{key} {value_text(now[key])}" for key in fields) or "–"
