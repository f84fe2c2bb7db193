"""A stranger's words in every place from which they could reach a terminal or a program: they are shown, never acted on."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from ratingctl.render.visible import hidden
from ratingctl.words.spreadsheet import guarded

Write = Callable[..., Path]
Ratingctl = Callable[..., Outcome]

HOSTILE = "\x1b]0;PWNED\x07\x1b[2J\u202e\u200b"


def raw(outcome: Outcome) -> list[str]:
    """Hidden characters that got out."""
    return hidden().findall(f"{outcome.out}{outcome.err}".replace("\n", ""))


def test_the_name_of_a_file_is_shown(write: Write, ratingctl: Ratingctl) -> None:
    root = write({f"2026/{HOSTILE}x.yaml": "region: [\n"})
    for verb in ("tiers", "validate", "stale", "diff"):
        outcome = ratingctl("--root", root, verb)
        assert raw(outcome) == []
        assert "PWNED" in outcome.out + outcome.err


def test_the_target_of_a_link_is_shown(write: Write, ratingctl: Ratingctl) -> None:
    root = write()
    (root / "2026" / "east.yaml").symlink_to(f"../../{HOSTILE}")
    for verb in ("tiers", "validate"):
        assert raw(ratingctl("--root", root, verb)) == []


@pytest.mark.parametrize("verb", ["show", "tiers", "find", "stale"])
def test_names_in_the_register_are_shown(write: Write, ratingctl: Ratingctl, verb: str) -> None:
    regions = "".join(f'ev{n}: {{name: "Evil \\e[31m\\u202E\\u200B{n}", order: {n}}}\n' for n in (1, 2))
    root = write({"regions.yaml": regions, "2026/north.yaml": None, "2026/south.yaml": None,
                  "2025/north.yaml": None, "2025/south.yaml": None, "2026/ev1.yaml": "region: ev1\nscore: 5\n"})  # fmt: skip
    for words in ([verb], [verb, "Evil"], [verb, "-r", "Evil"]):
        outcome = ratingctl("--root", root, *words)
        assert raw(outcome) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--root", f"/{HOSTILE}", "tiers"),
        (f"--{HOSTILE}",),
        (HOSTILE,),
        ("tiers", HOSTILE),
        ("tiers", f"--{HOSTILE}"),
        ("tiers", "2026", HOSTILE),
        ("tiers", "-f", HOSTILE),
        ("tiers", "-n", HOSTILE),
        ("tiers", "-r", HOSTILE),
        ("tiers", "--as-of", HOSTILE),
        ("show", HOSTILE),
        ("find", HOSTILE),
        ("checked", "--from", f"/{HOSTILE}"),
        ("checked", HOSTILE),
        ("edit", HOSTILE, f"{HOSTILE}=1"),
        ("score", HOSTILE, "5"),
        ("schema", HOSTILE),
        ("validate", "--explain", HOSTILE),
        ("undo", HOSTILE),
        ("add-event", "--no-input", "-r", HOSTILE, "-k", HOSTILE, "-t", HOSTILE),
        ("add-event", "--no-input", "--from", f"/{HOSTILE}"),
        ("link", HOSTILE, HOSTILE),
        ("init", f"/proc/{HOSTILE}"),
    ],
    ids=lambda arguments: " ".join(arguments).replace(HOSTILE, "HOSTILE"),
)
def test_what_was_typed_is_shown(write: Write, ratingctl: Ratingctl, arguments: tuple[str, ...]) -> None:
    root = write()
    outcome = ratingctl(*(() if arguments[0].startswith("--root") else ("--root", root)), *arguments)
    assert raw(outcome) == []
    assert outcome.code in (0, 2, 3, 4)


def test_the_name_of_the_report_is_shown(write: Write, ratingctl: Ratingctl, tmp_path: Path) -> None:
    outcome = ratingctl("--root", write(), "tiers", "-o", tmp_path / "\x1b[31m.csv")
    assert outcome.err == f"wrote {tmp_path}/␛[31m.csv\n"


def test_a_csv_file_begins_with_a_byte_order_mark_and_a_pipe_does_not(
    write: Write, ratingctl: Ratingctl, tmp_path: Path
) -> None:
    root = write()
    ratingctl("--root", root, "tiers", "-o", tmp_path / "x.csv")
    ratingctl("--root", root, "tiers", "-o", tmp_path / "x.json")
    piped = ratingctl("--root", root, "tiers", "-f", "csv").out
    assert (tmp_path / "x.csv").read_bytes() == b"\xef\xbb\xbf" + piped.encode()
    assert (tmp_path / "x.json").read_bytes().startswith(b"{")


def test_a_guarded_list_is_read_back_as_it_was(write: Write, ratingctl: Ratingctl, tmp_path: Path) -> None:
    root, sheet = (
        write({"2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"}),
        tmp_path / "x.csv",
    )
    assert ratingctl("--root", root, "stale", "--all", "--as-of", "2026-12-01", "-o", sheet).code == 0
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    note = '=a; =HYPERLINK("x");＝b'
    for row in rows:
        row.update(found="nothing", by="Ann", date="2026-11-20", note=guarded(note))
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    assert ratingctl("--root", root, "checked", "--from", sheet).code == 0
    assert f"note: {note}" in (root / "2026" / "north.yaml").read_text(encoding="utf-8")
