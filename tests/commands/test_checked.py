"""Checks recorded by ids, by numbers, by lists and one by one, on real folders."""

import csv
import io
import json
import shlex
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from conftest import Outcome
from pseudo_terminal import tool_in_terminal

from ratingctl.cli import options

Write = Callable[..., Path]
Run = Callable[..., Outcome]
Person = Callable[..., Outcome]

FILES = {
    "2025/south.yaml": """\
region: south
score: 7
events:
- id: south-ferry
  project: Ferry
  date: 2025-02-10
  kind: agreement
  title: A ferry is agreed on
  partners: [Sea Lines]
- id: south-mill
  project: Mill
  date: 2025-03
  kind: memorandum
  title: A mill is intended
- id: south-port
  project: Port
  date: 2025-05
  kind: contract
  title: A port is contracted
""",
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/south.yaml": """\
region: south   # the warm one
events:
- id: south-boat
  date: 2026-04
  kind: visit
  title: A boat of Sea Lines calls
# Checks come below.
checks:
- event: south-port
  date: 2026-02
  by: Bob
  found: nothing
notes:
- text: The end
""",
}


@pytest.fixture
def root(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RATINGCTL_BY", "Ann")
    return write(FILES)


def south(root: Path) -> str:
    return (root / "2026/south.yaml").read_text(encoding="utf-8")


def added(old: str, new: str) -> list[str]:
    """The lines that are new, if every old one is still there in its order."""
    rest = iter(new.splitlines())
    extra: list[str] = []
    for line in old.splitlines():
        for other in rest:
            if other == line:
                break
            extra.append(other)
        else:
            pytest.fail(f"the line is gone: {line}")
    return [*extra, *rest]


def checks_of(root: Path, ratingctl: Run, region: str = "south") -> list[tuple[str, str, str]]:
    shown = json.loads(ratingctl("--root", root, "show", region, "--as-of", "2027", "-f", "json").out)
    return [
        (check["event"], check["date"], check["found"]) for page in shown["editions"] for check in page["checks"]
    ]  # fmt: skip


def numbered(ratingctl: Run, root: Path, *more: str) -> dict[str, str]:
    """The number of each project in the list that is shown."""
    assert ratingctl("--root", root, "stale", "--all", *more).code == 0  # the numbers of a table count
    rows = json.loads(ratingctl("--root", root, "stale", "--all", "-f", "json", *more).out)["projects"]
    return {row["project"]: str(row["number"]) for row in rows}


def test_checks_stand_by_event_then_by_date_and_only_lines_are_added(ratingctl: Run, root: Path) -> None:
    old = south(root)
    for project, day in (("south-mill", "2026-05"), ("south-port", "2026-11-01"), ("south-ferry", "2026-03-01"),
                         ("south-port", "2026-01"), ("south-ferry", "2026-02-01")):  # fmt: skip
        assert ratingctl("--root", root, "checked", project, "--found", "nothing", "--date", day).code == 0
    assert checks_of(root, ratingctl) == [
        ("south-ferry", "2026-02-01", "nothing"),
        ("south-ferry", "2026-03-01", "nothing"),
        ("south-mill", "2026-05", "nothing"),
        ("south-port", "2026-01", "nothing"),
        ("south-port", "2026-02", "nothing"),
        ("south-port", "2026-11-01", "nothing"),
    ]
    assert len(added(old, south(root))) == 5 * 4
    assert ratingctl("--root", root, "validate").code == 0


@pytest.mark.parametrize(
    ("more", "postponed"),
    [
        ((), 1),
        (("--reviewer", "Bob"), 1),
        (("--reviewer", "Ann"), 0),
        (("--reason", "overdue"), 0),
        (("-r", "north"), 0),
    ],
)
def test_what_is_put_off_is_counted_among_what_is_wanted(
    ratingctl: Run, root: Path, more: tuple[str, ...], postponed: int
) -> None:
    with (root / "regions.yaml").open("a") as file:
        file.write("  reviewer: Bob\neast:\n  name: East Island\n  reviewer: Ann\n")
    (root / "2026/south.yaml").write_text(
        south(root).replace("  found: nothing\n", "  found: nothing\n  until: 2027-01\n")
    )
    shown = json.loads(ratingctl("--root", root, "stale", "-f", "json", *more).out)
    assert shown["summary"]["postponed"] == postponed


def test_a_number_means_a_row_of_the_list_shown_last(ratingctl: Run, root: Path) -> None:
    numbers = numbered(ratingctl, root, "-r", "south")
    assert list(numbers) == ["south-port", "south-ferry", "south-mill"]
    ratingctl("--root", root, "stale", "-f", "csv")  # what is exported in between moves no number
    assert ratingctl("--root", root, "checked", "2-3", "--found", "nothing").code == 0
    assert [event for event, _, _ in checks_of(root, ratingctl)] == ["south-ferry", "south-mill", "south-port"]


def test_numbers_stay_true_after_checks_but_not_after_other_changes(ratingctl: Run, root: Path) -> None:
    numbers = numbered(ratingctl, root)
    first = ratingctl("--root", root, "checked", numbers["south-ferry"], "--found", "nothing")
    second = ratingctl("--root", root, "checked", numbers["south-mill"], "--found", "nothing")
    assert (first.code, second.code) == (0, 0)
    (root / "2025/south.yaml").write_text(FILES["2025/south.yaml"] + "notes: []\n")
    old = south(root)
    third = ratingctl("--root", root, "checked", numbers["south-port"], "--found", "nothing")
    assert (third.code, south(root)) == (2, old)
    assert "the files have changed since the list was shown" in third.err


@pytest.mark.parametrize("word", ["0", "5", "3-5"])
def test_a_number_that_is_not_in_the_list_is_refused(ratingctl: Run, root: Path, word: str) -> None:
    numbered(ratingctl, root)
    old = south(root)
    outcome = ratingctl("--root", root, "checked", "south-mill", word, "--found", "nothing")
    assert (outcome.code, south(root)) == (2, old)
    assert "has 4 numbers" in outcome.err


@pytest.mark.parametrize("typed", [("1-2,3",), ("1, 2;3",), ("1,2", "3")])
def test_numbers_are_typed_with_commas_as_well(ratingctl: Run, root: Path, typed: tuple[str, ...]) -> None:
    numbered(ratingctl, root)
    outcome = ratingctl("--root", root, "checked", *typed, "--found", "nothing", "--dry-run", "-f", "json")
    assert json.loads(outcome.out)["added"] == 3


def test_a_range_the_wrong_way_round_is_refused(ratingctl: Run, root: Path) -> None:
    numbered(ratingctl, root)
    outcome = ratingctl("--root", root, "checked", "3-2", "--found", "nothing")
    assert (outcome.code, "write 2-3" in outcome.err) == (2, True)


@pytest.mark.parametrize("option", ["--found", "--note", "--until"])
def test_a_list_and_a_review_say_themselves_what_was_found(ratingctl: Run, root: Path, option: str) -> None:
    for way in (("--from", "list.csv"), ("--review",)):
        outcome = ratingctl("--root", root, "checked", *way, option, "nothing")
        assert (outcome.code, f"{option} goes with ids" in outcome.err) == (2, True)


def test_a_number_goes_into_the_edition_of_its_list(ratingctl: Run, root: Path) -> None:
    numbers = numbered(ratingctl, root, "2025", "--as-of", "2026-06")
    outcome = ratingctl("--root", root, "checked", numbers["south-mill"], "--found", "nothing")
    assert outcome.code == 2
    assert "edition 2025 is published" in outcome.err


def test_many_checks_are_one_step_that_is_taken_back(ratingctl: Run, root: Path) -> None:
    files = sorted(path for path in root.rglob("*.yaml"))
    old = [path.read_bytes() for path in files]
    numbered(ratingctl, root)
    assert ratingctl("--root", root, "checked", "1-4", "--found", "nothing").code == 0
    assert ratingctl("--root", root, "undo").code == 0
    assert [path.read_bytes() for path in files] == old


def test_the_list_of_stale_goes_round(
    ratingctl: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    ratingctl("--root", root, "stale", "--all", "-o", path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [(row["found"], row["by"], row["date"], row["note"], row["until"]) for row in rows] == [("",) * 5] * 4
    for row in rows:
        row["found"] = "" if row["project"] == "south-mill" else "nothing"
        row["note"] = 'Looked, «asked» and "wrote"; nothing' if row["project"] == "south-port" else ""
    with path.open("w", encoding="utf-16", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter="\t", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    outcome = ratingctl("--root", root, "checked", "--from", path, "-f", "json")
    answer = json.loads(outcome.out)
    assert (outcome.code, answer["added"]) == (0, 3)
    assert '  note: Looked, «asked» and "wrote"; nothing\n' in south(root)
    after = south(root)
    monkeypatch.setattr(options, "today", lambda: date(2026, 11, 25))
    again = json.loads(ratingctl("--root", root, "checked", "--from", path, "-f", "json").out)
    assert (again["added"], again["already_there"], south(root)) == (0, 3, after)


def test_a_list_made_after_a_check_of_the_same_day_can_be_given_again(
    ratingctl: Run, root: Path, tmp_path: Path
) -> None:
    ratingctl("--root", root, "checked", "south-mill", "--found", "nothing")
    after = south(root)
    path = tmp_path / "list.csv"
    path.write_text(f"project,checked,found\nsouth-mill,{options.today()},nothing\n")
    for _ in range(2):
        assert ratingctl("--root", root, "checked", "--from", path).code == 0
    assert south(root) == after


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("project,found,Found\nsouth-mill,nothing,news\n", "list.csv:1: the list has two columns found; take"),
        ("project,found,date\nsouth-mill,nothing,10/14/2026\n", "list.csv:2: date: '10/14/2026': '10' is no date"),
        ("project,found,date\nsouth-mill,nothing,31.02.2026\n", "'31.02.2026' does not exist in the calendar"),
        (f"project,found,note\nsouth-mill,nothing,{'x' * 10_001}\n", "10000 at most; say it shorter"),
        ("project,found\nsouth-mil,nothing\n", "list.csv:2: no event 'south-mil'"),
    ],
)
def test_a_list_that_is_wrong_is_refused_in_a_sentence(
    ratingctl: Run, root: Path, tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content)
    old = south(root)
    outcome = ratingctl("--root", root, "checked", "--from", path)
    assert (outcome.code, south(root)) == (2, old)
    assert said in outcome.err


def test_a_list_that_does_not_fit_writes_nothing(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("project,found,date\nsouth-mill,nothing,2026-05-01\nsouth-ferry,nothing,32.05.2026\n")
    old = south(root)
    outcome = ratingctl("--root", root, "checked", "--from", path)
    assert (outcome.code, south(root)) == (2, old)
    assert outcome.err.startswith("list.csv:3: date: ")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"sep=;\r\nproject;found\r\nsouth-mill;nothing\r\n", id="a line that names the separator"),
        pytest.param("Project\tFOUND\tby\rsouth-mill\tничего\tАнна\r".encode("cp1251"), id="an old Macintosh's"),
        pytest.param(b'"project","found","note"\n"south-mill","nothing","two\nlines"\n', id="a cell of two lines"),
        pytest.param(b"project,found,note\nsouth-mill,nothing,'=1+1\n", id="a guarded formula"),
    ],
)
def test_lists_are_read_as_programs_save_them(ratingctl: Run, root: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    outcome = ratingctl("--root", root, "checked", "--from", path, "-f", "json")
    assert (outcome.code, json.loads(outcome.out)["added"]) == (0, 1)
    assert "'=" not in outcome.out


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(
            ["south-mill,nothing,", "south-mill,news,", "south-port,perhaps,"],
            ["list.csv:4: found: 'perhaps'", "list.csv:3: south-mill has another answer in list.csv:2; leave one"],
            id="beside a row that does not fit",
        ),
        pytest.param(
            ["south-mill,nothing,2027-02", "south-mill,nothing,2027-03"],
            ["list.csv:3: south-mill has another answer in list.csv:2"],
            id="about the day until which it is put off",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_named(
    ratingctl: Run, root: Path, tmp_path: Path, rows: list[str], said: list[str]
) -> None:
    path, old = tmp_path / "list.csv", south(root)
    path.write_text("\n".join(["project,found,until", *rows]))
    outcome = ratingctl("--root", root, "checked", "--from", path)
    assert (outcome.code, [line for line in said if line in outcome.err]) == (2, said)
    assert south(root) == old


def test_a_list_that_is_on_record_is_said_to_be_so_once(person: Person, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("project,found,date,by\nsouth-port,nothing,2026-02,Bob\n")
    outcome = person("", "--root", root, "checked", "--from", path)
    assert (outcome.out + outcome.err).count("1 on record already") == 1


@pytest.mark.parametrize("typed", ["south-fair", "fair"])
def test_a_check_of_an_event_that_projects_share_is_refused_with_their_ids(
    ratingctl: Run, root: Path, typed: str
) -> None:
    fair = "- {id: south-fair, date: 2026-03, kind: exhibition, title: A fair, follows: [south-ferry, south-mill]}\n"
    old = south(root).replace("events:\n", f"events:\n{fair}")
    (root / "2026/south.yaml").write_text(old)
    outcome = ratingctl("--root", root, "checked", typed, "--found", "nothing")
    assert (outcome.code, south(root)) == (2, old)
    assert "south-fair belongs to several projects: south-ferry, south-mill; write the id of the one" in outcome.err


def test_sources_of_a_list_are_parted_as_people_part_them(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('project,found,sources\nsouth-mill,nothing,"https://a.org/1; https://b.org/2,https://c.org/3"\n')
    answer = json.loads(ratingctl("--root", root, "checked", "--from", path, "-f", "json").out)
    assert answer["checks"][0]["sources"] == ["https://a.org/1", "https://b.org/2", "https://c.org/3"]
    assert "  sources: ['https://a.org/1', 'https://b.org/2', 'https://c.org/3']\n" in south(root)


@pytest.mark.parametrize(
    ("typed", "until"), [("1-Mar", "2027-03-01"), ("15 декабря", "2026-12-15"), ("мая", "2027-05")]
)
def test_without_its_year_the_next_such_day_is_meant_by_until(
    ratingctl: Run, root: Path, typed: str, until: str
) -> None:
    outcome = ratingctl("--root", root, "checked", "south-mill", "--found", "nothing", "--until", typed)
    assert (outcome.code, f"{typed} = {until}" in outcome.out) == (0, True)
    assert f"  until: {until}\n" in south(root)


def test_a_check_says_where_somebody_looked(ratingctl: Run, root: Path) -> None:
    shown = ratingctl("--root", root, "checked", "south-mill", "--found", "nothing", "-s", "https://a.org/1")
    assert "https://a.org/1" in shown.out


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        (("south-mill",), ""),
        (("south-mill", "--date", "2025-12-01"), "south-mill: the check of 2025-12-01 is older than the period 2026"),
        (("south-bridge",), "south-bridge: nothing is owed of this project any more"),
    ],
)
def test_what_is_odd_of_a_check_is_said_with_it(
    ratingctl: Run, root: Path, typed: tuple[str, ...], remark: str
) -> None:
    page = root / "2025/south.yaml"
    bridge = "- {id: south-bridge, project: Bridge, date: 2025-06, kind: commissioning, title: A bridge is open}\n"
    page.write_text(page.read_text() + bridge)
    outcome = ratingctl("--root", root, "checked", *typed, "--found", "nothing")
    assert outcome.code == 0
    assert (remark in outcome.out) if remark else (": " not in outcome.out)


def test_a_list_is_shown_before_it_is_written(person: Person, root: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("project,found\nsouth-mill,nothing\n")
    old = south(root)
    ended = person(".\n", "--root", root, "checked", "--from", path)
    assert (ended.code, south(root)) == (0, old)
    assert ended.err.count("Enter writes, q ends") == 1
    assert "nothing is written" in ended.err
    for typed in ("n\n", "no\n", "нет\nq\n", ""):
        declined = person(typed, "--root", root, "checked", "--from", path)
        assert (declined.code, south(root), "nothing is written" in declined.err) == (0, old, True)
    assert person("\n", "--root", root, "checked", "--from", path).code == 0
    assert "- event: south-mill\n" in south(root)


def test_a_check_without_a_person_is_refused(
    ratingctl: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RATINGCTL_BY")
    settings = tmp_path / "gitconfig"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    outcome = ratingctl("--root", root, "checked", "south-mill", "--found", "nothing")
    assert (outcome.code, "nobody says who looked" in outcome.err) == (2, True)
    settings.write_text("[user]\nname = Анна\n", encoding="utf-8")
    assert ratingctl("--root", root, "checked", "south-mill", "--found", "nothing").code == 0
    assert "by: Анна" in south(root)


def review(person: Person, root: Path, typed: str, *more: str) -> Outcome:
    return person(typed, "--root", root, "checked", "--review", "-r", "south", *more)


def test_the_review_shows_the_story_phrases_and_loose_events(person: Person, root: Path) -> None:
    shown = review(person, root, "\nl\n\n").err
    assert "[1/2] South Island" in shown
    assert "Ferry South Island" in shown
    assert "Ferry Sea Lines 2026" in shown
    assert shown.index("A boat of Sea Lines calls [south-boat]") > shown.index("Events without a story")
    assert "south-port" not in shown  # checked in this edition


def test_each_answer_of_a_review_is_saved(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = review(person, root, "n Asked the port\np\nin a while\nз\n2027-05\n")
    assert outcome.code == 0
    assert "until: 'in a while' is no date" in outcome.err
    assert "2 answers saved" in outcome.err
    assert "- event: south-ferry\n  date: 2026-11-21\n  by: Ann\n  found: nothing\n  note: Asked the port\n" in south(
        root
    )
    assert "- event: south-mill\n  date: 2026-11-21\n  by: Ann\n  found: nothing\n  until: 2027-05\n" in south(root)


def test_news_found_in_a_review_are_logged_as_a_follow_up(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = review(person, root, "w\n-\nw\n3\ncontract\n4\nThe ferry is ordered\n2\n2026-10-01\nw\n\n.\n")
    assert outcome.code == 0
    assert "  title: The ferry is ordered\n  follows: [south-ferry]\n" in south(root)
    assert checks_of(root, ratingctl)[0] == ("south-ferry", "2026-11-21", "news")
    assert ratingctl("--root", root, "validate").code == 0


def test_an_event_beside_is_linked_as_the_news(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = review(person, root, "x\nb\na\n.\n")
    assert outcome.err.count("Type n, w, p") == 2
    assert "  title: A boat of Sea Lines calls\n  follows: [south-ferry]\n" in south(root)
    assert checks_of(root, ratingctl)[0] == ("south-ferry", "2026-11-21", "news")


@pytest.mark.parametrize("typed", ["a\n", "w\n3\ncontract\n4\nThe ferry is ordered\n2\n2026-10-01\nw\n\n"])
def test_news_of_one_project_is_not_given_to_those_that_share_an_event_with_it(
    person: Person, ratingctl: Run, root: Path, typed: str
) -> None:
    fair = "- {id: south-fair, date: 2026-03, kind: exhibition, title: A fair, follows: [south-ferry, south-mill]}\n"
    (root / "2026/south.yaml").write_text(south(root).replace("events:\n", f"events:\n{fair}"))
    review(person, root, f"{typed}q\n")
    shown = json.loads(ratingctl("--root", root, "show", "south-mill", "-f", "json").out)
    assert [event["id"] for event in shown["events"]] == ["south-mill", "south-fair"]
    assert south(root).count("  follows: [south-ferry]\n") == 1


def test_an_answer_is_corrected_by_going_back(person: Person, ratingctl: Run, root: Path) -> None:
    review(person, root, "n\n-\np\n2027-05\nq\n")
    assert [row[0] for row in checks_of(root, ratingctl)] == ["south-ferry", "south-port"]
    assert "  found: nothing\n  until: 2027-05\n" in south(root)


def test_going_back_from_an_event_beside_takes_its_link_back(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = review(person, root, "a\n-\nn\n.\n")
    assert outcome.err.count("A boat of Sea Lines calls [south-boat]") == 2
    assert "follows" not in south(root)
    assert checks_of(root, ratingctl)[0] == ("south-ferry", "2026-11-21", "nothing")
    assert checks_of(root, ratingctl)[1][0] == "south-port"


def test_a_correction_that_does_not_fit_keeps_the_answer(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = review(person, root, "n\n-\np\n2031\n.\n")
    assert "more than 12 months" in outcome.err
    assert checks_of(root, ratingctl)[0] == ("south-ferry", "2026-11-21", "nothing")


def test_an_interrupted_review_keeps_its_answers_and_counts_them(person: Person, ratingctl: Run, root: Path) -> None:
    outcome = review(person, root, "n\n^C\n")
    assert (outcome.code, "1 answer saved." in outcome.err) == (130, True)
    assert checks_of(root, ratingctl)[0] == ("south-ferry", "2026-11-21", "nothing")


@pytest.mark.parametrize("end", ["^C", "l\nq", "-\nq", "q"])
def test_a_draft_that_is_left_half_made_can_be_gone_on_with(person: Person, root: Path, end: str) -> None:
    old = south(root)
    outcome = review(person, root, f"w https://a.org/1\n4\nIt's ordered\n{end}\n")
    [command] = [line for line in outcome.err.splitlines() if line.startswith("ratingctl add-event")]
    assert shlex.split(command) == [
        "ratingctl", "add-event", "--region", "south", "--title", "It's ordered", "--project", "Ferry",
        "--follows", "south-ferry", "--source", "https://a.org/1",
    ]  # fmt: skip
    assert south(root) == old
    more = ("--no-input", "--kind", "contract", "--undated")
    assert person("", "--root", root, *shlex.split(command)[1:], *more).code == 0
    assert "  title: It's ordered\n  follows: [south-ferry]\n" in south(root)


def test_a_draft_that_was_put_off_lies_there_when_the_project_is_asked_about_again(person: Person, root: Path) -> None:
    outcome = review(person, root, "w\n4\nThe ferry is ordered\nl\nw\nq\n")
    assert outcome.err.rpartition("Draft for edition")[2].count("The ferry is ordered") >= 1


def test_a_draft_of_which_nothing_was_changed_is_left_without_a_word(person: Person, root: Path) -> None:
    assert "not written" not in review(person, root, "w\nq\n").err


def test_a_review_offers_the_letters_that_there_are(person: Person, root: Path) -> None:
    shown = review(person, root, "\n\n").err
    assert "p put off, a: it is this event, Enter" in shown
    (root / "2026/south.yaml").write_text(south(root).replace("kind: visit", "kind: visit\n  follows: [south-port]"))
    assert "p put off, Enter skip" in review(person, root, "\n\n").err


def test_a_review_that_writes_nothing_does_not_say_that_it_has_saved(person: Person, root: Path) -> None:
    old = south(root)
    said = review(person, root, "n\nq\n", "--dry-run").err
    assert ("dry run: nothing is written" in said, "saved" in said, south(root) == old) == (True, False, True)


def test_a_review_without_projects_says_so(person: Person, root: Path) -> None:
    assert "No project is left to look at." in review(person, root, "", "--reason", "unconfirmed").err


def test_what_was_put_off_is_asked_about_again_when_its_day_has_come(person: Person, root: Path) -> None:
    checks = "- event: south-mill\n  date: 2026-06-01\n  by: Bob\n  found: nothing\n  until: {}\n"
    base = south(root)
    (root / "2026/south.yaml").write_text(base.replace("notes:", f"{checks.format('2026-12-01')}notes:"))
    assert "A mill is intended" not in review(person, root, "\nl\n\n").err
    (root / "2026/south.yaml").write_text(base.replace("notes:", f"{checks.format('2026-11-01')}notes:"))
    assert "A mill is intended" in review(person, root, "\nl\n\n").err


def test_news_that_nobody_logged_is_asked_about_again(person: Person, root: Path) -> None:
    (root / "2026/south.yaml").write_text(south(root).replace("  found: nothing\n", "  found: news\n"))
    assert "A port is contracted" in review(person, root, "\nl\n\n").err


def test_a_published_edition_is_not_reviewed(person: Person, root: Path) -> None:
    outcome = review(person, root, "1\n", "-e", "2025")
    assert (outcome.code, "edition 2025 is published" in outcome.err) == (2, True)


def test_news_of_a_locked_edition_is_recorded_without_an_event(person: Person, ratingctl: Run, root: Path) -> None:
    edition = root / "2026/edition.yaml"
    edition.write_text(
        edition.read_text().replace("state: draft", "state: locked\nlocked: {date: 2026-11-01, by: Ann}")
    )
    outcome = review(person, root, "w https://a.org/1\nq\n")
    assert "no edition is a draft" in outcome.err
    assert "  found: news\n  sources: ['https://a.org/1']\n" in south(root)


@pytest.mark.parametrize("typed", ["2030", "..", "2026-11/..", "some day"])
def test_a_review_does_not_begin_with_a_day_on_which_nobody_can_have_looked(
    person: Person, root: Path, typed: str
) -> None:
    outcome = review(person, root, "n\n", "--date", typed)
    assert (outcome.code, "[1/2]" in outcome.err, "date: " in outcome.err) == (2, False, True)


def test_the_review_works_on_a_real_terminal(root: Path) -> None:
    day = ("--date", "2026-11-20")
    with tool_in_terminal("--root", str(root), "checked", "--review", "-r", "south", *day) as terminal:
        for key, seen in (
            ("9\n", "[1/2]"),
            ("l\n", "Type n, w, p"),
            ("-\n", "[2/2]"),
            ("т искала\n", "[1/2]"),
            (".\n", "[2/2]"),
        ):
            assert seen in terminal.sees("end: ")
            terminal.types(key)
        terminal.sees("1 answer saved")
        assert terminal.leaves() == 0
    assert "- event: south-ferry\n  date: 2026-11-20\n  by: Ann\n  found: nothing\n  note: искала\n" in south(root)


def test_a_list_that_was_saved_as_a_workbook_goes_back(ratingctl: Run, root: Path, tmp_path: Path) -> None:
    listed, book = tmp_path / "list.csv", tmp_path / "list.xlsx"
    assert ratingctl("--root", root, "stale", "-o", listed).code == 0
    rows = list(csv.reader(io.StringIO(listed.read_text(encoding="utf-8-sig"))))
    heads = rows[0]
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    filled = next(number for number, row in enumerate(rows, 1) if "south-mill" in row)
    for head, value in (("found", "nothing"), ("date", datetime(2026, 11, 14)), ("until", datetime(2027, 3, 1))):
        workbook.active.cell(filled, heads.index(head) + 1, value)
    workbook.active.cell(filled, heads.index("edition") + 1, 2026)
    workbook.save(book)
    assert ratingctl("--root", root, "checked", "--from", book).code == 0
    assert "- event: south-mill\n  date: 2026-11-14\n  by: Ann\n  found: nothing\n  until: 2027-03-01\n" in south(root)
    workbook.active.cell(filled, heads.index("found") + 1, "perhaps")
    workbook.save(book)
    assert f"list.xlsx:{filled}: found: 'perhaps'" in ratingctl("--root", root, "checked", "--from", book).err
    book.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    refused = ratingctl("--root", root, "checked", "--from", book)
    assert (refused.code, "save it as .xlsx" in refused.err) == (3, True)
