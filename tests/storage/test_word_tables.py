"""Cells of Word files and pages as programs write them: merged, marked, raised, deleted, hidden."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml

from ratingctl.domain.handed_tables import TableRow
from ratingctl.storage.inputs.html_tables import html_table
from ratingctl.storage.inputs.word_tables import word_table

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"


def word_rows(*rows: str) -> list[list[list[str]]]:
    """The cells of a Word file whose only table has these rows, in XML; a cell is a list of paragraphs."""
    document = Document()
    table = parse_xml(f"<w:tbl {NAMESPACES}><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    document.element.body.insert(0, table)
    file = io.BytesIO()
    document.save(file)
    return [_cells(part) for part in word_table(file.getvalue(), Path("x.docx")) if isinstance(part, TableRow)]


def page_rows(row: str) -> list[list[str]]:
    (part,) = html_table(f"<table><tr>{row}</tr></table>")
    assert isinstance(part, TableRow)
    return _cells(part)


def _cells(row: TableRow) -> list[list[str]]:
    return [
        ["".join(f"*{text}*" if italic else text for text, italic in passage.runs) for passage in cell]
        for cell in row.cells
    ]


def cell(content: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>"


def run(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (run("12 km") + run("2", RAISED), "12 km²"),
        (run("Harbin") + f'<w:hyperlink w:anchor="fn1">{run("1", RAISED)}</w:hyperlink>' + run("."), "Harbin."),
        (run("Harbin") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("."), "Harbin."),
        (run("Har\u00adbin") + run("\u00a0now"), "Harbin\u00a0now"),
        (run("kept") + f"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>{run(' new')}</w:ins>", "kept new"),
        (run("seen") + run("hidden", "<w:vanish/>"), "seen"),
        (run("for") + "<w:r><w:noBreakHyphen/></w:r>" + run("ever"), "for-ever"),
        (run("a ") + run("stalled", "<w:i/>") + run(" b", '<w:i w:val="0"/>'), "a *stalled* b"),
        ("<w:sdt><w:sdtContent>" + run("in a form") + "</w:sdtContent></w:sdt>", "in a form"),
        ('<w:fldSimple w:instr="PAGE">' + run("3") + "</w:fldSimple>", "3"),
    ],
    ids=["raised", "anchor", "footnote", "soft", "tracked", "hidden", "hyphen", "italics", "form", "field"],
)  # fmt: skip
def test_a_paragraph_of_word_reads_as_it_is_shown(paragraph: str, text: str) -> None:
    assert word_rows(cell(f"<w:p>{paragraph}</w:p>")) == [[[text]]]


def test_a_text_box_is_read_once() -> None:
    choice = f'<mc:Choice Requires="wps"><wps:txbx>{BOX}</wps:txbx></mc:Choice>'
    box = f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
    assert word_rows(cell(f"<w:p>{run('Around it.')}{box}</w:p>")) == [[["Around it.", "In a box."]]]


def test_merged_cells_keep_their_columns() -> None:
    text = f"<w:p>{run('x')}</w:p>"
    rows = word_rows(
        cell(text, '<w:gridSpan w:val="3"/>'),
        cell(text, "<w:vMerge w:val='restart'/>") + cell(text) + cell(text),
        cell(text, "<w:vMerge/>") + cell("<w:p/>") + cell(text),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + cell(text) + cell(text),
        "<w:trPr><w:gridBefore w:val='many'/></w:trPr>" + cell(text),
    )
    assert [[len(each) for each in row] for row in rows] == [[1, 0, 0], [1, 1, 1], [0, 0, 1], [0, 1, 1], [1]]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("12 km<sup>2</sup>", "12 km²"),
        ('Harbin<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a>.', "Harbin."),
        ('Harbin<sup><a href="#note-7">[7]</a></sup>.', "Harbin."),
        ('a <a href="#top">whole sentence</a> here', "a whole sentence here"),
        ("kept<del>gone</del> and on", "kept and on"),
    ],
)
def test_a_cell_of_a_page_reads_as_it_is_shown(content: str, text: str) -> None:
    assert page_rows(f"<td>{content}</td>") == [[text]]
