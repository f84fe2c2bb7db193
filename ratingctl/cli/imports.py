"""The CLI of `import`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import Run, WriteOptions, verb
from ratingctl.errors import UsageError
from ratingctl.message import sentence

if TYPE_CHECKING:  # `--help` needs no command
    from ratingctl.commands.shared.change import Change
    from ratingctl.commands.shared.import_result import ImportRequest


class What(StrEnum):
    """What can be imported."""

    UNITS = "units"
    TABLE = "table"
    SCORES = "scores"
    EVENTS = "events"


WhatFile = Annotated[
    What,
    Argument(metavar="WHAT", help="What the file holds: units, a table, scores or events.", show_default=False),
]


@verb(WriteOptions)
def import_(
    run: Run,
    what: WhatFile,
    file: Annotated[Path, Argument(metavar="FILE", help="The file.", show_default=False)],
    edition: Annotated[
        str | None,
        Option("--edition", "-e", help="Into this edition; by default the last one.", show_default=False),
    ] = None,
    previous: Annotated[
        str | None,
        Option("--previous", help="The edition of the column before the last, if it is to be begun."),
    ] = None,
    add_regions: Annotated[bool, Option("--add-regions", help="Add unknown {units} to regions.yaml.")] = False,
    same: Annotated[
        list[str] | None,
        Option("--same", metavar="NAME=ID", help="A spelling of the file, and the {unit} it means; repeatable."),
    ] = None,
    columns: Annotated[
        list[str] | None,
        Option("--map", metavar="WHAT=HEAD", help="What a column holds; rating.yaml keeps it. Repeatable."),
    ] = None,
    sheet: Annotated[str | None, Option("--sheet", help="The sheet of a workbook.", show_default=False)] = None,
    encoding: Annotated[
        str | None, Option("--encoding", help="The encoding of a list, if it cannot be told.", show_default=False)
    ] = None,
    source: Annotated[
        list[str] | None, Option("--source", "-s", help="A source's key or a URL, for every event.")
    ] = None,
    accept: Annotated[bool, Option("--accept", help="Also link the events that surely continue others.")] = False,
    yes: Annotated[bool, Option("--yes", "-y", help="Write without asking.")] = False,
    no_input: options.NoInput = False,
) -> None:
    """Import what you have: units, a published table, scores, events."""
    from ratingctl.commands.shared.import_result import ImportRequest
    from ratingctl.commands.shared.import_units import UnitChoice, parsed_same

    request = ImportRequest(
        file,
        edition,
        previous,
        UnitChoice(add_regions, parsed_same(same or ())),
        tuple(source or ()),
        sheet,
        encoding,
        tuple(columns or ()),
        accept,
        today=options.today(),
    )
    asks = run.is_for_people and not (run.is_for_file or no_input or yes or run.dry_run) and options.is_terminal()
    if asks:
        from ratingctl.interactive.import_review import reviewed_import

        answered = reviewed_import(run.folder, what, request)
        if answered is None:
            return
        request, yes = answered, True
    _write(run, what, request, confirmed=yes)


def _look(run: Run, what: What, request: "ImportRequest") -> "Change":
    from ratingctl.commands.import_ import import_ as command

    return command(run.folder, what, request)


def _write(run: Run, what: What, request: "ImportRequest", *, confirmed: bool) -> None:
    """Write the import; without a yes it is only shown."""
    if run.dry_run or confirmed:
        run.write(lambda: _look(run, what, request._replace(writes=not run.dry_run)))
        return

    def only_shown() -> "Change":
        change = _look(run, what, request)
        refusal = UsageError(
            sentence("nothing is written yet: nobody has said yes"),
            next_step=sentence("look at what is above, then add --yes"),
        )
        return change._replace(edits=[], refusal=refusal if change.edits else None)

    run.write(only_shown)
