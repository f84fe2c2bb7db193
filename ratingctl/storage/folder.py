"""A rating's folder on disk: which files it has, and their bytes."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from ratingctl.errors import DataError

SETTINGS = "rating.yaml"
ENDINGS = (".yaml", ".yml")


class Unreadable(Exception):
    """A file that is there but does not give its bytes; `reason` is a clause, `target` where a link leads out."""

    def __init__(self, reason: str, target: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.target = target


class Folder(Protocol):
    """Where a rating's files are read from: the disk, or a git revision."""

    def paths(self) -> list[str]:
        """The YAML files in it, as sorted paths inside the folder, with `/`."""

    def size(self, path: str) -> int:
        """How many bytes a file has; 0 where that cannot be known without reading it."""

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            Unreadable: If they cannot be had.
        """


class DiskFolder:
    """A rating's folder in the working tree.

    Args:
        root: The folder that holds `rating.yaml`.
        cached: Whether what was read of an unchanged file may be taken from the cache in `.ratingctl/`.
    """

    def __init__(self, root: Path, *, cached: bool = False) -> None:
        self.root = root
        self.cached = cached

    def paths(self) -> list[str]:
        """The YAML files in it, as sorted paths inside the folder; dot files and dot folders are passed over."""
        return sorted(self._walk(self.root, ""))

    def size(self, path: str) -> int:
        """How many bytes a file has."""
        try:
            return (self.root / path).stat().st_size
        except OSError:
            return 0

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            Unreadable: If it is gone, forbidden, or a link that leads out of the folder.
        """
        file = self.root / path
        try:
            if file.is_symlink() and not file.resolve().is_relative_to(self.root.resolve()):
                raise Unreadable("it is a link out of the folder", str(file.readlink()))
            return file.read_bytes()
        except OSError as error:
            raise Unreadable(error.strerror or str(error)) from error

    def _walk(self, folder: Path, prefix: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            raise DataError(
                f"the folder cannot be read: {error.strerror}",
                place=str(folder),
                next_step="check its permissions",
            ) from error
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(Path(entry.path), f"{prefix}{entry.name}/")
            elif entry.name.endswith(ENDINGS) and not entry.is_dir():
                yield prefix + entry.name


def open_folder(given: Path | None, start: Path, *, cached: bool = False) -> DiskFolder:
    """The rating's folder: the one given, or the nearest one upward.

    Args:
        given: What the user named, if anything.
        start: The folder from which to look for `editions/rating.yaml` or `rating.yaml` upward.
        cached: As in `DiskFolder`.

    Raises:
        DataError: If there is no rating.
    """
    if given is None:
        for folder in (start, *start.parents):
            for root in (folder / "editions", folder):
                if (root / SETTINGS).is_file():
                    return DiskFolder(root, cached=cached)
        raise DataError(
            "no rating here or above: neither editions/rating.yaml nor rating.yaml",
            place=str(start),
            next_step="go to a rating's folder, name one with --root, or begin one with `ratingctl init`",
        )
    for root in (given, given / "editions"):
        if (root / SETTINGS).is_file():
            return DiskFolder(root, cached=cached)
    fact = "the folder does not exist"
    if given.exists():
        fact = "this folder is no rating: it has no rating.yaml" if given.is_dir() else "this is no folder"
    raise DataError(
        fact,
        place=str(given),
        next_step="name a rating's folder with --root, or begin one with `ratingctl init`",
    )
