"""Options that several verbs share, and the values behind them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

from ratingctl.cli.parameters import Option
from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.message import sentence
from ratingctl.render import Format

if TYPE_CHECKING:  # `--help` needs no folder
    from ratingctl.commands.shared.after_lock import AfterLock as AfterLockReason
    from ratingctl.commands.shared.selection import Selection
    from ratingctl.domain.dates import EdtfDate
    from ratingctl.storage.folder import DiskFolder

_TERMINAL = "/dev/tty"
_Word = TypeVar("_Word", bound=StrEnum)

Root = Annotated[
    Path | None,
    Option("--root", help="The rating's folder; also before the verb, or as RATINGCTL_ROOT.", show_default=False),
]
Form = Annotated[
    Format | None,
    Option("--format", "-f", help="How to print; by default a table, or what the name after -o ends in."),
]
Output = Annotated[Path | None, Option("--output", "-o", help="Write the report into this file.", show_default=False)]
Regions = Annotated[
    list[str] | None,
    Option("--region", "-r", help="Only this {unit}: id, code or name in any case; may be repeated."),
]
Districts = Annotated[list[str] | None, Option("--district", help="Only this {group}; may be repeated.")]
Tiers = Annotated[list[str] | None, Option("--tier", help="Only this tier; may be repeated.")]
Limit = Annotated[int | None, Option("--limit", "-n", min=0, help="Show at most so many.", show_default=False)]
AsOf = Annotated[
    str | None,
    Option(
        "--as-of",
        help="Look from this day, as 2026-05-31, 31.05.2026 or yesterday; by default the edition's cut-off, or today.",
        show_default=False,
    ),
]
AfterLock = Annotated[
    str, Option("--after-lock", metavar="REASON", help="Why it has to be although the edition is locked.")
]
DryRun = Annotated[bool, Option("--dry-run", help="Only show what would be written.")]
EditionName = Annotated[str | None, Option("--edition", "-e", help="Look from this edition.", show_default=False)]


COMPLETION = ("--install-completion", "--show-completion")
"""The options of tab completion, which stand in the place of a verb; the name of a shell may follow."""

NoInput = Annotated[bool, Option("--no-input", help="Never ask.")]


class Filters(NamedTuple):
    """The options that filter regions."""

    region: Regions = None
    district: Districts = None
    tier: Tiers = None

    def selection(self, limit: int | None = None) -> "Selection":
        """Return the filter of regions, with the most rows to show."""
        from ratingctl.commands.shared.selection import Selection

        return Selection.of(self.region, self.district, self.tier, limit)


class BeforeTheVerb(NamedTuple):
    """The options before the verb."""

    root: Root = None
    no_cache: Annotated[
        bool, Option("--no-cache", help="Read every file anew; the cache in .ratingctl/ is not touched.")
    ] = False


def folder(before: BeforeTheVerb, root: Path | None) -> "DiskFolder":
    """Return the rating's folder: named after the verb, before it, in the environment, or found upward.

    Args:
        before: What was typed before the verb.
        root: What was typed after `--root` behind it.

    Raises:
        DataError: If there is no rating.
        SurroundingsError: If the current folder is gone.
    """
    from ratingctl.cli.progress import reading_progress
    from ratingctl.storage.folder import open_folder
    from ratingctl.storage.own_folder import was_interrupted

    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        raise SurroundingsError(
            sentence("the current folder is gone"), next_step=sentence("go to another one")
        ) from error
    named = os.environ.get("RATINGCTL_ROOT")
    chosen = root or before.root or (Path(named) if named else None)
    opened = open_folder(chosen, here, cached=not before.no_cache, progress=reading_progress())
    if was_interrupted(opened.root):
        from ratingctl.storage.local_state.lock import finish_begun_step

        finish_begun_step(opened.root)
    return opened


def today() -> date:
    """Return the day on which the command runs."""
    return date.today()


def now() -> datetime:
    """Return the moment of the call, with the offset of the local clock; in UTC where that offset is nonsense."""
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError):
        return datetime.now(UTC)


def is_terminal() -> bool:
    """Return True if a person can be asked: standard input and standard error are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def can_ask(*, keys_from_terminal: bool) -> bool:
    """Return True if a person can be asked, where standard input is needed for something else too.

    Args:
        keys_from_terminal: True if standard input is an article, so that answers come from the terminal itself.
    """
    if is_terminal():
        return True
    if not keys_from_terminal or sys.stderr is None or not sys.stderr.isatty():
        return False
    try:
        Path(_TERMINAL).open(encoding="utf-8").close()
    except OSError:
        return False
    return True


@contextmanager
def keys_from_terminal(*, needed: bool) -> Iterator[None]:
    """Let answers come from the terminal itself inside the block, where standard input has been read to its end."""
    if not needed or sys.stdin is None or sys.stdin.isatty():
        yield
        return
    before = sys.stdin
    with Path(_TERMINAL).open(encoding="utf-8", errors="replace") as terminal:
        sys.stdin = terminal
        try:
            yield
        finally:
            sys.stdin = before


def person(typed: str, root: Path) -> str:
    """Return the name of who is working: as typed after `--by`, else `RATINGCTL_BY`, else what git calls them.

    Raises:
        UsageError: If none of them says.
    """
    name = known_person(typed, root)
    if not name:
        raise UsageError(
            sentence("nobody says who you are"),
            next_step=sentence("give --by, or set RATINGCTL_BY, or git's user.name"),
        )
    return name


def known_person(typed: str, root: Path) -> str:
    """Return the name of who is working, empty where it is not known; see `person`."""
    from ratingctl.storage.git import user_name

    return typed.strip() or os.environ.get("RATINGCTL_BY", "").strip() or user_name(root)


def after_lock(reason: str, root: Path) -> "AfterLockReason":
    """Return what is said of a change after the lock: the reason, the person and the day."""
    from ratingctl.commands.shared.after_lock import NOT_AFTER_LOCK
    from ratingctl.commands.shared.after_lock import AfterLock as AfterLockReason

    return AfterLockReason(reason, known_person("", root), today()) if reason.strip() else NOT_AFTER_LOCK


def choice(option: str, typed: str | None, words: type[_Word]) -> _Word | None:
    """Return one of a few fixed words.

    Raises:
        UsageError: If it is none of them.
    """
    if typed is None:
        return None
    try:
        return words(typed.strip().lower())
    except ValueError as error:
        from ratingctl.words.suggestion import did_you_mean

        raise UsageError(
            sentence("{option}: no {typed!r}{hint}", option=option, typed=typed, hint=did_you_mean(typed, words)),
            next_step=sentence("there are {words}", words=", ".join(words)),
        ) from error


def as_of_day(typed: str | None) -> date | None:
    """Return the day that was typed after `--as-of`; see `day`."""
    return day("--as-of", typed)


def first_day(option: str, typed: str | None) -> date | None:
    """Return the first day of the time that was typed after an option; None where nothing was typed, or it has none.

    Raises:
        UsageError: If it is no date.
    """
    when = _time(option, typed)
    return when.earliest if when else None


def day(option: str, typed: str | None) -> date | None:
    """Return the day that was typed after an option; the last one of a longer time. None where nothing was typed.

    Raises:
        UsageError: If it is no date, or has no last day.
    """
    when = _time(option, typed)
    last = when.latest if when else None
    if when is not None and last is None:
        raise UsageError(
            sentence("{option}: {typed!r} has no last day", option=option, typed=typed),
            next_step=sentence("write a day like 2026-05-31"),
        )
    return last


def _time(option: str, typed: str | None) -> "EdtfDate | None":
    if typed is None:
        return None
    from ratingctl.domain.dates import DateError
    from ratingctl.domain.typed_dates import parse_typed

    try:
        return parse_typed(typed, today()).date
    except DateError as error:
        raise UsageError(
            sentence("{option}: {error}", option=option, error=error.fact),
            next_step=sentence("write a day like 2026-05-31"),
        ) from error
