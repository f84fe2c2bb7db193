"""The command line of `report`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ratingctl.cli import options


def report(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file: .html, .docx, .xlsx or .md.", show_default=False)
    ],
    edition: Annotated[
        str | None,
        typer.Argument(help="The edition; by default the last one with scores.", show_default=False),
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", help="Only a part: map, into an .svg.", show_default=False)
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            help="A Word file whose styles are used.",
            show_default=False,
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    as_of: options.AsOf = None,
    root: options.Root = None,
) -> None:
    """Write the booklet: a page, a Word file, a workbook."""
    from ratingctl.commands.report import report as command
    from ratingctl.publishing.formats import BookletPart
    from ratingctl.storage.edits import bytes_of, write_bytes

    folder = options.folder(context, root)
    booklet = command(
        folder,
        options.today(),
        output,
        edition,
        part=options.choice("--part", part, BookletPart),
        template=bytes_of(template) if template else None,
        as_of=options.as_of_day(as_of),
    )
    write_bytes(output, booklet.content)
    print(f"wrote {output}", file=sys.stderr)
