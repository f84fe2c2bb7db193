"""The folder of a rating on disk: its files and their bytes."""

import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from ratingctl.errors import DataError, SurroundingsError, system_reason
from ratingctl.message import Text, sentence
from ratingctl.storage.root import SETTINGS as SETTINGS
from ratingctl.storage.root import find_root

ENDINGS = (".yaml", ".yml")
_MOST_BYTES = 64 * 1024 * 1024
_LARGE = 1024 * 1024
"""More than any file that is read may have; nothing that grows while it is read fills the memory."""
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class UnreadableFileError(Exception):
    """A file that exists and cannot be read.

    Args:
        reason: Why, as a clause.
        target: Where a link leads that leads out of the folder.
        irregular: True if it is no regular file.
    """

    def __init__(self, reason: Text, target: str | None = None, *, irregular: bool = False) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.target = target
        self.irregular = irregular


class FileIdentity(NamedTuple):
    """Size, times and inode of a file, to tell whether it is unchanged; times in nanoseconds."""

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

    def linked_folders(self) -> list[tuple[str, Text]]:
        """Return what stands in the place of folders with YAML files and is not followed: names, and what it is."""

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
        _collect(self.root, identities)
        return {path: identities[path] for path in sorted(identities)}

    def identity(self, path: str) -> FileIdentity | None:
        """Return the identity of a file; None for a link or a file that cannot be looked at."""
        try:
            return _identity_of(os.lstat(self.root / path))
        except OSError:
            return None

    def linked_folders(self) -> list[tuple[str, Text]]:
        """Return the links that stand in the place of folders with YAML files, and what they are."""
        links = [entry for entry in _entries(self.root) if entry.is_symlink() and not _is_yaml(entry)]
        return [
            (link.name, sentence("a link to {target}", target=Path(link.path).readlink()))
            for link in links
            if _hides_files(link)
        ]

    def has(self, path: str) -> bool:
        """Return True if there is such a file, or something in its place."""
        return os.path.lexists(self.root / path)

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
        return _read_regular(self.root, path)


def bytes_for_writing(root: Path, path: str) -> bytes | None:
    """Return the bytes of a file that is to be changed; None where there is none yet.

    Args:
        root: The rating's folder.
        path: The file, inside the folder.

    Raises:
        DataError: If it is no regular file, or is reached through a link that reading does not follow.
        SurroundingsError: If it cannot be read for another reason.
    """
    folder = root
    for name in path.split("/")[:-1]:
        folder = folder / name
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise DataError(
                sentence("the folder is a link or a file, so nothing is written into it"),
                place=str(folder.relative_to(root)),
                next_step=sentence("put the folder itself there"),
            )
    try:
        content = _read_regular(root, path) if os.path.lexists(root / path) else None
    except UnreadableFileError as error:
        if isinstance(error.__cause__, OSError):
            raise SurroundingsError(
                sentence("the file cannot be read: {reason}", reason=error.reason),
                place=path,
                next_step=sentence("check its permissions"),
            ) from error
        to = f", to {error.target}" if error.target else ""
        raise DataError(
            sentence("the file cannot be changed: {reason}{to}", reason=error.reason, to=to),
            place=path,
            next_step=sentence("put the file itself there"),
        ) from error
    if content and len(content) > _LARGE:
        from ratingctl.domain.rules.files import LARGEST_FILE  # only where it may be too large

        if len(content) > LARGEST_FILE:
            raise DataError(
                sentence(
                    "the file has more than {n} MB, and is neither read nor changed", n=LARGEST_FILE // (1024 * 1024)
                ),
                place=path,
                next_step=sentence("look at what came into it"),
            )
    return content


def fingerprint_of(identities: Mapping[str, FileIdentity | None]) -> str:
    """Return the fingerprint of a rating's files: a checksum of their paths, sizes, times and inodes.

    Args:
        identities: As `DiskFolder.identities` returns them.
    """
    return f"{zlib.crc32(repr(list(identities.items())).encode()):08x}"


def region_of(path: str) -> str:
    """Return the id of the region that a file is named after."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _read_regular(root: Path, path: str) -> bytes:
    """The bytes of a regular file, also through a link that stays in the folder; nothing else is ever opened."""
    file = root / path
    try:
        if file.is_symlink():
            target = str(file.readlink())
            file = Path(os.path.realpath(file))
            if not file.is_relative_to(os.path.realpath(root)):
                raise UnreadableFileError(sentence("it is a link out of the folder"), target)
            if file.is_symlink():
                raise UnreadableFileError(sentence("it is a link that leads back to itself"), irregular=True)
        _require_regular(os.lstat(file))
        handle = os.open(file, _READ_ONLY)
        with os.fdopen(handle, "rb") as opened:
            status = os.fstat(handle)
            _require_regular(status)
            return opened.read(min(status.st_size + 1, _MOST_BYTES) if status.st_size else _MOST_BYTES)
    except OSError as error:
        raise UnreadableFileError(system_reason(error)) from error


def _require_regular(status: os.stat_result) -> None:
    mode = status.st_mode
    if stat.S_ISREG(mode):
        return
    kinds = (
        (stat.S_ISDIR, sentence("a folder")),
        (stat.S_ISFIFO, sentence("a pipe")),
        (stat.S_ISSOCK, sentence("a socket")),
    )
    kind = next((name for test, name in kinds if test(mode)), sentence("a device"))
    raise UnreadableFileError(sentence("it is {kind}", kind=kind), irregular=True)


def _collect(root: Path, identities: dict[str, FileIdentity | None]) -> None:
    """Collect the identities of the YAML files in a folder and its folders; most of a warm run is this loop.

    Whatever bears the name of a YAML file is in it, a folder too.
    """
    folders: list[tuple[str | Path, str]] = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        for entry in _entries(folder):
            name = entry.name
            if name.endswith(ENDINGS):
                try:
                    identities[prefix + name] = _identity_of(entry.stat(follow_symlinks=False))
                except OSError:
                    identities[prefix + name] = None
            elif entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, f"{prefix}{name}/"))


def _hides_files(link: "os.DirEntry[str]") -> bool:
    """True for a link to a folder with YAML files in it, or to nothing that can be looked into."""
    try:
        if not link.is_dir():
            return "." not in link.name and not Path(link.path).exists()
        with os.scandir(link.path) as entries:
            return any(entry.name.endswith(ENDINGS) for entry in entries)
    except OSError:
        return True


def _entries(folder: str | Path) -> "list[os.DirEntry[str]]":
    """Return the entries of a folder, without those that begin with a dot."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if entry.name[0] != "."]
    except OSError as error:
        raise DataError(
            sentence("the folder cannot be read: {strerror}", strerror=system_reason(error)),
            place=str(folder),
            next_step=sentence("check its permissions"),
        ) from error


def _is_yaml(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(ENDINGS)


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
    root = find_root(given, start)
    if root is not None:
        return DiskFolder(root, cached=cached, progress=progress)
    if given is None:
        raise DataError(
            sentence("no rating here or above: neither editions/rating.yaml nor rating.yaml"),
            place=str(start),
            next_step=sentence("go to a rating's folder, name one with --root, or begin one with `ratingctl init`"),
        )
    fact = sentence("the folder does not exist")
    if given.exists():
        fact = (
            sentence("this folder is no rating: it has no rating.yaml")
            if given.is_dir()
            else sentence("this is no folder")
        )
    raise DataError(
        fact,
        place=str(given),
        next_step=sentence("name a rating's folder with --root, or begin one with `ratingctl init`"),
    )
