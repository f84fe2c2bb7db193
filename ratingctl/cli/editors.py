"""The CLI of the verbs that editors work with: `tiers`, `diff` and `score`."""

from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.cli.verb import ReportOptions, Run, WriteOptions, verb


@verb(ReportOptions)
def tiers(
    run: Run,
    edition: Annotated[
        str | None,
        typer.Argument(help="The edition; by default the last one with scores.", show_default=False),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="The three columns as printed.")] = False,
    *,
    filters: options.Filters,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
) -> None:
    """Print the tier tables of an edition."""
    from ratingctl.commands.tiers import tiers as command

    day = options.as_of_day(as_of)
    run.present(command(run.folder, options.today(), edition, filters.selection(limit), full, day))


@verb(ReportOptions)
def diff(
    run: Run,
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
    *,
    filters: options.Filters,
    limit: options.Limit = None,
) -> None:
    """Compare two editions, with the events behind moves."""
    from ratingctl.commands.diff import diff as command

    run.present(command(run.folder, old, new, filters.selection(limit), events), fail=fail)


@verb(WriteOptions)
def score(
    run: Run,
    region: Annotated[str, typer.Argument(help="The region, in any spelling.", show_default=False)],
    value: Annotated[int, typer.Argument(metavar="N", help="The score.", show_default=False)],
    rationale: Annotated[str, typer.Option("--rationale", help="Why this score.")] = "",
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="The id of an event it rests on; may be repeated.")
    ] = None,
    edition: Annotated[str | None, typer.Option("--edition", "-e", help="By default the last one.")] = None,
) -> None:
    """Adopt a region's score."""
    from ratingctl.commands.score import score as command

    run.write(lambda: command(run.folder, region, value, rationale, tuple(evidence or ()), edition))
