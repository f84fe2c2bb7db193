"""Answers of reviews as judgements, corrections and records, without a terminal."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ratingctl.commands.shared.change import Change, ChangeSummary, commit_change
from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.event_draft import prepare, with_correction
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.commands.shared.link_judgements import LinkJudgement, revised_judgement
from ratingctl.commands.shared.review_choices import review_queue
from ratingctl.commands.shared.worklist import WorklistFilter
from ratingctl.domain.model import EditionId, Event, EventId, RegionId
from ratingctl.errors import DataError, SurroundingsError, UsageError
from ratingctl.interactive.check_answers import CheckAnswers
from ratingctl.report import Records, Report
from ratingctl.storage.edits import Edit, FileChangedError
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.journal import steps_of

Write = Callable[..., Path]
TODAY = date(2026, 11, 21)
DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": "region: north\nevents:\n- id: north-works\n  date: 2026-02\n  kind: talks\n  title: Works\n",
}


def now() -> datetime:
    return datetime(2026, 11, 21, 12, tzinfo=UTC)


def event(follows: tuple[str, ...] = (), not_follows: tuple[str, ...] = ()) -> Event:
    return Event(
        id=EventId("n-1"),
        kind="visit",
        title="A visit",
        region=RegionId("n"),
        edition=EditionId("2026"),
        index=0,
        follows=tuple(map(EventId, follows)),
        not_follows=tuple(map(EventId, not_follows)),
    )


@pytest.mark.parametrize(
    ("on_record", "answer", "before", "result"),
    [
        pytest.param(((), ()), (("a",), ()), None, (["a"], []), id="a first yes"),
        pytest.param(((), ()), ((), ("a", "b")), None, ([], ["a", "b"]), id="a first no to all"),
        pytest.param((("x",), ()), (("a",), ()), None, (["x", "a"], []), id="what is on record stays"),
        pytest.param(((), ("a",)), (("a",), ()), None, (["a"], []), id="a yes takes back the no on record"),
        pytest.param((("a",), ()), (("b",), ()), (["a"], []), (["b"], []), id="a second answer replaces the first"),
        pytest.param(((), ("a", "b")), (("a",), ()), ([], ["a", "b"]), (["a"], []), id="a yes replaces a no to all"),
        pytest.param((("a",), ()), ((), ("a",)), (["a"], []), ([], ["a"]), id="a no replaces a yes"),
    ],
)
def test_an_answer_makes_a_judgement(
    on_record: tuple[tuple[str, ...], tuple[str, ...]],
    answer: tuple[tuple[str, ...], tuple[str, ...]],
    before: tuple[list[str], list[str]] | None,
    result: tuple[list[str], list[str]],
) -> None:
    asked = event(("x",) if on_record[0] == ("x",) else ())
    linked, refused = ([EventId(old) for old in ids] for ids in answer)
    previous = LinkJudgement(asked, *([EventId(old) for old in ids] for ids in before)) if before else None
    judgement = revised_judgement(event(*on_record), asked, linked, refused, previous)
    assert (list(judgement.follows), list(judgement.not_follows)) == result


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", "Another visit", "Another visit"),
        ("title", "*", ""),
        ("partners", "Sea Lines, Ltd; Bay ", ("Sea Lines, Ltd", "Bay")),
        ("partners", "*", ()),
        ("follows", "north-a, north-b", ("north-a", "north-b")),
        ("follows", "1", ("north-bridge",)),
        ("follows", "9", ("9",)),
        ("sources", "gazette https://e.org/a", ("gazette", "https://e.org/a")),
    ],
)
def test_a_field_is_corrected_as_typed(write: Write, field: str, typed: str, value: object) -> None:
    folder = DiskFolder(write(DRAFT))
    draft = EventInput(region="north", kind="commissioning", title="The bridge is planned and open", date="2026-05")
    prepared = prepare(folder, TODAY, draft)
    assert prepared.candidates
    assert getattr(with_correction(prepared, field, typed), field) == value


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (ChangeSummary("unlink", "a-1"), "unlink a-1"),
        (ChangeSummary("link", "a-1", ("a-2", "a-3")), "link a-1 a-2 a-3"),
        (ChangeSummary("remove", "a-1", remark="entered twice"), "remove a-1: entered twice"),
        (ChangeSummary("match --accept", remark="3"), "match --accept: 3"),
        (ChangeSummary("checked", "a-1", more=2), "checked a-1 +2"),
    ],
)
def test_a_summary_is_one_line(summary: ChangeSummary, line: str) -> None:
    assert str(summary) == line


def changing(root: Path, before: bytes) -> Change:
    edit = Edit(root / "2026/north.yaml", before, b"region: north\nscore: 5\n")
    return Change(Report({}, Records((), (), ())), [edit], ChangeSummary("score", "north", ("5",)))


def test_a_change_is_made_anew_where_a_file_changed(write: Write) -> None:
    root = write(DRAFT)
    befores = [b"as it was read", (root / "2026/north.yaml").read_bytes()]
    commit_change(root, lambda: changing(root, befores.pop(0)), now, dry_run=False)
    assert (root / "2026/north.yaml").read_bytes() == b"region: north\nscore: 5\n"
    assert [step.what for step in steps_of(root)] == ["score north 5"]


def test_a_file_that_changes_over_and_over_is_given_up(write: Write) -> None:
    root = write(DRAFT)
    with pytest.raises(FileChangedError):
        commit_change(root, lambda: changing(root, b"never"), now, dry_run=False)


def test_a_dry_run_commits_nothing(write: Write) -> None:
    root = write(DRAFT)
    assert commit_change(root, lambda: changing(root, b"never"), now, dry_run=True).edits
    assert (root / "2026/north.yaml").read_text() == DRAFT["2026/north.yaml"]


def test_a_second_answer_takes_the_place_of_the_first(write: Write) -> None:
    folder = DiskFolder(write(DRAFT))
    work = review_queue(folder, TODAY, None, WorklistFilter())
    answers = CheckAnswers(folder, TODAY, now, work, "Ann", "", dry_run=False)
    project = work.rows[0].case.summary.project
    for found in ("nothing", "news"):
        assert answers.record(0, CheckRequest(project, found)) == []
    text = (folder.root / "2026/north.yaml").read_text()
    assert (text.count("found:"), "found: news" in text, len(answers)) == (1, True, 1)


def test_an_answer_that_does_not_fit_keeps_the_one_before(write: Write) -> None:
    folder = DiskFolder(write(DRAFT))
    work = review_queue(folder, TODAY, None, WorklistFilter())
    answers = CheckAnswers(folder, TODAY, now, work, "Ann", "", dry_run=False)
    project = work.rows[0].case.summary.project
    answers.record(0, CheckRequest(project, "nothing"))
    with pytest.raises(UsageError, match="until"):
        answers.record(0, CheckRequest(project, "nothing", until="2030"))
    assert "found: nothing" in (folder.root / "2026/north.yaml").read_text()


@pytest.mark.parametrize("error", [UsageError("a"), DataError("a", details=("b",)), FileChangedError("a", place="f")])
def test_an_error_gets_a_place_as_a_copy(error: UsageError | DataError | SurroundingsError) -> None:
    copy = error.at("row 3")
    assert (type(copy), copy.fact, copy.details, copy.exit_code) == (
        type(error),
        error.fact,
        error.details,
        error.exit_code,
    )
    assert copy.place == (error.place or "row 3")
    assert (copy is error, str(copy).startswith(str(copy.place))) == (False, True)
