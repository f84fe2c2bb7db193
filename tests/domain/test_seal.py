"""Seals: written and read again, and what each sort of tampering is called."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import EditionId
from ratingctl.domain.scores import Scale
from ratingctl.domain.seal import (
    Seal,
    SealedEdition,
    SealFormatError,
    checksum,
    record_changes,
    record_fingerprints,
    seal_of,
    seal_problems,
)

E25, E26 = EditionId("2025"), EditionId("2026")
FILES = {"2026/edition.yaml": b"state: published\n", "2026/north.yaml": b"region: north\nscore: 7\n"}
VALUES: dict[str, Any] = {
    "region": "north",
    "score": 7,
    "rationale": "a bridge stands",
    "events": [
        {"id": "north-works", "kind": "delivery", "title": "The bridge is open", "date": parse_edtf("2026-05")},
        {"id": "north-visit", "kind": "visit", "title": "A visit"},
    ],
    "checks": [{"event": "north-works", "date": parse_edtf("2026-06"), "found": "nothing"}],
    "notes": [{"text": "A note"}],
}


def seal(edition: EditionId = E26, files: Mapping[str, bytes] = FILES, **more: Any) -> Seal:
    checksums = {path: checksum(content) for path, content in files.items()}
    return Seal(edition, "2026-06-15", "Ann", "0.1.0", checksums)._replace(**more)


def sealed(
    edition: EditionId = E26, files: Mapping[str, bytes] = FILES, known: Seal | None = None, **more: Any
) -> SealedEdition:
    unix = {path: checksum(text.replace(b"\r\n", b"\n")) for path, text in files.items()}
    known = known or seal()
    return SealedEdition(
        edition, None, True, True, known, checksum(known.text().encode()), None,
        {path: checksum(content) for path, content in files.items()}, unix, {}, 0, Scale(),
    )._replace(**more)  # fmt: skip


def facts(edition: SealedEdition, *others: SealedEdition) -> list[str]:
    editions = {one.id: one for one in (edition, *others)}
    return [f"{problem.path}: {problem.fact}" for problem in seal_problems(editions, edition.id)]


def test_a_seal_reads_as_it_was_written() -> None:
    written = seal(
        parent="ab", history=("cd",), despite={"G102": "as printed"}, records={"2026/north.yaml": {"a": "b"}}
    )
    assert seal_of(written.text(), "0.1.0") == written
    data = json.loads(written.text())
    assert list(data)[:6] == ["edition", "published", "tool", "files", "parent", "history"]
    assert data["published"] == {"date": "2026-06-15", "by": "Ann"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("", "it is no seal"),
        ("[]", "it is no seal"),
        ('{"edition": "2026"}', "it is no seal"),
        (seal().text().replace('"parent"', '"mother"'), "it is no seal"),
        (seal().text().replace("Ann", "Bob"), "the seal was changed after it was written"),
        (seal().text().replace("\n", "\r\n"), "the seal was changed after it was written"),
        (seal().text().replace('"parent": null', '"parent": null, "x": 1'), "it has keys that no seal has: x"),
        (
            seal(tool="0.10.2").text().replace('"parent"', '"parents"'),
            "ratingctl 0.10.2 wrote it, which is newer than 0.1.0 and is needed to verify it",
        ),
        (
            seal(tool="9").text().replace('"parent": null', '"parent": null, "x": 1'),
            "ratingctl 9 wrote it, which is newer than 0.1.0 and is needed to verify it",
        ),
    ],
)
def test_what_is_no_seal_is_named(text: str, fact: str) -> None:
    with pytest.raises(SealFormatError) as error:
        seal_of(text, "0.1.0")
    assert str(error.value) == fact


def test_an_untouched_edition_agrees_with_its_seal() -> None:
    assert facts(sealed()) == []


@pytest.mark.parametrize(
    ("edition", "fact"),
    [
        (sealed(files={**FILES, "2026/north.yaml": b"x"}), "2026/north.yaml: the file has changed"),
        (
            sealed(files={**FILES, "2026/north.yaml": FILES["2026/north.yaml"].replace(b"\n", b"\r\n")}),
            "2026/north.yaml: only its line ends have changed, to CR LF",
        ),
        (sealed(files={"2026/edition.yaml": b"state: published\n"}), "2026/north.yaml: the file is missing"),
        (
            sealed(files={**FILES, "2026/west.yaml": b""}),
            "2026/west.yaml: the file was added after the edition was published",
        ),
        (sealed(published=False), "2026/edition.yaml: the edition is sealed, but its state is not published"),
        (sealed(known=seal(E25)), "2026/seal.json: the seal is that of edition 2025"),
        (sealed(seal=None, seal_error="it is no seal"), "2026/seal.json: it is no seal"),
        (sealed(seal=None, seal_hash=""), "2026/seal.json: the edition is published, but has no seal"),
        (sealed(errata=1), "2026/seal.json: the seal knows of 0 errata, and errata.yaml has 1"),
        (
            sealed(known=seal(parent="ab")),
            "2026/seal.json: the seal continues that of an edition that is not here",
        ),
        (
            sealed(known=seal(parent="ab"), previous=E25),
            "2026/seal.json: the seal continues that of an edition that is not here",
        ),
    ],
)
def test_what_does_not_agree_is_named(edition: SealedEdition, fact: str) -> None:
    assert facts(edition) == [fact]


def test_a_parent_may_be_any_seal_in_the_history() -> None:
    first = seal(E25, {})
    old = checksum(first.text().encode())
    corrected = sealed(E25, {}, known=first._replace(history=(old,)), errata=1)
    assert facts(sealed(known=seal(parent=old), previous=E25), corrected) == []
    assert facts(sealed(known=seal(parent=corrected.seal_hash), previous=E25), corrected) == []


def test_an_earlier_edition_that_was_sealed_anew_breaks_the_chain() -> None:
    rewritten = sealed(E25, {}, known=seal(E25, {}, by="Bob"))
    old = checksum(seal(E25, {}).text().encode())
    assert facts(sealed(known=seal(parent=old), previous=E25), rewritten) == [
        "2026/seal.json: the seal does not continue that of 2025, which is another one now"
    ]
    unsealed = sealed(E25, {}, seal=None, seal_hash="")
    assert facts(sealed(known=seal(parent=old), previous=E25), unsealed) == [
        "2026/seal.json: the seal continues that of 2025, which has none"
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"score": 3}, ["score 3, published as 7"]),
        ({"score": 70}, ["score outside the scale, published as 7"]),
        ({"score": None}, ["score missing, published as 7"]),
        ({"rationale": "other"}, ["rationale changed"]),
        ({"not_rated": "why"}, ["not_rated added"]),
        ({"events": [*VALUES["events"][:1], {"id": "north-visit", "kind": "talks", "title": "A visit"}]},
         ["event north-visit changed: kind"]),
        ({"events": VALUES["events"][:1]}, ["event north-visit missing"]),
        ({"events": [*VALUES["events"], {"id": "new", "kind": "visit", "title": "x"}]}, ["event new added"]),
        ({"checks": []}, ["check north-works 2026-06 missing"]),
        ({"notes": [{"text": "Another"}]}, ["note 1 changed"]),
    ],
)  # fmt: skip
def test_what_was_changed_is_said_of_the_records(changes: Mapping[str, Any], said: list[str]) -> None:
    now = {key: value for key, value in {**VALUES, **changes}.items() if value is not None}
    changed = record_changes(record_fingerprints(VALUES), record_fingerprints(now), Scale())
    assert [str(change) for change in changed] == said


def test_a_file_that_only_looks_different_is_said_to() -> None:
    records = {"2026/north.yaml": record_fingerprints(VALUES)}
    changed = sealed(files={**FILES, "2026/north.yaml": b"# hello"}, known=seal(records=records), records=records)
    assert facts(changed) == ["2026/north.yaml: the file has changed: its layout or comments"]
    broken = changed._replace(records={})
    assert facts(broken) == ["2026/north.yaml: the file has changed and cannot be read any more"]
