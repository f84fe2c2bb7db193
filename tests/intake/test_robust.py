"""Whatever is pasted: a draft, never an exception."""

import random

import pytest
from known import TODAY, gazetteer

from ratingctl.intake.draft import Gazetteer, draft_from
from ratingctl.intake.title import LONGEST

STRANGE = {
    "nothing": "",
    "empty lines": "\n \n\t\n",
    "zeros": "\0" * 1000,
    "random characters": "".join(chr(random.Random(7).randrange(1, 0x3000)) for _ in range(20_000)),
    "emoji": "🚀" * 50,
    "another script": "中国企业访问" * 100,
    "lone surrogate": "Приморье \ud800 открыло завод",
    "unclosed tag": "<p>Завод <b",
    "an endless word": "а" * 100_000,
    "an impossible day": "31.02.2026\nЗавод открыт 99.99.2026",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_any_text_gives_a_draft(text: str) -> None:
    draft = draft_from(text, gazetteer(), TODAY)
    assert len(draft.title) <= LONGEST
    assert draft.date is None


def test_nothing_is_invented_for_an_empty_text() -> None:
    assert draft_from("", gazetteer(), TODAY) == ((), None, "", None, "", (), (), False, None, None, "")


def test_a_rating_that_knows_nothing_still_gives_a_title() -> None:
    draft = draft_from("В области открыли новый завод.", Gazetteer({}, {}, {}, ()), TODAY)
    assert (draft.title, draft.regions, draft.on_topic) == ("В области открыли новый завод", (), None)


@pytest.mark.parametrize(
    "piece",
    ["Приморский край открыл завод. ", "а", "<script", "<a ", "«", "Aa ", "1 000 ", "форум в ", "А. ", "экспорт вырос"],
)
def test_only_the_beginning_of_a_long_text_is_read(piece: str) -> None:
    # A pattern that takes the square of a length would make this test last for minutes.
    times = 5_000_000 // len(piece)
    assert draft_from(piece * times, gazetteer(), TODAY) == draft_from(piece * (times // 4), gazetteer(), TODAY)
