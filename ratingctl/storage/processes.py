"""Read many files in two processes at once."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import active_children
from pathlib import Path

from ratingctl.domain.fields import FILE_KINDS, FileKind
from ratingctl.storage.collector import collector_at_rest
from ratingctl.storage.encoding import forms_of
from ratingctl.storage.files import ReadFile, read_file
from ratingctl.storage.folder import DiskFolder

_PROCESSES = 2
_WATCH_SECONDS = 1
_AT_ONCE = 40
"""Files that a process reads before it hands over what it read."""
_AHEAD = 8
"""How many such packages may wait, so that they do not fill the memory."""


def read_pages_in_two(
    root: Path, paths: Sequence[str], *, examine: bool, made: Sequence[str]
) -> Generator[tuple[str, ReadFile], None, None]:
    """Read regions' files in two processes.

    Args:
        root: The rating's folder.
        paths: The files.
        examine: As in `read_file`.
        made: As in `forms_of`.

    Yields:
        Each path with what was made of the file; a settled file has forms and no values.

    Raises:
        OSError: If a process cannot be started.
        BrokenExecutor: If one of them ends.
    """
    rest = iter(paths)
    packages = iter(lambda: list(islice(rest, _AT_ONCE)), [])
    running: deque[Future[list[tuple[str, ReadFile]]]] = deque()
    pool = ProcessPoolExecutor(_PROCESSES, initializer=_end_with_the_first, initargs=(os.getpid(),))
    try:
        for package in packages:
            running.append(pool.submit(_read_package, root, package, examine, made))
            if len(running) == _AHEAD:
                yield from running.popleft().result()
        for future in running:
            yield from future.result()
    except BaseException:
        for process in active_children():  # nobody waits for what they read any more
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_the_first(first: int) -> None:
    """Leave interrupts to the process that began, and go when it is gone, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == first:
            time.sleep(_WATCH_SECONDS)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _read_package(root: Path, paths: Sequence[str], examine: bool, made: Sequence[str]) -> list[tuple[str, ReadFile]]:
    folder, kind = DiskFolder(root), FILE_KINDS["region"]
    with collector_at_rest():
        return [(path, _packed(read_file(folder, path, kind, examine=examine), kind, made)) for path in paths]


def _packed(read: ReadFile, kind: FileKind, made: Sequence[str]) -> ReadFile:
    if read.values is None or not read.settled:
        return read
    return ReadFile(None, settled=True, forms=forms_of(read.values, kind, made))
