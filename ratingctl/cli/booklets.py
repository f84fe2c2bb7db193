"""The CLI of the verb that makes files for readers: `report`."""

from pathlib import Path
from typing import Annotated, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.output import require_report_file
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import Run, verb
from ratingctl.interactive.dialogue import tell
from ratingctl.message import sentence


class FileOptions(NamedTuple):
    """The options of a verb that only reads, and writes a file of its own format."""

    root: options.Root = None


@verb(FileOptions)
def report(
    run: Run,
    edition: Annotated[
        str | None,
        Argument(help="The edition; by default the last one with scores.", show_default=False),
    ] = None,
    *,
    output: Annotated[Path, Option("--output", "-o", help="The file: .html, .docx, .xlsx or .md.", show_default=False)],
    part: Annotated[str | None, Option("--part", help="Only a part: map, into an .svg.", show_default=False)] = None,
    template: Annotated[
        Path | None,
        Option(
            "--template",
            help="A Word file whose styles are used.",
            show_default=False,
        ),
    ] = None,
    as_of: options.AsOf = None,
) -> None:
    """Write the booklet: a page, a Word file, a workbook."""
    from ratingctl.commands.report import report as command
    from ratingctl.publishing.formats import BookletPart
    from ratingctl.storage.edits import write_bytes
    from ratingctl.storage.inputs.named_file import named_bytes

    require_report_file(output)
    booklet = command(
        run.folder,
        options.today(),
        output,
        edition,
        part=options.choice("--part", part, BookletPart),
        template=named_bytes(template) if template else None,
        as_of=options.as_of_day(as_of),
    )
    write_bytes(output, booklet.content)
    tell(sentence("wrote {output}", output=output))
