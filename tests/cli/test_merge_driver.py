"""The merge driver as git starts it."""

from pathlib import Path

import pytest

from ratingctl.cli.app import run

EVENT = "region: amur\nevents:\n- id: amur-a\n  kind: visit\n  title: Визит\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "base").write_text(EVENT, encoding="utf-8")
    (tmp_path / "mine").write_text(f"{EVENT}  date: 2026-05\n", encoding="utf-8")
    (tmp_path / "theirs").write_text(EVENT.replace("kind: visit", "kind: talks"), encoding="utf-8")
    return [str(tmp_path / name) for name in ("base", "mine", "theirs")]


def test_what_both_sides_changed_is_merged(files: list[str]) -> None:
    assert run(["merge-file", *files, "7", "2026/amur.yaml"]) == 0
    merged = Path(files[1]).read_text(encoding="utf-8")
    assert "kind: talks" in merged
    assert "date: 2026-05" in merged


def test_a_question_leaves_both_answers_between_markers(files: list[str]) -> None:
    Path(files[2]).write_text(f"{EVENT}  date: 2026-06\n", encoding="utf-8")
    assert run(["merge-file", *files, "9", "2026/amur.yaml"]) == 1
    assert "<" * 9 in Path(files[1]).read_text(encoding="utf-8")


def test_a_missing_file_is_said(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files[0]).unlink()
    assert run(["merge-file", *files, "7", "2026/amur.yaml"]) == 2
    assert files[0] in capsys.readouterr().err


@pytest.mark.parametrize("size", ["0", "many"])
def test_a_size_that_git_does_not_say_is_refused(files: list[str], size: str) -> None:
    before = Path(files[1]).read_bytes()
    assert run(["merge-file", *files, size, "x"]) == 2
    assert Path(files[1]).read_bytes() == before
