"""Tab completion: what is offered, in which shell's way, and that it never fails or writes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Outcome

from ratingctl.__main__ import _code_of
from ratingctl.cli.completion_scripts import SCRIPTS


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Returns the answer for these words after `ratingctl`, of which the last one is being typed."""
    for name in ("RATINGCTL_ROOT", "RATINGCTL_LANG", "COLUMNS", "COMP_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*words: str, shell: str = "bash") -> list[str]:
        monkeypatch.setenv("_RATINGCTL_COMPLETE", shell)
        monkeypatch.setenv("COMP_WORDS", "\n".join(("ratingctl", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        assert _code_of([]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out.splitlines()

    return call


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_value_of_an_option_in_one_word_is_completed(
    shell: str, complete: Callable[..., list[str]], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write())
    assert complete("tiers", "--district=W", shell=shell) == ["--district=Warm"]
    assert complete("tiers", "--full=", shell=shell) == []
    assert complete("add-event", "--from=x", shell=shell) == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("North\\ I", r"North\ Island"), ('"North I', "North Island"), ("'North I", "North Island")],
)
def test_bash_gets_a_value_as_the_open_quotation_mark_wants_it(
    typed: str,
    offered: str,
    complete: Callable[..., list[str]],
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(write())
    assert complete("tiers", "-r", typed) == [offered]


def values(lines: list[str]) -> list[str]:
    return [line.split()[0] for line in lines]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("ti",), ["tiers"]),
        (("un",), ["unlink", "undo"]),
        (("--r",), ["--root"]),
        (("tiers", "--m"), ["--map"]),
        (("tiers", "--help", "--f"), ["--full", "--format"]),
        (("tiers", "-f", "m"), ["markdown"]),
        (("tiers", ""), ["2026", "2025"]),
        (("tiers", "2026", ""), []),
        (("diff", "2025", ""), ["2026", "2025"]),
        (("--lang", "en", "tiers", "2026", "-r", "n"), ["north"]),
        (("tiers", "--region", "=", "so"), ["south"]),
        (("tiers", "--tier", ""), ["high", "moderate", "low"]),
        (("tiers", "--district", "W"), ["Warm"]),
        (("add-event", "-r", "south", "-k", "per"), ["permit"]),
        (("add-event", "--source", "g"), ["gazette"]),
        (("link", "north-w"), ["north-works"]),
        (("link", "north-works", "--follows", "north-b"), ["north-bridge"]),
        (("checked", "north-works", "north-b"), ["north-bridge"]),
        (("show", "south"), ["south"]),
        (("show", "North-"), ["north-works", "north-bridge"]),
        (("stale", "--reason", "over"), ["overdue"]),
        (("validate", "--explain", "L30"), ["L301", "L302", "L303", "L304", "L305", "L306", "L307", "L308", "L309"]),
        (("add-event", "--title", "x"), []),
        (("add-event", "--from", "x"), ["//file"]),
        (("nonsense", ""), []),
    ],
)
def test_it_offers_what_may_stand_there(
    words: tuple[str, ...],
    offered: list[str],
    complete: Callable[..., list[str]],
    write: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(write())
    assert values(complete(*words)) == offered


def test_each_shell_gets_titles_in_its_own_way(
    complete: Callable[..., list[str]], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = {
        "2026/south.yaml": "events:\n- title: 'Ferry: \x1b[1m stops'\n  id: south-1\n- id: south-2\n  kind: visit\n"
    }
    monkeypatch.chdir(write(changed))
    assert complete("link", "north-", shell="zsh") == [
        "north-works:Piles are driven for the bridge",
        "north-bridge:A bridge is planned",
    ]
    assert complete("link", "north-w", shell="fish") == ["north-works\tPiles are driven for the bridge"]
    assert complete("link", "north-") == [
        "north-works   Piles are driven for the bridge",
        "north-bridge  A bridge is planned",
    ]
    assert complete("link", "south-") == ["south-1", "south-2"]  # the title stands above the id, and is not taken
    monkeypatch.setenv("COMP_TYPE", "37")  # each choice goes into the line
    assert complete("link", "north-") == ["north-works", "north-bridge"]


def test_it_speaks_the_language_of_the_rating(
    complete: Callable[..., list[str]], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write({"rating.yaml": "language: ru\n", "regions.yaml": "omsk: {name: Омская область}\n"}))
    assert complete("show", "ом") == [r"Омская\ область"]
    assert complete("add-event", "-k", "визи") == ["визит"]
    assert complete("tiers", "--m", shell="fish") == ["--map\tКарта из клеток."]


def test_many_events_are_offered_by_the_beginnings_of_their_ids(
    complete: Callable[..., list[str]], write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    events = "".join(f"- id: south-{number}\n" for number in range(300))
    monkeypatch.chdir(write({"2026/south.yaml": f"events:\n{events}"}))
    assert complete("link", "") == ["north-", "south-"]
    assert complete("link", "south-29") == ["south-29", *(f"south-29{digit}" for digit in range(10))]


def test_a_broken_rating_or_none_offers_less_and_says_and_writes_nothing(
    complete: Callable[..., list[str]], write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert complete("tiers", "-r", "") == complete("link", "") == complete("tiers", "") == []
    assert values(complete("tie")) == ["tiers"]
    root = write({"regions.yaml": b"\xff\xfe: [", "2026/north.yaml": b"\xff<<<<<<<\n- id: [\n", "rating.yaml": "]: ["})
    monkeypatch.chdir(root)
    before = sorted(path for path in root.rglob("*"))
    assert complete("tiers", "-r", "") == []
    assert values(complete("link", "")) == ["north-bridge"]
    assert complete("tiers", "--tier", "") == []
    assert sorted(path for path in root.rglob("*")) == before


def test_the_script_is_printed_and_installed_once(
    ratingctl: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("RATINGCTL_LANG", "en")
    (tmp_path / ".bashrc").write_text("alias x=y", encoding="utf-8")
    for shell, script in SCRIPTS.items():
        assert ratingctl("--show-completion", shell).out == script.text
        assert ratingctl("--install-completion", shell).code == 0
        assert (tmp_path / script.path).read_text(encoding="utf-8") == script.text
    assert ratingctl("--install-completion", "bash").code == 0
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8") == f"alias x=y\n{SCRIPTS['bash'].line}\n"
    refused = ratingctl("--install-completion", "tcsh")
    assert (refused.code, refused.err) == (
        2,
        "ratingctl: --install-completion: no shell 'tcsh'; name it, as in `ratingctl --install-completion bash`; "
        "there are bash, zsh, fish\n",
    )
