"""Scores and their scale: whole numbers, exact decimals or grades in order; higher or lower is better."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, Union

if TYPE_CHECKING:  # most ratings have no decimals
    from decimal import Decimal

_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(?:\.[0-9]{1,6})?")


class Grade(int):
    """A grade of a scale such as AAA, AA, A: an integer, its place counted from the worst grade, and said by its name.

    Args:
        place: The place, 1 for the worst grade.
        name: What stands in files and reports.
    """

    name: str

    def __new__(cls, place: int, name: str) -> "Grade":
        """Make a grade."""
        grade = super().__new__(cls, place)
        grade.name = name
        return grade

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    def __repr__(self) -> str:
        """Return its name, so that `{grade!r}` in a sentence shows what people write."""
        return repr(self.name)

    def __format__(self, spec: str) -> str:
        """Return its name, formatted as a text."""
        return format(self.name, spec)


Score = Union[int, "Decimal"]
"""A score; a `Grade` is an `int`. The difference of two is a number: of grades, how many they are apart."""

RawScore = int | str
"""A score as a file has it: a whole number, or the text of a decimal or a grade."""


class Scale(NamedTuple):
    """The scores that a rating gives.

    Attributes:
        lowest: The lowest number.
        highest: The highest number.
        step: By how much two neighbouring scores differ at the least.
        lower_is_better: True if the lowest number is the best score.
        grades: The grades, the best one first; empty where scores are numbers.
    """

    lowest: Score = 1
    highest: Score = 10
    step: Score = 1
    lower_is_better: bool = False
    grades: tuple[str, ...] = ()

    @classmethod
    def of_grades(cls, grades: tuple[str, ...]) -> "Scale":
        """Return the scale of grades, the best one first."""
        return cls(Grade(1, grades[-1]), Grade(len(grades), grades[0]), 1, False, grades)

    @property
    def has_decimals(self) -> bool:
        """Return whether scores may have decimals."""
        return not isinstance(self.step, int)

    def score_of(self, raw: RawScore) -> Score | None:
        """Return the score that a file means; None where it is of another sort: a word, an unknown grade, a decimal.

        A number beyond the ends, or between two steps, is a score that the scale does not allow: see `allows`.

        Args:
            raw: What the file has.
        """
        if self.grades:
            name = str(raw)
            return Grade(len(self.grades) - self.grades.index(name), name) if name in self.grades else None
        if isinstance(self.step, int):
            return raw if isinstance(raw, int) else None
        number = number_of(str(raw))
        if number is None:
            return None
        from decimal import Decimal

        rounded = Decimal(number).quantize(self.step)
        return rounded if rounded == number else number

    def typed_score(self, text: str) -> Score | None:
        """Return the score that a person types: with a decimal comma or point, a grade in any case; None for another.

        Args:
            text: What was typed.
        """
        typed = text.strip()
        if self.grades:
            names = {name.casefold(): name for name in reversed(self.grades)}
            return self.score_of(typed if typed in self.grades else names.get(typed.casefold(), typed))
        number = number_of(typed.replace(",", ".").replace("−", "-"))
        if number is None:
            return None
        whole = number == int(number)
        return self.score_of(int(number) if whole else str(number))

    def allows(self, score: Score) -> bool:
        """Return whether a score lies between the ends, on a step."""
        return self.lowest <= score <= self.highest and not (score - self.lowest) % self.step

    def gain(self, before: Score, now: Score) -> Score:
        """Return by how much a score is better than the one before; below 0 where it is worse."""
        return before - now if self.lower_is_better else now - before

    def worth(self, score: Score) -> Score:
        """Return a number by which scores are ordered: the better the score, the higher."""
        return -score if self.lower_is_better else score

    def is_comparable_with(self, other: "Scale") -> bool:
        """Return whether scores on both scales can be subtracted: the same ends, direction and grades."""
        return self._replace(step=1) == other._replace(step=1)

    def neighbour(self, score: Score, steps: int) -> Score:
        """Return the score some steps above another, or below; it may lie beyond the ends."""
        moved = score + steps * self.step
        if not self.grades:
            return moved
        place = min(max(int(moved), 1), len(self.grades))
        return Grade(place, self.grades[len(self.grades) - place])

    def every_raw(self) -> Iterator[RawScore]:
        """Yield every way in which a file may write one of its scores; a wrong scale has none."""
        if self.grades:
            yield from self.grades
            return
        score = self.lowest
        while self.step > 0 and score <= self.highest:
            text = str(score) if isinstance(score, int) else f"{score:f}"
            yield from (int(score),) if score == int(score) else ()
            yield from () if isinstance(score, int) else dict.fromkeys((text, shortest(score)))
            score += self.step


def number_of(text: str) -> Score | None:
    """Return the number that a text is: a whole one as an integer, one with decimals exactly; None for another text."""
    if not _DECIMAL.fullmatch(text):
        return None
    if "." not in text:
        return int(text)
    from decimal import Decimal

    return Decimal(text)


def shortest(score: Score) -> str:
    """Return a score without zeros at its end: `70` for 70.0."""
    text = str(score) if isinstance(score, int) else f"{score:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def score_data(score: Score | None) -> Score | str | None:
    """Return a score as JSON has it: a number, or the name of a grade."""
    return score.name if isinstance(score, Grade) else score
