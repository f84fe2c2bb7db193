"""A rule that is written runs: it registers itself, its code is its own, and its module is imported."""

import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from conftest import Outcome

from ratingctl.domain import rules
from ratingctl.domain.findings import (
    REGISTERED_RULES,
    DuplicateCodeError,
    Finding,
    Findings,
    Position,
    Rule,
    Severity,
    rule,
)
from ratingctl.domain.rules.files import TEXT_RULES, text_rule
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.domain.rules.registry import RATING_RULES, RULE_MODULES, RULES

Run = Callable[..., Outcome]
Write = Callable[..., object]


@contextmanager
def registries_restored() -> Iterator[None]:
    before = dict(REGISTERED_RULES), list(RATING_RULES), list(TEXT_RULES)
    try:
        yield
    finally:
        REGISTERED_RULES.clear()
        REGISTERED_RULES.update(before[0])
        RATING_RULES[:], TEXT_RULES[:] = before[1], before[2]


def codes_of(outcome: Outcome) -> set[str]:
    return {problem["code"] for problem in json.loads(outcome.out)["problems"]}


def test_a_decorated_rule_about_the_rating_is_run_by_validate(write: Write, ratingctl: Run) -> None:
    with registries_restored():

        @rating_rule("R999", Severity.WARNING)
        def new_rule(inventory: Inventory) -> Findings:
            """A rule that was only decorated."""
            yield Finding(Position("rating.yaml"), inventory.rating.settings.title, "")

        assert "R999" in codes_of(ratingctl("--root", write(), "validate", "-f", "json"))


def test_a_decorated_rule_about_a_text_is_run_by_validate(write: Write, ratingctl: Run) -> None:
    with registries_restored():

        @text_rule("F999", Severity.WARNING)
        def new_rule(path: str, text: str) -> Findings:
            """A rule that was only decorated."""
            if "islands" in text:
                yield Finding(Position(path), "islands", "")

        assert "F999" in codes_of(ratingctl("--root", write(), "validate", "-f", "json"))


def test_a_code_is_given_once() -> None:
    with registries_restored(), pytest.raises(DuplicateCodeError, match="L302 is the code of 'dangling link' already"):

        @rule("L302")
        def another(path: str) -> Findings:
            """A second rule of that code."""
            yield Finding(Position(path), "", "")


def test_every_module_of_rules_is_imported_by_the_registry() -> None:
    helpers = {"inventory", "registry"}
    modules = {module.name for module in pkgutil.iter_modules(rules.__path__)} - helpers
    assert modules == {module.__name__.rpartition(".")[2] for module in RULE_MODULES}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda one: one.code)
def test_a_rule_is_in_the_family_of_what_it_takes(rule: Rule[...]) -> None:
    takes = tuple(inspect.signature(rule.check).parameters)
    assert (rule in RATING_RULES) == (takes == ("inventory",))
    assert (rule in TEXT_RULES) == (takes == ("path", "text"))
