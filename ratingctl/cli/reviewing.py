"""The doors of the verbs that reviewers work with: `stale` and `checked`."""

from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.cli.screen import format_of, present
from ratingctl.render import Format

By = Annotated[
    str, typer.Option("--by", help="Who you are; else RATINGCTL_BY, else what git calls you.", show_default=False)
]


def stale(
    context: typer.Context,
    edition: Annotated[
        str | None, typer.Argument(help="The edition under review; by default the last one.", show_default=False)
    ] = None,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    status: Annotated[list[str] | None, typer.Option("--status", help="Only this status; may be repeated.")] = None,
    reason: Annotated[list[str] | None, typer.Option("--reason", help="Only this reason; may be repeated.")] = None,
    reviewer: Annotated[list[str] | None, typer.Option("--reviewer", help="Only regions of this reviewer.")] = None,
    mine: Annotated[bool, typer.Option("--mine", help="Only regions of which you are the reviewer.")] = False,
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
    from ratingctl.commands.selection import Selection
    from ratingctl.commands.stale import stale as command
    from ratingctl.commands.worklist import Grouping, Wanted
    from ratingctl.storage.last_list import LastList, keep, state_of

    folder = options.folder(context, root)
    reviewers = [*(reviewer or ()), *([options.person(by, folder.root)] if mine else ())]
    wanted = Wanted(
        Selection.of(region, district, tier, limit), tuple(status or ()), tuple(reason or ()), tuple(reviewers)
    )
    grouping = options.choice("--group-by", group_by, Grouping)
    if grouping is None and format_of(form, output) in (Format.TABLE, Format.MARKDOWN):
        grouping = Grouping.REGION
    state = state_of(folder)
    report = command(folder, options.today(), edition, wanted, options.as_of_day(as_of), grouping)
    keep(folder, LastList(state, report.data["edition"], tuple(row["project"] for row in report.data["projects"])))
    present(report, form, output)
    if fail and report.has_findings:
        raise typer.Exit(1)
