"""The life of an edition through the command line: opened, locked, published, verified, corrected in public."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.cli import options

Run = Callable[..., Outcome]
Write = Callable[..., Path]

DRAFT = {
    "2025/edition.yaml": "number: 1\nperiod: ../2025\ncutoff: 2025-12-31\nstate: published\n",
    "2026/edition.yaml": "number: 2\nperiod: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": SMALL["2026/north.yaml"].replace(
        "score: 7\n", "score: 7\nrationale: The works have begun\nevidence: [north-works]\n"
    ),
    "2026/south.yaml": "region: south\nscore: 7\n",
}
AFTER = date(2027, 1, 15)


@pytest.fixture
def rating(write: Write, ratingctl: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two editions: 2025 published without a seal, 2026 a draft that the gate lets pass; the cut-off is over."""
    monkeypatch.setattr(options, "today", lambda: AFTER)
    monkeypatch.setenv("RATINGCTL_BY", "Ann")
    return write({**SMALL, **DRAFT})


@pytest.fixture
def published(rating: Path, ratingctl: Run) -> Path:
    assert ratingctl("--root", rating, "publish", "2025", "--printed", "2026-01-20").code == 0
    assert ratingctl("--root", rating, "lock").code == 0
    assert ratingctl("--root", rating, "publish").code == 0
    return rating


def problems(ratingctl: Run, root: Path, *arguments: str) -> list[str]:
    outcome = ratingctl("--root", root, "verify", *arguments, "-f", "json")
    editions = json.loads(outcome.out)["editions"]
    found = [f"{problem['path']}: {problem['message']}" for edition in editions for problem in edition["problems"]]
    assert outcome.code == (1 if found else 0)
    assert all(edition["verified"] == (not edition["problems"]) for edition in editions)
    return found


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".ratingctl" not in path.parts
    }


# new-edition


def test_the_next_edition_adjoins_the_last_one(published: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", published, "new-edition", "-f", "json")
    assert outcome.code == 0
    assert (published / "2027" / "edition.yaml").read_text() == (
        "number: 3\nperiod: 2027\ncutoff: 2027-12-31\nstate: draft\nprevious: 2026\n"
    )
    assert json.loads(outcome.out)["previous"] == "2026"
    assert ratingctl("--root", published, "validate").code == 0


def test_a_second_draft_is_refused(rating: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", rating, "new-edition")
    assert (outcome.code, "2026 is still a draft" in outcome.err) == (2, True)


@pytest.mark.parametrize("name", ["2026", "Two Words", "-x"])
def test_an_id_that_is_taken_or_no_id_is_refused(name: str, published: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", published, "new-edition", "--", name).code == 2
    assert ratingctl("--root", published, "validate").code == 0


# lock


def test_a_draft_is_locked_after_its_cutoff_alone(
    rating: Path, ratingctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2026, 12, 31))
    outcome = ratingctl("--root", rating, "lock")
    assert (outcome.code, "open until its cut-off, 2026-12-31" in outcome.err) == (2, True)
    monkeypatch.setattr(options, "today", lambda: date(2027, 1, 1))
    assert ratingctl("--root", rating, "lock").code == 0
    header = (rating / "2026" / "edition.yaml").read_text()
    assert "state: locked\n" in header
    assert "locked: {date: 2027-01-01, by: Ann}\n" in header
    assert ratingctl("--root", rating, "lock").code == 2


def test_the_gate_stops_a_lock_and_shows_its_findings(rating: Path, write: Write, ratingctl: Run) -> None:
    write({"2026/north.yaml": "region: north\nscore: 5\n"}, {})
    before = files(rating)
    outcome = ratingctl("--root", rating, "lock", "-f", "json")
    assert outcome.code == 1
    found = json.loads(outcome.out)
    assert [(row["code"], row["region"]) for row in found["gate"] if row["severity"] == "error"] == [("G106", "north")]
    assert found["state"] == "draft"
    assert files(rating) == before


def test_an_error_in_any_file_stops_a_lock(rating: Path, write: Write, ratingctl: Run) -> None:
    write({"2026/south.yaml": "region: south\nscore: 70\n"}, {})
    outcome = ratingctl("--root", rating, "lock")
    assert outcome.code == 1
    assert "2026/south.yaml:2:8" in outcome.err


# publish


def test_a_draft_is_not_published(rating: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", rating, "publish")
    assert (outcome.code, "`ratingctl lock 2026`" in outcome.err or "ratingctl lock 2026" in outcome.err) == (2, True)


def test_publication_freezes_seals_and_verifies(published: Path, ratingctl: Run) -> None:
    assert problems(ratingctl, published) == []
    header = (published / "2026" / "edition.yaml").read_text()
    assert "state: published\n" in header
    assert "published: {date: 2027-01-15, by: Ann}\n" in header
    seal = json.loads((published / "2026" / "seal.json").read_text())
    assert (seal["edition"], seal["published"], seal["history"]) == ("2026", {"date": "2027-01-15", "by": "Ann"}, [])
    assert set(seal["files"]) == {f"2026/{name}.yaml" for name in ("edition", "frozen", "north", "south")}
    first = json.loads(ratingctl("--root", published, "verify", "2025", "-f", "json").out)["editions"][0]
    assert seal["parent"] == first["seal"]
    assert ratingctl("--root", published, "validate").code == 0


def test_an_edition_is_published_once(published: Path, ratingctl: Run) -> None:
    outcome = ratingctl("--root", published, "publish", "2026")
    assert (outcome.code, "erratum" in outcome.err) == (2, True)
    assert ratingctl("--root", published, "publish", "2025", "--printed", "2026-01-20").code == 2


def test_the_gate_stops_a_publication_until_it_is_mended(rating: Path, write: Write, ratingctl: Run) -> None:
    write({"2026/south.yaml": "region: south\nscore: 9\n"}, {})
    assert ratingctl("--root", rating, "lock").code == 0
    before = files(rating)
    outcome = ratingctl("--root", rating, "publish", "-f", "json")
    assert outcome.code == 1
    stopping = [row["code"] for row in json.loads(outcome.out)["gate"] if row["severity"] == "error"]
    assert stopping == ["G102", "G103"]
    assert files(rating) == before
    assert ratingctl("--root", rating, "score", "south", "7").code == 0
    assert ratingctl("--root", rating, "publish").code == 0
    assert problems(ratingctl, rating, "2026") == []


def test_what_is_overridden_is_kept_in_the_seal(rating: Path, write: Write, ratingctl: Run) -> None:
    write({"2026/south.yaml": "region: south\nscore: 9\nrationale: because\n"}, {})
    ratingctl("--root", rating, "lock")
    assert ratingctl("--root", rating, "publish", "--despite", "G103").code == 2
    assert ratingctl("--root", rating, "publish", "--despite", "G999=x").code == 2
    assert ratingctl("--root", rating, "publish", "--despite", "G103=as agreed", "--despite", "G101=x").code == 2
    outcome = ratingctl("--root", rating, "publish", "--despite", "g103=as agreed")
    assert (outcome.code, "In spite of G103: as agreed" in outcome.out) == (0, True)
    assert json.loads((rating / "2026" / "seal.json").read_text())["despite"] == {"G103": "as agreed"}
    assert problems(ratingctl, rating, "2026") == []


@pytest.mark.parametrize(
    ("printed", "code", "date_kept"),
    [("2026-01", 0, "2026-01"), ("20.01.2026", 0, "2026-01-20"), ("2028", 2, ""), ("x", 2, "")],
)
def test_an_edition_of_the_past_is_sealed_with_its_date(
    printed: str, code: int, date_kept: str, rating: Path, ratingctl: Run
) -> None:
    assert ratingctl("--root", rating, "publish", "2025", "--printed", printed).code == code
    kept = f"published: {{date: {date_kept}, by: Ann}}" in (rating / "2025" / "edition.yaml").read_text()
    assert kept == (code == 0)


def test_seals_are_made_from_the_first_edition_to_the_last(rating: Path, ratingctl: Run) -> None:
    ratingctl("--root", rating, "lock")
    assert ratingctl("--root", rating, "publish").code == 0
    outcome = ratingctl("--root", rating, "publish", "2025", "--printed", "2026-01-20")
    assert (outcome.code, "2026, which comes after 2025, is sealed" in outcome.err) == (2, True)


# verify


def test_one_flipped_byte_in_any_file_is_noticed_and_named(published: Path, ratingctl: Run) -> None:
    ratingctl("--root", published, "erratum", "south", "score=6", "--reason", "a misprint")
    for path in sorted(published.glob("202?/*")):
        content = path.read_bytes()
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        found = problems(ratingctl, published)
        assert any(problem.startswith(f"{path.relative_to(published)}: ") for problem in found), path
        path.write_bytes(content)
    assert problems(ratingctl, published) == []


def test_a_changed_record_is_named(published: Path, ratingctl: Run) -> None:
    page = published / "2026" / "north.yaml"
    text = page.read_text()
    page.write_text(text.replace("score: 7", "score: 3").replace("Piles are driven", "Nothing happens"))
    assert problems(ratingctl, published) == [
        "2026/north.yaml: the file has changed: score 3, published as 7; event north-works changed: title"
    ]
    validation = ratingctl("--root", published, "validate")
    assert (validation.code, "E505 edition 2026 is sealed" in validation.out) == (1, True)


def test_missing_and_added_files_are_named(published: Path, ratingctl: Run) -> None:
    (published / "2026" / "south.yaml").unlink()
    (published / "2026" / "west.yaml").write_text("region: west\n")
    assert problems(ratingctl, published, "2026") == [
        "2026/south.yaml: the file is missing",
        "2026/west.yaml: the file was added after the edition was published",
    ]


@pytest.mark.parametrize("gone", ["2026/seal.json", "2026/frozen.yaml"])
def test_what_a_publication_wrote_is_missed(gone: str, published: Path, ratingctl: Run) -> None:
    (published / gone).unlink()
    assert any(problem.startswith(gone) for problem in problems(ratingctl, published))
    assert ratingctl("--root", published, "validate").code == 1


def test_a_seal_of_another_edition_is_told(published: Path, ratingctl: Run) -> None:
    shutil.copy(published / "2025" / "seal.json", published / "2026" / "seal.json")
    assert "2026/seal.json: the seal is that of edition 2025" in problems(ratingctl, published)


def test_a_copy_without_git_and_cache_verifies_and_half_a_copy_does_not(
    published: Path, ratingctl: Run, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(published, copy, ignore=shutil.ignore_patterns(".ratingctl"))
    assert problems(ratingctl, copy) == []
    shutil.rmtree(copy / "2025")
    assert problems(ratingctl, copy) == ["2026/seal.json: the seal continues that of an edition that is not here"]


def test_a_draft_has_nothing_to_verify(rating: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", rating, "verify", "2026").code == 2
    assert problems(ratingctl, rating) == ["2025/seal.json: the edition is published, but has no seal"]


# frozen settings

CHANGED: Mapping[str, str] = {
    "rating.yaml": """\
title: Index of islands
language: ru
scale: {min: 0, max: 20}
tiers:
- {id: high, name: Top, from: 2}
- {id: low, name: Bottom, from: 0}
stale: {silent: 1, inferred_suspended: 2}
kinds:
  construction_start: {class: setback, halt: cancelled}
  statement: {class: neutral}
""",
    "regions.yaml": """\
north:
  name: Polar Island
  aliases: [The Pole]
  district: Frozen
  order: 9
west:
  name: West Island
""",
    "sources.yaml": "gazette:\n  title: Another Gazette\n",
    "organisations.yaml": "bridge-builders:\n- Bridge\n- Span\n",
}
READINGS = (
    ("tiers", "2026", "-f", "json"),
    ("tiers", "2026", "--full", "-f", "json"),
    ("tiers", "2026", "--full"),
    ("tiers", "2025"),
    ("diff", "2025", "2026", "-f", "json"),
    ("diff", "2025", "2026"),
    ("show", "north", "-e", "2026"),
    ("show", "north-bridge", "-e", "2026", "-f", "json"),
    ("stale", "2026", "-f", "json"),
    ("find", "bridge", "-e", "2026"),
    ("match", "2026", "-f", "json"),
)


def test_no_change_of_todays_settings_changes_what_a_published_edition_says(
    published: Path, write: Write, ratingctl: Run
) -> None:
    before = [ratingctl("--root", published, *reading) for reading in READINGS]
    write(CHANGED, {})
    assert [ratingctl("--root", published, *reading) for reading in READINGS] == before
    assert ratingctl("--root", published, "validate").code == 0


@pytest.mark.parametrize("ending", ["html", "md", "docx", "xlsx"])
def test_no_change_of_todays_settings_changes_a_byte_of_a_published_report(
    ending: str, published: Path, tmp_path: Path, write: Write, ratingctl: Run
) -> None:
    before, after = tmp_path / f"before.{ending}", tmp_path / f"after.{ending}"
    ratingctl("--root", published, "report", "2026", "-o", before)
    write(CHANGED, {})
    assert ratingctl("--root", published, "report", "2026", "-o", after).code == 0
    assert after.read_bytes() == before.read_bytes()


def test_the_report_of_a_published_edition_finds_its_frozen_names(
    rating: Path, tmp_path: Path, write: Write, ratingctl: Run
) -> None:
    write({"organisations.yaml": CHANGED["organisations.yaml"]}, {})
    ratingctl("--root", rating, "lock")
    ratingctl("--root", rating, "publish")
    write({"organisations.yaml": ""}, {})
    ratingctl("--root", rating, "report", "2026", "-o", tmp_path / "page.html")
    assert "Bridge|Span" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_what_is_frozen_reads_as_the_settings_that_were_frozen(published: Path) -> None:
    from ratingctl.storage.folder import DiskFolder
    from ratingctl.storage.loading.reader import read_sound_rating

    rating = read_sound_rating(DiskFolder(published))
    for edition in rating.editions.values():
        assert edition.frozen is not None
        assert edition.frozen.settings == rating.settings
        assert [region.name for region in edition.frozen.regions.values()] == ["North Island", "South Island"]
        assert dict(edition.frozen.sources) == rating.sources


# refusals


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit", "north-works", "title=x"),
        ("remove", "north-works", "--reason", "x"),
        ("score", "north", "3", "-e", "2026"),
        ("checked", "north-bridge", "--found", "nothing", "-e", "2026"),
        ("link", "north-works", "--follows", "north-bridge"),
        ("unlink", "north-works", "--follows", "north-bridge"),
        ("add-event", "-r", "north", "-k", "visit", "-t", "A visit", "--date", "2026-05", "-e", "2026"),
    ],
)
def test_every_verb_refuses_a_published_edition_and_names_the_erratum(
    arguments: tuple[str, ...], published: Path, ratingctl: Run
) -> None:
    before = files(published)
    outcome = ratingctl("--root", published, *arguments)
    assert (outcome.code, "erratum" in outcome.err) == (2, True)
    assert files(published) == before


def test_undo_refuses_a_published_edition(rating: Path, ratingctl: Run) -> None:
    assert ratingctl("--root", rating, "edit", "north-works", "note=x").code == 0
    ratingctl("--root", rating, "lock")
    assert ratingctl("--root", rating, "publish").code == 0
    outcome = ratingctl("--root", rating, "undo", "1")
    assert (outcome.code, "erratum" in outcome.err) == (2, True)


def test_a_published_edition_stays_published_whatever_its_header_says(published: Path, ratingctl: Run) -> None:
    header = published / "2026" / "edition.yaml"
    header.write_text(header.read_text().replace("state: published", "state: draft"))
    assert ratingctl("--root", published, "score", "south", "2", "-e", "2026").code == 2


# after the lock


def test_events_stand_after_the_lock_unless_a_reason_is_given(rating: Path, ratingctl: Run) -> None:
    ratingctl("--root", rating, "lock")
    for arguments in (
        ("edit", "north-works", "kind=cancellation"),
        ("edit", "north-works", "date=2026-03"),
        ("add-event", "-r", "south", "-k", "visit", "-t", "A visit", "--date", "2026-05", "-e", "2026"),
    ):
        outcome = ratingctl("--root", rating, *arguments)
        assert (outcome.code, "--after-lock" in outcome.err) == (2, True), arguments
    assert ratingctl("--root", rating, "edit", "north-works", "title=Piles are driven").code == 0
    assert ratingctl("--root", rating, "edit", "north-works", "date=2026-03", "--after-lock", "a slip").code == 0
    added = ratingctl(
        "--root", rating, "add-event", "-r", "south", "-k", "visit", "-t", "A visit", "--date", "2026-05",
        "-s", "https://e.org", "-e", "2026", "--after-lock", "a late paper", "-f", "json",
    )  # fmt: skip
    assert added.code == 0
    removed = ratingctl("--root", rating, "remove", json.loads(added.out)["id"], "--reason", "x")
    assert (removed.code, "--after-lock" in removed.err) == (2, True)
    changes = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)["after_lock"]
    assert [(change["event"], change["change"], change["reason"], change["by"]) for change in changes] == [
        ("north-works", "date", "a slip", "Ann"),
        (json.loads(added.out)["id"], "added", "a late paper", "Ann"),
    ]
    gate = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)["gate"]
    assert [row["region"] for row in gate if row["code"] == "G108"] == ["north"]


def test_undo_after_the_lock_takes_back_no_event(rating: Path, ratingctl: Run) -> None:
    ratingctl("--root", rating, "edit", "north-works", "kind=ceremony")
    ratingctl("--root", rating, "edit", "north-works", "kind=construction_start")
    ratingctl("--root", rating, "lock")
    outcome = ratingctl("--root", rating, "undo", "2")
    assert (outcome.code, "--after-lock" in outcome.err) == (2, True)


# erratum


def test_an_erratum_corrects_records_prints_and_seals_anew(published: Path, ratingctl: Run) -> None:
    before = json.loads(ratingctl("--root", published, "verify", "2026", "-f", "json").out)["editions"][0]
    outcome = ratingctl("--root", published, "erratum", "north-works", "title=Piles stand", "--reason", "misread")
    assert outcome.code == 0
    assert "title: Piles stand\n" in (published / "2026" / "north.yaml").read_text()
    assert "was: Piles are driven for the bridge\n  now: Piles stand\n" in (published / "2026/errata.yaml").read_text()
    seal = json.loads((published / "2026" / "seal.json").read_text())
    assert seal["history"] == [before["seal"]]
    assert problems(ratingctl, published) == []
    tables = ratingctl("--root", published, "tiers", "2026").out
    assert "published Piles are driven for the bridge, corrected Piles stand; misread" in " ".join(tables.split())


def test_errata_of_an_earlier_edition_keep_the_chain(published: Path, ratingctl: Run) -> None:
    for value in ("6", "8"):
        outcome = ratingctl("--root", published, "erratum", "south", f"score={value}", "--reason", "x", "-e", "2025")
        assert outcome.code == 0
    assert problems(ratingctl, published) == []
    assert json.loads(ratingctl("--root", published, "verify", "2025", "-f", "json").out)["editions"][0]["errata"] == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("south", "score=6"), 2, "a reason is needed"),
        (("south", "score=60", "--reason", "x"), 2, "outside the scale"),
        (("south", "colour=red", "--reason", "x"), 2, "no field"),
        (("nowhere", "score=6", "--reason", "x"), 2, "nowhere"),
        (("north-works", "id=x", "--reason", "x"), 2, "an id never changes"),
        (("north-works", "date=2029", "--reason", "x"), 1, "after the period"),
        (("north-works", "title=x", "--reason", "x", "-e", "2025"), 2, "an event of edition 2026"),
    ],
)
def test_an_erratum_that_does_not_fit_is_refused(
    arguments: tuple[str, ...], code: int, said: str, published: Path, ratingctl: Run
) -> None:
    before = files(published)
    outcome = ratingctl("--root", published, "erratum", *arguments)
    assert (outcome.code, said in outcome.err) == (code, True), outcome.err
    assert files(published) == before


def test_an_erratum_is_for_published_editions_that_are_untouched(published: Path, rating: Path, ratingctl: Run) -> None:
    ratingctl("--root", published, "new-edition")
    assert ratingctl("--root", published, "erratum", "south", "score=6", "--reason", "x", "-e", "2027").code == 2
    (published / "2026" / "south.yaml").write_text("region: south\nscore: 1\n")
    outcome = ratingctl("--root", published, "erratum", "south", "score=6", "--reason", "x")
    assert (outcome.code, "2026/south.yaml" in outcome.err) == (1, True)


def test_an_erratum_that_says_nothing_new_changes_nothing(published: Path, ratingctl: Run) -> None:
    before = files(published)
    outcome = ratingctl("--root", published, "erratum", "south", "score=7", "--reason", "x")
    assert (outcome.code, "is so already" in outcome.out) == (0, True)
    assert files(published) == before


# status


def test_status_counts_what_the_edition_has_and_lacks(rating: Path, write: Write, ratingctl: Run) -> None:
    write({"2026/south.yaml": "region: south\nscore: 9\nevents:\n- {id: south-a, kind: delay, title: Late}\n"}, {})
    found = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)
    assert found["scores"] == {
        "regions": 2, "scored": 2, "not_rated": 0, "moved": 2, "moved_without_rationale": 1, "moved_without_evidence": 1,
    }  # fmt: skip
    assert found["events"] == {"total": 2, "undated": 1, "unsourced": 2, "unlinked": 1, "late": 0}
    assert found["promises"] == {"followed": 2, "news": 2, "checked": 0, "left": 0}
    assert (found["edition"], found["state"], found["unsaved"]) == ("2026", "draft", None)
    assert found["next"] == "ratingctl lock 2026"
    assert {(row["code"], row["region"]) for row in found["gate"] if row["severity"] == "error"} == {
        ("G102", "south"),
        ("G103", "south"),
    }


def test_status_gives_a_project_to_the_one_who_follows_it(rating: Path, write: Write, ratingctl: Run) -> None:
    edition = DRAFT["2026/edition.yaml"] + "reviewers:\n- {name: Cy, projects: [north-works]}\n"
    regions = "north: {name: North Island, reviewer: Ann}\nsouth: {name: South Island, reviewer: Bob}\n"
    old = (
        "region: north\nevents:\n- {id: north-mill, kind: contract, title: A mill}\n"
        + SMALL["2025/north.yaml"].partition("events:\n")[2]
    )
    write({"regions.yaml": regions, "2025/north.yaml": old, "2026/edition.yaml": edition}, {})
    found = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)
    assert [(row["reviewer"], row["regions"], row["promises"]["followed"]) for row in found["reviewers"]] == [
        ("Ann", 1, 1), ("Bob", 1, 0), ("Cy", 0, 1),
    ]  # fmt: skip


def test_status_names_the_next_step_at_each_stage(rating: Path, ratingctl: Run) -> None:
    def step() -> str | None:
        found: str | None = json.loads(ratingctl("--root", rating, "status", "-f", "json").out)["next"]
        return found

    assert step() == "ratingctl lock 2026"
    ratingctl("--root", rating, "lock")
    assert step() == "ratingctl publish 2026"
    ratingctl("--root", rating, "publish")
    assert step() == "ratingctl new-edition"
    ratingctl("--root", rating, "new-edition")
    assert step() == "ratingctl checked --review"


def test_the_page_fits_80_columns(rating: Path, ratingctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for full in ((), ("--full",)):
        page = ratingctl("--root", rating, "status", *full).out
        assert max(map(len, page.splitlines())) <= 80
