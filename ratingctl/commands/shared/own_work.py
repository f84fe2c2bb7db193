"""A person's own work: the rating's files that differ from the last commit, and what is said of them."""

import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ratingctl.commands.shared.rating_files import is_rating_file
from ratingctl.domain.model import State
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.message import counted, sentence
from ratingctl.storage.edits import bytes_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_setup import attribute_lines, with_attributes
from ratingctl.storage.git_work import Repository, TreeFiles

if TYPE_CHECKING:
    from ratingctl.commands.shared.change_summary import FileChanges


class OwnWork:
    """The files of a rating that are not committed yet.

    Args:
        folder: The rating.
        repository: The repository in which it lies.
    """

    def __init__(self, folder: DiskFolder, repository: Repository) -> None:
        self._folder = folder
        self._repository = repository

    def files(self, *, has_filters: bool = True) -> list[str]:
        """Return the rating's files that differ from the last commit, as paths from the top of the repository.

        Args:
            has_filters: Whether the filters run that the clone names for its files.
        """
        prefix = self._repository.prefix
        changed = self._repository.changed_paths(prefix, has_filters=has_filters)
        paths = [path for path in changed if is_rating_file(path, prefix)]
        attributes = self._repository.changed_paths(".gitattributes", has_filters=has_filters)
        paths = list(dict.fromkeys([*paths, *(path for path in attributes if self._is_own_attributes(path))]))
        return self._without_line_ends(paths, has_filters=has_filters)

    def changes(self, paths: Sequence[str]) -> "list[FileChanges]":
        """Return what changed in files since the last commit, by record and field."""
        if not paths:
            return []
        from ratingctl.commands.shared.change_summary import file_changes  # brings the parser

        prefix = self._repository.prefix
        known = self._repository.files(self._repository.head(), prefix)
        blobs = self._repository.blobs(known[path][1] for path in paths if path in known)
        return [
            file_changes(
                path.removeprefix(prefix),
                blobs[known[path][1]] if path in known else None,
                bytes_of(self._repository.top / path),
            )
            for path in paths
            if path.endswith(".yaml")
        ]

    def message(self, changes: "Sequence[FileChanges]", typed: str, language: str) -> str:
        """Return the message of a commit: what was typed first, the changes in one line, and below by record.

        Args:
            changes: What changed.
            typed: What the person says; empty for nothing.
            language: The language of the summary.
        """
        from ratingctl.commands.shared.change_summary import lines_of, summary_of

        summary = summary_of(changes, language) or "ratingctl"
        head = f"{typed.strip()}\n\n{summary}" if typed.strip() else summary
        body = "\n".join(lines_of(changes, self._reasons()))
        return f"{head}\n\n{body}\n" if body else f"{head}\n"

    def ignored(self) -> list[str]:
        """Return the rating's files that git ignores."""
        prefix = self._repository.prefix
        paths = [f"{prefix}{path}" for path in self._folder.paths()]
        return self._repository.ignored([path for path in paths if is_rating_file(path, prefix)])

    def require_sound(self) -> None:
        """Refuse files with errors that the last commit does not have.

        Raises:
            UsageError: If there are such.
        """
        from ratingctl.commands.shared.soundness import new_problems  # brings every rule
        from ratingctl.storage.git import GitFolder

        known = self._repository.files(self._repository.head(), self._repository.prefix)
        self._require_unpublished(known)
        before = [GitFolder(self._folder.root, "HEAD")] if known else []
        errors = [problem for problem in new_problems(self._folder, *before) if problem.is_error]
        if errors:
            is_conflict = any(error.problem.code == "F109" for error in errors)
            raise UsageError(
                counted("{n} error keeps the rating from being saved; nothing was changed",
                        "{n} errors keep the rating from being saved; nothing was changed", n=len(errors)),
                details=tuple(error.line for error in errors),
                next_step=sentence("answer what is open with `ratingctl resolve`")
                if is_conflict
                else sentence("mend them, then save again"),
            )  # fmt: skip

    def _require_unpublished(self, known: TreeFiles) -> None:
        """Refuse changes of an edition that was published in the last commit, except sealed errata."""
        from ratingctl.storage.yaml.outline import OutlineError, plain_values

        prefix = self._repository.prefix
        paths = [path.removeprefix(prefix) for path in self.files() if path.removeprefix(prefix).count("/") == 1]
        editions = {path.partition("/")[0] for path in paths}
        for edition in sorted(editions):
            entry = known.get(f"{prefix}{edition}/edition.yaml")
            changed = [path for path in paths if path.startswith(f"{edition}/")]
            if entry is None or f"{edition}/seal.json" in changed:
                continue
            try:
                values = plain_values(edition, self._repository.blobs([entry[1]])[entry[1]])
            except OutlineError:
                continue
            if values.get("state") == State.PUBLISHED:
                raise UsageError(
                    sentence("edition {edition} is published and does not change: {paths}",
                             edition=edition, paths=", ".join(changed)),
                    next_step=sentence("`git diff` shows what differs; `ratingctl erratum` corrects such an edition"),
                )  # fmt: skip

    def _without_line_ends(self, paths: Sequence[str], *, has_filters: bool) -> list[str]:
        """Return those of the paths that git would store otherwise than they are: its status counts line ends."""
        if not paths:
            return []
        known = self._repository.files(self._repository.head(), self._repository.prefix)
        stored = self._repository.as_stored(paths, has_filters=has_filters)
        return [path for path in paths if path not in known or (self._mode(path), stored.get(path)) != known[path]]

    def _mode(self, path: str) -> str:
        return "100755" if os.access(self._repository.top / path, os.X_OK) else "100644"

    def _is_own_attributes(self, path: str) -> bool:
        content = (bytes_of(self._repository.top / path) or b"").decode("utf-8", "replace")
        known = self._repository.files(self._repository.head(), ".gitattributes").get(path)
        before = self._repository.blobs([known[1]])[known[1]].decode("utf-8", "replace") if known else ""
        return content == with_attributes(before, attribute_lines(self._repository.prefix))

    def _reasons(self) -> dict[str, str]:
        """Return why events were removed, by their ids, as far as the undo journal knows."""
        from ratingctl.storage.local_state.journal import steps_of

        reasons: dict[str, str] = {}
        try:
            steps = steps_of(self._folder.root)
        except RatingctlError:
            return reasons
        for step in steps:
            match = re.match(r"remove (\S+): (.+)", step.what)
            if match:
                reasons.setdefault(match[1], match[2])
        return reasons
