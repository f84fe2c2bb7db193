"""Errors of a rating, on the disk or at a commit: what keeps it from being saved."""

from collections.abc import Sequence
from typing import NamedTuple

from ratingctl.domain.findings import Position, Problem, Severity
from ratingctl.domain.rules.inventory import Inventory
from ratingctl.domain.rules.registry import RATING_RULES
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import line_of, located, read_rating


class RatingError(NamedTuple):
    """An error with its place."""

    place: Position
    problem: Problem

    @property
    def key(self) -> tuple[str, str, str]:
        """The error wherever its line has moved."""
        return self.place.path, self.problem.code, str(self.problem.fact)

    @property
    def line(self) -> str:
        """The error in one line, as `validate` prints it."""
        return str(line_of(self.place, self.problem))


def errors_in(folder: Folder) -> list[RatingError]:
    """Return the errors that `validate` finds in a rating."""
    reading = read_rating(folder, examine=True)
    inventory = Inventory(reading.rating, reading.broken)
    problems = [*reading.problems, *(problem for rule in RATING_RULES for problem in rule(inventory))]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return [RatingError(place, problem) for place, problem in located(errors, folder)]


def new_errors(folder: Folder, *before: Folder) -> list[RatingError]:
    """Return the errors of a rating that none of its predecessors has; these are only read where there are any."""
    errors = errors_in(folder)
    if not errors:
        return []
    known = {error.key for each in before for error in errors_in(each)}
    return [error for error in errors if error.key not in known]


def lines_of_errors(errors: Sequence[RatingError]) -> tuple[str, ...]:
    """Return errors one a line."""
    return tuple(error.line for error in errors)
