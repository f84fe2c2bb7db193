"""Sharing a rating through git: own work committed, the others' work fetched and merged in memory, both pushed."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.answers import MergeAnswers
from ratingctl.commands.shared.own_work import OwnWork
from ratingctl.commands.shared.soundness import new_problems
from ratingctl.commands.shared.tree_merge import FileQuestion, TreeMerge, merge_commits
from ratingctl.commands.shared.workable import require_identity, unrefused
from ratingctl.errors import RatingctlError, SurroundingsError, UsageError
from ratingctl.merging.questions import Labels
from ratingctl.message import Message, counted, sentence
from ratingctl.storage.edits import apply
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git import GitFolder
from ratingctl.storage.git_history import author_of
from ratingctl.storage.git_process import GitError, UnreachableError
from ratingctl.storage.git_push import OWN_BRANCH, PushResult
from ratingctl.storage.git_setup import DRIVER, attributes_edit, is_named, register_driver
from ratingctl.storage.git_work import Repository

_TRIES = 3


class SharingResult(NamedTuple):
    """How far the sharing of a rating has come.

    Attributes:
        merged: Files that both sides had changed, and that were merged.
        questions: What nobody but a person can answer.
        saved: The commit in which the own work is; None where nothing was committed.
        shared: True if the other repository has everything that this clone has.
        notes: What was done, in the order in which it was.
        error: Why it went no further; None where it is done, or only questions are left.
    """

    merged: tuple[str, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    saved: str | None = None
    shared: bool = False
    notes: tuple[Message, ...] = ()
    error: RatingctlError | None = None


class Sharing:
    """One run of `save`, `sync` or `resolve`.

    Args:
        folder: The rating.
        repository: The repository in which it lies.
        answers: What a person has answered.
        language: The language of commit messages.
    """

    def __init__(self, folder: DiskFolder, repository: Repository, answers: MergeAnswers, language: str) -> None:
        self._folder = folder
        self._repository = repository
        self._answers = answers
        self._language = language
        self._result = SharingResult()
        self._own = OwnWork(folder, repository)

    @property
    def result(self) -> SharingResult:
        """How far it has come."""
        return self._result

    def note(self, message: Message) -> None:
        """Say that something was done."""
        self._result = self._result._replace(notes=(*self._result.notes, message))

    def stop(self, error: RatingctlError) -> SharingResult:
        """Return the result of a run that goes no further."""
        self._result = self._result._replace(error=error)
        return self._result

    def set_up(self) -> None:
        """Make the clone know the merge driver, if nobody has."""
        if not self._repository.config(f"merge.{DRIVER}.driver") and register_driver(self._repository):
            self.note(sentence("git merges this rating's files by ids and fields from now on"))
        if not is_named(self._repository):
            apply([attributes_edit(self._repository)], root=self._repository.top)

    def commit(self, typed: str) -> None:
        """Commit the rating's files, if they differ from the last commit.

        Args:
            typed: What a person says about it; the summary of the changes follows.

        Raises:
            RatingctlError: If they may not be committed as they are; nothing is changed then.
        """
        paths = self._own.files()
        if ignored := self._own.ignored():
            self.note(sentence("git ignores {paths}: not saved; see .gitignore", paths=", ".join(ignored)))
        if not paths:
            self.note(sentence("nothing is unsaved"))
            return
        self._own.require_sound()
        message = self._own.message(self._own.changes(paths), typed, self._language)
        self._committed(message, lambda: self._repository.commit_files(paths, message))

    def conclude(self, typed: str) -> None:
        """Commit a merge that git has left unfinished, with the rating's files as they are; see `commit`."""
        self._own.require_sound()
        paths = self._own.files()
        if not paths and not typed.strip():
            unrefused(self._repository.conclude)
            self._result = self._result._replace(saved=self._repository.head())
            self.note(sentence("the merge is done"))
            return
        message = self._own.message(self._own.changes(paths), typed, self._language)
        self._committed(message, lambda: self._repository.conclude(paths, message))

    def _committed(self, message: str, commit: Callable[[], None]) -> None:
        unrefused(commit)
        self._result = self._result._replace(saved=self._repository.head())
        self.note(sentence("saved: {summary}", summary=message.split("\n")[0]))

    def join(self, remote: str) -> bool:
        """Fetch what others have shared and merge it in memory; the working tree changes only where all went well.

        Args:
            remote: The other repository.

        Returns:
            False if something is left to be answered.

        Raises:
            RatingctlError: If the two cannot be merged, or the other repository does not answer.
        """
        self._repository.fetch(remote)
        return self.join_fetched(remote)

    def join_fetched(self, remote: str) -> bool:
        """Merge what was fetched; see `join`."""
        repository = self._repository
        branch = repository.shared_branch(remote)
        joined = self._join_branch(remote, branch)
        own = repository.config(f"branch.{repository.branch()}.{OWN_BRANCH}")
        if joined and own and own != branch:
            joined = self._join_branch(remote, own)
        return joined

    def push(self, remote: str, today: date) -> bool:
        """Give the own commits to the other repository, and return whether it took them.

        Raises:
            RatingctlError: If it refuses them.
        """
        repository = self._repository
        branch = repository.branch()
        head = repository.head()
        if branch is None or head is None:
            return False
        shared = repository.shared_branch(remote)
        own_key = f"branch.{branch}.{OWN_BRANCH}"
        own = repository.config(own_key)
        if own and self._is_there(remote, shared):
            repository.unset_config(own_key)
            own = ""
        if self._is_there(remote, own or shared):
            self._result = self._result._replace(shared=True)
            return True
        result, words = repository.push(remote, head, own or shared)
        if result is PushResult.REFUSED and not own:
            own = f"{_slug(repository.config('user.email').partition('@')[0])}/{today.isoformat()}"
            result, more = repository.push(remote, head, own)
            if result is PushResult.DONE:
                repository.set_config(own_key, own)
                words = more
        match result:
            case PushResult.DONE:
                self._note_pushed(remote, branch, shared, own, words)
                return True
            case PushResult.RACE:
                return False
            case PushResult.HOOK | PushResult.REFUSED:
                raise SurroundingsError(
                    sentence("{remote} did not take it; everything is saved here", remote=remote),
                    details=tuple(line for line in words.split("\n") if line),
                    next_step=sentence("mend what it says above, then run `ratingctl save` again"),
                )

    def share(self, remote: str, today: date) -> SharingResult:
        """Fetch, merge and push; where somebody else was quicker, once more."""
        for _ in range(_TRIES):
            try:
                if not self.join(remote):
                    return self._result
                if self.push(remote, today):
                    return self._result
            except UnreachableError as error:
                return self.stop(self._not_shared(error))
            except RatingctlError as error:
                return self.stop(error)
        return self.stop(
            SurroundingsError(
                sentence("saved here, not yet shared: others were quicker {n} times", n=_TRIES),
                next_step=sentence("run `ratingctl save` again"),
            )
        )

    def questions_with(self, remote: str) -> SharingResult:
        """Return what `join_fetched` would ask; nothing is merged."""
        repository = self._repository
        mine = repository.head()
        theirs = repository.commit_of(f"refs/remotes/{remote}/{repository.shared_branch(remote)}")
        if not mine or not theirs or repository.is_ancestor(theirs, mine) or repository.is_ancestor(mine, theirs):
            return self._result
        return self._result._replace(questions=self._merged(mine, theirs).questions)

    def _merged(self, mine: str, theirs: str) -> TreeMerge:
        labels = Labels(author_of(self._repository, mine), author_of(self._repository, theirs))
        return merge_commits(self._repository, mine, theirs, self._answers.answer_of, labels)

    def _join_branch(self, remote: str, branch: str) -> bool:
        repository = self._repository
        theirs = repository.commit_of(f"refs/remotes/{remote}/{branch}")
        mine = repository.head()
        if theirs is None or (mine and repository.is_ancestor(theirs, mine)):
            return True
        if mine is None or repository.is_ancestor(mine, theirs):
            self._advance(theirs)
            self.note(sentence("fetched what others have shared"))
            return True
        if not repository.merge_bases(mine, theirs):
            self._deepen(remote, mine, theirs)
        merge = self._merged(mine, theirs)
        if merge.refused:
            raise SurroundingsError(
                sentence("both sides changed files outside the rating: {paths}", paths=", ".join(merge.refused)),
                next_step=sentence("everything is saved here; ask who knows git to run `git merge {side}`",
                                   side=f"{remote}/{branch}"),
            )  # fmt: skip
        if merge.questions:
            self._answers.write()
            self._result = self._result._replace(questions=merge.questions)
            return False
        self._commit_merge(mine, theirs, merge, branch)
        return True

    def _commit_merge(self, mine: str, theirs: str, merge: TreeMerge, branch: str) -> None:
        repository = self._repository
        require_identity(repository)
        tree = repository.tree_with(mine, merge.changes)
        message = f"Merge {branch}\n\n" + "\n".join(merge.merged)
        commit = unrefused(lambda: repository.commit_tree(tree, [mine, theirs], message))
        root = self._folder.root
        problems = new_problems(GitFolder(root, commit), GitFolder(root, mine), GitFolder(root, theirs))
        errors = [problem for problem in problems if problem.is_error]
        if errors:
            raise UsageError(
                sentence("what you and others did does not go together; nothing was merged, your work is saved here"),
                details=tuple(error.line for error in errors),
                next_step=sentence("mend it on your side with `edit`, `unlink` or `remove`, then save again"),
            )
        self._advance(commit)
        self._answers.forget()
        prefix = repository.prefix
        merged = tuple(path.removeprefix(prefix) for path in merge.merged)
        self._result = self._result._replace(merged=(*self._result.merged, *merged))
        self._note_merge(len(merged))
        for problem in problems:
            if not problem.is_error:
                self.note(
                    sentence("{fact}; {next_step}", fact=problem.problem.fact, next_step=problem.problem.next_step)
                )
        for renamed in merge.renamed:
            self.note(
                sentence("{old} was given to two events: one of them is {new} now", old=renamed.old, new=renamed.new)
            )

    def _note_merge(self, files: int) -> None:
        """Say once that something was merged, however often somebody else was quicker."""
        message = (
            counted("merged with what others did: {n} file that both had changed",
                    "merged with what others did: {n} files that both had changed", n=files)
            if files
            else sentence("merged with what others did, in other files")
        )  # fmt: skip
        if message not in self._result.notes:
            self.note(message)

    def _advance(self, commit: str) -> None:
        try:
            self._repository.fast_forward(commit)
        except GitError as error:
            paths = [line.strip() for line in error.words.split("\n") if line.startswith("\t")]
            if not paths:
                raise
            raise SurroundingsError(
                sentence("files that are not saved stand in the way: {paths}", paths=", ".join(paths)),
                next_step=sentence("save the rating's files with `ratingctl save`, commit or move the others"),
            ) from error

    def _deepen(self, remote: str, mine: str, theirs: str) -> None:
        if self._repository.is_shallow():
            self._repository.fetch(remote, deepen=True)
        if not self._repository.merge_bases(mine, theirs):
            raise SurroundingsError(
                sentence("this clone and {remote} have no common beginning", remote=remote),
                next_step=sentence("see whether it is the repository of this rating: `git remote -v`"),
            )

    def _is_there(self, remote: str, branch: str) -> bool:
        """Return whether a branch of the other repository has everything, as far as was fetched."""
        theirs, head = self._repository.commit_of(f"refs/remotes/{remote}/{branch}"), self._repository.head()
        return bool(theirs and head and self._repository.is_ancestor(head, theirs))

    def _note_pushed(self, remote: str, branch: str, shared: str, own: str, words: str) -> None:
        self._result = self._result._replace(shared=True)
        if not own and not self._repository.config(f"branch.{branch}.remote"):
            self._repository.set_config(f"branch.{branch}.remote", remote)
            self._repository.set_config(f"branch.{branch}.merge", f"refs/heads/{shared}")
        if not own:
            self.note(sentence("shared with {remote}", remote=remote))
            return
        self.note(sentence("{shared} takes nothing directly: shared as {own}", shared=shared, own=own))
        for line in words.split("\n"):
            if "://" in line:
                self.note(sentence("open it there: {address}", address=line.strip()))

    def _not_shared(self, error: UnreachableError) -> RatingctlError:
        return SurroundingsError(
            sentence("saved here, not yet shared: {fact}", fact=error.fact),
            next_step=sentence("run `ratingctl save` again"),
        )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "rating"
