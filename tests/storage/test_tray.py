"""The tray of articles on this clone: kept line by line, and never believed where it came from elsewhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ratingctl.storage.local_state.tray import LOGGED, PUT_OFF, Tray, TrayArticle

ONE = TrayArticle(
    "f1", "https://a.example/1", ("aa", "bb"), "a.txt", PUT_OFF, draft={"title": "One", "partners": ["A"]}
)


@pytest.fixture
def root(write: Callable[..., Path]) -> Path:
    return write()


def test_the_last_state_of_an_article_counts(root: Path) -> None:
    tray = Tray(root)
    tray.keep(ONE)
    tray.keep(ONE._replace(state=LOGGED, events=("north-1",), draft={}))
    assert Tray(root).article("f1") == ONE._replace(state=LOGGED, events=("north-1",), draft={})


def test_a_torn_last_line_loses_only_itself(root: Path) -> None:
    tray = Tray(root)
    tray.keep(ONE)
    tray.keep(ONE._replace(fingerprint="f2"))
    file = root / ".ratingctl/local/tray.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    assert [article.fingerprint for article in Tray(root).articles()] == ["f1"]
    Tray(root).keep(ONE._replace(fingerprint="f3"))
    assert [article.fingerprint for article in Tray(root).articles()] == ["f1", "f3"]


def test_a_tray_that_came_with_a_copy_is_not_believed(root: Path, tmp_path: Path) -> None:
    Tray(root).keep(ONE)
    shutil.copytree(root, tmp_path / "copy")
    assert Tray(tmp_path / "copy").articles() == []


@pytest.mark.parametrize("content", [b"", b"no json\n", b"[]\n{}\n", b'{"identity": 1}\n[1]\n'])
def test_a_broken_tray_counts_as_empty_and_is_begun_anew(root: Path, content: bytes) -> None:
    Tray(root).keep(ONE)
    (root / ".ratingctl/local/tray.jsonl").write_bytes(content)
    tray = Tray(root)
    assert tray.articles() == []
    tray.keep(ONE)
    assert Tray(root).articles() == [ONE]
