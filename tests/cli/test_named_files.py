"""Files and folders that are named on the command line: what is not there is an error of the request, in every verb."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from ratingctl.errors import SurroundingsError, UsageError, system_reason
from ratingctl.language.catalogue import Catalogue
from ratingctl.storage.inputs.named_file import named_bytes

Run = Callable[..., Outcome]
Write = Callable[..., Path]

NAMING = {
    "import table": ["import", "table", "{}", "--yes"],
    "import scores": ["import", "scores", "{}", "--yes"],
    "import events": ["import", "events", "{}", "--yes"],
    "import events, yaml": ["import", "events", "{}.yaml", "--yes"],
    "add-event": ["add-event", "--from", "{}", "--no-input"],
    "add-event, the second": ["add-event", "--from", "editions/rating.yaml", "{}", "--no-input"],
    "checked": ["checked", "--from", "{}"],
    "report --template": ["report", "-o", "booklet.docx", "--template", "{}"],
    "report -o": ["report", "-o", "{}/booklet.md"],
    "tiers -o": ["tiers", "-o", "{}/tiers.csv"],
    "upcoming -o": ["upcoming", "-o", "{}/dates.ics"],
    "merge-file": ["merge-file", "{}", "{}", "{}"],
}


@pytest.mark.parametrize("arguments", NAMING.values(), ids=NAMING)
def test_what_is_not_there_is_an_error_of_the_request(
    arguments: list[str], write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({"2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nprevious: 2025\n"})
    monkeypatch.chdir(root.parent)
    outcome = ratingctl(*(argument.format(root.parent / "no-such") for argument in arguments))
    assert outcome.code == 2
    assert "no-such" in outcome.err


@pytest.mark.parametrize(
    "arguments", [each for name, each in NAMING.items() if "-o" not in name], ids=[n for n in NAMING if "-o" not in n]
)
def test_a_file_in_the_place_of_a_folder_or_a_folder_in_that_of_a_file_is_one_too(
    arguments: list[str], write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write({"2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nprevious: 2025\n"})
    monkeypatch.chdir(root.parent)
    (root.parent / "folder.yaml").mkdir()
    named = root.parent / "folder"
    named.mkdir()
    assert ratingctl(*(argument.format(named) for argument in arguments)).code == 2


@pytest.mark.parametrize("arguments", [["--root", "{}", "tiers"], ["validate", "--root", "{}"]])
def test_a_folder_that_is_no_rating_is_an_error_of_the_data(
    arguments: list[str], tmp_path: Path, ratingctl: Run
) -> None:
    (tmp_path / "file").write_text("x")
    for named in ("no-such", "file", "."):
        assert ratingctl(*(argument.format(tmp_path / named) for argument in arguments)).code == 3


def test_a_file_that_the_system_keeps_back_is_an_error_of_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SurroundingsError, match="Permission denied"):
        named_bytes(tmp_path / "list.csv")


def test_a_rating_that_nobody_has_named_and_that_is_not_there_is_an_error_of_the_data(
    tmp_path: Path, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ratingctl("tiers").code == 3


@pytest.mark.parametrize(
    ("number", "russian"),
    [
        (errno.ENOENT, "нет такого файла или папки"),
        (errno.EACCES, "нет прав доступа"),
        (errno.EISDIR, "это папка"),
        (errno.ENOSPC, "на диске нет места"),
    ],
)
def test_the_system_s_reasons_are_said_in_the_person_s_language(number: int, russian: str) -> None:
    reason = system_reason(OSError(number, "the system's own words"))
    assert Catalogue("ru").said(reason) == russian


def test_a_rare_reason_keeps_the_system_s_words() -> None:
    assert system_reason(OSError(errno.ENOTSOCK, "Socket operation on non-socket")) == "Socket operation on non-socket"
    assert system_reason(OSError("no number")) == "no number"


def test_errors_speak_one_language(write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATINGCTL_LANG", "ru")
    outcome = ratingctl("--root", write(), "import", "scores", "no-such.csv", "--yes")
    assert outcome.err == "ratingctl: no-such.csv: файл не читается: нет такого файла или папки; назовите другой файл\n"
    with pytest.raises(UsageError):
        named_bytes(Path("no-such.csv"))
