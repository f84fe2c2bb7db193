"""The doors of the verbs that everybody looks things up with: `show` and `find`."""

from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.interactive.output import present


def show(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(help="A region in any spelling, an event's id, or a project's name.", show_default=False),
    ],
    edition: options.EditionName = None,
    as_of: options.AsOf = None,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Show one region, or the story of one project."""
    from ratingctl.commands.show import show as command

    day = options.as_of_day(as_of)
    report = command(options.folder(context, root), options.today(), subject, edition, day)
    present(report, form, output)


def find(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(help="Words in any case, number and alphabet.", show_default=False)],
    edition: Annotated[
        str | None, typer.Option("--edition", "-e", help="Look in this edition only.", show_default=False)
    ] = None,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    limit: options.Limit = None,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Find a text in all events, checks and notes."""
    from ratingctl.commands.find import find as command
    from ratingctl.commands.shared.selection import Selection

    selection = Selection.of(region, district, tier, limit)
    report = command(options.folder(context, root), " ".join(text), edition, selection)
    present(report, form, output)
