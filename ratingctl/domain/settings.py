"""The settings of a rating: scale, tiers, dimensions, own words, limits of silence and kinds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ratingctl.domain.kinds import KINDS, UNKNOWN, Kind
from ratingctl.domain.scores import Scale, Score


class Tier(NamedTuple):
    """A tier of scores; `start` is its lowest number, or its worst grade."""

    id: str
    name: str
    start: Score


class Dimension(NamedTuple):
    """A part of the judgement about a region, with a score of its own."""

    id: str
    name: str
    scale: Scale


DIMENSION_FIELD = "scores."
"""What stands before the id of a dimension in the name of the field of its score."""


class StaleLimits(NamedTuple):
    """The months of silence after which a project needs a look.

    The defaults of the inference limits are those of the Global Energy Monitor's trackers: two years without news are
    taken for a suspension, four for a cancellation.
    """

    silent: int = 12
    silent_underway: int = 18
    inferred_suspended: int = 24
    inferred_cancelled: int = 48
    unconfirmed: int = 24


class Settings(NamedTuple):
    """The settings in `rating.yaml`.

    Attributes:
        language: The language of the reports, with the rating's own words.
        unit: What the units are called, by grammatical form.
        stages: What the stages of projects are called, where the rating has words of its own.
        halts: The same of what stops them.
        imports: For each sort of list that is imported, the heads of its columns by what they hold.
    """

    title: str = ""
    language: str = "en"
    unit: Mapping[str, str] = MappingProxyType({})
    stages: Mapping[str, str] = MappingProxyType({})
    halts: Mapping[str, str] = MappingProxyType({})
    scale: Scale = Scale()
    tiers: tuple[Tier, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    stale: StaleLimits = StaleLimits()
    kinds: Mapping[str, Kind] = KINDS
    subject: tuple[str, ...] = ()
    gate: Mapping[str, str] = MappingProxyType({})
    search: tuple[str, ...] = ()
    imports: Mapping[str, Mapping[str, str]] = MappingProxyType({})

    def field_label(self, field: str) -> str:
        """Return what a field is called in corrections: a dimension's score by the dimension's name, else as in files.

        Args:
            field: Its name; of a dimension's score `scores.economy`.
        """
        names = {f"{DIMENSION_FIELD}{dimension.id}": dimension.name for dimension in self.dimensions}
        return names.get(field, field)

    def kind(self, name: str) -> Kind:
        """Return the kind of that name; one that counts for nothing where no table has it."""
        return self.kinds.get(name, UNKNOWN)
