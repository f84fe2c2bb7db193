"""Files written whole or not at all."""

from pathlib import Path

import pytest

from ratingctl.errors import SurroundingsError
from ratingctl.storage.edits import Edit, apply, write_text


def test_an_edit_writes_a_new_file_with_its_folders(tmp_path: Path) -> None:
    apply([Edit.of(tmp_path / "a/b.yaml", "x: 1\n")])
    assert (tmp_path / "a/b.yaml").read_text() == "x: 1\n"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.yaml"]


def test_an_edit_keeps_the_mode_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    file.chmod(0o640)
    apply([Edit.of(file, "new")])
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    edit = Edit.of(file, "mine")
    file.write_text("theirs")
    with pytest.raises(SurroundingsError, match="changed meanwhile"):
        apply([edit])
    assert file.read_text() == "theirs"


def test_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_report_into_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="cannot be written"):
        write_text(tmp_path / "missing/report.json", "{}")
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to(tmp_path: Path) -> None:
    write_text(Path("/dev/null"), "x")
    assert Path("/dev/null").exists()
    assert not Path("/dev/null").is_file()


def test_the_lines_of_an_edit_are_those_that_differ_at_each_place() -> None:
    edit = Edit(Path("a.yaml"), b"a\nb\nc\nd\n", b"x\na\nb\nB\nd\ny\n")
    assert edit.added_lines() == ["x", "B", "y"]
    assert edit.removed_lines() == ["c"]
