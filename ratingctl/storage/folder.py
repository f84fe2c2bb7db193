"""The folder of a rating on disk: its files and their bytes."""

import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from ratingctl.errors import DataError

SETTINGS = "rating.yaml"
ENDINGS = (".yaml", ".yml")


class UnreadableFileError(Exception):
    """A file that exists and cannot be read; `reason` is a clause, `target` where a link leads out."""

    def __init__(self, reason: str, target: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.target = target


class FileIdentity(NamedTuple):
    """Size, times and inode of a file, by which it is known to be unchanged; times in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Folder(Protocol):
    """The source of a rating's files: the disk, or a git revision.

    Attributes:
        root: The folder on the disk, also where a revision of it is read.
    """

    root: Path

    def folders(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the folders in it, each with the names of its YAML files, which may be taken one by one."""

    def paths(self) -> list[str]:
        """Return the YAML files in it, as sorted paths inside the folder, with `/`."""

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""

    def size(self, path: str) -> int:
        """Return the size of a file in bytes; 0 where it cannot be known without reading it."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreadableFileError: If they cannot be had.
        """


class DiskFolder:
    """A rating's folder in the working tree.

    Args:
        root: The folder that holds `rating.yaml`.
        cached: Whether what was read of an unchanged file may be taken from the cache in `.ratingctl/`.
        progress: Is told now and then how many files were read, of how many.
    """

    def __init__(self, root: Path, *, cached: bool = False, progress: Callable[[int, int], None] | None = None) -> None:
        self.root = root
        self.cached = cached
        self.progress = progress

    def folders(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the folders in it, each with the names of its YAML files, which may be taken one by one."""
        for entry in sorted(_entries(self.root), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield entry.name, (file.name for file in _entries(entry.path) if _is_yaml(file))

    def paths(self) -> list[str]:
        """Return the YAML files in it, as sorted paths inside the folder; dot files and dot folders are left out."""
        return list(self.identities())

    def identities(self) -> dict[str, FileIdentity | None]:
        """Return the identity of every file by its path, sorted; None for a link or what cannot be looked at."""
        identities: dict[str, FileIdentity | None] = {}
        _collect(self.root, "", identities)
        return {path: identities[path] for path in sorted(identities)}

    def identity(self, path: str) -> FileIdentity | None:
        """Return the identity of a file; None for a link or a file that cannot be looked at."""
        try:
            return _identity_of(os.lstat(self.root / path))
        except OSError:
            return None

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""
        file = self.root / path
        return os.path.lexists(file) and not file.is_dir()

    def size(self, path: str) -> int:
        """Return the size of a file in bytes."""
        try:
            return (self.root / path).stat().st_size
        except OSError:
            return 0

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreadableFileError: If it is gone, forbidden, or a link that leads out of the folder.
        """
        file = self.root / path
        try:
            if file.is_symlink() and not file.resolve().is_relative_to(self.root.resolve()):
                raise UnreadableFileError("it is a link out of the folder", str(file.readlink()))
            return file.read_bytes()
        except OSError as error:
            raise UnreadableFileError(error.strerror or str(error)) from error


def fingerprint_of(identities: Mapping[str, FileIdentity | None]) -> str:
    """Return the fingerprint of a rating's files: a checksum of their paths, sizes, times and inodes.

    Args:
        identities: As `DiskFolder.identities` returns them.
    """
    return f"{zlib.crc32(repr(list(identities.items())).encode()):08x}"


def region_of(path: str) -> str:
    """Return the id of the region after which a file is named."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _collect(folder: str | Path, prefix: str, identities: dict[str, FileIdentity | None]) -> None:
    """Collect the identities of the YAML files in a folder and its folders; most of a warm run is this loop."""
    for entry in _entries(folder):
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            _collect(entry.path, f"{prefix}{name}/", identities)
        elif name.endswith(ENDINGS):
            try:
                identity = _identity_of(entry.stat(follow_symlinks=False))
            except OSError:
                identity = None
            if identity is not None or not entry.is_dir():
                identities[prefix + name] = identity


def _entries(folder: str | Path) -> "list[os.DirEntry[str]]":
    """Return the entries of a folder, without those that begin with a dot."""
    try:
        return [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError as error:
        raise DataError(
            f"the folder cannot be read: {error.strerror}", place=str(folder), next_step="check its permissions"
        ) from error


def _is_yaml(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(ENDINGS) and not entry.is_dir()


def _identity_of(status: os.stat_result) -> FileIdentity | None:
    if not stat.S_ISREG(status.st_mode):
        return None
    return FileIdentity(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def open_folder(
    given: Path | None, start: Path, *, cached: bool = False, progress: Callable[[int, int], None] | None = None
) -> DiskFolder:
    """Return the rating's folder: the one given, or the nearest one upward.

    Args:
        given: What the user named, if anything.
        start: The folder from which to look for `editions/rating.yaml` or `rating.yaml` upward.
        cached: As in `DiskFolder`.
        progress: As in `DiskFolder`.

    Raises:
        DataError: If there is no rating.
    """
    if given is None:
        for folder in (start, *start.parents):
            for root in (folder / "editions", folder):
                if (root / SETTINGS).is_file():
                    return DiskFolder(root, cached=cached, progress=progress)
        raise DataError(
            "no rating here or above: neither editions/rating.yaml nor rating.yaml",
            place=str(start),
            next_step="go to a rating's folder, name one with --root, or begin one with `ratingctl init`",
        )
    for root in (given, given / "editions"):
        if (root / SETTINGS).is_file():
            return DiskFolder(root, cached=cached, progress=progress)
    fact = "the folder does not exist"
    if given.exists():
        fact = "this folder is no rating: it has no rating.yaml" if given.is_dir() else "this is no folder"
    raise DataError(
        fact,
        place=str(given),
        next_step="name a rating's folder with --root, or begin one with `ratingctl init`",
    )
