"""`validate`: name every problem in every file, with its place; and the manual of each code."""

from typing import Any, NamedTuple

from ratingctl.commands.shared.driver_note import driver_note
from ratingctl.commands.shared.validation import validated
from ratingctl.domain.findings import Position, Problem, Severity
from ratingctl.domain.rules.inventory import Inventory
from ratingctl.domain.rules.links import unresolved_links
from ratingctl.domain.rules.registry import RULES
from ratingctl.errors import UsageError
from ratingctl.message import Message, counted, sentence, verbatim
from ratingctl.report import Emphasis, Paragraph, Records, Report, Screen, Span, paragraph
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import LoadedRating
from ratingctl.words.suggestion import did_you_mean

_RECORDS = Records(("problems",), (), ("path", "line", "column", "code", "severity", "message"))


def validate(folder: Folder, shown_root: str = "") -> Report:
    """Return the report of every problem that any rule finds in any file of a rating.

    Args:
        folder: The rating.
        shown_root: What people see before the paths, such as `editions/`; the JSON has the paths inside the folder.

    Returns:
        The problems by path, line and column; it has findings if one of them is an error. A check that could not be
        made, because it needs a file that cannot be read, is under `skipped`.
    """
    reading, inventory, placed = validated(folder)
    skipped = _skipped(reading, inventory)
    errors = sum(problem.severity is Severity.ERROR for _, problem in placed)
    return Report(
        data={
            "problems": [_data(place, problem) for place, problem in placed],
            "files": len(reading.paths),
            "skipped": [{"path": check.path, "why": str(check.why)} for check in skipped],
        },
        records=_RECORDS,
        screen=Screen(
            notes=[
                *(_problem_line(place, problem, shown_root) for place, problem in placed),
                *(
                    paragraph(f"{shown_root}{check.path}: ", sentence("not checked: {why}", why=check.why))
                    for check in skipped
                ),
                *([paragraph(note)] if (note := driver_note(folder.root)) else []),
                _summary(len(reading.paths), errors, len(placed) - errors, len(skipped)),
            ]
        ),
        has_findings=errors > 0,
    )


def explain(code: str) -> Report:
    """Return the report of a code's manual.

    Args:
        code: A code such as `L302`, in any case.

    Raises:
        UsageError: If there is no such code.
    """
    rule = RULES.get(code.upper())
    if rule is None:
        raise UsageError(
            sentence("no code {code!r}{hint}", code=code, hint=did_you_mean(code.upper(), RULES)),
            next_step=sentence("the codes are {rules}", rules=", ".join(RULES)),
        )
    data = {"code": rule.code, "name": rule.name, "severity": rule.severity, "manual": "\n\n".join(rule.manual)}
    return Report(
        data=data,
        records=Records((), (), ("code", "name", "severity", "manual")),
        screen=Screen(
            title=paragraph(f"{rule.code} · ", Message(f"severity.{rule.severity}")),
            notes=[paragraph(verbatim(text)) for text in rule.manual],
        ),
    )


class _SkippedCheck(NamedTuple):
    """A check that could not be made."""

    path: str
    why: Message


def _skipped(reading: LoadedRating, inventory: Inventory) -> list[_SkippedCheck]:
    """Return the checks that could not be made: the insides of broken files, and links that may lead into one."""
    broken = [
        _SkippedCheck(path, sentence("the file cannot be read to its end, so nothing in it was checked"))
        for path in sorted(reading.broken)
    ]
    links = [
        _SkippedCheck(
            path,
            sentence("whether {target} exists: it may stand in {into}, which cannot be read", target=target, into=into),
        )
        for path, target, into in sorted(set(unresolved_links(inventory)))
    ]
    return [*broken, *links]


def _data(place: Position, problem: Problem) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": str(problem.message),
    }


def _problem_line(place: Position, problem: Problem, shown_root: str) -> Paragraph:
    emphasis = Emphasis.BAD if problem.severity is Severity.ERROR else Emphasis.NONE
    position = f"{shown_root}{place.path}:{place.line}:{place.column}: "
    marks = () if problem.severity is Severity.ERROR else (Message("severity.warning"), ": ")
    return paragraph(position, Span(problem.code, emphasis), " ", *marks, problem.message)


def _summary(files: int, errors: int, warnings: int, skipped: int) -> Paragraph:
    counts = [
        counted("{n} file", "{n} files", n=files),
        counted("{n} error", "{n} errors", n=errors),
        counted("{n} warning", "{n} warnings", n=warnings),
    ]
    if skipped:
        counts.append(counted("{n} check not made", "{n} checks not made", n=skipped))
    first, *rest = (Span(count, Emphasis.STRONG) for count in counts)
    return paragraph(first, *(piece for count in rest for piece in (", ", count)))
