"""A rating as it was at a revision, in real repositories."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.storage.folder import DiskFolder, UnreadableFileError
from ratingctl.storage.git import GitFolder
from ratingctl.storage.git_work import Repository

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


def commit_all(repository: Path) -> None:
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=more")


@pytest.mark.parametrize(("path", "code"), [("2026/zzz.yaml", "F119"), ("2027", "F120")])
def test_a_submodule_is_a_finding(repository: Path, ratingctl: Callable[..., Outcome], path: str, code: str) -> None:
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},editions/{path}")
    git(repository, "commit", "--quiet", "--message=submodule")
    outcome = ratingctl("--root", repository, "diff", "2025", "2026@HEAD")
    assert (outcome.code, f"{path}:1:1: {code}" in outcome.err) == (3, True)


def test_a_linked_edition_at_a_revision_is_a_finding(repository: Path, ratingctl: Callable[..., Outcome]) -> None:
    (repository / "2027").symlink_to("2026")
    (repository / "licence").symlink_to("../elsewhere")
    commit_all(repository)
    outcome = ratingctl("--root", repository, "diff", "2025", "2026@HEAD")
    assert (outcome.code, "2027:1:1: F120" in outcome.err, "licence" in outcome.err) == (3, True, False)


LOCAL_VARIABLES = subprocess.run(
    ["git", "rev-parse", "--local-env-vars"], check=True, capture_output=True, text=True
).stdout.split()


@pytest.mark.parametrize("variable", [*LOCAL_VARIABLES, "GIT_NAMESPACE", "GIT_TRACE", "GIT_EXTERNAL_DIFF"])
def test_no_variable_of_git_points_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert GitFolder(repository, "v1").read("2026/south.yaml").decode() == SMALL["2026/south.yaml"]


def test_a_hook_of_another_repository_does_not_change_which_one_is_read(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    git(other, "commit", "--quiet", "--allow-empty", "--message=other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert "2026/north.yaml" in GitFolder(repository, "HEAD").paths()


def test_a_linked_worktree_is_read_like_any_other(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "linked"), "v1")
    folder = GitFolder(tmp_path / "linked/editions", "HEAD")
    assert folder.read("2026/south.yaml").decode() == SMALL["2026/south.yaml"]


def test_a_bare_repository_says_so(repository: Path) -> None:
    git(repository, "config", "core.bare", "true")
    with pytest.raises(SurroundingsError, match=r"bare|work tree"):
        GitFolder(repository, "HEAD")


def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path) -> None:
    commit_all(repository)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository.parent}", str(tmp_path / "shallow"))
    with pytest.raises(UsageError, match="shallow"):
        GitFolder(tmp_path / "shallow/editions", "HEAD~1")


def test_a_warning_of_git_about_a_revision_is_an_error(repository: Path) -> None:
    with pytest.raises(UsageError, match="does not name one revision: git says: warning: log for 'HEAD' only goes"):
        GitFolder(repository, "HEAD@{2001-01-01}")
    for time in ("1000 years ago", "60 years ago"):
        with pytest.raises(UsageError, match=f"git does not understand the time '{time}'"):
            GitFolder(repository, f"HEAD@{{{time}}}")
    for revision in ("HEAD@{now}", "HEAD@{0}", "@"):
        assert GitFolder(repository, revision).paths()
    git(repository, "branch", "v1")
    with pytest.raises(UsageError, match="ambiguous"):
        GitFolder(repository, "v1")


def test_a_missing_object_is_one_sentence(repository: Path, ratingctl: Callable[..., Outcome]) -> None:
    blob = subprocess.run(
        ["git", "rev-parse", "v1:editions/2026/south.yaml"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository.parent / ".git/objects" / blob[:2] / blob[2:]).unlink()
    outcome = ratingctl("--root", repository, "diff", "2025", "2026@v1")
    assert outcome.code == 4
    assert "the repository lacks what 2026/south.yaml was at v1" in outcome.err


def test_a_promised_object_is_not_fetched(repository: Path, tmp_path: Path) -> None:
    marker, program = tmp_path / "ran", tmp_path / "ssh"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n")
    program.chmod(0o755)
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://x/y",
        "core.sshCommand": str(program),
        "core.fsmonitor": str(program),
    }
    for name, value in settings.items():
        git(repository, "config", name, value)
    blob = subprocess.run(
        ["git", "rev-parse", "v1:editions/2026/south.yaml"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository.parent / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(SurroundingsError):
        GitFolder(repository, "v1").read("2026/south.yaml")
    assert not marker.exists()


@pytest.mark.parametrize("answer", ["", "nonsense", "true\n\nx y z", "\\377"])
def test_a_git_that_answers_nonsense_is_one_sentence(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\nprintf '{answer}'\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    with pytest.raises(SurroundingsError, match="not understood"):
        GitFolder(repository, "v1")


def test_a_folder_of_another_user_is_one_sentence_with_the_line_that_helps(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    words = f"fatal: detected dubious ownership in repository at '{repository.parent}'"
    (folder / "git").write_text(f'#!/bin/sh\necho "{words}" >&2\nexit 128\n')
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    for ask in (lambda: GitFolder(repository, "v1"), lambda: Repository(repository)):
        with pytest.raises(SurroundingsError, match="another user") as caught:
            ask()
        assert f"safe.directory {repository.parent}" in str(caught.value.next_step)


@pytest.mark.parametrize("revision", ["-x", "--upload-pack=x", "", "nowhere", "v1:editions", "v1^{tree}", "v1..v1"])
def test_what_is_no_commit_is_refused(repository: Path, revision: str) -> None:
    with pytest.raises(UsageError, match="revision"):
        GitFolder(repository, revision)


def test_without_a_repository_or_without_git_it_says_so(
    write: Write, repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))
    elsewhere = tmp_path_factory.mktemp("no-git")
    with pytest.raises(SurroundingsError, match="not under git"):
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
