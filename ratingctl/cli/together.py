"""The CLI of the verbs for working together on one rating, and of git's merge driver."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import ReportOptions, Run, verb

if TYPE_CHECKING:  # `--help` needs no command
    from collections.abc import Callable

    from ratingctl.commands.views.sharing import SharingOutcome

_WHAT = "an event's id or the {unit}, with .field where needed; may be repeated."
Mine = Annotated[list[str] | None, Option("--mine", metavar="WHAT", help=f"Let my side stand: {_WHAT}")]
Theirs = Annotated[list[str] | None, Option("--theirs", metavar="WHAT", help=f"Let the other side stand: {_WHAT}")]
Both = Annotated[list[str] | None, Option("--both", metavar="WHAT", help="Keep both events of one id.")]


class _Answers(NamedTuple):
    """The options that answer questions of a merge."""

    mine: Mine = None
    theirs: Theirs = None
    both: Both = None


class _NoOptions(NamedTuple):
    """The shared options of a verb that has none."""


class _SetupOptions(NamedTuple):
    """The shared options of `setup-git`."""

    dry_run: options.DryRun = False
    root: options.Root = None


@verb(ReportOptions)
def save(
    run: Run,
    message: Annotated[str, Option("--message", "-m", help="What to say of the changes.")] = "",
    branch: Annotated[str, Option("--branch", help="Begin this branch, where none is checked out.")] = "",
    no_input: options.NoInput = False,
    *,
    answers: _Answers,
) -> None:
    """Save the rating's files: commit, merge with what others did, share."""
    from ratingctl.commands.save import SaveRequest
    from ratingctl.commands.save import save as command

    asks = _asks(run, no_input)
    request = SaveRequest(message, branch, answers.mine or (), answers.theirs or (), answers.both or ())

    def call() -> "SharingOutcome":
        return command(
            run.folder, request, options.today(), _ask_identity if asks else lambda: None, may_ask=options.is_terminal()
        )

    _finish(run, call, asks=asks)


@verb(ReportOptions)
def sync(run: Run, no_input: options.NoInput = False, *, answers: _Answers) -> None:
    """Fetch what others have shared and merge it, without saving."""
    from ratingctl.commands.sync import sync as command

    def call() -> "SharingOutcome":
        sides = (answers.mine or (), answers.theirs or (), answers.both or ())
        return command(run.folder, *sides, may_ask=options.is_terminal())

    _finish(run, call, asks=_asks(run, no_input))


@verb(ReportOptions)
def resolve(
    run: Run,
    show_list: Annotated[bool, Option("--list", help="Only show what is open.")] = False,
    no_input: options.NoInput = False,
    *,
    answers: _Answers,
) -> None:
    """Answer what two people cannot both mean."""
    from ratingctl.commands.resolve import resolve as command

    def call() -> "SharingOutcome":
        sides = (answers.mine or (), answers.theirs or (), answers.both or ())
        return command(run.folder, *sides, only_list=show_list)

    _finish(run, call, asks=_asks(run, no_input) and not show_list)


@verb(ReportOptions)
def log(
    run: Run,
    subject: Annotated[
        str, Argument(metavar="[REGION|ID|EDITION]", help="By default everything.", show_default=False)
    ] = "",
    field: Annotated[str, Option("--field", help="Only this field, such as due or score.")] = "",
    by: Annotated[str, Option("--by", help="Only what this person said.")] = "",
    since: Annotated[str, Option("--since", help="Only from this day on.")] = "",
    limit: options.Limit = None,
) -> None:
    """Show who said what and when, field by field."""
    from ratingctl.commands.log import LogQuery
    from ratingctl.commands.log import log as command

    run.present(command(run.folder, LogQuery(subject, field, by, since, limit), options.today()))


@verb(_SetupOptions)
def setup_git(run: Run) -> None:
    """Make git merge the rating's files by ids and fields."""
    from ratingctl.commands.setup_git import setup_git as command
    from ratingctl.storage.git_work import Repository

    top = Repository(run.folder.root).top
    run.write(lambda: command(run.folder.root, dry_run=run.dry_run), top)


@verb(_NoOptions)
def merge_file(
    run: Run,
    base: Annotated[Path, Argument(metavar="%O", show_default=False)],
    mine: Annotated[Path, Argument(metavar="%A", show_default=False)],
    theirs: Annotated[Path, Argument(metavar="%B", show_default=False)],
    marker_size: Annotated[int, Argument(metavar="%L", min=1, max=100)] = 7,
    path: Annotated[str, Argument(metavar="%P")] = "",
) -> None:
    """Merge three versions of a file into the second: for git."""
    from ratingctl.commands.merge_file import merge_file as command

    if not command(base, mine, theirs, marker_size, path or str(mine)):
        raise SystemExit(1)


def _asks(run: Run, no_input: bool) -> bool:
    return not no_input and run.is_for_people and not run.is_for_file and options.is_terminal()


def _ask_identity() -> tuple[str, str] | None:
    from ratingctl.interactive.dialogue import ask
    from ratingctl.language.person import person_words
    from ratingctl.message import sentence

    say = person_words(os.environ)
    try:
        name = ask(say(sentence("Your name: "))).strip()
        address = ask(say(sentence("Your e-mail address: "))).strip()
    except EOFError:
        return None
    return (name, address) if name and address else None


def _finish(run: Run, call: "Callable[[], SharingOutcome]", *, asks: bool) -> None:
    """Run a verb, ask its questions, print its report, and exit with the code of the outcome."""
    if asks:
        from ratingctl.commands.shared.rating_language import language_of
        from ratingctl.interactive.merge_questions import ask_all

        outcome = ask_all(call, language_of(run.folder))
    else:
        outcome = call()
    run.present(outcome.report)
    if outcome.error:
        raise outcome.error
    if outcome.report.has_findings:
        raise SystemExit(1)
