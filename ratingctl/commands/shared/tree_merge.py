"""The merge of two commits in memory: the rating's files by ids and fields, other files line by line."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.file_merge import FileMerge, merge_bytes
from ratingctl.commands.shared.rating_files import is_rating_file
from ratingctl.merging.collisions import Renamed
from ratingctl.merging.questions import Answers, Labels, MergeAnswer, MergeQuestion
from ratingctl.message import Text
from ratingctl.storage.git_process import text_merge
from ratingctl.storage.git_work import Repository, TreeFiles

_REGULAR = ("100644", "100755")

AnswerOf = Callable[[str, MergeQuestion], MergeAnswer | None]
"""What a person has answered to a question in a file; None where it is to be asked."""


class FileQuestion(NamedTuple):
    """A question and its file, as a path from the top of the repository.

    Attributes:
        why_whole: Why the file could not be merged by ids and fields; empty where it could.
    """

    path: str
    question: MergeQuestion
    why_whole: Text = ""


class TreeMerge(NamedTuple):
    """What came of two commits.

    Attributes:
        changes: By which files the merged tree differs from my side's, with mode and object; None for a file that goes.
        merged: The rating's files that both sides had changed.
        questions: What nobody but a person can answer; the changes lack their files.
        refused: Files outside the rating that both sides changed in a way that cannot be merged.
        renamed: Events that were given another id.
    """

    changes: Mapping[str, tuple[str, str] | None]
    merged: tuple[str, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    refused: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()


def merge_commits(repository: Repository, mine: str, theirs: str, answer_of: AnswerOf, labels: Labels) -> TreeMerge:
    """Merge two commits.

    Args:
        repository: Where they are.
        mine: One side.
        theirs: The other side.
        answer_of: What a person has answered.
        labels: What stands beside markers.
    """
    return _TreeMerger(repository, common_base(repository, mine, theirs), mine, theirs, answer_of, labels).merge()


def common_base(repository: Repository, mine: str, theirs: str) -> str | None:
    """Return the common predecessor of two commits; where there are several, a tree that merges them."""
    bases = repository.merge_bases(mine, theirs)
    if not bases:
        return None
    base, *more = bases
    for other in more:
        older = repository.merge_bases(bases[0], other)
        merge = _TreeMerger(
            repository, older[0] if older else None, base, other, lambda _path, _question: MergeAnswer.MINE, Labels()
        ).merge()
        base = repository.tree_with(base, merge.changes)
    return base


class _TreeMerger:
    def __init__(
        self,
        repository: Repository,
        base: str | None,
        mine: str,
        theirs: str,
        answer_of: AnswerOf,
        labels: Labels,
    ) -> None:
        self._repository = repository
        self._sides: list[TreeFiles] = [repository.files(side) for side in (base, mine, theirs)]
        self._answer_of = answer_of
        self._labels = labels
        self._renamed: dict[tuple[str, bool], Renamed] = {}
        self._blobs: dict[str, bytes] = {}

    def merge(self) -> TreeMerge:
        base, mine, theirs = self._sides
        both = [path for path in sorted({*base, *mine, *theirs}) if self._both_changed(path)]
        self._blobs = self._repository.blobs(
            side[path][1] for path in both for side in self._sides if path in side and side[path][0] in _REGULAR
        )
        merges = self._merged_files([path for path in both if self._is_ours(path)])
        changes: dict[str, tuple[str, str] | None] = {
            path: theirs.get(path)
            for path in sorted({*base, *theirs})
            if path not in both and theirs.get(path) != base.get(path)
        }
        refused = []
        for path in both:
            if path not in merges and not self._merge_other(path, changes):
                refused.append(path)
        for path, merge in merges.items():
            if not merge.questions:
                self._put(path, merge.content, changes)
        self._rename_elsewhere(changes, merges)
        questions = [
            FileQuestion(path, question, merge.why_whole)
            for path, merge in merges.items()
            for question in merge.questions
        ]
        return TreeMerge(changes, tuple(merges), tuple(questions), tuple(refused), tuple(self._renamed.values()))

    def _both_changed(self, path: str) -> bool:
        base, mine, theirs = (side.get(path) for side in self._sides)
        return mine not in (base, theirs) and theirs != base

    def _is_ours(self, path: str) -> bool:
        """Return whether a file is one of the rating's that merge by ids and fields."""
        modes = {side[path][0] for side in self._sides if path in side}
        return is_rating_file(path, self._repository.prefix) and path.endswith(".yaml") and modes <= set(_REGULAR)

    def _merged_files(self, paths: Iterable[str]) -> dict[str, FileMerge]:
        return {path: self._merged_file(path) for path in paths}

    def _merged_file(self, path: str) -> FileMerge:
        contents = [self._blobs[side[path][1]] if path in side else None for side in self._sides]
        answers: Answers = partial(self._answer_of, path)
        merge = merge_bytes(path, contents[0], contents[1], contents[2], self._labels, answers)
        self._renamed |= {(renamed.old, renamed.is_mine): renamed for renamed in merge.renamed}
        return merge

    def _merge_other(self, path: str, changes: dict[str, tuple[str, str] | None]) -> bool:
        """Merge a file outside the rating, and return whether that was possible."""
        versions = [side.get(path) for side in self._sides]
        if any(version is None or version[0] not in _REGULAR for version in versions[1:]):
            return False
        contents = [self._blobs[version[1]] if version else b"" for version in versions]
        if any(b"\0" in content[:8000] for content in contents):
            return False
        content, is_clean = text_merge(
            contents[0], contents[1], contents[2], names=(self._labels.mine, self._labels.theirs)
        )
        if is_clean:
            self._put(path, content, changes)
        return is_clean

    def _put(self, path: str, content: bytes | None, changes: dict[str, tuple[str, str] | None]) -> None:
        if content is None:
            changes[path] = None
            return
        modes = [side[path][0] for side in self._sides[1:] if path in side]
        mode = max(modes, default=_REGULAR[0])
        changes[path] = (mode, self._repository.write_blob(content))

    def _rename_elsewhere(self, changes: dict[str, tuple[str, str] | None], merges: Mapping[str, FileMerge]) -> None:
        """Let the other files of a side follow where its event was given another id."""
        for renamed in self._renamed.values():
            base, side = self._sides[0], self._sides[1 if renamed.is_mine else 2]
            token = re.compile(rb"(?<![a-z0-9-])" + re.escape(renamed.old.encode()) + rb"(?![a-z0-9-])")
            paths = [
                path
                for path, version in side.items()
                if version != base.get(path) and path not in merges and self._is_ours(path)
            ]
            contents = self._repository.blobs(side[path][1] for path in paths)
            for path in paths:
                content = contents[side[path][1]]
                if token.search(content):
                    self._put(path, token.sub(renamed.new.encode(), content), changes)
