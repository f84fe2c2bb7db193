"""Errors that end a run early: one sentence with place, fact and next step, and an exit code of its own."""

import errno
from collections.abc import Callable
from typing import Self

from ratingctl.message import Message, Text, english, in_a_row, sentence


class RatingctlError(Exception):
    """An error that ends the command.

    Args:
        fact: What is the matter, as a clause without a full stop.
        place: Where: a file, an option, a revision; shown first.
        next_step: What the reader can do now; shown last.
        details: One line for each thing that is wrong, shown above the sentence.
    """

    exit_code = 1

    def __init__(
        self,
        fact: Text,
        *,
        place: Text | None = None,
        next_step: Text | None = None,
        details: tuple[Text, ...] = (),
    ) -> None:
        super().__init__(str(fact))
        self.fact = fact
        self.place = place
        self.next_step = next_step
        self.details = details

    def __str__(self) -> str:
        return self.said(english)

    def said(self, say: Callable[[Text], str]) -> str:
        """Return the sentence in a language.

        Args:
            say: Says a text in it: `english`, or a catalogue's `said`.
        """
        sentence = f"{say(self.place)}: {say(self.fact)}" if self.place else say(self.fact)
        return f"{sentence}; {say(self.next_step)}" if self.next_step else sentence

    @property
    def message(self) -> Text:
        """Return the sentence to be said later, in the language of the whole."""
        place = (self.place, ": ") if self.place else ()
        step = ("; ", self.next_step) if self.next_step else ()
        return in_a_row(*place, self.fact, *step)

    def at(self, place: Text, next_step: str | None = None) -> Self:
        """Return a copy of the error with a place where it has none, and another next step where one is given.

        Args:
            place: Where it happened.
            next_step: What the reader can do there.
        """
        copy = type(self).__new__(type(self), *self.args)
        copy.__dict__.update(self.__dict__)
        copy.place = self.place or place
        copy.next_step = next_step or self.next_step
        return copy


class UsageError(RatingctlError):
    """An error of the request: an unknown id, an ambiguous region, a missing answer."""

    exit_code = 2


class DataError(RatingctlError):
    """An error of the rating's files: they cannot be read as they are."""

    exit_code = 3


class SurroundingsError(RatingctlError):
    """An error of the surroundings: no git, a read-only folder, a file in the way."""

    exit_code = 4


def system_reason(error: OSError) -> Text:
    """Return why the system refused something, as a message by its error number; its own words for a rare one."""
    known = _usual_reasons().get(error.errno or 0)
    return known or error.strerror or str(error)


def _usual_reasons() -> dict[int, Message]:
    """Return what the usual error numbers mean; made only when something has failed."""
    return {
        errno.ENOENT: sentence("No such file or directory"),
        errno.EACCES: sentence("Permission denied"),
        errno.EPERM: sentence("Operation not permitted"),
        errno.EISDIR: sentence("Is a directory"),
        errno.ENOTDIR: sentence("Not a directory"),
        errno.EEXIST: sentence("File exists"),
        errno.ENOTEMPTY: sentence("Directory not empty"),
        errno.ENOSPC: sentence("No space left on device"),
        errno.EDQUOT: sentence("Disk quota exceeded"),
        errno.EFBIG: sentence("File too large"),
        errno.EROFS: sentence("Read-only file system"),
        errno.ENAMETOOLONG: sentence("File name too long"),
        errno.ELOOP: sentence("Too many levels of symbolic links"),
        errno.EMFILE: sentence("Too many open files"),
        errno.ENFILE: sentence("Too many open files in system"),
        errno.EIO: sentence("Input/output error"),
        errno.EBUSY: sentence("Device or resource busy"),
        errno.ETXTBSY: sentence("Text file busy"),
        errno.EXDEV: sentence("Invalid cross-device link"),
        errno.EPIPE: sentence("Broken pipe"),
        errno.ENOMEM: sentence("Cannot allocate memory"),
        errno.ENOEXEC: sentence("Exec format error"),
        errno.ENOLCK: sentence("No locks available"),
        errno.ESTALE: sentence("Stale file handle"),
        errno.ENXIO: sentence("No such device or address"),
        errno.EINVAL: sentence("Invalid argument"),
    }
