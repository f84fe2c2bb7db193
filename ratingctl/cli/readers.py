"""The CLI of the verbs that everybody looks things up with: `show` and `find`."""

from functools import partial
from typing import Annotated

from ratingctl.cli import options
from ratingctl.cli.journal import project_or_number
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import ReportOptions, Run, verb


@verb(ReportOptions)
def show(
    run: Run,
    subject: Annotated[
        str,
        Argument(
            help="The {unit} in any spelling, an event's id or a project's name; or a number of the list shown last.",
            show_default=False,
        ),
    ],
    edition: options.EditionName = None,
    as_of: options.AsOf = None,
) -> None:
    """Show one {unit}, or the story of one project."""
    from ratingctl.commands.show import show as command

    day = options.as_of_day(as_of)
    run.present(command(run.folder, options.today(), subject, edition, day, partial(project_or_number, run)))


@verb(ReportOptions)
def find(
    run: Run,
    text: Annotated[list[str], Argument(help="Words in any case, number and alphabet.", show_default=False)],
    edition: Annotated[
        str | None, Option("--edition", "-e", help="Look in this edition only.", show_default=False)
    ] = None,
    *,
    filters: options.Filters,
    limit: options.Limit = None,
) -> None:
    """Find a text in all events, checks and notes."""
    from ratingctl.commands.find import find as command

    run.present(command(run.folder, " ".join(text), edition, filters.selection(limit)))
