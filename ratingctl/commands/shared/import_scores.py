"""Scores of a file that is imported: read, compared with the scale, and never put in the place of another."""

import re

from ratingctl.commands.shared.import_pages import PageAddition
from ratingctl.commands.shared.import_result import Unsure
from ratingctl.commands.shared.typed_scores import typed_score
from ratingctl.domain.model import Edition, EditionId, Page, Region, RegionId, Settings
from ratingctl.errors import UsageError
from ratingctl.message import Text, in_a_row, sentence
from ratingctl.storage.yaml.scalars import score_text

NO_SCORE = re.compile(r"|[–—-]|\.\.|n\.?/?a\.?|н/?[доa]|not rated", re.IGNORECASE)
"""What stands in the place of a score where there is none."""


class ScoreImport:
    """Takes scores into editions; one that an edition has already stays.

    Args:
        settings: The settings of the rating.

    Attributes:
        additions: What is added, by edition and region.
        unsure: What a person has to look at.
        known: How many scores are on record already.
    """

    def __init__(self, settings: Settings) -> None:
        self._scales = {"": settings.scale, **{each.id: each.scale for each in settings.dimensions}}
        self._names = {each.id: each.name for each in settings.dimensions}
        self.additions: dict[tuple[EditionId, RegionId], PageAddition] = {}
        self.unsure: list[Unsure] = []
        self.known = 0

    def take(self, region: Region, edition: Edition, typed: str, line: int, dimension: str = "") -> None:
        """Take in one score.

        Args:
            region: Its unit.
            edition: Its edition; where that is published, the score is only compared.
            typed: The score as the file has it; a dash or `n/a` where there is none.
            line: Where it stands.
            dimension: The id of its dimension; empty for the score of the unit.
        """
        if NO_SCORE.fullmatch(typed):
            return
        try:
            new = score_text(typed_score(self._scales[dimension], typed))
        except UsageError as error:
            why = in_a_row(self._prefix(dimension), error.fact, "; ", error.next_step or "")
            self.unsure.append(Unsure(region.id, line, why, left_out=True))
            return
        page = edition.pages.get(region.id)
        there = _score_in(page, dimension)
        if there == new:
            self.known += 1
        elif there or (page and page.not_rated and not dimension) or edition.is_published:
            why = in_a_row(self._prefix(dimension), _other_score(edition, there, new))
            self.unsure.append(Unsure(region.id, line, why, left_out=True))
        else:
            key = (edition.id, region.id)
            addition = self.additions.get(key, PageAddition())
            self.additions[key] = (
                addition._replace(dimensions={**addition.dimensions, dimension: new})
                if dimension
                else addition._replace(score=new)
            )

    def _prefix(self, dimension: str) -> Text:
        return f"{self._names[dimension]}: " if dimension else ""


def _score_in(page: Page | None, dimension: str) -> str:
    """Return a score that is on record, as it is written; empty where there is none."""
    score = None if page is None else page.scores.get(dimension) if dimension else page.score
    return "" if score is None else score_text(score)


def _other_score(edition: Edition, known: str, new: str) -> Text:
    if not known:
        return sentence("edition {edition} has no score, the file has {new}", edition=edition.id, new=new)
    return sentence(
        "edition {edition} has the score {known}, the file {new}; the one of the edition stays",
        edition=edition.id,
        known=known,
        new=new,
    )
