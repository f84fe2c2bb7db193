"""The search of the page is that of `words`: every function gives the same for every word of the real editions."""

from collections.abc import Iterator

import pytest
from conftest import real_rating
from playwright.sync_api import Browser, Page

from ratingctl.publishing.page_script import resource
from ratingctl.words.fold import fold, words_of
from ratingctl.words.search import TextQuery
from ratingctl.words.search_signature import WORD, joined_key
from ratingctl.words.stemmer import stem
from ratingctl.words.transliteration import latin_key

ENGLISH = [
    "running",
    "hopping",
    "hoped",
    "hoping",
    "happy",
    "happiness",
    "sensible",
    "sensibility",
    "deliveries",
    "delivery",
    "delivered",
    "agreements",
    "agreed",
    "agreement",
    "construction",
    "constructed",
    "constructions",
    "relational",
    "generalization",
    "rationalize",
    "electrical",
    "electricity",
    "hopefulness",
    "goodness",
    "formative",
    "adjustable",
    "allowance",
    "inference",
    "defensible",
    "irritant",
    "replacement",
    "adjustment",
    "dependent",
    "adoption",
    "communism",
    "activate",
    "bowdlerize",
    "probate",
    "rate",
    "cease",
    "controlling",
    "rolling",
    "skies",
    "dying",
    "tying",
    "ugly",
    "only",
    "news",
    "innings",
    "proceed",
    "exceed",
    "crying",
    "cries",
    "by",
    "say",
    "boys",
    "youth",
    "yellow",
    "enjoy",
    "ties",
    "tie",
    "kilns",
    "plastered",
    "motoring",
    "conflated",
    "troubled",
    "sized",
    "falling",
    "hissing",
    "fizzed",
    "failing",
    "filing",
    "sky",
    "conditional",
    "valency",
    "digitizer",
    "conformably",
    "radically",
    "vietnamization",
    "predication",
    "operator",
    "feudalism",
    "decisiveness",
    "callousness",
    "formality",
    "sensitivity",
    "triplicate",
]
QUERIES = ["Хайер", "haier", "Кани-Курган", "каникурган", "заводами", "ёлка", "HB PROM", "НВ PROM", "уксусной кислоты"]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The titles and sentences of all real events."""
    events = list(real_rating().events())
    return [text for event in events for text in (event.title, event.text, event.project) if text]


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """An empty page with the search in it."""
    page = browser.new_page()
    page.add_script_tag(content=f"{resource('search.js')}; globalThis.Search = Search;")
    yield page
    page.close()


def test_words_are_folded_stemmed_and_brought_to_one_alphabet_alike(script: Page, texts: list[str]) -> None:
    words = sorted({word for text in texts for word in words_of(text)})
    assert len(words) > 5000
    mine = script.evaluate("words => words.map(word => [Search.stem(word), Search.latinKey(word)])", words)
    theirs = [[stem(word), latin_key(word)] for word in words]
    assert [row for row in zip(words, mine, theirs, strict=True) if row[1] != row[2]] == []


def test_english_words_are_stemmed_alike(script: Page) -> None:
    mine = script.evaluate("words => words.map(Search.stem)", ENGLISH)
    assert [row for row in zip(ENGLISH, mine, map(stem, ENGLISH), strict=True) if row[1] != row[2]] == []


def test_texts_are_folded_and_cut_into_words_alike(script: Page, texts: list[str]) -> None:
    mine = script.evaluate(
        "texts => texts.map(text => [Search.fold(text), Search.wordsOf(text), (text.match(Search.TOKEN) || []).map(Search.joinedKey)])",
        texts,
    )
    theirs = [[fold(text), words_of(text), [joined_key(token) for token in WORD.findall(text)]] for text in texts]
    assert [row for row in zip(mine, theirs, strict=True) if row[0] != row[1]] == []


@pytest.mark.parametrize("asked", QUERIES)
def test_a_query_is_met_by_the_same_texts(asked: str, script: Page, texts: list[str]) -> None:
    mine = script.evaluate(
        "([asked, texts]) => { const query = new Search.Query(asked); return texts.filter(text => query.matches(text)); }",
        [asked, texts],
    )
    query = TextQuery(asked)
    assert mine == [text for text in texts if query.matches(text)]


def test_names_that_are_one_find_each_other(script: Page) -> None:
    met = script.evaluate("new Search.Query('Джак', ['JAC|Джак', 'Haier|Хайер']).matches('JAC построит завод')")
    assert met is True
