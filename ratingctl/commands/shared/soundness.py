"""Problems of a rating, on the disk or at a commit: errors, which keep it from being saved, and facts told twice."""

from typing import NamedTuple

from ratingctl.domain.findings import Position, Problem, Severity
from ratingctl.domain.rules.inventory import Inventory
from ratingctl.domain.rules.registry import RATING_RULES
from ratingctl.message import Text
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import line_of, located, read_rating

FACT_TOLD_TWICE = "L311"
"""The code of a warning that a merge may bring about: two people have logged one article."""


class PlacedProblem(NamedTuple):
    """A problem with its place."""

    place: Position
    problem: Problem

    @property
    def key(self) -> tuple[str, str, str]:
        """The problem, wherever its line has moved."""
        return self.place.path, self.problem.code, str(self.problem.fact)

    @property
    def line(self) -> Text:
        """The problem in one line, as `validate` prints it."""
        return line_of(self.place, self.problem)

    @property
    def is_error(self) -> bool:
        """True if the data are wrong, and not only doubtful."""
        return self.problem.severity is Severity.ERROR


def problems_in(folder: Folder) -> list[PlacedProblem]:
    """Return the errors that `validate` finds in a rating, and the facts that are told twice."""
    reading = read_rating(folder, examine=True)
    inventory = Inventory(reading.rating, reading.broken)
    problems = [*reading.problems, *(problem for rule in RATING_RULES for problem in rule(inventory))]
    matter = [each for each in problems if each.severity is Severity.ERROR or each.code == FACT_TOLD_TWICE]
    return [PlacedProblem(place, problem) for place, problem in located(matter, folder)]


def new_problems(folder: Folder, *before: Folder) -> list[PlacedProblem]:
    """Return the problems of a rating that none of its predecessors has; these are only read where there are any."""
    problems = problems_in(folder)
    if not problems:
        return []
    known = {problem.key for each in before for problem in problems_in(each)}
    return [problem for problem in problems if problem.key not in known]
