"""What a person who looks for words expects to find."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratingctl.words.search import TextQuery
from ratingctl.words.search_signature import signature_of


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("канатная дорога", "Монтаж канатной дороги завершён"),
        ("МОСТЫ", "строят мост"),
        ("завершен", "Монтаж завершён"),
        ("Хайер", "Haier opened a plant"),
        ("haier", "Завод Хайер открыт"),
        ("газохим", "Амурский газохимический комплекс"),
        ("каникурган", "переход «Кани-Курган»"),
        ("Кани-Курган", "терминал Каникурган"),
        ("12,6", "мощность 12,6 тыс. т"),
        ("дорога мост", "мост и дорога"),
        ("li", "Ли приехал"),
        ("ш", "шчи"),
        ("c", "ck"),
    ],
)
def test_a_query_is_met(query: str, text: str) -> None:
    assert TextQuery(query).matches(text)
    assert TextQuery(query).ranges(text)
    assert TextQuery(query).might_match(signature_of([text]))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("порт", "экспорт леса"),
        ("мост дорога", "только мост"),
        ("Томская", "Омская область"),
        ("хэйхэ", "Харбин"),
        ("о", "Oman"),
    ],
)
def test_a_query_is_not_met(query: str, text: str) -> None:
    assert not TextQuery(query).matches(text)


def test_spans_are_where_the_words_stand() -> None:
    text = "Строят мост через Амур, мосты важны"
    assert [text[start:end] for start, end in TextQuery("мост").ranges(text)] == ["мост", "мосты"]


@pytest.mark.parametrize(
    ("query", "text", "highlighted"),
    [
        pytest.param("каникурган", "Переход «Кани-Курган» открыт", "Кани-Курган", id="words joined by a hyphen"),
        pytest.param("каникурган", "кани, Кани Курган и курган", "Кани Курган", id="the shortest run of words"),
        pytest.param("каникур", "Порт Кани-Курган", "Кани-Курган", id="up to the end of a word"),
        pytest.param("мак-храм", "вид ма-к х-рам тут", "ма-к х-рам", id="letters that another alphabet joins"),
        pytest.param("порто", "в пор-то", "пор-то", id="five letters"),
    ],
)
def test_words_written_together_are_highlighted_where_they_are_apart(query: str, text: str, highlighted: str) -> None:
    assert TextQuery(query).matches(text)
    assert [text[start:end] for start, end in TextQuery(query).ranges(text)] == [highlighted]


def test_fewer_than_five_letters_are_not_looked_for_across_spaces() -> None:
    assert not TextQuery("порт").matches("пор т")
    assert not TextQuery("порт").might_match("por t")
    assert TextQuery("порт").ranges("пор т") == []


def test_joined_letters_are_looked_for_in_a_signature() -> None:
    assert TextQuery("порто").might_match(signature_of(["пор то"]))


def test_a_text_without_the_joined_letters_has_no_range() -> None:
    assert TextQuery("каникурган").ranges("Кани и Курган") == []


@pytest.mark.parametrize("text", ["", "  ", "«»", "…"])
def test_a_query_without_words_is_empty(text: str) -> None:
    assert not TextQuery(text)


STEMS = (
    "happ", "hop", "relat", "sensib", "organ", "control", "apolog", "d", "l", "t", "sk", "univers", "communis", "enjo",
    "gener", "earl", "onl", "fl", "cr", "hope", "agree",
)  # fmt: skip
ENDINGS = (
    "", "y", "ie", "ies", "iness", "ily", "e", "ing", "es", "ed", "ational", "ate", "ation", "le", "ility", "ly", "izer",
    "ization", "er", "led", "ling", "l", "ying", "i", "s", "al", "ally", "ity", "alism",
)  # fmt: skip


def test_a_signature_passes_no_english_form_over() -> None:
    words = [stem + ending for stem in STEMS for ending in ENDINGS]
    signatures = {word: signature_of([word]) for word in words}
    for typed in words:
        query, alike = TextQuery(typed), [word for word in words if word[0] == typed[0]]
        assert not [word for word in alike if query.matches(word) and not query.might_match(signatures[word])]


LETTERS = st.text(alphabet="абвгеёжийкхшщчсьъыэюяahckpwxyjsiou -«»TOPЕ12\u00ad", min_size=1, max_size=12)


@given(LETTERS, LETTERS)
def test_a_signature_never_passes_over_what_meets_a_query(query: str, text: str) -> None:
    for typed in (query, text, text[: len(text) // 2], f"{text[:3]} {query}"):
        looked_for, found = TextQuery(unicodedata.normalize("NFC", typed)), [text, query + text]
        for each in found:
            assert not looked_for.matches(each) or looked_for.might_match(signature_of(["x", each, "y"]))


@given(LETTERS, LETTERS)
def test_what_meets_a_query_is_highlighted(query: str, text: str) -> None:
    for typed in filter(TextQuery, (query, text, f"{text[:3]} {query}")):
        for each in (text, query + text):
            assert not TextQuery(typed).matches(each) or TextQuery(typed).ranges(each)


def test_a_signature_part_is_as_long_as_the_forms_of_a_word_allow() -> None:
    assert not TextQuery("sensible").might_match(signature_of(["sensi"]))


@pytest.mark.parametrize(
    ("query", "text"), [("канатная дорога", "мост построен"), ("haier", "Geely"), ("порт", "завод"), ("2026", "2025")]
)
def test_a_signature_passes_most_texts_over(query: str, text: str) -> None:
    assert not TextQuery(query).might_match(signature_of([text]))
