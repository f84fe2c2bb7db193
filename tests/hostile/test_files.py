"""Folders in which something else than a file bears the name of a file, and what writing does with them."""

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]
DRAFT = {
    **SMALL,
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/south.yaml": "region: south\nscore: 6\nscoore: 1\n",
}


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def a_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_long_loop(path: Path) -> None:
    path.symlink_to("other")
    path.with_name("other").symlink_to(path.name)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as end:
            end.bind(path.name)
    finally:
        os.chdir(here)


def a_dangling_link(path: Path) -> None:
    path.symlink_to("nothing")


def a_link_out(path: Path) -> None:
    path.symlink_to("../../outside.yaml")


def a_dangling_link_out(path: Path) -> None:
    path.symlink_to("../../../nowhere/new.yaml")


def a_folder(path: Path) -> None:
    path.mkdir()


def an_unreadable_file(path: Path) -> None:
    path.write_text("region: north\n")
    path.chmod(0)


KINDS: dict[Callable[[Path], None], str] = {
    a_pipe: "F119",
    a_link_to_a_pipe: "F119",
    a_link_to_a_device: "F108",
    a_loop: "F119",
    a_long_loop: "F119",
    a_socket: "F119",
    a_dangling_link: "F101",
    a_link_out: "F108",
    a_dangling_link_out: "F108",
    a_folder: "F119",
}


@pytest.mark.parametrize("name", ["2026/north.yaml", "2026/edition.yaml", "regions.yaml", "organisations.yaml"])
@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_what_is_no_file_is_a_finding_and_the_others_are_checked(
    ratingctl: Run, write: Write, make: Callable[[Path], None], name: str
) -> None:
    root = write({name: None}, DRAFT)
    (root.parent / "outside.yaml").write_text(DRAFT.get(name, ""))
    make(root / name)
    outcome = ratingctl("--root", root, "validate")
    assert f"{name}:1:1: {KINDS[make]} " in outcome.out, outcome.out
    assert "2026/south.yaml:3:1: V201" in outcome.out, "the other files are checked"
    assert outcome.code == 1
    if name != "organisations.yaml":  # which `tiers` does not need
        for options in ([], ["--no-cache"]):
            assert ratingctl("--root", root, *options, "tiers", "2026").code == 3


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
@pytest.mark.parametrize(
    "command",
    [
        ("add-event", "-r", "north", "-k", "visit", "-t", "A visit", "--no-input"),
        ("score", "north", "5"),
        ("edit", "north-works", "title=Other"),
        ("link", "north-works", "--follows", "north-bridge"),
        ("checked", "north-works", "--found", "nothing", "--by", "Ann"),
    ],
    ids=lambda command: command[0],
)
def test_writing_refuses_what_reading_refuses(
    ratingctl: Run, write: Write, make: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    root = write({"2026/north.yaml": None}, DRAFT)
    outside = root.parent / "outside.yaml"
    outside.write_text(DRAFT["2026/north.yaml"])
    make(root / "2026/north.yaml")
    before = sorted(str(path) for path in root.parent.rglob("*") if ".ratingctl" not in path.parts)
    assert ratingctl("--root", root, *command).code in (2, 3, 4)
    assert outside.read_text() == DRAFT["2026/north.yaml"]
    assert sorted(str(path) for path in root.parent.rglob("*") if ".ratingctl" not in path.parts) == before


@pytest.mark.parametrize("target", ["2025", "../elsewhere", "nowhere", "2027"])
def test_an_edition_that_is_a_link_never_vanishes(ratingctl: Run, write: Write, target: str) -> None:
    root = write(None, DRAFT)
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere/edition.yaml").write_text(DRAFT["2026/edition.yaml"])
    (root / "2027").symlink_to(target)
    outcome = ratingctl("--root", root, "validate")
    assert f"2027:1:1: F120 the folder is a link to {target}" in outcome.out
    for command in (("tiers",), ("stale",), ("add-event", "-r", "north", "-k", "visit", "-t", "A visit", "--no-input")):
        assert ratingctl("--root", root, *command).code == 3, command
    assert not [path for path in (root.parent / "elsewhere").iterdir() if path.name != "edition.yaml"]


def test_links_that_hide_no_files_do_not_matter(ratingctl: Run, write: Write) -> None:
    root = write()
    (root / "readme.txt").symlink_to("nowhere.txt")
    (root / "pictures").symlink_to("../pictures")
    (root.parent / "pictures").mkdir()
    assert ratingctl("--root", root, "validate").code == 0


def test_a_link_inside_the_rating_is_read_and_written_through(ratingctl: Run, write: Write) -> None:
    root = write({"2026/north.yaml": None}, DRAFT)
    (root / "data").mkdir()
    (root / "data/north.txt").write_text(DRAFT["2026/north.yaml"])
    (root / "2026/north.yaml").symlink_to("../data/north.txt")
    assert ratingctl("--root", root, "score", "north", "5").code == 0
    assert (root / "2026/north.yaml").is_symlink()
    assert "score: 5\n" in (root / "data/north.txt").read_text()
    assert ratingctl("--root", root, "undo").code == 0
    assert (root / "data/north.txt").read_text() == DRAFT["2026/north.yaml"]


def test_schemas_are_not_written_out_of_the_folder(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    outside = root.parent / "outside"
    outside.mkdir()
    (root / ".schemas").symlink_to(outside)
    assert ratingctl("--root", root, "schema", "--write").code == 3
    (root / ".schemas").unlink()
    (root / ".schemas").mkdir()
    (root / ".schemas/rating.json").symlink_to(outside / "new.json")
    assert ratingctl("--root", root, "schema", "--write").code == 3
    assert list(outside.iterdir()) == []


def test_folders_as_deep_as_they_get_are_a_sentence(ratingctl: Run, write: Write) -> None:
    root = write(None, DRAFT)
    here = Path.cwd()
    try:
        os.chdir(root)
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("x.yaml").write_text("a: b\n")
        os.chdir(here)
        assert ratingctl("--root", root, "validate").code in (1, 3)
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-r", root / "d"], check=True)  # pytest cannot, and would end its next run by it


@pytest.mark.parametrize("size", [33, 65])
def test_a_file_too_large_to_be_read_is_not_written_either(ratingctl: Run, write: Write, size: int) -> None:
    root = write(DRAFT)
    file = root / "2026/south.yaml"
    with file.open("a") as large:
        large.write("# ")
        large.truncate(size * 1024 * 1024)
    for command in (
        ("add-event", "-r", "south", "-k", "visit", "-t", "A visit", "--no-input"),
        ("score", "south", "5"),
    ):
        outcome = ratingctl("--root", root, *command)
        assert (outcome.code, "32 MB" in outcome.err) == (3, True)
    assert file.stat().st_size == size * 1024 * 1024
