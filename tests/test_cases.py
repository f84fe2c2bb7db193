"""Whole runs: `cases/<verb>/<case>/` holds a command, what differs from the small rating, and what is printed.

`command` is the command line; `files/` is laid over the small rating of conftest.py; `out`, `err` and `code` are
what is expected, an absent one being empty or 0; `after/` holds the files that the command must have written.
`pytest --update-cases` writes them anew, to be read before they are committed.
"""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

CASES = Path(__file__).parent / "cases"
NAMES = sorted(str(path.parent.relative_to(CASES)) for path in CASES.glob("*/*/command"))


@pytest.mark.parametrize("name", NAMES)
def test_prints_and_writes_what_the_case_says(
    name: str,
    write: Callable[..., Path],
    ratingctl: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    case = CASES / name
    root = write({str(path.relative_to(case / "files")): path.read_bytes() for path in files_in(case / "files")})
    monkeypatch.chdir(root.parent)
    words = shlex.split((case / "command").read_text(encoding="utf-8"), comments=True)
    while words and "=" in words[0]:
        monkeypatch.setenv(*words.pop(0).split("=", 1))
    outcome = ratingctl(*words)
    outcome = Outcome(outcome.code, outcome.out, outcome.err.replace(str(root.parent), "/rating"))
    if request.config.getoption("--update-cases"):
        update(case, outcome)
    assert outcome == expected(case)
    for path in files_in(case / "after"):
        assert (root.parent / path.relative_to(case / "after")).read_bytes() == path.read_bytes()


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def expected(case: Path) -> Outcome:
    texts = {
        name: (case / name).read_text(encoding="utf-8") if (case / name).exists() else "" for name in ("out", "err")
    }
    code = int((case / "code").read_text()) if (case / "code").exists() else 0
    return Outcome(code, texts["out"], texts["err"])


def update(case: Path, outcome: Outcome) -> None:
    for name, text in {
        "out": outcome.out,
        "err": outcome.err,
        "code": f"{outcome.code}\n" if outcome.code else "",
    }.items():
        if text:
            (case / name).write_text(text, encoding="utf-8")
        else:
            (case / name).unlink(missing_ok=True)
