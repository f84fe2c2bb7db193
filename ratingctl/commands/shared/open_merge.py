"""A merge that git has left unfinished: its questions from the index, and its end."""

from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.answers import MergeAnswers
from ratingctl.commands.shared.file_merge import FileMerge, merge_bytes
from ratingctl.commands.shared.rating_files import is_rating_file
from ratingctl.commands.shared.tree_merge import FileQuestion
from ratingctl.merging.markers import has_markers, sides_of
from ratingctl.merging.questions import Answers, Labels, MergeQuestion
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit, apply, bytes_of
from ratingctl.storage.git_process import text_merge
from ratingctl.storage.git_work import Repository
from ratingctl.storage.local_state.answers import keep_copy

_BASE, _MINE, _THEIRS = 1, 2, 3


class OpenMerge(NamedTuple):
    """What git has left to be settled.

    Attributes:
        questions: What is to be answered in the rating's files.
        settled: The rating's files in which nothing is left to be answered.
        others: Files outside the rating that are in conflict.
        by_hand: Files of the rating that somebody has mended by hand; they are taken as they are.
    """

    questions: tuple[FileQuestion, ...] = ()
    settled: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()


def settle(
    repository: Repository, answers: MergeAnswers, labels: Labels, *, write: bool, is_swapped: bool = False
) -> OpenMerge:
    """Merge the rating's files that git has left in conflict anew, with what a person has answered.

    A file that nothing is left to be asked of is written and staged; one with questions is written with markers around
    these alone. A file that somebody has mended by hand, so that it has no markers, is taken as it is.

    Args:
        repository: The repository.
        answers: What a person has answered.
        labels: What stands beside markers.
        write: Write and stage; False only looks.
        is_swapped: True if git takes the others' side for mine, as a rebase does.

    Raises:
        SurroundingsError: If a file cannot be written, or changes meanwhile.
    """
    questions: list[FileQuestion] = []
    settled, others, by_hand = [], [], []
    for path, stages in repository.unmerged().items():
        if not (is_rating_file(path, repository.prefix) and path.endswith(".yaml")):
            others.append(path)
            continue
        before = bytes_of(repository.top / path)
        blobs = repository.blobs(digest for _, digest in stages.values())
        sides = (_THEIRS, _MINE) if is_swapped else (_MINE, _THEIRS)
        versions = [blobs[stages[stage][1]] if stage in stages else None for stage in (_BASE, *sides)]
        if before is not None and not has_markers(before) and not _is_among(before, versions):
            by_hand.append(path)
            if write:
                repository.stage(path)
            continue
        merge = _merged(path, versions, answers, labels)
        questions += [FileQuestion(path, question, merge.why_whole) for question in merge.questions]
        if not merge.questions:
            settled.append(path)
        if write and merge.content != before:
            _keep_hand_work(repository, path, before, versions, merge)
            apply([Edit(repository.top / path, before, merge.content)], root=repository.top)
        if write and not merge.questions:
            repository.stage(path)
    for path in marked_files(repository):
        if path not in repository.unmerged() and path not in settled:
            marked, is_settled = _settle_marked(repository, path, answers, labels, write=write)
            questions += marked
            settled += [path] if is_settled else []
    return OpenMerge(tuple(questions), tuple(settled), tuple(others), tuple(by_hand))


def marked_files(repository: Repository) -> list[str]:
    """Return the rating's files with conflict markers, as paths from the top of the repository."""
    root = repository.top / repository.prefix
    paths = [file.relative_to(repository.top).as_posix() for file in sorted(root.glob("*/*.yaml"))]
    return [
        path
        for path in paths
        if is_rating_file(path, repository.prefix) and has_markers(bytes_of(repository.top / path) or b"")
    ]


def _settle_marked(
    repository: Repository, path: str, answers: MergeAnswers, labels: Labels, *, write: bool
) -> tuple[list[FileQuestion], bool]:
    """Merge the two sides of a file with markers whose versions git no longer knows."""
    before = bytes_of(repository.top / path) or b""
    sides = sides_of(before)
    if sides is None:
        why = sentence("the markers are not whole: one of <<<<<<<, ======= and >>>>>>> is missing")
        text = before.decode("utf-8", "replace")
        return [FileQuestion(path, MergeQuestion(None, "", None, text, text), why)], False
    merge = _merged(path, [sides.base, sides.mine, sides.theirs], answers, labels)
    if write and not merge.questions and merge.content is not None:
        apply([Edit(repository.top / path, before, merge.content)], root=repository.top)
    return [FileQuestion(path, question, merge.why_whole) for question in merge.questions], not merge.questions


def _merged(path: str, versions: list[bytes | None], answers: MergeAnswers, labels: Labels) -> FileMerge:
    answer: Answers = partial(answers.answer_of, path)
    return merge_bytes(path, versions[0], versions[1], versions[2], labels, answer)


def _keep_hand_work(
    repository: Repository, path: str, before: bytes | None, versions: list[bytes | None], merge: FileMerge
) -> None:
    """Keep a copy of a file that is neither what git nor what a merge writes: somebody has worked in it."""
    if before is None or _is_among(before, versions) or before == merge.content:
        return
    base, mine, theirs = (version or b"" for version in versions)
    text, _ = text_merge(base, mine, theirs, names=("mine", "theirs"))
    if _without_labels(before) in (_without_labels(text), _without_labels(merge.content or b"")):
        return
    keep_copy(repository.path(""), path.replace("/", "-"), before)


def _is_among(content: bytes, versions: list[bytes | None]) -> bool:
    """Return whether a file equals one of the versions, apart from its line ends."""
    return content in versions or content.replace(b"\r\n", b"\n") in versions


def _without_labels(content: bytes) -> bytes:
    lines = content.split(b"\n")
    return b"\n".join(line[:7] if line[:7] in (b"<<<<<<<", b">>>>>>>", b"|||||||") else line for line in lines)
