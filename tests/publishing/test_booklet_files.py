"""The files of a booklet, opened again by other libraries: order and italics, hostile texts, equal bytes."""

import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import EDITIONS, Outcome
from docx import Document
from docx.oxml.ns import qn
from sample import HOSTILE_FILES, SHOWN, publication_of_islands, real, written

from ratingctl.publishing.formats import BookletFormat, BookletPart, Extras
from ratingctl.publishing.publication import BookletContent, Line
from ratingctl.publishing.word_file import word_file
from ratingctl.publishing.word_styles import STALLED

__all__ = ["real"]


def written_by(form: BookletFormat, publication: BookletContent) -> bytes:
    return form.writer(publication, Extras())


@pytest.mark.parametrize("form", BookletFormat)
def test_two_runs_give_equal_bytes(form: BookletFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publication = publication_of_islands(tmp_path)
    first = written_by(form, publication)
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    assert written_by(form, publication_of_islands(tmp_path)) == first


def columns_of(document: Any) -> list[tuple[str, list[Line], list[Line]]]:
    """Each region of the tables with its lines, as a reader of the file sees them."""
    rows = [row for table in document.tables for row in table.rows[1:]]
    return [(row.cells[0].paragraphs[0].text, *(lines_of(row.cells[number]) for number in (1, 2))) for row in rows]


def lines_of(cell: Any) -> list[Line]:
    return [
        Line(paragraph.text, any(run.style.name == STALLED for run in paragraph.runs))
        for paragraph in cell.paragraphs
        if paragraph.text
    ]


def test_word_prints_every_line_in_order_with_its_italics(real: BookletContent) -> None:
    document: Any = Document(io.BytesIO(written_by(BookletFormat.WORD, real)))
    assert columns_of(document) == [
        (region.name, *([Line(line.text, line.is_italic) for line in lines] for lines in (region.before, region.since)))
        for region in real.regions
    ]


def test_word_repeats_the_heads_and_stands_on_its_side(tmp_path: Path) -> None:
    document: Any = Document(io.BytesIO(written_by(BookletFormat.WORD, publication_of_islands(tmp_path))))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [round(column.width.mm) for column in table.columns] == [43, 112, 112]
    headings = [each.text for each in document.paragraphs if each.style.name.startswith("Heading 1")]
    assert headings == [
        "The authors’ comment",
        "Trends",
        "Method",
        "High (7–10)",
        "Low (1–6)",
        "Without a score",
        "Notes",
    ]


def test_word_takes_the_styles_of_a_house_template(tmp_path: Path) -> None:
    house = Document()
    house.add_paragraph("a text of the house that is not printed")
    house.styles.add_style("Rating Fact", 1).font.name = "Comic Sans MS"
    for name in ("Rating Region", "Rating Note", "Rating Item"):
        house.styles.add_style(name, 1)
    file = io.BytesIO()
    house.save(file)
    document: Any = Document(io.BytesIO(word_file(publication_of_islands(tmp_path), file.getvalue())))
    assert document.tables[0].rows[1].cells[2].paragraphs[0].style.font.name == "Comic Sans MS"
    assert "a text of the house" not in "\n".join(each.text for each in document.paragraphs)


def test_the_workbook_counts_what_the_booklet_prints(real: BookletContent) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written_by(BookletFormat.EXCEL, real)))
    assert book.sheetnames == ["Оценки", "Изменения", "События", "Открытые обещания", "Метод"]
    scores = list(book["Оценки"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[5], row[6]) for row in scores] == [
        (region.id, region.previous, region.score) for region in real.regions
    ]
    events = {event.id for region in real.regions for project in region.projects for event in project.events}
    assert [row[0] for row in book["События"].iter_rows(min_row=2, values_only=True)] == list(
        dict.fromkeys(event.id for region in real.regions for project in region.projects for event in project.events)
    )
    assert len(events) == book["События"].max_row - 1


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    content = written_by(BookletFormat.EXCEL, publication_of_islands(tmp_path, HOSTILE_FILES))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"n", "s"}
    assert SHOWN in {cell.value for cell in cells}


def test_hostile_texts_stay_texts_in_word(tmp_path: Path) -> None:
    document: Any = Document(
        io.BytesIO(written_by(BookletFormat.WORD, publication_of_islands(tmp_path, HOSTILE_FILES)))
    )
    assert any(SHOWN in line.text for _, _, since in columns_of(document) for line in since)


def test_markdown_has_neither_html_nor_breaks_in_lines(tmp_path: Path) -> None:
    text = written_by(BookletFormat.MARKDOWN, publication_of_islands(tmp_path, HOSTILE_FILES)).decode()
    own = text.split("## High")[1]
    assert "<br" not in text
    assert not re.search(r"(?<!\\)<", own)
    assert "| --- |" not in text


def test_markdown_prints_every_line_in_order_with_its_italics(tmp_path: Path) -> None:
    text = written_by(BookletFormat.MARKDOWN, publication_of_islands(tmp_path)).decode()
    section = text[text.index("### North Island") : text.index("## Low")]
    assert (
        section
        == """\
### North Island 7 (5) +2

The works have begun.

**Events by the end of 2025**

- A bridge is planned (in March 2025; due: June 2026).
- A ferry is wished for (in April 2025).

**Events in 2026**

- Piles are driven (in February 2026).
- Guests from both islands came.
- *The bridge will be late (due: 2027).*
- *Ferry: no news.*

"""
    )


def test_the_map_in_the_readme_is_that_of_the_editions(real: BookletContent) -> None:
    drawn = (EDITIONS.parent / ".github/map-2026.svg").read_bytes()
    assert BookletPart.MAP.writer(real, Extras()) == drawn


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-o", "x.pdf"), "-o x.pdf: no booklet ends so; write one of .html, .docx, .xlsx, .md"),
        (("-o", "x"), "-o x: no booklet ends so; write one of .html, .docx, .xlsx, .md"),
        (("-o", "x.svg"), "-o x.svg: no booklet ends so; write one of .html, .docx, .xlsx, .md"),
        (("-o", "x.html", "--part", "map"), "-o x.html: a map ends in .svg; name a file that ends in .svg"),
        (("-o", "x.html", "--template", "house.docx"), "--template is for Word files; write a .docx with -o"),
        (("-o", "x.docx", "--template", "house.docx"), "the file after --template is no Word file; name a .docx"),
        (("1999", "-o", "x.html"), "no edition '1999'; the editions are 2025, 2026"),
    ],
)
def test_what_cannot_be_written_is_refused(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    ratingctl: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = written(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.docx").write_text("no Word file", encoding="utf-8")
    outcome = ratingctl("--root", root, "report", *arguments)
    assert (outcome.code, outcome.err) == (2, f"ratingctl: {message}\n")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("x")] == []


def test_a_rating_without_tiles_has_no_map(tmp_path: Path, ratingctl: Callable[..., Outcome]) -> None:
    root = written(tmp_path, {"regions.yaml": "north: {name: North}\nsouth: {name: South}\n"})
    outcome = ratingctl("--root", root, "report", "-o", tmp_path / "x.svg", "--part", "map")
    assert (outcome.code, outcome.err) == (
        2,
        "ratingctl: there is no map: not every region has a tile of its own; "
        "give each region `tile: [column, row]` in regions.yaml\n",
    )


def test_a_broken_booklet_is_named_and_nothing_is_written(tmp_path: Path, ratingctl: Callable[..., Outcome]) -> None:
    root = written(tmp_path, {"2026/booklet.yaml": "comment: a: b\n"})
    outcome = ratingctl("--root", root, "report", "-o", tmp_path / "x.html")
    assert (outcome.code, "2026/booklet.yaml:1:11: F110" in outcome.err) == (3, True)
    assert not (tmp_path / "x.html").exists()


def test_a_booklet_does_not_go_into_the_folder_of_the_rating(tmp_path: Path, ratingctl: Callable[..., Outcome]) -> None:
    root = written(tmp_path, {})
    outcome = ratingctl("--root", root, "report", "-o", root / "x.html")
    assert (outcome.code, (root / "x.html").exists()) == (2, False)
    assert "the rating's own folder" in outcome.err
