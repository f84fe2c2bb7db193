"""The merge of two commits in memory: the rating's files by ids and fields, other files line by line."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from ratingctl.commands.shared.file_merge import FileMerge, merge_bytes
from ratingctl.commands.shared.rating_files import is_rating_file
from ratingctl.commands.shared.region_moves import (
    Contents,
    RemovedEvent,
    event_ids,
    removed_events,
    renamed_to,
    without_events,
)
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
        self._leaning: Mapping[str, Mapping[str, tuple[str, ...]]] = {}

    def merge(self) -> TreeMerge:
        moved = self._follow_renames()
        base, mine, theirs = self._sides
        both = [path for path in sorted({*base, *mine, *theirs}) if self._both_changed(path)]
        self._read([*both, *self._changed_regions()])
        removed = list(removed_events(*(self._contents(self._changed_regions(), side) for side in self._sides)))
        self._leaning = {
            path: {event.event: event.leaning for event in removed if event.path == path}
            for path in (event.path for event in removed)
        }
        merges = self._merged_files([path for path in both if self._is_ours(path)])
        merges |= self._merged_files([path for path in self._leaning if path not in merges])
        changes: dict[str, tuple[str, str] | None] = {
            path: theirs.get(path)
            for path in sorted({*base, *theirs})
            if path not in both and theirs.get(path) != base.get(path)
        }
        changes |= dict.fromkeys(moved)
        refused = []
        for path in both:
            if path not in merges and not self._merge_other(path, changes):
                refused.append(path)
        merges = self._let_go(removed, merges, changes)
        for path, merge in merges.items():
            if not merge.questions:
                self._put(path, merge.content, changes)
        self._rename_elsewhere(changes, merges)
        questions = [
            FileQuestion(path, question, merge.why_whole)
            for path, merge in merges.items()
            for question in merge.questions
        ]
        merged = tuple(path for path in merges if path in both)
        return TreeMerge(changes, merged, tuple(questions), tuple(refused), tuple(self._renamed.values()))

    def _follow_renames(self) -> list[str]:
        """Let a file that one side gave another name have that name on all sides; return my files that go thereby."""
        moved = []
        for number in (1, 2):
            base, side, other = self._sides[0], self._sides[number], self._sides[3 - number]
            gone = [path for path in base if path not in side and other.get(path, base[path]) != base[path]]
            for path in filter(self._is_ours, gone):
                folder = path.rpartition("/")[0]
                new = [name for name in side if name.rpartition("/")[0] == folder and name not in {*base, *other}]
                self._read(filter(self._is_ours, [path, *new]))
                name = renamed_to(self._blobs[base[path][1]], self._contents(filter(self._is_ours, new), side))
                if name is None:
                    continue
                moved += [path] if number == 2 else []
                for place, files in ((0, base), (3 - number, other)):
                    rest = {key: value for key, value in files.items() if key != path}
                    self._sides[place] = {**rest, name: files[path]}
                base, other = self._sides[0], self._sides[3 - number]
        return moved

    def _changed_regions(self) -> list[str]:
        """Return the rating's files in which events stand and that a side changed."""
        base, mine, theirs = self._sides
        paths = {*mine.items(), *theirs.items(), *base.items()}
        changed = {
            path for path, version in paths if not version == base.get(path) == mine.get(path) == theirs.get(path)
        }
        return [
            path
            for path in sorted(changed)
            if "/" in path.removeprefix(self._repository.prefix) and self._is_ours(path)
        ]

    def _read(self, paths: Iterable[str]) -> None:
        """Read the versions of files, as far as they are not known yet."""
        digests = [
            side[path][1] for path in paths for side in self._sides if path in side and side[path][0] in _REGULAR
        ]
        self._blobs |= self._repository.blobs(digest for digest in digests if digest not in self._blobs)

    def _contents(self, paths: Iterable[str], side: TreeFiles) -> Contents:
        return {path: self._blobs[side[path][1]] for path in paths if path in side}

    def _let_go(
        self,
        removed: Iterable[RemovedEvent],
        merges: Mapping[str, FileMerge],
        changes: dict[str, tuple[str, str] | None],
    ) -> dict[str, FileMerge]:
        """Take what points to events that a person lets go out of the other files."""
        result = dict(merges)
        gone = [
            event
            for event in removed
            if not merges[event.path].questions and event.event not in event_ids(merges[event.path].content or b"")
        ]
        for path in dict.fromkeys(path for event in gone for path in event.paths):
            events = [event for event in gone if path in event.paths]
            side = self._sides[2 if events[0].is_mine else 1]
            if path not in result:
                self._put(path, without_events(path, self._blobs[side[path][1]], events), changes)
            elif (content := result[path].content) is not None and not result[path].questions:
                result[path] = result[path]._replace(content=without_events(path, content, events))
        return result

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
        leaning = self._leaning.get(path, {})
        merge = merge_bytes(path, contents[0], contents[1], contents[2], self._labels, answers, leaning)
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
