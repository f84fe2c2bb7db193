"""The seal of a published edition: checksums of its files, chained through the editions and their errata.

A seal is verified without git and without anything but the files themselves. It holds the SHA-256 of every file of the
edition, the hash of the seal of the edition before (`parent`), and those of its own earlier versions (`history`), one
for each erratum. So whoever rewrites an old edition has to rewrite every later one as well, and whoever has kept a
single seal or hash can tell. The checksum of the seal itself only tells a slip of the hand.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ratingctl.domain.dates import EdtfDate
from ratingctl.domain.model import EditionId, RegionId
from ratingctl.domain.scores import Scale
from ratingctl.message import Text, Value, in_a_row, sentence

SEAL_NAME = "seal.json"
_NO_ID = "-"
"""The name of a record whose event has no id."""
_FINGERPRINT_LENGTH = 4
_PAGE_FIELDS = ("score", "scores", "tier", "rationale", "evidence", "contrary", "not_rated")
_KEYS = {"edition", "published", "tool", "files", "parent", "history", "despite", "records", "checksum"}

Records = Mapping[str, str]
"""Fingerprints of a file's records: `score`, an event's id, `check ID DATE` or `note N`, each with those of its fields.

They are no proof, which the checksum of the file is; they tell in which record and field a file was changed.
"""


class SealFormatError(ValueError):
    """A text that is no seal; `fact` is a clause that says why."""

    def __init__(self, fact: Text) -> None:
        super().__init__(str(fact))
        self.fact = fact


class Seal(NamedTuple):
    """The seal of an edition.

    Attributes:
        date: The day of publication.
        by: Who published it.
        tool: The version of ratingctl that wrote it.
        files: The SHA-256 of each file by its path inside the rating's folder.
        parent: The hash of the seal of the edition before; None where that had none.
        history: The hashes of its own earlier versions, the oldest first.
        despite: For each code of the gate that it was published in spite of, the reason.
        records: For each file the fingerprints of its records.
    """

    edition: EditionId
    date: str
    by: str
    tool: str
    files: Mapping[str, str]
    parent: str | None = None
    history: tuple[str, ...] = ()
    despite: Mapping[str, str] = {}
    records: Mapping[str, Records] = {}

    def text(self) -> str:
        """Return the text of `seal.json`; the same seal gives the same bytes."""
        data = {
            "edition": self.edition,
            "published": {"date": self.date, "by": self.by},
            "tool": self.tool,
            "files": dict(sorted(self.files.items())),
            "parent": self.parent,
            "history": list(self.history),
            **({"despite": dict(sorted(self.despite.items()))} if self.despite else {}),
            "records": {path: dict(records) for path, records in sorted(self.records.items())},
        }
        body = ",\n".join(f" {json.dumps(key)}: {_value_text(key, value)}" for key, value in data.items())
        return f'{{\n{body},\n "checksum": "{checksum(body.encode())}"\n}}\n'


def seal_of(text: str, tool: str) -> Seal:
    """Return the seal in the text of a `seal.json`.

    Args:
        text: The text.
        tool: The version of ratingctl that reads it.

    Raises:
        SealFormatError: If the text is no seal, or one that a newer ratingctl wrote in a shape that is not known here.
    """
    try:
        data = json.loads(text)
        written_by = str(data["tool"])
        unknown = data.keys() - _KEYS
        seal = Seal(
            EditionId(data["edition"]),
            str(data["published"]["date"]),
            str(data["published"]["by"]),
            written_by,
            {str(path): str(checksum) for path, checksum in data["files"].items()},
            data["parent"],
            tuple(map(str, data["history"])),
            dict(data.get("despite", {})),
            dict(data.get("records", {})),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        newer = _newer_tool(text, tool)
        raise SealFormatError(newer or sentence("it is no seal")) from error
    if unknown:
        keys = ", ".join(sorted(unknown))
        raise SealFormatError(_newer_tool(text, tool) or sentence("it has keys that no seal has: {keys}", keys=keys))
    if seal.text() != text:
        raise SealFormatError(sentence("the seal was changed after it was written"))
    return seal


def checksum(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; the hash of a seal is that of its `seal.json`."""
    return hashlib.sha256(content).hexdigest()


def record_fingerprints(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the fingerprints of the records of a region's file.

    Args:
        values: Its values by key, as the reader gives them.
    """
    records = {name: _fingerprint(values[name]) for name in _PAGE_FIELDS if name in values}
    for event in values.get("events", ()):
        fields = (f"{name}:{_fingerprint(value)}" for name, value in event.items() if name != "id")
        records[str(event.get("id", _NO_ID))] = " ".join(fields)
    for check in values.get("checks", ()):
        records[f"check {check.get('event')} {check.get('date')}"] = _fingerprint(check)
    for number, note in enumerate(values.get("notes", ()), 1):
        records[f"note {number}"] = _fingerprint(note)
    return records


def record_changes(sealed: Records, present: Records, scale: Scale) -> Iterator[Text]:
    """Yield the differences between the records of a file when sealed and now, each in a clause.

    Args:
        sealed: The fingerprints in the seal.
        present: The fingerprints of the file as it is.
        scale: The scale: a score is told from its fingerprint.
    """
    for record in dict.fromkeys((*sealed, *present)):
        old, new = sealed.get(record), present.get(record)
        if old == new:
            continue
        if record == "score":
            yield sentence(
                "score {score}, published as {published}", score=_score(new, scale), published=_score(old, scale)
            )
        elif old is None:
            yield sentence("{record} added", record=_named(record))
        elif new is None:
            yield sentence("{record} missing", record=_named(record))
        else:
            fields = _changed_fields(old, new)
            yield sentence("{record} changed{fields}", record=_named(record), fields=f": {fields}" if fields else "")


class SealedEdition(NamedTuple):
    """What is known of an edition when seals are verified.

    Attributes:
        previous: The edition before it.
        published: True if its header or its folder says that it was published.
        frozen: True if its folder has what only `publish` and `erratum` write besides a seal.
        seal: Its seal; None where there is none that can be read.
        seal_hash: The hash of its `seal.json`; empty where there is none.
        seal_error: Why its seal cannot be read; None where it can or there is none.
        checksums: The checksum of each of its files by path.
        unix_checksums: Those of the files that have CR LF for line ends, if they had LF.
        records: For each file that can be read the fingerprints of its records.
        errata: How many corrections `errata.yaml` has.
        scale: The scale of its scores.
    """

    id: EditionId
    previous: EditionId | None
    published: bool
    frozen: bool
    seal: Seal | None
    seal_hash: str
    seal_error: Text | None
    checksums: Mapping[str, str]
    unix_checksums: Mapping[str, str]
    records: Mapping[str, Records]
    errata: int
    scale: Scale

    @property
    def seal_path(self) -> str:
        """Return the path of its seal inside the rating's folder."""
        return f"{self.id}/{SEAL_NAME}"


class SealProblem(NamedTuple):
    """Something that does not agree with a seal.

    Attributes:
        path: The file.
        region: The region of the file; None where it is not a region's.
    """

    edition: EditionId
    path: str
    region: RegionId | None
    fact: Text


def seal_problems(editions: Mapping[EditionId, SealedEdition], asked: EditionId) -> list[SealProblem]:
    """Return what does not agree with the seal of an edition: its files by path, then the chain.

    Args:
        editions: The editions that there are.
        asked: The edition whose seal is verified.
    """
    edition = editions[asked]
    if edition.seal_error:
        return [_problem(edition, edition.seal_path, edition.seal_error)]
    if edition.seal is None:
        return [_problem(edition, edition.seal_path, sentence("the edition is published, but has no seal"))]
    return [*_file_problems(edition, edition.seal), *_chain_problems(edition, edition.seal, editions)]


def _file_problems(edition: SealedEdition, seal: Seal) -> Iterator[SealProblem]:
    if seal.edition != edition.id:
        fact = sentence("the seal is that of edition {edition}", edition=seal.edition)
        yield _problem(edition, edition.seal_path, fact)
        return
    if not edition.published:
        fact = sentence("the edition is sealed, but its state is not published")
        yield _problem(edition, f"{edition.id}/edition.yaml", fact)
    for path in sorted({*seal.files, *edition.checksums}):
        if path not in edition.checksums:
            yield _problem(edition, path, sentence("the file is missing"))
        elif path not in seal.files:
            yield _problem(edition, path, sentence("the file was added after the edition was published"))
        elif edition.checksums[path] != seal.files[path]:
            yield _problem(edition, path, _how_changed(edition, seal, path))


def _how_changed(edition: SealedEdition, seal: Seal, path: str) -> Text:
    if edition.unix_checksums.get(path) == seal.files[path]:
        return sentence("only its line ends have changed, to CR LF")
    if path not in seal.records:
        return sentence("the file has changed")
    if path not in edition.records:
        return sentence("the file has changed and cannot be read any more")
    changes = list(record_changes(seal.records[path], edition.records[path], edition.scale))
    if not changes:
        return sentence("the file has changed: its layout or comments")
    listed = [piece for change in changes for piece in ("; ", change)][1:]
    return sentence("the file has changed: {changes}", changes=in_a_row(*listed))


def _chain_problems(
    edition: SealedEdition, seal: Seal, editions: Mapping[EditionId, SealedEdition]
) -> Iterator[SealProblem]:
    if len(seal.history) != edition.errata:
        fact = sentence(
            "the seal knows of {sealed} errata, and errata.yaml has {errata}",
            sealed=len(seal.history),
            errata=edition.errata,
        )
        yield _problem(edition, edition.seal_path, fact)
    previous = editions.get(edition.previous) if edition.previous else None
    if previous is None:
        if seal.parent is not None:
            fact = sentence("the seal continues that of an edition that is not here")
            yield _problem(edition, edition.seal_path, fact)
    elif previous.seal is None:
        if seal.parent is not None:
            fact = sentence("the seal continues that of {previous}, which has none", previous=previous.id)
            yield _problem(edition, edition.seal_path, fact)
    elif seal.parent not in (previous.seal_hash, *previous.seal.history):
        fact = sentence("the seal does not continue that of {previous}, which is another one now", previous=previous.id)
        yield _problem(edition, edition.seal_path, fact)


def _problem(edition: SealedEdition, path: str, fact: Text) -> SealProblem:
    name = path.rpartition("/")[2].removesuffix(".yaml")
    is_page = bool(edition.seal and path in edition.seal.records) or path in edition.records
    return SealProblem(edition.id, path, RegionId(name) if is_page else None, fact)


def _newer_tool(text: str, tool: str) -> Text | None:
    """Return a clause about a seal that a newer tool wrote; None where that is not so."""
    try:
        newer = str(json.loads(text)["tool"])
        if _version(newer) <= _version(tool):
            return None
    except (ValueError, KeyError, TypeError):
        return None
    return sentence(
        "ratingctl {newer} wrote it, which is newer than {tool} and is needed to verify it", newer=newer, tool=tool
    )


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _fingerprint(value: Any) -> str:
    text = json.dumps(_canonical(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_FINGERPRINT_LENGTH]


def _canonical(value: Any) -> Any:
    """Return a value with dates as they are written, so that no later shape of a date changes a fingerprint."""
    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, Mapping):
        return {key: _canonical(part) for key, part in value.items()}
    return [_canonical(part) for part in value] if isinstance(value, list | tuple) else value


def _score(fingerprint: str | None, scale: Scale) -> Value:
    if fingerprint is None:
        return sentence("missing")
    scores = (raw for raw in scale.every_raw() if _fingerprint(raw) == fingerprint)
    return next(scores, sentence("outside the scale"))


def _named(record: str) -> Text:
    if record == _NO_ID:
        return sentence("an event without id")
    return record if record in _PAGE_FIELDS or " " in record else sentence("event {id}", id=record)


def _changed_fields(old: str, new: str) -> str:
    before, after = (dict(part.split(":", 1) for part in text.split() if ":" in part) for text in (old, new))
    return ", ".join(name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name))


def _value_text(key: str, value: Any) -> str:
    """Return a value as JSON: each file on a line of its own."""
    if key in ("files", "records", "despite") and value:
        rows = (f"  {json.dumps(name)}: {json.dumps(row, ensure_ascii=False)}" for name, row in value.items())
        return "{\n" + ",\n".join(rows) + "\n }"
    return json.dumps(value, ensure_ascii=False)


def editions_to_verify(editions: Mapping[EditionId, SealedEdition]) -> Sequence[EditionId]:
    """Return the editions whose seals are to be verified: those that are published, sealed, or once were sealed."""
    return [edition.id for edition in editions.values() if edition.published or edition.seal_hash]
