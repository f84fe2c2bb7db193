"""Read many files in two processes at once."""

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
"""Files that a process reads before it hands over what it read; it waits until that is taken."""


def read_pages_in_two(
    root: Path, paths: Sequence[str], *, examine: bool, made: Sequence[str]
) -> Generator[tuple[str, ReadFile], None, None]:
    """Read regions' files in two processes, which end with this generator however it ends.

    Args:
        root: The rating's folder.
        paths: The files.
        examine: As in `read_file`.
        made: As in `forms_of`.

    Yields:
        Each path with what was made of the file; a sound file has forms and no values.

    Raises:
        OSError: If a process cannot be started.
        EOFError: If one of them ends.
    """
    packages = [paths[start : start + _AT_ONCE] for start in range(0, len(paths), _AT_ONCE)]
    readers: list[tuple[Process, Connection]] = []
    try:
        for number in range(_PROCESSES):
            here, there = Pipe(duplex=False)
            mine = packages[number::_PROCESSES]
            process = Process(target=_read_packages, args=(here, there, root, mine, examine, made), daemon=True)
            process.start()
            there.close()
            readers.append((process, here))
        for number in range(len(packages)):
            yield from readers[number % _PROCESSES][1].recv()
    finally:
        for process, here in readers:
            process.terminate()
            process.join()
            here.close()


def _read_packages(
    here: Connection,
    there: Connection,
    root: Path,
    packages: Sequence[Sequence[str]],
    examine: bool,
    made: Sequence[str],
) -> None:
    """Hand over what is made of each package; interrupts are left to the process that began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    here.close()  # so that writing fails when nobody is left to read
    folder, kind = DiskFolder(root), FILE_KINDS["region"]
    try:
        with gc_paused():
            for package in packages:
                there.send(
                    [(path, _packed(read_file(folder, path, kind, examine=examine), kind, made)) for path in package]
                )
    except BrokenPipeError:
        return  # the process that began is gone


def _packed(read: ReadFile, kind: FileKind, made: Sequence[str]) -> ReadFile:
    if read.values is None or not read.is_sound:
        return read
    return ReadFile(None, is_sound=True, forms=forms_of(read.values, kind, made))
