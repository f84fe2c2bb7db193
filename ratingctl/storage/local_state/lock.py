"""The lock of a rating's folder: one writer at a time."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ratingctl.errors import SurroundingsError, system_reason
from ratingctl.message import sentence
from ratingctl.storage.local_state.begun_step import recover
from ratingctl.storage.local_state.journal_file import adopt_old_journal
from ratingctl.storage.own_folder import FOLDER, file_mode, identity_of, is_own_file, own_folder, was_interrupted

_NAME = "lock"
_PATIENCE_SECONDS = 5


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock of a rating's folder inside the block; a step that was begun and not finished is finished first.

    Raises:
        SurroundingsError: If somebody else is writing for more than five seconds, or there can be no lock.
    """
    path = root / FOLDER / _NAME
    try:
        _require_lock_file(root, path)
        mode = path.stat().st_mode & 0o777 | stat.S_IRUSR | stat.S_IWUSR  # the library takes no other
        lock = FileLock(path, timeout=_PATIENCE_SECONDS, mode=mode)
        lock.acquire()
    except Timeout as error:
        raise SurroundingsError(
            sentence("somebody else is writing into this rating"),
            place=str(root),
            next_step=sentence("wait a moment and try again"),
        ) from error
    except OSError as error:
        raise _no_lock(path, error) from error
    try:
        with suppress(OSError):
            adopt_old_journal(root)
        recover(root)
        yield
    finally:
        lock.release()


def finish_begun_step(root: Path) -> None:
    """Finish the step of a run that was killed, if there is one and nobody is writing now."""
    if was_interrupted(root) or os.path.lexists(root / FOLDER / "journal.jsonl"):
        with suppress(SurroundingsError), locked(root):
            pass


def _require_lock_file(root: Path, path: Path) -> None:
    folder = own_folder(root)
    identity_of(root)  # refuses what is in the way of the journal before anything is written
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        os.fchmod(handle, file_mode(folder))
        os.close(handle)
    if not is_own_file(path):
        raise OSError(errno.EINVAL, "it is no regular file of the tool", str(path))


def _no_lock(path: Path, error: OSError) -> SurroundingsError:
    place = error.filename or str(path)
    if error.errno in (errno.EACCES, errno.EPERM) and os.path.lexists(path):
        return SurroundingsError(
            sentence("the lock file cannot be opened: {strerror}", strerror=system_reason(error)),
            place=str(path),
            next_step=sentence("ask its owner for `chmod g+w {path}`, so that both of you can write", path=path)
            if os.access(path.parent, os.W_OK)
            else sentence("the folder is for reading only: copy it to one in which you may write"),
        )
    if error.errno in (errno.EINVAL, errno.ENOTDIR, errno.ELOOP, errno.EISDIR):
        return SurroundingsError(
            sentence("nothing can be written while this is in the way: {strerror}", strerror=system_reason(error)),
            place=place,
            next_step=sentence("look at it, move it away and try again"),
        )
    folder = place if os.path.lexists(place) else str(Path(place).parent)
    return SurroundingsError(
        sentence("the folder cannot be written to: {strerror}", strerror=system_reason(error)),
        place=folder,
        next_step=sentence("check its permissions"),
    )
