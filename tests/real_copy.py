"""A copy of the real editions that a test may change; the next test finds it as it was."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from surroundings import REPOSITORY

from ratingctl.storage.own_folder import FOLDER, LOCAL

COPIED = ("editions", "seeds")


class Copied(NamedTuple):
    """A file as it was copied: its bytes, and what the disk says of it as long as nobody writes it."""

    content: bytes
    state: tuple[int, int, int]


def state_of(path: Path) -> tuple[int, int, int]:
    status = path.lstat()
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def files(folder: Path) -> Iterator[Path]:
    """Every file of a copy but the tool's own."""
    for name in COPIED:
        yield from (path for path in (folder / name).rglob("*") if FOLDER not in path.parts and not path.is_dir())


def put_back(folder: Path, original: dict[Path, Copied]) -> None:
    """Undo all that was done; the cache is kept, for it is never wrong."""
    for path in folder.iterdir():
        if path.name not in COPIED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    present = set(files(folder))
    for path in present - original.keys():
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    for path, copied in original.items():
        if path not in present or state_of(path) != copied.state:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(copied.content)
            original[path] = copied._replace(state=state_of(path))
    for path in (folder / "editions" / FOLDER / LOCAL).glob("*"):
        if path.name != "owner":  # without it the cache would be another folder's
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture(scope="session")
def real_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, Copied]]:
    """A folder with a copy of the real editions and seeds, and what is in it."""
    folder = tmp_path_factory.mktemp("clone")
    for name in COPIED:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns(FOLDER))
    return folder, {path: Copied(path.read_bytes(), state_of(path)) for path in files(folder)}


@pytest.fixture
def clone(real_copy: tuple[Path, dict[Path, Copied]], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the copy, which becomes the current one."""
    folder, original = real_copy
    monkeypatch.chdir(folder)
    yield folder
    put_back(folder, original)
