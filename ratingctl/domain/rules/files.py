"""Rules about one file as text and as YAML: what stands in the way of reading it, or may surprise its readers."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from ratingctl.domain.findings import Finding, Findings, Position, Rule, Severity, ValuePath, rule
from ratingctl.message import Text, sentence
from ratingctl.words.suggestion import did_you_mean

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes; a region's file of one edition holds tens of thousands of events in this."""

DEEPEST_NESTING = 40
"""Levels; the files of a rating need six."""

_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)

TEXT_RULES: list[Rule[[str, str]]] = []
"""The rules that the reader runs over the path and the text of each file."""


def text_rule(
    code: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[str, str], Findings]], Rule[[str, str]]]:
    """Return a decorator that registers a rule about a file's text, as `findings.rule` does, for the reader to run.

    Raises:
        DuplicateCodeError: If another rule has the code.
    """

    def registered(check: Callable[[str, str], Findings]) -> Rule[[str, str]]:
        made = rule(code, severity)(check)
        TEXT_RULES.append(made)
        return made

    return registered


@rule("F101")
def unreadable_file(path: str, reason: Text) -> Findings:
    """The operating system does not let the file be read.

    Nothing is known of its content, so no report is made without it. Give yourself the right to read it.
    """
    yield Finding(
        Position(path), sentence("the file cannot be read: {reason}", reason=reason), sentence("check its permissions")
    )


@rule("F102")
def not_utf8(path: str, data: bytes, position: int) -> Findings:
    """The file is not in UTF-8.

    It was probably saved in another encoding (Windows-1251, UTF-16). Save it as UTF-8 in your editor.
    """
    before = data[:position]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    yield Finding(
        Position(path, line, column),
        sentence("byte 0x{data:02x} is not UTF-8", data=data[position]),
        sentence("save the file in UTF-8"),
    )


@rule("F103")
def too_large(path: str, size: int) -> Findings:
    """The file is larger than a rating's file can sensibly be (32 MB).

    It is not read, because it is more likely a mistake than data. Look at what came into it.
    """
    yield Finding(
        Position(path),
        sentence(
            "the file has {size:.0f} MB, and no more than {largest_file} MB are read",
            size=size / 1000000.0,
            largest_file=LARGEST_FILE // 1024**2,
        ),
        sentence("look at what came into it"),
    )


@text_rule("F104", Severity.WARNING)
def byte_order_mark(path: str, text: str) -> Findings:
    """The file begins with a byte order mark.

    It is read, but git and other programs show the invisible character as a change. Save it as UTF-8 without BOM.
    """
    if text.startswith("\ufeff"):
        yield Finding(
            Position(path), sentence("the file begins with a byte order mark"), sentence("save it as UTF-8 without BOM")
        )


@text_rule("F105", Severity.WARNING)
def carriage_return(path: str, text: str) -> Findings:
    """Lines end in CR LF, or in CR alone.

    They are read, but mixed line ends make every line of a file look changed in git, and a file whose lines end in CR
    alone cannot be changed by the tool. Save the file with LF.
    """
    position = text.find("\r")
    if position >= 0:
        pairs = text.count("\r\n")
        alone = text.count("\r") - pairs
        ends = [(count, name) for count, name in ((pairs, sentence("CR LF")), (alone, sentence("CR alone"))) if count]
        counts = [sentence("{n} lines end in {ends}", n=count, ends=name) for count, name in ends]
        place = Position(path, text.count("\n", 0, position) + 1, _column(text, position))
        yield Finding(
            place,
            sentence("{one} and {other}", one=counts[0], other=counts[1]) if counts[1:] else counts[0],
            sentence("save the file with LF line ends"),
        )


@text_rule("F106", Severity.WARNING)
def not_composed(path: str, text: str) -> Findings:
    """Letters are written as a base letter and a combining mark (not in NFC).

    Such text comes from some operating systems and PDFs: й is two characters there. It looks the same but is not
    found by other programs. It is read as if composed; retype the word or normalise the file to NFC.
    """
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            column = _first_difference(line, unicodedata.normalize("NFC", line))
            yield Finding(
                Position(path, number, column), sentence("letters are not composed (NFC)"), sentence("retype them")
            )


@text_rule("F107", Severity.WARNING)
def tab_character(path: str, text: str) -> Findings:
    """A tab stands in the file.

    YAML forbids tabs in indentation, and parsers differ on the rest. Use spaces.
    """
    position = text.find("\t")
    while position >= 0:
        place = Position(path, text.count("\n", 0, position) + 1, _column(text, position))
        yield Finding(place, sentence("a tab stands here"), sentence("use spaces"))
        end_of_line = text.find("\n", position)
        position = text.find("\t", end_of_line) if end_of_line >= 0 else -1


@rule("F108")
def leads_outside(path: str, target: str) -> Findings:
    """A symbolic link leads out of the rating's folder.

    What it points to is not under the same version control, so it is not read. Copy the file into the folder.
    """
    yield Finding(
        Position(path),
        sentence("the link leads out of the rating's folder, to {target}", target=target),
        sentence("put the file itself here"),
    )


@text_rule("F109")
def conflict_marker(path: str, text: str) -> Findings:
    """Git has left both sides of a conflict in the file.

    Most often two people have added something at one place, and both additions belong there: choosing a side would lose
    the other one. `ratingctl resolve` keeps what both have done, and asks only where they contradict each other.

    By hand: keep what stands above and below `=======`, delete the three marker lines, keep what stands there twice
    (`events:`, an event's id) once, and add the file again.
    """
    if "<<<<<<<" not in text:  # the search below takes longer
        return
    for match in _CONFLICT.finditer(text):
        if match[1].startswith("<"):
            place = Position(path, text.count("\n", 0, match.start()) + 1, 1)
            yield Finding(
                place,
                sentence("an unsolved git conflict begins here"),
                sentence("`ratingctl resolve` joins both sides"),
            )


@rule("F110")
def not_yaml(place: Position, complaint: str, line: str) -> Findings:
    """The file is no YAML: the parser stopped at this place.

    Often the cause is just before it: a quote that is not closed, a colon inside a plain text (quote the text), an
    indentation that does not match. Nothing of the file is used until it is mended.

    Wrong: `title: Bridge: the works begin`. Right: `title: 'Bridge: the works begin'`.
    """
    tab = "\t" in line[: len(line) - len(line.lstrip())]
    next_step = sentence("indent with spaces, not tabs") if tab else sentence("look at this line and the one before it")
    yield Finding(place, sentence("not YAML: {complaint}", complaint=_COMPLAINTS.get(complaint, complaint)), next_step)


_COMPLAINTS = {
    str(complaint): complaint
    for complaint in (
        sentence("mapping values are not allowed in this context"),
        sentence("block sequence entries are not allowed in this context"),
        sentence("did not find expected key"),
        sentence("did not find expected '-' indicator"),
        sentence("did not find expected ',' or ']'"),
        sentence("could not find expected ':'"),
        sentence("found unexpected end of stream"),
        sentence("found unexpected ':'"),
        sentence("found character that cannot start any token"),
        sentence("found unknown escape character"),
        sentence("control characters are not allowed"),
        sentence("did not find expected node content"),
        sentence("did not find expected alphabetic or numeric character"),
    )
}
"""What the parser of YAML says, as sentences to be said in each language."""


@rule("F111")
def duplicate_key(place: Position, key: str, first: Position) -> Findings:
    """A key stands twice in one mapping.

    Most programs would silently take the last one. Delete one of the two, or merge their values.
    """
    yield Finding(
        place,
        sentence("{key!r} stands here a second time, first in line {line}", key=key, line=first.line),
        sentence("delete one of the two"),
    )


@rule("F112")
def alias_used(place: Position, name: str) -> Findings:
    """The file uses a YAML anchor and alias (`&name`, `*name`).

    A rating is edited by people who should see each value where it stands. Write the value out.

    Wrong: `title: *bridge`. Right: `title: A bridge is planned`.
    """
    yield Finding(
        place,
        sentence("the alias or anchor {name!r} is used", name=name),
        sentence("write the value out, or quote the text"),
    )


@rule("F113")
def tag_used(place: Position, tag: str) -> Findings:
    """A value carries an explicit YAML tag (`!!str`, `!name`).

    The field decides how a value is read, so a tag can only mislead. Delete it, or quote the text.

    Wrong: `title: !!str 2026`. Right: `title: 2026`.
    """
    yield Finding(
        place, sentence("the value has an explicit tag {tag!r}", tag=tag), sentence("delete the tag, or quote the text")
    )


@rule("F114")
def second_document(place: Position) -> Findings:
    """A second YAML document begins in the file (`---`).

    A file of a rating is one document; what stands below would not be read. Delete the line or move the rest.
    """
    yield Finding(place, sentence("a second document begins here"), sentence("keep one document in a file"))


@rule("F115")
def nested_too_deep(place: Position) -> Findings:
    """Values are nested more deeply than any file of a rating is.

    Nothing of the file is used. Look at what came into it.
    """
    yield Finding(
        place,
        sentence("more than {deepest_nesting} levels of nesting", deepest_nesting=DEEPEST_NESTING),
        sentence("look at what came into the file"),
    )


@rule("F116")
def stray_file(path: str, reason: Text, next_step: Text) -> Findings:
    """A YAML file stands where none is read.

    Its content would be missing from every report without a word. Move it, rename it, or give it another ending.
    """
    yield Finding(Position(path), reason, next_step)


@rule("F117")
def missing_file(path: str, needed_for: Text) -> Findings:
    """A file that the rating needs is not there.

    `rating.yaml`, `regions.yaml` and each edition's `edition.yaml` must exist.
    """
    yield Finding(
        Position(path),
        sentence("the file is missing; {needed_for} needs it", needed_for=needed_for),
        sentence("restore or write it"),
    )


@rule("F121", Severity.WARNING)
def cut_by_comment(place: Position, key: str, rest: str) -> Findings:
    """A text ends where ` #` begins a comment, which looks as if it were meant as text.

    In YAML a `#` behind a blank begins a comment: `title: Plant #1` is read as "Plant". Quote the text, or put a blank
    behind the `#` if a comment is meant.
    """
    yield Finding(
        place,
        sentence("{key} ends here: `#{rest}` is read as a comment", key=key, rest=rest),
        sentence("quote the whole text, or write `# ` for a comment"),
    )


@rule("F122")
def misleading_character(place: Position, character: str) -> Findings:
    """A character that looks like a blank or a dash stands where the structure of the file is written.

    Such characters come from word processors and web pages: a no-break space, a thin or an ideographic space, one
    without width, a long dash for a list mark. YAML takes them for letters. Put a plain blank, or `-`, in its place.
    """
    name = unicodedata.name(character, "a character").lower()
    instead = "`-`" if character in LONG_DASHES else sentence("a plain blank")
    yield Finding(
        place,
        sentence("{name} (U+{ord:04X}) stands where the file's structure is written", name=name, ord=ord(character)),
        sentence("write {instead} here", instead=instead),
    )


LONG_DASHES = "‐‑‒–—―−•"
"""Characters that people write for the `-` of a list."""

MISLEADING_BLANKS = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
"""Characters that look like a blank, or like nothing; a range for regular expressions."""


@rule("F119")
def irregular_file(path: str, reason: Text) -> Findings:
    """Something else than a file bears the name of a file: a folder, a pipe, a device, a loop of links, a submodule.

    Only regular files are read: a pipe or a device may have no end, and what a folder holds belongs nowhere. Move it
    away, and put the file there.
    """
    yield Finding(
        Position(path),
        sentence("a file is expected here, and {reason}", reason=reason),
        sentence("put the file itself here"),
    )


@rule("F120")
def linked_folder(path: str, kind: Text) -> Findings:
    """A folder with files of the rating is a link, or a submodule of git.

    It is not read, because what it points to is not under the same version control; the edition would be missing from
    every report without a word. Put the folder itself there, or take the link away.
    """
    yield Finding(
        Position(path),
        sentence("the folder is {kind}, and is not read", kind=kind),
        sentence("put the folder itself here"),
    )


@rule("F118")
def wrong_region(where: ValuePath, region: str, expected: str, known: Iterable[str]) -> Findings:
    """The `region` in a file is not the one that the file is named after.

    Either the file was copied and the key forgotten, or the name is wrong. Make the two agree.
    """
    hint = "" if region in set(known) else did_you_mean(region, known)
    yield Finding(
        where,
        sentence(
            "region {region!r} stands in the file of {expected!r}{hint}", region=region, expected=expected, hint=hint
        ),
        sentence("rename the file or mend the key"),
    )


def _column(text: str, position: int) -> int:
    return position - text.rfind("\n", 0, position)


def _first_difference(line: str, composed: str) -> int:
    pairs = enumerate(zip(line, composed, strict=False), 1)
    return next((column for column, (old, new) in pairs if old != new), len(composed) + 1)
