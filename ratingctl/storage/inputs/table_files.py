"""Reader of files with a published table: Word, HTML, Markdown or plain text."""

import re
from pathlib import Path

from ratingctl.domain.handed_tables import TablePart
from ratingctl.errors import DataError
from ratingctl.message import sentence
from ratingctl.storage.inputs.decoding import decoded
from ratingctl.storage.inputs.handed_file import handed_bytes, is_archive
from ratingctl.storage.inputs.html_tables import html_table
from ratingctl.storage.inputs.text_tables import text_table
from ratingctl.storage.inputs.word_tables import word_table

_HTML = re.compile(r"\s*(?:<!doctype\s+html|<html\b|<table\b)", re.IGNORECASE)


def read_table(path: Path) -> list[TablePart]:
    """Return the rows of the tables in a file; of a text, also what stands between them.

    Args:
        path: The file; what it holds decides how it is read, and then its ending.

    Raises:
        DataError: If it cannot be read.
    """
    content = handed_bytes(path)
    if is_archive(content):
        return word_table(content, path)
    if content.startswith(b"%PDF"):
        raise DataError(
            sentence("a PDF has no table that can be read"),
            place=str(path),
            next_step=sentence("save it as .docx or .html, in the program that made it or in Word"),
        )
    text = decoded(content, str(path), "table", DataError)
    return html_table(text) if path.suffix.lower() in (".html", ".htm") or _HTML.match(text) else text_table(text)
