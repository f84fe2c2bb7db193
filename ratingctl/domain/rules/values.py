"""Rules about the values of one file: keys, shapes, dates, ids; the reader calls them where it meets the matter."""

from collections.abc import Iterable

from ratingctl.domain.fields import Record
from ratingctl.domain.findings import Finding, Findings, Position, Severity, ValuePath, rule
from ratingctl.domain.nouns import noun
from ratingctl.message import Text, in_a_row, sentence
from ratingctl.words.suggestion import did_you_mean


@rule("V201", Severity.WARNING)
def unknown_key(place: Position, key: str, record: Record) -> Findings:
    """A key that the format does not know.

    It is kept in the file but nothing reads it: most often a misspelling, so that the value is missing where it
    should be. `ratingctl schema` prints the keys of each file.

    Wrong: `titel: A bridge is planned`. Right: `title: A bridge is planned`.
    """
    yield Finding(
        place,
        sentence(
            "unknown key {key!r} in {record}{hint}",
            key=key,
            record=noun(record.name),
            hint=did_you_mean(key, record.by_name),
        ),
        sentence("correct its name"),
    )


@rule("V202")
def wrong_shape(place: Position | ValuePath, key: str, wanted: str, found: Text) -> Findings:
    """A value has not the shape that its key asks for: a list where a text is due, a word where a number is.

    The value cannot be used as it stands. Write it as the message says.

    Wrong: `follows: north-bridge`. Right: `follows: [north-bridge]`.
    """
    fact = sentence("{key} must be {wanted}, and {found} stands here", key=key, wanted=noun(wanted), found=found)
    yield Finding(place, fact, sentence("rewrite the value"))


@rule("V203")
def missing_key(place: Position | ValuePath, key: str, record: Record) -> Findings:
    """A key that must be there is missing or empty.

    Without it the entry means nothing: an event needs `id`, `kind` and `title`, a check `event`, `date` and `found`.
    """
    yield Finding(place, sentence("{record} needs {key!r}", record=noun(record.name), key=key), sentence("add it"))


@rule("V204")
def impossible_date(place: Position, key: str, complaint: Text, hint: Text) -> Findings:
    """A date is not of the accepted forms, or does not exist in the calendar.

    Dates are EDTF (ISO 8601-2): `2026`, `2026-05`, `2026-05-18`, quarters `2026-33` to `2026-36`, half-years
    `2026-40` and `2026-41`, intervals `2028/2030`, `../2025-05`, `2028/..`.

    Wrong: `date: 18.06.2019`. Right: `date: 2019-06-18`.
    """
    like_this = sentence("write it like 2026, 2026-05, 2026-05-18 or ../2026")
    yield Finding(place, in_a_row(f"{key}: ", complaint), hint or like_this)


@rule("V205")
def malformed_id(place: Position, key: str, text: str, letters: str) -> Findings:
    """An id has letters that ids do not have.

    Ids are written with `a-z`, `0-9` and `-`, edition ids also with `.`: they are file names, options and URLs.

    Wrong: `id: North_Bridge`. Right: `id: north-bridge`.
    """
    fact = sentence("{key} {text!r} is no id: it may hold {letters}", key=key, text=text, letters=letters)
    yield Finding(place, fact, sentence("rename it"))


@rule("V206")
def not_a_choice(place: Position | ValuePath, key: str, text: str, choices: Iterable[str]) -> Findings:
    """A word that is none of those from which the key lets one choose.

    Wrong: `state: closed`. Right: `state: locked`.
    """
    known = tuple(choices)
    fact = sentence("{key} cannot be {text!r}{hint}", key=key, text=text, hint=did_you_mean(text, known))
    yield Finding(place, fact, sentence("write one of {words}", words=", ".join(known)))


@rule("V207", Severity.WARNING)
def unknown_dimension(where: ValuePath, name: str, known: tuple[str, ...]) -> Findings:
    """A score is of a dimension that `rating.yaml` does not declare.

    It is kept in the file but shown nowhere. Declare it: `dimensions: [{id: economy, name: Economy}]`; or correct it.
    """
    yield Finding(
        where,
        sentence("no dimension {name!r} in rating.yaml{hint}", name=name, hint=did_you_mean(name, known)),
        sentence("declare it under `dimensions`, or correct its name"),
    )
