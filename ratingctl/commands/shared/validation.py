"""Validation of a whole rating: every rule over every file."""

from typing import NamedTuple

from ratingctl.domain.findings import Position, Problem, Severity
from ratingctl.domain.rules.inventory import Inventory
from ratingctl.domain.rules.registry import RATING_RULES
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import LoadedRating, located, read_rating
from ratingctl.storage.seals import sealed_editions


class Validation(NamedTuple):
    """The result of a validation.

    Attributes:
        problems: Every problem with its place, by path, line and column.
    """

    reading: LoadedRating
    inventory: Inventory
    problems: list[tuple[Position, Problem]]

    @property
    def errors(self) -> list[tuple[Position, Problem]]:
        """Return the problems that are errors."""
        return [(place, problem) for place, problem in self.problems if problem.severity is Severity.ERROR]


def validated(folder: Folder) -> Validation:
    """Return the problems of a rating; all of its files are read anew."""
    reading = read_rating(folder, examine=True)
    inventory = Inventory(reading.rating, reading.broken, sealed_editions(folder, reading.rating))
    problems = [*reading.problems, *(problem for rule in RATING_RULES for problem in rule(inventory))]
    return Validation(reading, inventory, located(problems, folder))
