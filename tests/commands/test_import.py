"""Published tables imported into small ratings: what is written, what is asked, what is refused."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Outcome
from docx import Document

from ratingctl.storage.inputs import handed_file

Write = Callable[..., Path]
Run = Callable[..., Outcome]

ISLANDS: dict[str, str | None] = {
    "2025/edition.yaml": None,
    "2025/north.yaml": None,
    "2025/south.yaml": None,
    "2026/edition.yaml": None,
    "2026/north.yaml": None,
    "2026/south.yaml": None,
}
PAGE = """<!doctype html><title>Harbours</title><script>alert(1)</script>
<table><tr><td>a table</td><td>of something else</td></tr></table>
<h2>High</h2>
<table>
<tr><th>Island<br>score (previous)</th><th>Events up to May 2025</th><th>June 2025 – May 2026</th></tr>
<tr><td rowspan="2"><b>North Island</b><p>7 (5)</p></td>
<td><p>A memorandum on a ferry terminal was signed with Sea Lines in March 2025.</p></td>
<td><p>Construction of the ferry terminal began in April 2026. <i>The <b>cable car</b> was never built.</i></p></td></tr>
<tr><td><p>Sea Lines plans a shipyard by 2028.</p></td><td><p>There is no news of the shipyard.</p></td></tr>
<tr><td>South Island 6 (–)</td><td>Copper is exported to the mainland.</td><td><em>The copper mine closed down.</em></td></tr>
<tr><td>Nord Island 3 (3)</td><td></td><td>A delegation visited.</td></tr>
</table>"""


@pytest.fixture
def empty(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rating that has a register and no edition."""
    root = write(ISLANDS)
    monkeypatch.chdir(root.parent)
    return root


def page(root: Path, text: str = PAGE, name: str = "page.html") -> str:
    (root.parent / name).write_text(text, encoding="utf-8")
    return name


def report(ratingctl: Run, *arguments: str) -> dict[str, Any]:
    outcome = ratingctl("import", "table", *arguments, "-f", "json")
    data: dict[str, Any] = json.loads(outcome.out)
    return data


def test_a_page_becomes_two_editions_with_scores_and_events(empty: Path, ratingctl: Run) -> None:
    data = report(ratingctl, page(empty), "-e", "2026", "--previous", "2025", "--source", "gazette", "--yes")
    assert {key: data[key] for key in ("regions", "scores", "previous_scores", "events", "notes", "written")} == {
        "regions": 2, "scores": 2, "previous_scores": 1, "events": 6, "notes": 1, "written": True,
    }  # fmt: skip
    assert (empty / "2026/edition.yaml").read_text() == (
        "period: 2025-06/2026-05\ncutoff: 2026-05-31\nstate: draft\nprevious: 2025\n"
    )
    north = (empty / "2026/north.yaml").read_text()
    assert "score: 7\n" in north
    assert "  date: 2026-04\n  kind: construction_start\n  title: Construction of the ferry terminal began" in north
    assert "  kind: stall\n  title: The cable car was never built\n" in north
    assert "notes:\n- text: There is no news of the shipyard.\n  italic: true\n" in north
    assert (
        "  kind: statement\n  title: Sea Lines plans a shipyard by 2028\n  due: "
        in (empty / "2025/north.yaml").read_text()
    )
    assert "kind: closure" in (empty / "2026/south.yaml").read_text()
    assert ratingctl("validate").code == 0


def test_a_name_that_is_only_near_is_never_merged(empty: Path, ratingctl: Run) -> None:
    text = PAGE.replace("North Island", "Noth Island")
    arguments = (page(empty, text), "-e", "2026", "--previous", "2025")
    unsure = report(ratingctl, *arguments, "--add-regions", "--dry-run")["unsure"]
    (asked,) = [doubt for doubt in unsure if doubt["region"] == "Noth Island"]
    assert "north (North Island)" in asked["why"]
    assert report(ratingctl, *arguments, "--same", "Noth Island=north", "--yes")["scores"] == 2
    assert "aliases: [the North, Noth Island]" in (empty / "regions.yaml").read_text()


def test_two_near_names_that_both_have_a_row_are_two_units(empty: Path, ratingctl: Run) -> None:
    text = PAGE.replace("Nord Island", "North Isle")
    data = report(ratingctl, page(empty, text), "-e", "2026", "--previous", "2025", "--add-regions", "--yes")
    assert (data["regions"], data["added_regions"]) == (3, 1)


def test_units_of_a_table_fill_an_empty_register(empty: Path, ratingctl: Run) -> None:
    (empty / "regions.yaml").write_text("")
    table = "Land | Events 2025 | Events 2026\n--|--|--\nCôte Verte 4 (3) | It ships figs. | It ships *no* figs.\n"
    text = "".join(f"| {line} |\n" for line in table.splitlines())
    data = report(ratingctl, page(empty, text, "t.md"), "-e", "2026", "--previous", "2025", "--add-regions", "--yes")
    assert (data["regions"], data["added_regions"], data["scores"]) == (1, 1, 1)
    assert (empty / "regions.yaml").read_text() == "cote-verte: {name: Côte Verte}\n"


def test_importing_twice_adds_nothing_and_undo_takes_all_of_it_back(empty: Path, ratingctl: Run) -> None:
    before = {path: path.read_bytes() for path in empty.rglob("*.yaml")}
    arguments = (page(empty), "-e", "2026", "--previous", "2025", "--yes")
    report(ratingctl, *arguments)
    written = {path: path.read_bytes() for path in empty.rglob("*.yaml")}
    again = report(ratingctl, *arguments)
    assert (again["scores"], again["events"], again["notes"], again["written"]) == (0, 0, 0, False)
    assert {path: path.read_bytes() for path in empty.rglob("*.yaml")} == written
    assert ratingctl("undo").code == 0
    assert {path: path.read_bytes() for path in empty.rglob("*.yaml")} == before


def test_what_was_edited_since_is_not_imported_again(empty: Path, ratingctl: Run) -> None:
    arguments = (page(empty), "-e", "2026", "--previous", "2025", "--yes")
    report(ratingctl, *arguments)
    file = empty / "2026/south.yaml"
    file.write_text(file.read_text().replace("The copper mine closed down", "The mine is shut"))
    assert report(ratingctl, *arguments)["events"] == 0


def test_without_a_yes_nothing_is_written(empty: Path, ratingctl: Run) -> None:
    outcome = ratingctl("import", "table", page(empty), "-e", "2026", "--previous", "2025")
    assert outcome.code == 2
    assert "--yes" in outcome.err
    assert not (empty / "2026").exists()


def test_a_person_is_asked_about_near_names_and_then_about_the_whole(empty: Path, person: Run) -> None:
    file = page(empty, PAGE.replace("North Island", "Noth Island"))
    arguments = ("import", "table", file, "-e", "2026", "--previous", "2025")
    outcome = person("a\n9\nw\nd\n", *arguments)
    assert "Line 6: is Noth Island a north (North Island)? w a name of its own" in outcome.err
    assert "this key does nothing here" in outcome.err
    assert "Write it? w yes, d no: nothing is written" in outcome.err
    assert not (empty / "2026").exists()
    assert person("a\nw\nw\n", *arguments).code == 0
    assert "aliases: [the North, Noth Island]" in (empty / "regions.yaml").read_text()
    assert "score: 3" in (empty / "2026/nord-island.yaml").read_text()


def test_a_published_edition_is_never_imported_into(
    write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write()
    monkeypatch.chdir(root.parent)
    outcome = ratingctl("import", "table", page(root), "--yes")
    assert outcome.code == 2
    assert "edition 2026 is published" in outcome.err


def test_a_published_earlier_edition_is_only_compared(
    write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({"2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nprevious: 2025\n", "2026/south.yaml": None})
    monkeypatch.chdir(root.parent)
    before = {path: path.read_bytes() for path in (root / "2025").iterdir()}
    data = report(ratingctl, page(root), "--yes")
    assert {path: path.read_bytes() for path in (root / "2025").iterdir()} == before
    assert (data["scores"], data["previous_scores"]) == (1, 0)
    assert [doubt["region"] for doubt in data["unsure"] if "stays" in doubt["why"]] == []


def test_sure_links_are_written_where_it_is_asked_for(empty: Path, ratingctl: Run) -> None:
    old = "Sea Lines plans the ferry terminal «Nordhafen» in Brunsbay with Hulme Shipyards for 52 million dollars."
    new = old.replace("plans", "began to build")
    text = PAGE.replace("Sea Lines plans a shipyard by 2028.", old).replace("There is no news of the shipyard.", new)
    arguments = (page(empty, text), "-e", "2026", "--previous", "2025", "--yes")
    assert report(ratingctl, *arguments, "--accept")["links"] == 1
    assert "follows: [north-" in (empty / "2026/north.yaml").read_text()


def test_a_score_outside_the_scale_is_refused_by_its_line(empty: Path, ratingctl: Run) -> None:
    text = PAGE.replace("6 (–)", "60 (5)")
    data = report(ratingctl, page(empty, text), "-e", "2026", "--previous", "2025", "--yes")
    assert [doubt["line"] for doubt in data["unsure"] if "outside the scale" in doubt["why"]] == [10]


def test_a_word_file_with_rows_split_over_pages(empty: Path, ratingctl: Run) -> None:
    document = Document()
    table = document.add_table(rows=5, cols=3)
    rows = [
        ("Island, score (previous)", "Events up to May 2025", "June 2025 – May 2026"),
        ("North Island\n7 (5)", "A memorandum was signed.", "A ferry was launched with the"),
        ("", "A shipyard is planned.", "participation of Sea Lines."),
        ("South Island", "Talks were held.", "A delegation visited."),
        ("6 (4)", "", ""),
    ]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(4, 2).paragraphs[0].add_run("The mill came to nothing.").italic = True
    file = empty.parent / "booklet.docx"
    document.save(str(file))
    data = report(ratingctl, str(file), "-e", "2026", "--previous", "2025", "--yes")
    assert (data["scores"], data["previous_scores"], data["events"]) == (2, 2, 6)
    assert "launched with the participation of Sea Lines" in (empty / "2026/north.yaml").read_text()
    assert "kind: stall\n  title: The mill came to nothing" in (empty / "2026/south.yaml").read_text()


def test_the_booklet_of_a_rating_can_be_imported_into_an_empty_one(
    write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write()
    monkeypatch.chdir(root.parent)
    for name in ("booklet.docx", "booklet.html"):
        assert ratingctl("report", "2026", "-o", name).code == 0
    for path, content in ISLANDS.items():
        assert content is None
        (root / path).unlink()
    for name in ("booklet.docx", "booklet.html"):
        data = report(ratingctl, name, "-e", "2026", "--previous", "2025", "--dry-run")
        assert (data["scores"], data["previous_scores"]) == (2, 2)


def test_an_archive_that_unpacks_to_too_much_is_refused(
    empty: Path, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 200_000)
    monkeypatch.setattr(handed_file, "_MOST_UNPACKED", 100_000)
    (empty.parent / "bomb.docx").write_bytes(content.getvalue())
    outcome = ratingctl("import", "table", "bomb.docx", "-e", "2026")
    assert outcome.code == 3
    assert "unpacks to more than" in outcome.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ..", "a PDF has no table"),
        (b"PK\x03\x04 not an archive", "the file is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office program"),
        (b"nothing like a table", "no row of the file begins with a name and its score"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(empty: Path, ratingctl: Run, content: bytes, said: str) -> None:
    (empty.parent / "file").write_bytes(content)
    outcome = ratingctl("import", "table", "file", "-e", "2026")
    assert outcome.code in (2, 3)
    assert said in outcome.err


def test_hostile_words_stay_words(empty: Path, ratingctl: Run) -> None:
    hostile = "=cmd|'/c calc'!A1 \x1b[31m\u202e{% raise %} <b>[x]</b>: yes # no"
    text = f"Island\t2025\t2026\nNorth Island 7 (5)\tA fact: {hostile}.\tIt works.\n"
    report(ratingctl, page(empty, text, "t.txt"), "-e", "2026", "--previous", "2025", "--yes")
    written = (empty / "2025/north.yaml").read_text()
    assert "\x1b" not in written
    assert "=cmd|''/c calc''!A1 [31m {% raise %} [x]: yes # no" in " ".join(written.split()).replace("  ", " ")
    assert ratingctl("validate").code == 0
