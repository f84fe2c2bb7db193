"""A copy of the real editions that a test may change; the next test finds it as it was."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from surroundings import REPOSITORY

from ratingctl.storage.own_folder import FOLDER, LOCAL

COPIED = ("editions", "seeds")


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file of a copy but the tool's own."""
    return {
        path: path.read_bytes()
        for name in COPIED
        for path in (folder / name).rglob("*")
        if FOLDER not in path.parts and path.is_file()
    }


def put_back(folder: Path, original: dict[Path, bytes]) -> None:
    """Undo all that was done; the cache is kept, for it is never wrong."""
    for path in folder.iterdir():
        if path.name not in COPIED:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    present = contents(folder)
    for path in present.keys() - original.keys():
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    for path, content in original.items():
        if present.get(path) != content:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    for path in (folder / "editions" / FOLDER / LOCAL).glob("*"):
        if path.name != "owner":  # without it the cache would be another folder's
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture(scope="session")
def real_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Path, bytes]]:
    """A folder with a copy of the real editions and seeds, and what is in it."""
    folder = tmp_path_factory.mktemp("clone")
    for name in COPIED:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns(FOLDER))
    return folder, contents(folder)


@pytest.fixture
def clone(real_copy: tuple[Path, dict[Path, bytes]], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the copy, which becomes the current one."""
    folder, original = real_copy
    monkeypatch.chdir(folder)
    yield folder
    put_back(folder, original)
