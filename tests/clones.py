"""People with clones of one rating and a bare repository between them; every command runs in process."""

import io
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from conftest import SMALL, Outcome

from ratingctl.cli.app import run

DRAFT = {
    **SMALL,
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
}
"""The small rating with an edition that takes events."""


class Clone:
    """One person's clone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = path / "editions"

    def git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(["git", "-C", str(self.path), *arguments], capture_output=True, check=False)
        assert not check or done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    def __call__(self, *arguments: str) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([*arguments[:1], "--root", str(self.root), *arguments[1:]])
        return Outcome(code, out.getvalue(), err.getvalue())

    def does(self, *arguments: str) -> Outcome:
        """Run a command that must succeed."""
        outcome = self(*arguments)
        assert outcome.code == 0, (arguments, outcome)
        return outcome

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def tree(self) -> str:
        return self.git("rev-parse", "HEAD^{tree}")


class Team:
    """A bare repository and the clones of some people, the first of whom begins the rating."""

    def __init__(self, folder: Path, *names: str, files: dict[str, str] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.hub = folder / "hub.git"
        subprocess.run(["git", "init", "-q", "--bare", str(self.hub)], check=True)
        self.clones = [self.clone(name) for name in names]
        first = self.clones[0]
        for path, text in (files or DRAFT).items():
            first.write(path, text)
        first.does("save")
        for clone in self.clones[1:]:
            clone.git("pull", "-q")

    def clone(self, name: str) -> Clone:
        path = self.folder / name
        subprocess.run(["git", "clone", "-q", str(self.hub), str(path)], check=True, capture_output=True)
        clone = Clone(path)
        clone.git("config", "user.name", name.title())
        clone.git("config", "user.email", f"{name}@example.org")
        return clone

    def copy(self, folder: Path) -> "Team":
        """The same team in another folder: quicker than beginning anew."""
        shutil.copytree(self.folder, folder)
        other = object.__new__(Team)
        other.folder, other.hub = folder, folder / "hub.git"
        other.clones = [Clone(folder / clone.path.name) for clone in self.clones]
        for clone in other.clones:
            clone.git("remote", "set-url", "origin", str(other.hub))
        return other
