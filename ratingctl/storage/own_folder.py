"""The tool's own folder `.ratingctl/` in a rating's folder: only regular files, never through links.

`cache/` is disposable at any moment; `local/` holds what cannot be derived (undo journal, judgements, the list shown
last) and survives its deletion; `lock` is held while somebody writes. A folder that came with a clone or an archive is
not believed: what is stored carries the identity of the folder, which no copy has (see `identity_of`).
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

FOLDER = ".ratingctl"
CACHE, LOCAL = "cache", "local"
BEGUN = "begun.json"
"""The record of the step that is being written; see `local_state.begun_step`."""
_OWNER = "owner"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""Not through a link, and not waiting for the other end of a pipe."""
_GROUP_WRITE = 0o020


def own_folder(root: Path, part: str = "") -> Path:
    """Return the tool's own folder in a rating's folder, or a part of it, made if it is not there.

    It ignores itself in git. Where the group may write into the rating's folder, it may write here too.

    Args:
        root: The rating's folder.
        part: `CACHE`, `LOCAL`, or "" for the folder itself.

    Raises:
        OSError: If it cannot be made, or a link or a file is in the way.
    """
    folder = root / FOLDER
    _make_folder(folder)
    if not part:
        return folder
    _make_folder(folder / part)
    return folder / part


def identity_of(root: Path) -> str:
    """Return the identity of the tool's own folder, which changes when the folder is copied, cloned or unpacked.

    It is made of the inodes of the rating's folder and of a file in `.ratingctl/local/`, and of the time at which the
    kernel last changed that file: no archive can set that time, and the file is never written. The number of the device
    is left out, because some file systems have another one after every start of the machine.

    Args:
        root: The rating's folder.

    Raises:
        OSError: If the folder takes no files, or is not the tool's.
    """
    owner = own_folder(root, LOCAL) / _OWNER
    with suppress(FileExistsError):
        if not os.path.lexists(owner):
            os.close(os.open(owner, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o444))
    status = os.lstat(owner)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(owner))
    return f"{root.stat().st_ino:x}-{status.st_ino:x}-{status.st_ctime_ns:x}"


def is_own_folder(root: Path, *parts: str) -> bool:
    """Return True if a folder in the tool's own folder is there, and neither it nor one above it there is a link."""
    folder = root / FOLDER
    for part in ("", *parts):
        folder /= part
        try:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                return False
        except OSError:
            return False
    return True


def was_interrupted(root: Path) -> bool:
    """Return True if a step was begun and is not finished: by a run that was killed, or that is at work now."""
    return os.path.lexists(root / FOLDER / LOCAL / BEGUN)


def is_own_file(path: Path) -> bool:
    """Return True for a regular file with one name, which may be written in place."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1


def read_own_file(path: Path) -> bytes | None:
    """Return the bytes of a file in the tool's own folder; None where there is no regular one that can be read."""
    try:
        if not stat.S_ISDIR(os.lstat(path.parent).st_mode) or not stat.S_ISDIR(os.lstat(path.parent.parent).st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | _NO_LINK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        try:
            return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
        except OSError:
            return None


def write_own_file(path: Path, content: bytes) -> None:
    """Replace a file in the tool's own folder, whole or not at all; whatever is in its place goes, unless a folder.

    Args:
        path: The file, in a folder that `own_folder` returned.
        content: Its bytes.

    Raises:
        OSError: If it cannot be written.
    """
    handle, temporary = new_temporary(path.parent, path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), file_mode(path.parent))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def update_own_file(path: Path, content: bytes) -> None:
    """Write a file as `write_own_file` does, where it does not hold these bytes already."""
    if read_own_file(path) != content:
        write_own_file(path, content)


def append_own_line(path: Path, line: bytes) -> None:
    """Append a line to a file in the tool's own folder, on a line of its own even where the last one is torn.

    Args:
        path: The file, which exists.
        line: The line without its end.

    Raises:
        OSError: If it is no regular file with one name, or takes nothing; it is then as long as it was.
    """
    if not is_own_file(path):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    handle = os.open(path, os.O_RDWR | os.O_APPEND | _NO_LINK)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(length - 1, 0))
        gap = b"" if file.read(1) in (b"", b"\n") else b"\n"
        rest = memoryview(gap + line + b"\n")
        try:
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                file.truncate(length)
            raise


def new_temporary(folder: Path, name: str) -> tuple[int, Path]:
    """Return a new, empty file in a folder, open for writing by this process alone, and its path.

    The module `tempfile` would do it, but brings much that no reading verb needs.

    Args:
        folder: The folder.
        name: The name of the file whose place it will take; what is left of it when a run is killed is swept by it.

    Raises:
        OSError: If it cannot be made.
    """
    while True:
        path = folder / f".{name[:100]}.{os.urandom(4).hex()}.tmp"
        with suppress(FileExistsError):
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o600), path


def file_mode(folder: Path) -> int:
    """Return the mode of a new file in a folder: as the umask says, and for the group where the folder is for it."""
    shared = _GROUP_WRITE if folder.stat().st_mode & _GROUP_WRITE else 0
    return 0o666 & ~umask() | shared


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a loss of power, as far as the file system can."""
    with suppress(OSError):  # some systems do not open folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def umask() -> int:
    """Return the umask of this process."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _make_folder(folder: Path) -> None:
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        with suppress(FileExistsError):
            folder.mkdir()
            if folder.parent.stat().st_mode & _GROUP_WRITE:
                folder.chmod(folder.stat().st_mode & 0o7777 | 0o070)
            ignore = os.open(folder / ".gitignore", os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o666)
            with os.fdopen(ignore, "wb") as file:
                file.write(b"*\n")
        status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "it is a link or a file, and no folder of the tool", str(folder))
