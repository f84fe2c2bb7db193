"""`report`: the booklet of an edition as a page, a Word file, a workbook or Markdown."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ratingctl import __version__
from ratingctl.commands.shared.publications import publication_in
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.publishing.formats import BookletFormat, BookletPart, Extras, Writer, format_of_ending
from ratingctl.publishing.problems import NoMapError, NoWordFileError
from ratingctl.storage.folder import Folder


class BookletFile(NamedTuple):
    """A booklet, or a part of one, ready to be written.

    Attributes:
        edition: The edition that was asked for, or found.
        content: The bytes of the file.
    """

    edition: str
    content: bytes


def report(
    folder: Folder,
    today: date,
    output: Path,
    edition: str | None = None,
    part: BookletPart | None = None,
    template: bytes | None = None,
    as_of: date | None = None,
) -> BookletFile:
    """Make the booklet of an edition.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        output: The file that is to be written; its ending chooses the format.
        edition: The edition's id; the last edition with scores by default.
        part: Only this part of the booklet.
        template: The bytes of a Word file whose styles are used.
        as_of: Later events are left out; by default the edition's own day.

    Raises:
        UsageError: If no format has the ending, the edition is unknown, the template is no Word file, or the part is
            not there.
        DataError: If the files cannot be read.
    """
    writer = _writer_of(output, part)
    publication, names = publication_in(folder, today, __version__, edition, as_of)
    if template is not None and writer is not BookletFormat.WORD.writer:
        raise UsageError(sentence("--template is for Word files"), next_step=sentence("write a .docx with -o"))
    try:
        return BookletFile(publication.edition, writer(publication, Extras(names, template)))
    except NoWordFileError:
        raise UsageError(
            sentence("the file after --template is no Word file"), next_step=sentence("name a .docx")
        ) from None
    except NoMapError:
        raise UsageError(
            sentence("there is no map: not every {unit} has a tile of its own"),
            next_step=sentence("give each {unit} `tile: [column, row]` in regions.yaml"),
        ) from None


def _writer_of(output: Path, part: BookletPart | None) -> Writer:
    ending = output.suffix.lower()
    if part is not None:
        if ending != part.ending:
            raise UsageError(
                sentence("-o {name}: a map ends in {ending}", name=output.name, ending=part.ending),
                next_step=sentence("name a file that ends in {ending}", ending=part.ending),
            )
        return part.writer
    form = format_of_ending(ending)
    if form is None:
        known = ", ".join(one.endings[0] for one in BookletFormat)
        raise UsageError(
            sentence("-o {name}: no booklet ends so", name=output.name),
            next_step=sentence("write one of {endings}", endings=known),
        )
    return form.writer
