"""A queue of jobs that are done in the background, one after the other."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

Job = Callable[[], Any]


class Background:
    """Does jobs in a thread of its own, one after the other; it ends with the process.

    Args:
        ignored: Exceptions that end a job and nothing else. Any other one that a job raises is raised by `start` and
            `wait`.
    """

    def __init__(self, *ignored: type[Exception]) -> None:
        self._ignored = ignored
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._worker: Thread | None = None
        self._failure: Exception | None = None

    def later(self, job: Job) -> None:
        """Do something after what was asked for before, once `start` was called."""
        self._jobs.put(job)

    def start(self) -> None:
        """Begin with the jobs, unless that is done."""
        if self._failure:
            raise self._failure
        if self._worker is None:
            self._worker = Thread(target=self._work, daemon=True)
            self._worker.start()

    def wait(self) -> None:
        """Wait until every job is done; without a job nothing is started."""
        if self._worker is None and self._jobs.empty():
            return
        self.start()
        done = Event()
        self.later(done.set)
        done.wait()
        if self._failure:
            raise self._failure

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                job()
            except self._ignored:
                pass
            except Exception as error:
                self._failure = error
