"""Fit the weights of `match` to labelled follow-ups, and measure them on regions that the fit has not seen.

    python3 -m uv run --with numpy --with scipy python tests/bench/fit_matching.py [TABLE.jsonl] [--abilities]

The labels are the rating's own links and, where it is given, a table that was labelled by hand (its form: `labelled.py`).
The figures are cross-validated: for each tenth of the regions the weights are fitted to the others, in both tables.
`--abilities` also leaves out one ability after the other. The last lines are the models for `scorer.py`, fitted to all.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from labelled import LabelledRegion, labelled_by_hand, own_links
from scipy.optimize import minimize

from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Event, Rating, RegionId
from ratingctl.domain.projects import Project
from ratingctl.matching.document_store import DocumentStore
from ratingctl.matching.evaluate import Ranked, calibration_of, figures_of
from ratingctl.matching.matcher import Matcher
from ratingctl.matching.scorer import ACCEPTED, Features, Model, is_sure, scores_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_sound_rating
from ratingctl.storage.packaged.word_lists import word_lists
from ratingctl.words.lexicon import Lexicon

EDITIONS = Path(__file__).resolve().parents[2] / "editions"
RIDGE = 10.0
"""The penalty of a weight's square, in standard deviations of its feature: rare features get no wild weights."""
FOLDS = 10
GIVEN = {"confusable": -3.0, "project": 3.0}
"""Weights of features that the labelled tables hardly have."""
ABILITIES = {
    "context": ["context"],
    "stage": ["owed"],
    "new or old": ["setback", "effort", "other_names"],
    "names": ["names", "by_names"],
    "places": ["other_place", "by_places"],
    "phrases": ["phrases"],
    "concepts": ["concepts"],
    "spellings": ["spellings"],
    "roots": ["roots"],
}
NAMES = Features._fields
CONTEXT, MATCHED = NAMES.index("context"), NAMES.index("matched")
NEAREST = 16
"""Events of other regions that are compared word by word."""


@dataclass
class Row:
    """The candidates of one new event.

    Attributes:
        region: Its region.
        features: The features of each candidate, a row each.
        right: For each candidate, True if the event continues it.
        may_accept: For each candidate, True if nothing but its score stands against linking it.
        has_right: True if the event continues anything.
        before: The row of the event whose text stands before it.
    """

    region: RegionId
    features: np.ndarray
    right: np.ndarray
    may_accept: np.ndarray
    has_right: bool
    before: "Row | None" = None


class Table(NamedTuple):
    """Labelled events with the features of their candidates."""

    name: str
    rows: list[Row]


def table(name: str, matcher: Matcher, regions: Sequence[LabelledRegion]) -> Table:
    """Return the features of the candidates of each region's own earlier events."""
    rows = []
    for region in regions:
        before = None
        for new, right, stands_before in region.new:
            text = matcher.new_text(new)
            found = matcher.comparisons(text, map(alone, region.earlier))
            row = Row(
                region.region,
                np.array([one.features for one in found]),
                np.array([one.event.id in right for one in found]),
                np.array([is_sure(1.0, text, matcher.text_of(one.event), one.features, one.matches) for one in found]),
                bool(right),
                before if stands_before else None,
            )
            rows.append(row)
            before = row
    return Table(name, rows)


def table_anywhere(name: str, matcher: Matcher, regions: Sequence[LabelledRegion]) -> Table:
    """Return the features of the candidates from all regions that have most in common with each new event."""
    events = [event for region in regions for event in region.earlier]
    index = matcher.index_of(events)
    rows = []
    for region in regions:
        for new, right, _ in region.new:
            text = matcher.new_text_anywhere(new)
            near = [alone(events[number]) for number in index.nearest(text.document, NEAREST)]
            found = matcher.comparisons(text, near, anywhere=True)
            if found:
                labels = np.array([one.event.id in right for one in found])
                features = np.array([one.features for one in found])
                rows.append(Row(region.region, features, labels, labels & False, bool(right)))
    return Table(name, rows)


def alone(event: Event) -> EarlierProject:
    """Return an earlier event as a project of its own."""
    return EarlierProject(Project(event, (event,), {}, {}), (event,))


def fit(rows: Sequence[Row], left_out: Sequence[str] = ()) -> Model:
    """Return the model that makes the labels likeliest.

    A conditional logit (McFadden 1974) whose choices are the candidates and "it continues nothing", whose logit is 0.
    The context is that of the plain weights, and then of the fitted ones.
    """
    model = _fitted(rows, [*left_out, "context"])
    for _ in range(0 if "context" in left_out else 2):
        model = _fitted([in_context(row, model) for row in rows], left_out)
    return model


def in_context(row: Row, model: Model) -> Row:
    """Return a row whose candidates have the feature `context`, as `Matcher.ranked` gives it."""
    if row.before is None or not len(row.right):
        return row
    odds = np.exp(logits(row.before.features, model))
    features = row.features.copy()
    features[:, CONTEXT] = odds / (1 + odds.sum()) * (1 - min(1.0, row.features[:, MATCHED].max()))
    return Row(row.region, features, row.right, row.may_accept, row.has_right)


def logits(features: np.ndarray, model: Model) -> np.ndarray:
    """Return the logit of each candidate."""
    return features @ np.array(model.weights) + model.bias


def ranked(row: Row, model: Model) -> Ranked:
    """Return the ranking of the candidates of a new event by a model."""
    row = in_context(row, model)
    order = np.argsort(-logits(row.features, model), kind="stable")
    scores = scores_of(logits(row.features, model)[order].tolist(), model)
    accepted = bool(scores) and scores[0] >= ACCEPTED and bool(row.may_accept[order[0]])
    return Ranked(scores, row.right[order].tolist(), row.has_right, accepted)


def cross_validated(tables: Sequence[Table], left_out: Sequence[str] = ()) -> list[list[Ranked]]:
    """Return for each table the ranking of each new event by weights that were fitted without its region."""
    result: list[list[Ranked]] = [[] for _ in tables]
    for fold in range(FOLDS):
        seen = [row for one in tables for row in one.rows if fold_of(row.region) != fold]
        model = fit(seen, left_out)
        for one, answers in zip(tables, result, strict=True):
            answers += [ranked(row, model) for row in one.rows if fold_of(row.region) == fold]
    return result


def fold_of(region: RegionId) -> int:
    """Return the number of the fold of a region: one and the same in every table."""
    return sum(region.encode()) % FOLDS


def _fitted(rows: Sequence[Row], left_out: Sequence[str]) -> Model:
    rows = [row for row in rows if len(row.right)]
    every = np.concatenate([row.features for row in rows])
    scale = np.maximum(every.std(axis=0), 1e-9)
    free = [number for number, name in enumerate(NAMES) if name not in {*GIVEN, *left_out}]
    given = np.array([GIVEN.get(name, 0.0) for name in NAMES])
    problem = _Likelihood(rows, every[:, free] / scale[free], every @ given)
    found = minimize(problem, np.zeros(len(free) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    weights = given.copy()
    weights[free] = found[:-1] / scale[free]
    model = Model(Features(*weights.tolist()), float(found[-1]), 1.0, 0.0, 0.0)
    own, rivals, intercept = _calibration(rows, model)
    return model._replace(own=own, rivals=rivals, intercept=intercept)


class _Likelihood:
    """The negative logarithm of the likelihood of the labels, with its gradient, for weights and the bias."""

    def __init__(self, rows: Sequence[Row], matrix: np.ndarray, offset: np.ndarray) -> None:
        self._matrix, self._offset = matrix, offset
        sizes = [len(row.right) for row in rows]
        self._starts = np.cumsum([0, *sizes])[:-1]
        self._owner = np.repeat(np.arange(len(rows)), sizes)
        self._right = np.concatenate([row.right for row in rows])
        self._has_right = np.array([row.right.any() for row in rows])

    def __call__(self, parameters: np.ndarray) -> tuple[float, np.ndarray]:
        values = self._matrix @ parameters[:-1] + parameters[-1] + self._offset
        top = np.maximum(np.maximum.reduceat(values, self._starts), 0)
        odds = np.exp(values - top[self._owner])
        total = np.add.reduceat(odds, self._starts) + np.exp(-top)
        good = np.where(self._has_right, np.add.reduceat(odds * self._right, self._starts), np.exp(-top))
        good = np.maximum(good, 1e-12)
        target = np.where(self._has_right[self._owner], odds * self._right / good[self._owner], 0.0)
        slope = odds / total[self._owner] - target
        gradient = np.append(self._matrix.T @ slope + RIDGE * parameters[:-1], slope.sum())
        return float((np.log(total) - np.log(good)).sum() + RIDGE * (parameters[:-1] ** 2).sum() / 2), gradient


def _calibration(rows: Sequence[Row], model: Model) -> tuple[float, float, float]:
    """Return the coefficients of a logistic regression of "the first one is right" on its logit and its rivals'."""
    points = []
    for row in rows:
        values = logits(row.features, model)
        best = int(values.argmax())
        rivals = float(np.log1p(np.exp(np.delete(values, best)).sum()))
        points.append((values[best], rivals, 1.0, float(row.right[best])))
    columns = np.array(points)

    def loss(parameters: np.ndarray) -> float:
        margin = columns[:, :3] @ parameters
        misses = np.logaddexp(0, np.where(columns[:, 3] > 0, -margin, margin)).sum()
        return float(misses + 0.05 * (parameters**2).sum())

    own, rivals, intercept = minimize(loss, np.array([1.0, -0.5, 0.0]), method="BFGS").x
    return float(own), float(rivals), float(intercept)


def tables_of(path: Path | None) -> Iterator[tuple[str, Matcher, list[LabelledRegion]]]:
    """Yield the name, the matcher and the labelled regions of each table."""
    if path:
        rating, regions = labelled_by_hand(path)
        yield "by hand", matcher_of(rating), regions
    rating = read_sound_rating(DiskFolder(EDITIONS), names=True)
    yield "own links", matcher_of(rating), list(own_links(rating))


def matcher_of(rating: Rating) -> Matcher:
    """Return the matcher of a rating."""
    towns = [town for names in rating.cities.values() for town in names]
    return Matcher(rating, DocumentStore(Lexicon(word_lists(), rating.organisations, towns)))


def print_figures(label: str, tables: Sequence[Table], answers: Sequence[Sequence[Ranked]]) -> None:
    """Print a line of figures for each table."""
    for one, rows in zip(tables, answers, strict=True):
        found = figures_of(rows)
        accepted = "-" if found.accepted_precision is None else f"{found.accepted_precision:.3f}"
        print(
            f"{label:22} {one.name:10} top1 {found.top1:.3f}  mrr {found.mrr:.3f}  F1 {found.best_f1:.3f}  "
            f"recall at 0.95 {found.recall_at_95:.3f}  accepted {accepted} / {found.accepted_recall:.3f}",
            flush=True,
        )


def print_model(name: str, model: Model) -> None:
    """Print a model as it stands in `scorer.py`."""
    print(f"{name} = Model(\n    weights=Features(")
    for feature, weight in zip(NAMES, model.weights, strict=True):
        print(f"        {feature}={weight:.2f},")
    print(f"    ),\n    bias={model.bias:.2f},\n    own={model.own:.3f},\n    rivals={model.rivals:.3f},")
    print(f"    intercept={model.intercept:.3f},\n)")


def main(arguments: Sequence[str]) -> None:
    """Measure and fit."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    labelled = list(tables_of(paths[0] if paths else None))
    tables = [table(*one) for one in labelled]
    answers = cross_validated(tables)
    print_figures("cross-validated", tables, answers)
    for start, count, share in calibration_of([ranking for rows in answers for ranking in rows]):
        print(f"  score {start:.1f}–{start + 0.1:.1f}: {share:4.0%} of {count} first candidates are right")
    if "--abilities" in arguments:
        for ability, features in ABILITIES.items():
            print_figures(f"without {ability}", tables, cross_validated(tables, features))
    elsewhere = [table_anywhere(*one) for one in labelled]
    print_figures("of any region", elsewhere, cross_validated(elsewhere, ["context"]))
    print_model("IN_REGION", fit([row for one in tables for row in one.rows]))
    print_model("ANYWHERE", fit([row for one in elsewhere for row in one.rows], ["context"]))


if __name__ == "__main__":
    main(sys.argv[1:])
