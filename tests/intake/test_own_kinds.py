"""Kinds of a rating's own, with the words by which a text reports them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SMALL, Outcome

from ratingctl.intake.article import article_of
from ratingctl.intake.kind_triggers import own_kind_of

Run = Callable[..., Outcome]
Write = Callable[..., Path]

WORDS = {"grant": ("grant awarded", "receives a grant"), "law": ("passed into law",), "lesson": ("первый урок",)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("School receives a grant\nThe ministry paid it.", "grant"),
        ("News of the day\nGrants awarded to four schools.", "grant"),
        ("В школе провели первые уроки\nДети довольны.", "lesson"),
        ("School will receive a grant\nIt is hoped for.", None),
        ("Was the bill passed into law?\nNobody knows.", None),
        ("A quiet day\nNothing happened.", None),
    ],
)
def test_a_kind_is_told_by_its_own_words_in_any_form(text: str, kind: str | None) -> None:
    assert own_kind_of(article_of(text), WORDS) == kind


def test_add_event_drafts_a_kind_of_the_rating(write: Write, ratingctl: Run, tmp_path: Path) -> None:
    kinds = (
        "kinds:\n  grant: {class: result, stage: delivered, news: true, name: grant paid, words: [receives a grant]}\n"
    )
    draft = "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"
    root = write({"rating.yaml": SMALL["rating.yaml"] + kinds, "2026/edition.yaml": draft})
    article = tmp_path / "news.txt"
    article.write_text("North Island receives a grant\n\nThe ministry paid 5 million dollars on 3 March 2026.\n")
    outcome = ratingctl("--root", root, "add-event", "--from", article, "--dry-run", "-f", "json")
    assert json.loads(outcome.out)["draft"]["kind"] == "grant"
    assert ratingctl("--root", root, "validate").code == 0
