"""The CLI of the journal of events, and the numbers of its list."""

from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import Run, WriteOptions, verb
from ratingctl.errors import UsageError
from ratingctl.message import sentence

if TYPE_CHECKING:  # `--help` needs no command
    from ratingctl.domain.event_flags import EventFlag


class FlagOptions(NamedTuple):
    """The options that ask for events that lack something; they are called as the flags are."""

    undated: Annotated[bool, Option("--undated", help="Without a date.")] = False
    unsourced: Annotated[bool, Option("--unsourced", help="Without a source.")] = False
    unlinked: Annotated[
        bool,
        Option("--unlinked", help="Follows nothing, though its kind continues something or `match` is sure."),
    ] = False
    late: Annotated[
        bool, Option("--late", help="Dated before the edition's period, and nobody has said that this is right.")
    ] = False
    twice: Annotated[bool, Option("--twice", help="May be the same fact as another, of any edition.")] = False

    def flags(self) -> "tuple[EventFlag, ...]":
        """Return the flags that are asked for."""
        from ratingctl.domain.event_flags import EventFlag

        return tuple(EventFlag(name) for name, is_asked in self._asdict().items() if is_asked)


@verb(WriteOptions)
def events(
    run: Run,
    edition: Annotated[str | None, Argument(help="The edition; by default the last one.", show_default=False)] = None,
    *,
    flags: FlagOptions,
    since: Annotated[
        str | None, Option("--since", help="Only what was logged since this day; and what is not saved yet.")
    ] = None,
    by: Annotated[str, Option("--by", help="Only what people of this name logged.")] = "",
    kind: Annotated[list[str] | None, Option("--kind", "-k", help="Only this kind; may be repeated.")] = None,
    filters: options.Filters,
    group_by: Annotated[
        str | None, Option("--group-by", help="day, region, kind or author; by default nothing, in all formats.")
    ] = None,
    limit: options.Limit = None,
    accept: Annotated[bool, Option("--accept", help="With --late: say that these dates are right.")] = False,
) -> None:
    """List the events of an edition, by whom and when they were logged, and what they lack."""
    from ratingctl.commands.events import accept_late
    from ratingctl.commands.events import events as command
    from ratingctl.commands.shared.event_journal import JournalGrouping, JournalQuery
    from ratingctl.storage.local_state.last_list import keep

    first = options.first_day("--since", since)
    query = JournalQuery(
        edition or "",
        filters.selection(limit),
        tuple(kind or ()),
        flags.flags(),
        first.isoformat() if first else "",
        by,
        options.choice("--group-by", group_by, JournalGrouping),
    )
    person = partial(options.known_person, "", run.folder.root)
    if not accept:
        listed = command(run.folder, query, person)
        if run.form.shows_tables and not run.is_for_file:
            keep(run.folder, listed.last_list)
        run.present(listed.report)
    elif flags.flags() == FlagOptions(late=True).flags():
        run.write(lambda: accept_late(run.folder, query, person))
    else:
        raise UsageError(
            sentence("--accept says that dates before the period are right, and goes with --late alone"),
            next_step=sentence("run `ratingctl events --late` to see which, then add --accept"),
        )


def event_or_number(run: Run, word: str) -> str:
    """Return the id of an event that was named by its number in the list of `events`; else what was typed.

    Raises:
        UsageError: If the number is not in that list, another list was shown last, or the files have changed since.
    """
    return _numbered(run, word, of_any_list=False)


def project_or_number(run: Run, word: str) -> str:
    """Return the id behind a number of the list that was shown last, whichever that is; else what was typed.

    Raises:
        UsageError: As in `event_or_number`.
    """
    return _numbered(run, word, of_any_list=True)


def _numbered(run: Run, word: str, *, of_any_list: bool) -> str:
    from ratingctl.commands.shared.numbered_list import numbered_event

    numbered = numbered_event(run.folder, word, of_any_list=of_any_list)
    if numbered is None:
        return word
    event, verb_name = numbered
    run.tell(sentence("{word} in the list of `{verb}` is {id}", word=word, verb=verb_name, id=event))
    return event
