"""The doors of the verbs that keep the files in order: `validate`, `schema` and `init`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.interactive.output import present
from ratingctl.render import Format


def validate(
    context: typer.Context,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", help="Print the manual of a code.", show_default=False),
    ] = None,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Name every problem in every file; exit 1 on errors."""
    from ratingctl.commands.validate import explain as manual
    from ratingctl.commands.validate import validate as command

    if explain is not None:
        present(manual(explain), form, output)
        return
    folder = options.folder(context, root)
    shown_root = os.path.relpath(folder.root)
    report = command(folder, "" if shown_root == "." else f"{shown_root}/")
    present(report, form, output)
    if report.has_findings:
        raise typer.Exit(1)


def schema(
    context: typer.Context,
    kind: Annotated[
        str | None,
        typer.Argument(
            help="region, edition, rating, regions, sources, organisations, forms or cities; by default all by name.",
            show_default=False,
        ),
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Bring .schemas/ in the rating's folder up to date.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --write: only say what would be written.")] = False,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Print the JSON Schema of the files, for editors."""
    from ratingctl.commands.schema import schema as command
    from ratingctl.commands.schema import write_schemas
    from ratingctl.storage.edits import apply

    if write:
        report, edits = write_schemas(options.folder(context, root).root)
        if dry_run:
            print("dry run: nothing is written", file=sys.stderr)
        else:
            apply(edits)
        present(report, None, output)
        return
    present(command(kind), Format.JSON, output)


def init(
    directory: Annotated[
        Path, typer.Argument(help="The folder to fill; made if it is not there.", metavar="[DIR]")
    ] = Path("editions"),
    title: Annotated[str, typer.Option("--title", help="The rating's title.")] = "A rating",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")] = False,
) -> None:
    """Begin a new rating in an empty, commented folder."""
    from ratingctl.commands.init import init as command
    from ratingctl.storage.edits import apply

    report, edits = command(directory, options.today().year, title)
    if dry_run:
        print("dry run: nothing is written", file=sys.stderr)
    else:
        apply(edits)
    present(report, None, None)
