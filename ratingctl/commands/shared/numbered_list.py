"""The numbers of the list that a terminal showed last, which can be typed instead of ids."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from ratingctl.domain.model import EditionId, EventId
from ratingctl.errors import UsageError
from ratingctl.message import Message, counted, sentence
from ratingctl.storage.folder import DiskFolder, fingerprint_of
from ratingctl.storage.local_state.last_list import EVENTS, PROJECTS, LastList, keep, last_list

_NUMBERS = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
"""Five digits are the end of an id."""


@contextmanager
def numbers_kept(folder: DiskFolder) -> Iterator[None]:
    """Keep the numbers of the list that was shown last true over a change that the tool makes inside."""
    shown = last_list(folder)
    is_true = shown is not None and shown.state == fingerprint_of(folder.identities())
    yield
    if shown and is_true:
        keep(folder, shown._replace(state=fingerprint_of(folder.identities())))


def is_number(word: str) -> bool:
    """Return whether a word is a number of a list, or a range of numbers."""
    return _NUMBERS.fullmatch(word) is not None


def numbered_projects(folder: DiskFolder, word: str) -> tuple[EditionId, list[EventId]] | None:
    """Return the projects of a number `3` or a range `2-8` of the list of `stale`, with its edition.

    Args:
        folder: The rating.
        word: What was typed.

    Returns:
        None where it is no number.

    Raises:
        UsageError: If the number is not in the list, another list was shown last, or the files have changed since.
    """
    numbers = _NUMBERS.fullmatch(word.strip())
    if numbers is None:
        return None
    shown = last_list(folder)
    if shown is None:
        raise UsageError(
            sentence("{word}: no list was shown yet", word=word),
            next_step=sentence("run `ratingctl stale` first, or give ids"),
        )
    first = int(numbers[1])
    return shown.edition, _entries(folder, shown, PROJECTS, word, first, int(numbers[2] or first))


def numbered_event(folder: DiskFolder, word: str, *, of_any_list: bool = False) -> tuple[EventId, str] | None:
    """Return the event of a number of the list that was shown last, and the verb whose list that is.

    Args:
        folder: The rating.
        word: What was typed.
        of_any_list: Take the project of a list of `stale` too; else only an event of the list of `events`.

    Returns:
        None where it is no number, or no list was shown yet: it may be the end of an id.

    Raises:
        UsageError: If the number is not in the list or means several projects, another list was shown last, or the
            files have changed since.
    """
    numbers = _NUMBERS.fullmatch(word.strip())
    shown = last_list(folder)
    if numbers is None or numbers[2] or shown is None:
        return None
    verb = shown.verb if of_any_list else EVENTS
    events = _entries(folder, shown, verb, word, int(numbers[1]), int(numbers[1]))
    if len(events) > 1:
        raise UsageError(
            sentence("{word} in the list of `{verb}` is {ids}", word=word, verb=verb, ids=", ".join(events)),
            next_step=sentence("give one of these ids"),
        )
    return events[0], verb


def _entries(folder: DiskFolder, shown: LastList, verb: str, word: str, first: int, last: int) -> list[EventId]:
    """Return what stands behind the numbers from the first to the last."""
    again = sentence("run `ratingctl {verb}` again, or give ids", verb=verb)
    if shown.verb != verb:
        raise UsageError(
            sentence("{word}: the list that was shown last is that of `{verb}`", word=word, verb=shown.verb),
            next_step=sentence("run `ratingctl {verb}`, whose numbers are meant here, or give ids", verb=verb),
        )
    if shown.state != fingerprint_of(folder.identities()):
        raise UsageError(
            sentence(
                "{word}: the files have changed since the list was shown, a number may mean something else now",
                word=word,
            ),
            next_step=again,
        )
    if last < first:
        raise UsageError(
            sentence("{word}: a range begins with its smaller number", word=word),
            next_step=sentence("write {last}-{first}", last=last, first=first),
        )
    count = len(shown.entries)
    if not 1 <= first <= last <= count:
        raise UsageError(sentence("{word}: {fact}", word=word, fact=_size(count)), next_step=again)
    return [event for entry in shown.entries[first - 1 : last] for event in entry]


def _size(count: int) -> Message:
    if not count:
        return sentence("the list that was shown last has no numbers")
    return counted(
        "the list that was shown last has {n} number", "the list that was shown last has {n} numbers", n=count
    )
