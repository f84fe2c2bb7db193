"""The CLI of the verbs that reviewers work with: `stale`, `checked` and `upcoming`."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import ReportOptions, Run, WriteOptions, verb
from ratingctl.errors import UsageError
from ratingctl.message import sentence

if TYPE_CHECKING:  # `--help` needs no command
    from ratingctl.commands.shared.worklist import WorklistFilter

By = Annotated[str, Option("--by", help="Who you are; else RATINGCTL_BY, else what git calls you.", show_default=False)]
Mine = Annotated[bool, Option("--mine", help="Only projects of which you are the reviewer.")]


class WorklistFilters(NamedTuple):
    """The options that filter projects under review."""

    region: options.Regions = None
    district: options.Districts = None
    tier: options.Tiers = None
    status: Annotated[list[str] | None, Option("--status", help="Only this status; may be repeated.")] = None
    reason: Annotated[list[str] | None, Option("--reason", help="Only this reason; may be repeated.")] = None

    def wanted(self, reviewers: tuple[str, ...], limit: int | None = None) -> "WorklistFilter":
        """Return the filter of projects of these reviewers' regions, with the most rows to show."""
        from ratingctl.commands.shared.worklist import WorklistFilter

        selection = options.Filters(self.region, self.district, self.tier).selection(limit)
        return WorklistFilter(selection, tuple(self.status or ()), tuple(self.reason or ()), reviewers)


class QueueOptions(NamedTuple):
    """The options that say which part of the list is wanted."""

    done: Annotated[bool, Option("--done", help="Only what is done in this edition.")] = False
    everything: Annotated[bool, Option("--all", help="What is left and what is done.")] = False
    take: Annotated[
        int | None,
        Option(
            "--take", min=1, metavar="N", help="A portion of N projects, the same until it is done.", show_default=False
        ),
    ] = None
    new: Annotated[bool, Option("--new", help="Only what no list in this folder has shown yet.")] = False
    split: Annotated[
        str | None, Option("--split", metavar="NAME,NAME..", help="Part the list evenly among these people.")
    ] = None

    def narrowed(self, wanted: "WorklistFilter") -> "WorklistFilter":
        """Return a filter that also wants these rows.

        Raises:
            UsageError: If two options contradict each other, or the list is parted among nobody.
        """
        from ratingctl.commands.shared.worklist import Progress

        if self.done and self.everything:
            raise UsageError(
                sentence("--done and --all do not go together"), next_step=sentence("leave one of them out")
            )
        progress = Progress.DONE if self.done else Progress.ALL if self.everything else None
        people = dict.fromkeys(name.strip() for name in (self.split or "").split(",") if name.strip())
        if self.split is not None and not people:
            raise UsageError(
                sentence("--split names nobody"), next_step=sentence("write the names with commas: --split Ann,Bob")
            )
        return wanted._replace(progress=progress, split=tuple(people))


class CheckOptions(NamedTuple):
    """The options that say what a check says."""

    found: Annotated[str, Option("--found", help="What was found: nothing or news.")] = ""
    by: By = ""
    date: Annotated[str, Option("--date", help="When they looked; today by default.")] = ""
    note: Annotated[str, Option("--note", help="What to say of it; printed in place of the usual words.")] = ""
    until: Annotated[str, Option("--until", help="Need not be looked at before; a year at most.")] = ""
    source: Annotated[
        list[str] | None, Option("--source", "-s", help="Where one looked: a URL or a source's key; repeatable.")
    ] = None
    edition: Annotated[
        str | None,
        Option("--edition", "-e", help="The edition under review; else the list's, or the last."),
    ] = None


@verb(ReportOptions)
def stale(
    run: Run,
    edition: Annotated[
        str | None, Argument(help="The edition under review; by default the last one.", show_default=False)
    ] = None,
    *,
    filters: WorklistFilters,
    reviewer: Annotated[list[str] | None, Option("--reviewer", help="Only projects of this reviewer.")] = None,
    mine: Mine = False,
    by: By = "",
    group_by: Annotated[
        str | None,
        Option("--group-by", help="region, reviewer, reason or district; by default nothing, in all formats."),
    ] = None,
    queue: QueueOptions,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    fail: Annotated[bool, Option("--fail", help="Exit with 1 if a project needs a look.")] = False,
) -> None:
    """List the projects that need a look, and why."""
    from ratingctl.commands.shared.worklist import Grouping
    from ratingctl.commands.stale import Portioning
    from ratingctl.commands.stale import stale as command
    from ratingctl.storage.local_state.last_list import keep
    from ratingctl.storage.local_state.review_state import keep_review_state

    reviewers = [*(reviewer or ()), *([options.person(by, run.folder.root)] if mine else ())]
    wanted = queue.narrowed(filters.wanted(tuple(reviewers), limit))
    grouping = options.choice("--group-by", group_by, Grouping) or (Grouping.REVIEWER if wanted.split else None)
    work = command(
        run.folder,
        options.today(),
        edition,
        wanted,
        options.as_of_day(as_of),
        grouping,
        Portioning(queue.take, queue.new),
    )
    if run.form.shows_tables and not run.is_for_file:
        keep(run.folder, work.last_list)
        keep_review_state(run.folder, work.state)
    run.present(work.report, fail=fail)


@verb(ReportOptions)
def upcoming(
    run: Run,
    edition: Annotated[
        str | None, Argument(help="The edition under review; by default the last one.", show_default=False)
    ] = None,
    *,
    filters: options.Filters,
    reviewer: Annotated[list[str] | None, Option("--reviewer", help="Only projects of this reviewer.")] = None,
    mine: Mine = False,
    by: By = "",
    until: Annotated[
        str | None,
        Option("--until", help="Up to this day; by default the cut-off, or half a year.", show_default=False),
    ] = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
) -> None:
    """List deadlines, ends of `until` and limits of silence still to come, by month; `-f ics` is a calendar."""
    from ratingctl.commands.shared.worklist import WorklistFilter
    from ratingctl.commands.upcoming import upcoming as command

    reviewers = [*(reviewer or ()), *([options.person(by, run.folder.root)] if mine else ())]
    wanted = WorklistFilter(filters.selection(limit), reviewers=tuple(reviewers))
    last = options.day("--until", until)
    run.present(command(run.folder, options.today(), edition, wanted, options.as_of_day(as_of), last))


@verb(WriteOptions)
def checked(
    run: Run,
    projects: Annotated[
        list[str] | None,
        Argument(metavar="[ID|N|2-8]..", help="Ids, or numbers of the list that `stale` showed last."),
    ] = None,
    *,
    check: CheckOptions,
    from_: Annotated[
        Path | None, Option("--from", help="A list of `stale -o list.csv`, filled in.", show_default=False)
    ] = None,
    review: Annotated[bool, Option("--review", help="Ask about projects one by one, in a terminal.")] = False,
    filters: WorklistFilters,
    mine: Mine = False,
    no_input: options.NoInput = False,
) -> None:
    """Record that somebody looked for news, and what was found."""
    given = [name for name, value in (("ids", projects), ("--from", from_), ("--review", review)) if value]
    if len(given) != 1:
        raise UsageError(
            sentence("{given} do not go together", given=", ".join(given))
            if given
            else sentence("there is nothing to record"),
            next_step=sentence("give ids with --found, or --from list.csv, or --review"),
        )
    said = {"--found": check.found, "--note": check.note, "--until": check.until, "--source": check.source}
    _require_ids(bool(projects), said)
    asks = not no_input and run.is_for_people and options.is_terminal()
    if review:
        who = options.person(check.by, run.folder.root)
        if not asks:
            raise UsageError(
                sentence("--review asks, and here is nobody to ask"), next_step=sentence("run it in a terminal")
            )
        _review(run, check, who, filters.wanted((who,) if mine else ()))
    elif from_:
        _write_list(run, check, from_, asks=asks)
    else:
        _write_typed(run, check, projects or [])


def _require_ids(named: bool, values: Mapping[str, str | list[str] | None]) -> None:
    """Refuse what is said of projects where none are named: a list says it in its rows, a review asks.

    Raises:
        UsageError: If something is said.
    """
    idle = [option for option, value in values.items() if value]
    if idle and not named:
        raise UsageError(
            sentence("{idle} goes with ids", idle=", ".join(idle)),
            next_step=sentence("leave it out, or name the projects"),
        )


def _write_typed(run: Run, check: CheckOptions, projects: list[str]) -> None:
    """Write the same check of several projects, named by ids or by numbers."""
    from ratingctl.commands.checked import checked as command
    from ratingctl.commands.shared.check_requests import CheckRequest, from_options

    if not check.found:
        raise UsageError(sentence("--found is missing"), next_step=sentence("say --found nothing or --found news"))
    sources = tuple(check.source or ())
    request = CheckRequest("", check.found, note=check.note, until=check.until, sources=sources)
    by = options.known_person(check.by, run.folder.root)
    make = partial(command, run.folder, options.today(), by=by, day=check.date, edition_id=check.edition)
    run.write(lambda: make(from_options(run.folder, projects, request, check.edition)))


def _write_list(run: Run, check: CheckOptions, path: Path, *, asks: bool) -> None:
    """Write the checks of a list, after it was shown where somebody can be asked."""
    from ratingctl.commands.checked import checked as command
    from ratingctl.commands.shared.check_requests import from_list
    from ratingctl.interactive.check_review import confirms_list
    from ratingctl.interactive.dialogue import tell

    by = options.known_person(check.by, run.folder.root)
    requests, forgotten = from_list(path)
    for line in forgotten:
        tell(line)
    make = partial(command, run.folder, options.today(), requests, by=by, day=check.date, edition_id=check.edition)
    if asks and not run.dry_run and not confirms_list(make()):
        return
    run.write(make)


def _review(run: Run, check: CheckOptions, who: str, wanted: "WorklistFilter") -> None:
    """Ask about every project that needs a look and has not been checked in this edition."""
    from ratingctl.commands.shared.resolved_checks import day_of_looking
    from ratingctl.commands.shared.review_choices import review_queue
    from ratingctl.interactive.check_answers import CheckAnswers
    from ratingctl.interactive.check_review import CheckReview
    from ratingctl.interactive.event_review import EventReview
    from ratingctl.interactive.front import front_of

    today = options.today()
    day_of_looking(check.date, today, [])  # else no answer of the whole review would fit
    work = review_queue(run.folder, today, check.edition, wanted)
    answers = CheckAnswers(run.folder, today, options.now, work, who, check.date, dry_run=run.dry_run)
    front = front_of(os.environ)
    drafts = EventReview(run.folder, today, options.now, run.print_tables, front, dry_run=run.dry_run)
    CheckReview(work, answers, drafts.ask_about).ask()
    run.tell_unsaved()
