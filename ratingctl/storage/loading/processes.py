"""Reader of many files in two processes at once."""

import signal
from collections.abc import Generator, Sequence
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path

from ratingctl.domain.fields import FILE_KINDS, FileKind
from ratingctl.storage.cache.file_forms import forms_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.gc_pause import gc_paused
from ratingctl.storage.loading.file_reader import ReadFile, read_file

_PROCESSES = 2
_AT_ONCE = 40
"""Files that a process reads before it sends the results; it waits until they are received."""


def read_pages_in_two(
    root: Path, paths: Sequence[str], *, examine: bool, forms: Sequence[str]
) -> Generator[tuple[str, ReadFile], None, None]:
    """Read regions' files in two processes, which end with this generator however it ends.

    Args:
        root: The rating's folder.
        paths: The files.
        examine: As in `read_file`.
        forms: The forms to make, as in `forms_of`.

    Yields:
        Each path with what was read of it; a sound file has forms and no values.

    Raises:
        OSError: If a process cannot be started.
        EOFError: If one of them ends.
    """
    packages = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    readers: list[tuple[Process, Connection]] = []
    try:
        for number in range(_PROCESSES):
            receiver, sender = Pipe(duplex=False)
            share = packages[number::_PROCESSES]
            process = Process(target=_read_packages, args=(receiver, sender, root, share, examine, forms), daemon=True)
            process.start()
            sender.close()
            readers.append((process, receiver))
        for number in range(len(packages)):
            yield from readers[number % _PROCESSES][1].recv()
    finally:
        for process, receiver in readers:
            process.terminate()
            process.join()
            receiver.close()


def _read_packages(
    receiver: Connection,
    sender: Connection,
    root: Path,
    packages: Sequence[Sequence[str]],
    examine: bool,
    forms: Sequence[str],
) -> None:
    """Send the results of each package; interrupts are left to the parent process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    receiver.close()  # so that writing fails when nobody is left to read
    folder, kind = DiskFolder(root), FILE_KINDS["region"]
    try:
        with gc_paused():
            for package in packages:
                sender.send(
                    [(path, _packed(read_file(folder, path, kind, examine=examine), kind, forms)) for path in package]
                )
    except BrokenPipeError:
        return  # the parent process is gone


def _packed(read: ReadFile, kind: FileKind, forms: Sequence[str]) -> ReadFile:
    if read.values is None or not read.is_sound:
        return read
    return ReadFile(None, is_sound=True, forms=forms_of(read.values, kind, forms))
