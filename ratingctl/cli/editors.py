"""The doors of the verbs that editors print from: `tiers` and `diff`."""

from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.interactive.output import present


def tiers(
    context: typer.Context,
    edition: Annotated[
        str | None,
        typer.Argument(help="The edition; by default the last one with scores.", show_default=False),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="The three columns as printed.")] = False,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Print the tier tables of an edition."""
    from ratingctl.commands.shared.selection import Selection
    from ratingctl.commands.tiers import tiers as command

    selection = Selection.of(region, district, tier, limit)
    day = options.as_of_day(as_of)
    report = command(options.folder(context, root), options.today(), edition, selection, full, day)
    present(report, form, output)


def diff(
    context: typer.Context,
    old: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]",
            help="An edition, or EDITION@GITREV; by default the one before B.",
            show_default=False,
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="[B]", help="The same; by default the last one with scores.", show_default=False),
    ] = None,
    events: Annotated[int, typer.Option("--events", min=0, help="How many events to show behind each move.")] = 3,
    fail: Annotated[bool, typer.Option("--fail", help="Exit with 1 if a score moved.")] = False,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    limit: options.Limit = None,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Compare two editions, with the events behind moves."""
    from ratingctl.commands.diff import diff as command
    from ratingctl.commands.shared.selection import Selection

    selection = Selection.of(region, district, tier, limit)
    report = command(options.folder(context, root), old, new, selection, events)
    present(report, form, output)
    if fail and report.has_findings:
        raise typer.Exit(1)
