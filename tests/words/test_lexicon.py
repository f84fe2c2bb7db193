"""What is known of words: trades, names, compounds, look-alikes, pinyin."""

import pytest

from ratingctl.storage.packaged.word_lists import word_lists
from ratingctl.words.lexicon import Concept, Lexicon, WordLists


@pytest.fixture(scope="module")
def known() -> Lexicon:
    return Lexicon(word_lists(), {"north-works": ["Северный завод", "СЗ"]}, ["Узловая", "Узловой"])


def concepts(lexicon: Lexicon, text: str) -> set[str]:
    return {found.meaning for found in lexicon.concepts_in(lexicon.tokens(text))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("лекарства", "фармацевтическая продукция"),
        ("шоколад", "кондитерская фабрика"),
        ("беспилотник", "БПЛА"),
        ("ТОР", "территория опережающего развития"),
        ("ОЭЗ", "особая экономическая зона"),
        ("пиломатериалы", "ЛПК"),
        ("вуз", "университет"),
    ],
)
def test_words_of_one_trade_share_a_concept(known: Lexicon, one: str, other: str) -> None:
    def whole(text: str) -> set[str]:
        return {ancestor for concept in concepts(known, text) for ancestor in known.lineage(concept)}

    assert whole(one) & whole(other)


@pytest.mark.parametrize(("text", "expected"), [("сыр", "сырьё"), ("визит", "виза"), ("уран", "Урал"), ("соя", "со")])
def test_words_that_the_stemmer_mixes_up_stay_apart(known: Lexicon, text: str, expected: str) -> None:
    assert known.tokens(text)[0].key != known.tokens(expected)[0].key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Great Wall", "Грейт Уолл"),
        ("JAC", "Джак"),
        ("Российские железные дороги", "РЖД"),
        ("Северный завод", "СЗ"),
    ],
)
def test_names_that_are_one_are_found_as_one(known: Lexicon, one: str, other: str) -> None:
    first, second = ([found.meaning for found in known.names_in(known.tokens(text))] for text in (one, other))
    assert first == second != []


def test_an_abbreviation_is_met_in_capitals_only(known: Lexicon) -> None:
    assert known.names_in(known.tokens("газ и сз")) == []


@pytest.mark.parametrize(("latin", "cyrillic"), [("Xugong", "Сюйгун"), ("Dongfeng", "Дунфэн"), ("Weichai", "Вэйчай")])
def test_pinyin_meets_its_cyrillic_spelling(latin: str, cyrillic: str) -> None:
    bare = Lexicon(WordLists(syllables=word_lists().syllables))
    assert bare.tokens(latin)[0].key == bare.tokens(cyrillic)[0].key


@pytest.mark.parametrize("word", ["Motor", "Sinopec", "Li", "Xian7"])
def test_what_is_no_pinyin_keeps_its_key(known: Lexicon, word: str) -> None:
    bare = Lexicon(WordLists())
    assert known.tokens(word)[0].key == bare.tokens(word)[0].key


@pytest.mark.parametrize(
    ("word", "part"), [("лесопереработка", "лес"), ("зернохранилища", "зерно"), ("автосборочный", "автомобиль")]
)
def test_a_compound_is_parted(known: Lexicon, word: str, part: str) -> None:
    token = known.tokens(word)[0]
    assert known.tokens(part)[0].key in known.parts(token) or known.concepts_of(token.key)


@pytest.mark.parametrize("word", ["водород", "авиация", "газета", "леса"])
def test_a_word_that_only_begins_like_a_compound_is_whole(known: Lexicon, word: str) -> None:
    assert known.parts(known.tokens(word)[0]) == ()


@pytest.mark.parametrize(("one", "other"), [("Шаньси", "Шэньси"), ("Хунань", "Хэнань"), ("Омская", "Томская")])
def test_look_alikes_are_apart(known: Lexicon, one: str, other: str) -> None:
    first, second = (
        next(iter([found.meaning for found in known.names_in(tokens)] or [tokens[0].key]))
        for tokens in (known.tokens(one), known.tokens(other))
    )
    assert known.are_confusable(first, second)
    assert not known.are_confusable(first, first)


def test_the_longest_phrase_wins() -> None:
    lexicon = Lexicon(
        WordLists(concepts=[Concept("road", "", ("дорога",)), Concept("railway", "", ("железная дорога",))])
    )
    assert concepts(lexicon, "Построена железная дорога") == {"railway"}


def test_a_circle_of_concepts_ends() -> None:
    lexicon = Lexicon(WordLists(concepts=[Concept("a", "b", ("x",)), Concept("b", "a", ("y",))]))
    assert lexicon.lineage("a") == ["a", "b"]


def test_every_parent_is_a_concept_and_no_word_stands_twice_in_one() -> None:
    lists = word_lists()
    ids = [concept.id for concept in lists.concepts]
    assert len(ids) == len(set(ids))
    assert {concept.parent for concept in lists.concepts} - {""} <= set(ids)
    assert [concept.id for concept in lists.concepts if len(set(concept.words)) < len(concept.words)] == []
    assert set(lists.places) <= set(lists.names)
