"""A rating that was unpacked with its repository: git's settings in it name programs and folders of a stranger's."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import DRAFT
from conftest import Outcome

Write = Callable[..., Path]
Run = Callable[..., Outcome]

VERBS = [
    ("status",),
    ("log",),
    ("log", "north-works"),
    ("validate",),
    ("stale", "--mine"),
    ("diff", "2025", "2026@HEAD"),
    ("resolve", "--list"),
    ("add-event", "-r", "north", "-k", "visit", "-t", "A visit", "--no-input"),
    ("undo",),
]


def git(folder: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, input=given.encode())
    return done.stdout.decode().strip()


def begin(folder: Path) -> None:
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=Eve", "-c", "user.email=eve@example.org", "commit", "--quiet", "--message=first")


@pytest.fixture
def root(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\n\tname = Ann\n\temail = ann@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return write(None, DRAFT)


def program(tmp_path: Path) -> tuple[str, Path]:
    """A program, and the file that says that it ran."""
    marker, path = tmp_path / "ran", tmp_path / "program"
    path.write_text(f'#!/bin/sh\necho "$@" >> {marker}\ncat\n')
    path.chmod(0o755)
    return str(path), marker


def with_a_seeming_signature(folder: Path) -> None:
    head, _, message = git(folder, "cat-file", "commit", "HEAD").partition("\n\n")
    seal = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    commit = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", given=f"{head}\n{seal}\n\n{message}\n")
    git(folder, "update-ref", "HEAD", commit)


def test_no_program_of_the_settings_runs_where_nothing_is_saved(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    top = root.parent
    begin(top)
    with_a_seeming_signature(top)
    path, marker = program(tmp_path)
    for name in (
        "core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "filter.x=y.clean", "filter.x=y.process",
        "filter.z.clean", "diff.z.textconv", "diff.z.command", "gpg.program", "merge.ratingctl.driver", "credential.helper",
    ):  # fmt: skip
        git(top, "config", name, path)
    git(top, "config", "log.showSignature", "true")
    git(top, "config", "filter.z.required", "true")
    (top / ".gitattributes").write_text("*.yaml filter=z diff=z\nnorth.yaml filter=x=y\n")
    for verb in VERBS:
        for file in root.glob("*/*.yaml"):
            file.touch()
        ratingctl("--root", root, *verb)
        assert not marker.exists(), (verb, marker.read_text())


def test_a_submodule_in_the_rating_runs_nothing(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    path, marker = program(tmp_path)
    module = root / "module"
    module.mkdir()
    (module / "a.yaml").write_text("a: 1\n")
    begin(module)
    git(module, "config", "core.fsmonitor", path)
    begin(root.parent)
    (module / "a.yaml").write_text("a: 2\n")
    for verb in VERBS:
        ratingctl("--root", root, *verb)
        assert not marker.exists(), verb


def test_a_folder_that_looks_like_a_repository_is_none(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    path, marker = program(tmp_path)
    begin(root.parent)
    for folder in ("objects", "refs"):
        (root / folder).mkdir()
    (root / "HEAD").write_text("ref: refs/heads/main\n")
    (root / "config").write_text(
        f"[core]\n\tbare = false\n\tworktree = {tmp_path}\n\tfsmonitor = {path}\n"
        f'[filter "x"]\n\tclean = {path}\n[gpg]\n\tprogram = {path}\n'
    )
    for verb in (*VERBS, ("save", "--no-input"), ("sync",)):
        outcome = ratingctl("--root", root, *verb)
        assert not marker.exists(), verb
        if verb[0] in ("save", "sync", "log", "resolve"):
            assert outcome.code == 4
            assert "looks like a repository of its own" in outcome.err


@pytest.mark.parametrize("elsewhere", ["absolute", "above"])
def test_a_working_tree_that_lies_elsewhere_is_left_alone(
    ratingctl: Run, root: Path, tmp_path: Path, elsewhere: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("precious\n")
    begin(other)
    inner = other / "unpacked"
    root.parent.joinpath("editions").rename(tmp_path / "kept")
    inner.mkdir()
    (tmp_path / "kept").rename(inner / "editions")
    begin(inner)
    git(inner, "config", "core.worktree", str(other) if elsewhere == "absolute" else "../..")
    for verb in (("save", "--no-input"), ("sync",), ("log",), ("resolve",), ("setup-git",)):
        assert ratingctl("--root", inner / "editions", *verb).code == 4
    assert sorted(path.name for path in other.iterdir()) == [".git", "a.txt", "unpacked"]
    assert git(other, "rev-list", "--count", "HEAD") == "1"


def test_a_file_that_names_the_repository_of_another_folder_is_refused(
    ratingctl: Run, root: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("precious\n")
    begin(other)
    (root.parent / ".git").write_text(f"gitdir: {other}/.git\n")
    outcome = ratingctl("--root", root, "save", "--no-input")
    assert (outcome.code, "is not that of the working tree" in outcome.err) == (4, True)
    assert git(other, "rev-list", "--count", "HEAD") == "1"


def test_a_remote_named_like_an_option_is_a_remote(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    path, marker = program(tmp_path)
    begin(root.parent)
    name = f"--upload-pack={path}"
    git(root.parent, "config", f"remote.{name}.url", str(tmp_path / "nowhere"))
    git(root.parent, "config", "branch.main.remote", name)
    ratingctl("--root", root, "sync")
    ratingctl("--root", root, "save", "--no-input")
    assert not marker.exists()


@pytest.mark.parametrize("name", [".gitattributes", ".git/ratingctl-answers.json", ".git/ratingctl-before-resolve"])
@pytest.mark.parametrize("target", ["a file", "nothing yet", "a folder"])
def test_no_link_leads_what_is_saved_elsewhere(
    ratingctl: Run, root: Path, tmp_path: Path, name: str, target: str
) -> None:
    top, victim = root.parent, tmp_path / "victim"
    begin(top)
    git(top, "switch", "--quiet", "--create", "other")
    for branch, score in (("other", 3), ("main", 9)):
        git(top, "switch", "--quiet", branch)
        north = root / "2026/north.yaml"
        north.write_text(north.read_text().replace("score: 7", f"score: {score}"))
        git(top, "commit", "--quiet", "--all", "--message=score")
    with pytest.raises(subprocess.CalledProcessError):
        git(top, "merge", "other")
    (root / "2026/north.yaml").write_text((root / "2026/north.yaml").read_text() + "# by hand\n")
    if target == "a file":
        victim.write_text("precious\n")
    elif target == "a folder":
        victim.mkdir()
    (top / name).symlink_to(victim)
    for verb in (("resolve", "--list"), ("resolve", "--mine", "north"), ("save", "--no-input"), ("setup-git",)):
        ratingctl("--root", root, *verb)
    assert not victim.is_file() or victim.read_text() == "precious\n"
    assert not victim.is_dir() or not list(victim.iterdir())
    assert victim.exists() == (target != "nothing yet")
