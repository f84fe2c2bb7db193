"""The doors of the verbs that reviewers work with: `stale` and `checked`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.errors import UsageError
from ratingctl.interactive.output import format_of, present
from ratingctl.render import Format

By = Annotated[
    str, typer.Option("--by", help="Who you are; else RATINGCTL_BY, else what git calls you.", show_default=False)
]
Statuses = Annotated[list[str] | None, typer.Option("--status", help="Only this status; may be repeated.")]
Reasons = Annotated[list[str] | None, typer.Option("--reason", help="Only this reason; may be repeated.")]
Mine = Annotated[bool, typer.Option("--mine", help="Only regions of which you are the reviewer.")]


def stale(
    context: typer.Context,
    edition: Annotated[
        str | None, typer.Argument(help="The edition under review; by default the last one.", show_default=False)
    ] = None,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    status: Statuses = None,
    reason: Reasons = None,
    reviewer: Annotated[list[str] | None, typer.Option("--reviewer", help="Only regions of this reviewer.")] = None,
    mine: Mine = False,
    by: By = "",
    group_by: Annotated[
        str | None,
        typer.Option("--group-by", help="region (as in tables by default), reviewer, reason or district."),
    ] = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 if a project needs a look.")] = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """List the projects that need a look, and why."""
    from ratingctl.commands.shared.selection import Selection
    from ratingctl.commands.shared.worklist import Grouping, WorklistFilter
    from ratingctl.commands.stale import stale as command
    from ratingctl.storage.local_state.last_list import keep

    folder = options.folder(context, root)
    reviewers = [*(reviewer or ()), *([options.person(by, folder.root)] if mine else ())]
    wanted = WorklistFilter(
        Selection.of(region, district, tier, limit), tuple(status or ()), tuple(reason or ()), tuple(reviewers)
    )
    grouping = options.choice("--group-by", group_by, Grouping)
    if grouping is None and format_of(form, output).shows_tables:
        grouping = Grouping.REGION
    report, shown = command(folder, options.today(), edition, wanted, options.as_of_day(as_of), grouping)
    keep(folder, shown)
    present(report, form, output)
    if fail and report.has_findings:
        raise typer.Exit(1)


def checked(
    context: typer.Context,
    projects: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID|N|2-8]..", help="Ids, or numbers of the list that `stale` showed last."),
    ] = None,
    found: Annotated[str, typer.Option("--found", help="What was found: nothing or news.")] = "",
    by: By = "",
    date: Annotated[str, typer.Option("--date", help="When they looked; today by default.")] = "",
    note: Annotated[str, typer.Option("--note", help="What to say of it; printed in place of the usual words.")] = "",
    until: Annotated[str, typer.Option("--until", help="Need not be looked at before; a year at most.")] = "",
    edition: Annotated[
        str | None,
        typer.Option("--edition", "-e", help="The edition under review; else the list's, or the last."),
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", help="A list of `stale -o list.csv`, filled in.", show_default=False)
    ] = None,
    review: Annotated[bool, typer.Option("--review", help="Ask about projects one by one, in a terminal.")] = False,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    status: Statuses = None,
    reason: Reasons = None,
    mine: Mine = False,
    dry_run: options.DryRun = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Record that somebody looked for news, and what was found."""
    from ratingctl.commands.shared.check_requests import CheckRequest
    from ratingctl.commands.shared.selection import Selection
    from ratingctl.commands.shared.worklist import WorklistFilter
    from ratingctl.interactive.check_writer import CheckWriter

    folder = options.folder(context, root)
    given = [name for name, value in (("ids", projects), ("--from", from_), ("--review", review)) if value]
    if len(given) != 1:
        raise UsageError(
            f"{' and '.join(given)} do not go together" if given else "there is nothing to record",
            next_step="give ids with --found, or --from list.csv, or --review",
        )
    _require_ids(bool(projects), {"--found": found, "--note": note, "--until": until})
    asks = not no_input and form in (None, Format.TABLE) and options.is_terminal()
    who = options.person(by, folder.root) if review else options.known_person(by, folder.root)
    writer = CheckWriter(folder, options.today(), who, date, edition, dry_run=dry_run)
    if review:
        if not asks:
            raise UsageError("--review asks, and here is nobody to ask", next_step="run it in a terminal")
        me = (who,) if mine else ()
        wanted = WorklistFilter(
            Selection.of(region, district, tier, None), tuple(status or ()), tuple(reason or ()), me
        )
        raise typer.Exit(writer.ask_one_by_one(wanted))
    if from_:
        report = writer.write_list(from_, asks=asks)
    else:
        if not found:
            raise UsageError("--found is missing", next_step="say --found nothing or --found news")
        report = writer.write_typed(projects or [], CheckRequest("", found, note=note, until=until))
    if report:
        present(report, form, output)


def _require_ids(named: bool, said: Mapping[str, str]) -> None:
    """Refuse what is said of projects where none are named: a list says it in its rows, a review asks.

    Raises:
        UsageError: If something is said.
    """
    idle = [option for option, value in said.items() if value]
    if idle and not named:
        raise UsageError(f"{' and '.join(idle)} goes with ids", next_step="leave it out, or name the projects")
