"""Processes that are started by a test, and that do not outlive it."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def running(commands: Sequence[Sequence[str]], **options: Any) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start commands side by side; those that still run at the end of the block are killed."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            processes.append(subprocess.Popen(command, **options))
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()
