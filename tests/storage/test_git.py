"""A rating as it was at a revision, in real repositories."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.storage.folder import DiskFolder, UnreadableFileError
from ratingctl.storage.git import GitFolder

Write = Callable[..., Path]


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(write: Write) -> Path:
    """A rating under git: committed and tagged once, then changed in the working tree."""
    root = write()
    git(root.parent, "init", "--quiet", "--initial-branch=main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "--quiet", "--message=first")
    git(root.parent, "tag", "v1")
    write({"2026/south.yaml": "region: south\nscore: 9\n", "2026/имя.yaml": "region: имя\n", "2026/north.yaml": None})
    return root


def test_a_revision_gives_the_files_as_they_were(repository: Path) -> None:
    then, now = GitFolder(repository, "v1"), DiskFolder(repository)
    assert "2026/north.yaml" in then.paths()
    assert "2026/north.yaml" not in now.paths()
    assert then.read("2026/south.yaml").decode() == SMALL["2026/south.yaml"]
    assert then.size("2026/south.yaml") == len(SMALL["2026/south.yaml"])


def test_a_rating_at_the_top_of_its_repository_is_read_too(write: Write) -> None:
    root = write()
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=first")
    assert GitFolder(root, "HEAD").paths() == DiskFolder(root).paths()


def test_names_in_any_script_are_read(repository: Path) -> None:
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=second")
    assert "2026/имя.yaml" in GitFolder(repository, "HEAD").paths()


def test_a_link_is_not_followed(repository: Path) -> None:
    (repository / "2026/north.yaml").symlink_to("/etc/passwd")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=link")
    with pytest.raises(UnreadableFileError) as raised:
        GitFolder(repository, "HEAD").read("2026/north.yaml")
    assert raised.value.target == "/etc/passwd"


@pytest.mark.parametrize("revision", ["-x", "--upload-pack=x", "", "nowhere", "v1:editions", "v1^{tree}", "v1..v1"])
def test_what_is_no_commit_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="revision"):
        GitFolder(repository, revision)


def test_without_a_repository_or_without_git_it_says_so(
    write: Write, repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
    elsewhere = tmp_path_factory.mktemp("no-git")
    with pytest.raises(SurroundingsError, match="not a git repository"):
        GitFolder(elsewhere, "HEAD")
    monkeypatch.setenv("PATH", str(elsewhere))
    with pytest.raises(SurroundingsError, match="git program is not there"):
        GitFolder(repository, "HEAD")


def test_an_edition_is_compared_with_itself_as_it_was(repository: Path, ratingctl: Callable[..., Outcome]) -> None:
    (repository / "2026/имя.yaml").unlink()
    outcome = ratingctl("--root", repository, "diff", "2026@v1", "2026", "-f", "csv")
    assert outcome.out.splitlines()[1:] == [
        "2026@v1,2026,south,South Island,6,9,3,moderate,high,2,1,",
        "2026@v1,2026,north,North Island,7,,,high,,1,,",
    ]
    assert not (repository.parent / ".git" / "index.lock").exists()
