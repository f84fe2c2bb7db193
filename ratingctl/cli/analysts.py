"""The CLI of the verbs that analysts work with: `add-event`, `match`, `link`, `unlink`, `edit`, `remove`, `undo`."""

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.journal import event_or_number
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import Run, WriteOptions, verb
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.interactive.dialogue import tell_error
from ratingctl.message import sentence

if TYPE_CHECKING:  # `--help` needs no command
    from ratingctl.commands.shared.change import Change
    from ratingctl.commands.shared.event_input import EventInput

Across = Annotated[bool, Option("--across", help="Also look into other {units}: projects move.")]
_NAMED_BY = "The event's id, or its number in the list that `events` showed last."
EventId = Annotated[str, Argument(help=_NAMED_BY, show_default=False)]
NewEventId = Annotated[str, Argument(metavar="NEW", help=_NAMED_BY, show_default=False)]
_STDIN = "-"


class EventOptions(NamedTuple):
    """The fields of an event as options; they are called as in `EventInput`."""

    region: Annotated[
        list[str] | None, Option("--region", "-r", help="The {unit}, in any spelling; two give each its event.")
    ] = None
    date: Annotated[str, Option("--date", help="When: 2026-05, 18.05.2026, yesterday, Q2 2026 ..")] = ""
    kind: Annotated[str, Option("--kind", "-k", help="What sort of fact, in everyday words; ? lists them.")] = ""
    title: Annotated[str, Option("--title", "-t", help="The fact in one line.")] = ""
    text: Annotated[str, Option("--text", help="Whole sentences for print.")] = ""
    project: Annotated[str, Option("--project", "-p", help="A short name for the thing that goes on.")] = ""
    follows: Annotated[list[str] | None, Option("--follows", help="The id of an event it continues.")] = None
    start_due: Annotated[str, Option("--start-due", help="When works will have begun, as it announces.")] = ""
    due: Annotated[str, Option("--due", help="When it will be there, as it announces.")] = ""
    partners: Annotated[list[str] | None, Option("--partner", help="Who takes part; may be repeated.")] = None
    amounts: Annotated[list[str] | None, Option("--amount", help="A figure with its unit; repeatable.")] = None
    sources: Annotated[list[str] | None, Option("--source", "-s", help="A source's key or a URL.")] = None
    note: Annotated[str, Option("--note", help="A remark for the editors.")] = ""
    undated: Annotated[bool, Option("--undated", help="It has no date: nobody is asked for one.")] = False
    force: Annotated[bool, Option("--force", help="Write it although the same fact is on record.")] = False
    edition: Annotated[str, Option("--edition", "-e", help="By default the draft of that date.")] = ""
    after_lock: options.AfterLock = ""

    def typed(self) -> "list[EventInput]":
        """Return the fields that were typed: of one event, or of one for each {unit}.

        Raises:
            UsageError: If it has a date and has none.
        """
        from ratingctl.commands.shared.event_input import UNDATED, EventInput

        if self.undated and self.date:
            raise UsageError(
                sentence("--date and --undated contradict each other"), next_step=sentence("leave one of them out")
            )
        given: dict[str, Any] = {name: value for name, value in self._asdict().items() if value}
        given |= {"date": UNDATED} if given.pop("undated", False) else {}
        regions = dict.fromkeys(given.pop("region", [""]))
        lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
        return [EventInput(**{**given, **lists, "region": region}) for region in regions]


@verb(WriteOptions)
def add_event(
    run: Run,
    articles: Annotated[list[str] | None, Argument(metavar="[FILE]..", help="More articles, as after --from.")] = None,
    *,
    event: EventOptions,
    from_: Annotated[
        list[str] | None, Option("--from", help="Draft it from this article (- is stdin); may be repeated.")
    ] = None,
    tray: Annotated[bool, Option("--tray", help="Go on with the articles that are left or put off.")] = False,
    no_input: options.NoInput = False,
) -> None:
    """Log one event, by options, by prompts, or from an article."""
    if event.kind.strip() == "?":
        from ratingctl.commands.add_event import kinds

        run.present(kinds(run.folder))
        return
    names, events = [*(from_ or ()), *(articles or ())], event.typed()
    if not no_input and run.is_for_people and options.can_ask(keys_from_terminal=_STDIN in names):
        _ask_about(run, events, names, tray=tray)
    elif tray:
        raise UsageError(
            sentence("--tray asks, and needs a terminal"), next_step=sentence("name the files after --from")
        )
    else:
        _write_all(run, names or [""], events)


def _ask_about(run: Run, events: "Sequence[EventInput]", names: Sequence[str], *, tray: bool) -> None:
    """Ask about each article at the desk, or about one event where there is none; for each region that was typed."""
    from ratingctl.interactive.event_review import EventReview
    from ratingctl.interactive.front import front_of
    from ratingctl.interactive.queued_article import left_in_tray, queued

    texts = [(name, _article(name)) for name in names]
    articles = [queued(name if name != _STDIN else "", text) for name, text in texts]
    if tray:
        articles += left_in_tray(run.folder.root)
        if not articles:
            run.tell(sentence("no article is left in the tray"))
            return
    who = options.known_person("", run.folder.root) if events[0].after_lock else ""
    with options.keys_from_terminal(needed=_STDIN in names):
        front = front_of(os.environ)
        review = EventReview(
            run.folder, options.today(), options.now, run.print_tables, front, by=who, dry_run=run.dry_run
        )
        review.ask(articles, events)
    run.tell_unsaved()


def _article(name: str) -> str:
    """Return the text of an article in a file, or on standard input."""
    from ratingctl.storage.inputs.articles import article_text, read_article

    if name != _STDIN:
        return read_article(Path(name))
    if sys.stdin is None:
        raise UsageError(sentence("standard input is closed"), next_step=sentence("name a file after --from"))
    return article_text(sentence("standard input"), sys.stdin.buffer.read())


def _draft_of(run: Run, typed: "EventInput", name: str) -> "EventInput":
    """Return the draft of an article, outweighed by what was typed; without a name only what was typed."""
    from ratingctl.commands.shared.event_draft import drafted

    return drafted(run.folder, options.today(), _article(name), typed) if name else typed


def _write_all(run: Run, names: Sequence[str], events: "Sequence[EventInput]") -> None:
    """Write the events of every article without asking; what cannot be written does not keep other articles back.

    Args:
        run: The call.
        names: The articles; one empty name where all was typed.
        events: What was typed, for each region.

    Raises:
        Exit: With the exit code of the last event that could not be written.
        RatingctlError: If the only event cannot be written.
    """
    from ratingctl.commands.add_event import add_events as command
    from ratingctl.commands.add_event import merged_reports

    code = 0
    changes: list[Change] = []
    for name in names:
        try:
            drafted = _draft_of(run, events[0], name)  # read once: it may be standard input
            drafts = [drafted._replace(region=typed.region or drafted.region) for typed in events]
            who = options.known_person("", run.folder.root) if drafts[0].after_lock else ""
            changes.append(
                run.commit(partial(command, run.folder, options.today(), drafts, by=who, dry_run=run.dry_run))
            )
            error: RatingctlError | None = changes[-1].refusal
        except RatingctlError as refusal:
            if len(names) < 2:
                raise
            error = refusal
        if error:
            tell_error(error.at(name) if name else error)
            code = error.exit_code
    if changes:
        run.present_written(merged_reports([change.report for change in changes]), changes)
    if any(change.edits for change in changes):
        run.tell_unsaved()
    if code:
        raise SystemExit(code)


@verb(WriteOptions)
def match(
    run: Run,
    edition: Annotated[str | None, Argument(help="The edition; by default the last one.", show_default=False)] = None,
    event: Annotated[str | None, Option("--event", help="Only this event.", show_default=False)] = None,
    text: Annotated[str | None, Option("--text", help="What a text may continue, with one --region or none.")] = None,
    across: Across = False,
    accept: Annotated[bool, Option("--accept", help="Link what is sure, as one step of `undo`.")] = False,
    review: Annotated[bool, Option("--review", help="Ask about one event after the other.")] = False,
    calibrate: Annotated[
        bool, Option("--calibrate", help="Learn from the links and refusals so far how sure to be.")
    ] = False,
    *,
    filters: options.Filters,
    limit: Annotated[
        int | None, Option("--limit", "-n", min=0, help="Candidates for each event; 5 by default.")
    ] = None,
) -> None:
    """Find the earlier announcements that new events continue."""
    from ratingctl.commands import match as command

    _require_sense(event=event, text=text, accept=accept, review=review, edition=edition)
    query = command.MatchQuery(edition, filters.selection(limit), event, text, across)
    if calibrate:
        if accept or review or event is not None or text is not None:
            raise UsageError(
                sentence("--calibrate learns from the whole rating"), next_step=sentence("give no other option")
            )
        run.present(command.calibrate(run.folder))
    elif review:
        if not run.is_for_people or run.is_for_file or not options.is_terminal():
            raise UsageError(
                sentence("--review asks, and needs a terminal"),
                next_step=sentence("leave it out, or use --accept or `link`"),
            )
        from ratingctl.interactive.match_review import MatchReview

        MatchReview(run.folder, query, options.now, dry_run=run.dry_run).ask()
        run.tell_unsaved()
    elif accept:
        run.write(lambda: command.accept(run.folder, query))
    else:
        run.present(command.match(run.folder, query))


def _require_sense(*, event: str | None, text: str | None, accept: bool, review: bool, edition: str | None) -> None:
    """Refuse options that say two things at once."""
    if event is not None and text is not None:
        raise UsageError(sentence("--event and --text are two questions"), next_step=sentence("give one of them"))
    if text is not None and not text.strip():
        raise UsageError(sentence("--text is empty"), next_step=sentence("say what happened"))
    if text is not None and (accept or review):
        raise UsageError(
            sentence("a free text is no event that could be linked"),
            next_step=sentence("log it with `ratingctl add-event`"),
        )
    if accept and review:
        raise UsageError(sentence("--accept asks nothing, --review asks"), next_step=sentence("give one of them"))
    if event is not None and edition is not None:
        raise UsageError(
            sentence("an event has its own edition"), next_step=sentence("leave {edition} out", edition=edition)
        )


@verb(WriteOptions)
def link(
    run: Run,
    event: NewEventId,
    follows: Annotated[list[str], Option("--follows", help="The id of an event it continues; may be repeated.")],
) -> None:
    """Record that an event continues earlier ones."""
    from ratingctl.commands.link import link as command

    event, follows = event_or_number(run, event), [event_or_number(run, old) for old in follows]
    run.write(lambda: command(run.folder, event, follows))


@verb(WriteOptions)
def unlink(
    run: Run,
    event: NewEventId,
    follows: Annotated[
        list[str] | None, Option("--follows", help="Only this link; may be repeated. By default all.")
    ] = None,
    never: Annotated[bool, Option("--never", help="Also record that it does not continue them.")] = False,
) -> None:
    """Take back that an event continues earlier ones."""
    from ratingctl.commands.unlink import unlink as command

    event, olds = event_or_number(run, event), tuple(event_or_number(run, old) for old in follows or ())
    run.write(lambda: command(run.folder, event, olds, never=never))


@verb(WriteOptions)
def edit(
    run: Run,
    event: EventId,
    changes: Annotated[
        list[str], Argument(metavar="FIELD=VALUE..", help="New values; an empty one takes the field away.")
    ],
    after_lock: options.AfterLock = "",
) -> None:
    """Correct the fields of an event."""
    from ratingctl.commands.edit import edit as command

    event = event_or_number(run, event)
    said = options.after_lock(after_lock, run.folder.root)
    run.write(lambda: command(run.folder, options.today(), event, changes, said))


@verb(WriteOptions)
def remove(
    run: Run,
    event: EventId,
    reason: Annotated[str, Option("--reason", help="Why; kept in the journal of `undo`.", show_default=False)],
    after_lock: options.AfterLock = "",
) -> None:
    """Take an event out that should not be there."""
    from ratingctl.commands.remove import remove as command

    event = event_or_number(run, event)
    said = options.after_lock(after_lock, run.folder.root)
    run.write(lambda: command(run.folder, event, reason, said))


@verb(WriteOptions)
def undo(
    run: Run,
    number: Annotated[
        int | None, Argument(metavar="[N]", help="The step; by default the last one.", show_default=False)
    ] = None,
    show_list: Annotated[bool, Option("--list", help="Show what can be taken back.")] = False,
) -> None:
    """Take back what was written with the tool on this clone."""
    from ratingctl.commands.undo import undo as command
    from ratingctl.commands.undo import undo_list

    if show_list:
        run.present(undo_list(run.folder))
    else:
        run.write(lambda: command(run.folder, number))
