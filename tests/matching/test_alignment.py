"""Words of a new event aligned with those of an earlier one: which pairs match, how, and with what weight."""

from math import log

import pytest

from ratingctl.matching.alignment import TermMatch, term_matches
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document, document_of
from ratingctl.matching.match_type import MatchType
from ratingctl.matching.spelling import Vocabulary, spelling_match
from ratingctl.words.lexicon import Concept, Lexicon, WordLists

LEXICON = Lexicon(
    WordLists(
        concepts=[
            Concept("transport", "", ("транспорт",)),
            Concept("railway", "transport", ("железная дорога", "поезд")),
            Concept("ship", "transport", ("паром", "теплоход")),
            Concept("building", "", ("строить", "возводить"), is_process=True),
        ],
        heads={"лесо": "лес"},
        tails={"переработка": "переработка"},
        names={"haier": ["Haier", "Хайер"], "shanxi": ["Шаньси"], "shaanxi": ["Шэньси"]},
        confusable=[["Шаньси", "Шэньси"], ["Омская", "Томская"]],
        stop=["и", "в"],
    )
)
ONE_TEXT = log(501 / 0.5)
"""The weight of a word that the corpus does not have."""


def matches(new: str, old: str, corpus: Corpus | None = None) -> list[TermMatch]:
    return aligned(document(new), document(old), corpus or Corpus())


def aligned(new: Document, old: Document, corpus: Corpus) -> list[TermMatch]:
    return term_matches(new, old, Vocabulary([old]).alike(new), corpus, LEXICON)


def document(text: str) -> Document:
    return document_of([(text, 1.0)], LEXICON)


def pairs(new: str, old: str) -> list[tuple[str, str, MatchType]]:
    return [(match.new.surface, match.old.surface, match.type) for match in matches(new, old)]


@pytest.mark.parametrize(
    ("one", "other", "are_names", "expected"),
    [
        pytest.param("kanat", "kanatk", False, (MatchType.ROOT, (1 + 5 / 6) / 2), id="a prefix"),
        pytest.param("kana", "kanatka", False, (MatchType.ROOT, (1 + 4 / 7) / 2), id="a prefix of four letters"),
        pytest.param("kan", "kanatka", False, None, id="a prefix of three letters is chance"),
        pytest.param("stroik", "stroit", False, (MatchType.ROOT, (1 + 5 / 6) / 2), id="five letters of a root"),
        pytest.param("stroa", "stroik", False, None, id="four letters of a root are too few"),
        pytest.param("perevozk", "perevrot", False, (MatchType.ROOT, (1 + 5 / 8) / 2), id="five of eight letters"),
        pytest.param("perevozki", "perevrots", False, None, id="five of nine letters are too few"),
        pytest.param("elevator", "elavator", False, None, id="other first letters of words"),
        pytest.param("havator", "hevator", True, (MatchType.SPELLING, 12 / 14), id="other first letters of names"),
        pytest.param("kombat", "komdat", False, (MatchType.SPELLING, 10 / 12), id="one letter of six"),
        pytest.param("komba", "komda", False, (MatchType.SPELLING, 8 / 10), id="one letter of five"),
        pytest.param("komb", "komd", False, None, id="one letter of four"),
        pytest.param("haval", "naval", True, (MatchType.SPELLING, 8 / 10), id="a misprint of a name"),
        pytest.param("dongfeng", "dungfang", True, (MatchType.SPELLING, 0.7), id="the consonants of a name"),
        pytest.param("dongfeng", "dungfang", False, None, id="consonants of words that are no names"),
        pytest.param("dongfeng", "tungfang", True, None, id="another first letter"),
        pytest.param("dongfeng", "dungfank", True, None, id="other consonants"),
        pytest.param("geli", "gola", True, None, id="two consonants are too few"),
        pytest.param("gelik", "golaka", True, (MatchType.SPELLING, 0.7), id="three consonants are enough"),
        pytest.param("donfaraoa", "denfuru", True, (MatchType.SPELLING, 0.7), id="vowels do not count"),
    ],
)
def test_spellings_match_by_root_misprint_or_consonants(
    one: str, other: str, are_names: bool, expected: tuple[MatchType, float] | None
) -> None:
    for first, second in ((one, other), (other, one)):
        found = spelling_match(first, second, are_names)
        assert (found is None) is (expected is None)
        if found and expected:
            assert found[0] is expected[0]
            assert found[1] == pytest.approx(expected[1])


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [
        ("мосты", "мост", [("мосты", "мост", MatchType.SAME)]),
        ("Haier", "Хайер", [("Haier", "Хайер", MatchType.SAME)]),
        ("канатка", "канатный", [("канатка", "канатный", MatchType.ROOT)]),
        ("лесопереработка", "лес", [("лесопереработка", "лес", MatchType.ROOT)]),
        ("лес", "лесопереработка", [("лес", "лесопереработка", MatchType.ROOT)]),
        ("Завод Naval", "Ждут Haval", [("Naval", "Haval", MatchType.SPELLING)]),
        ("поезд", "железная дорога", [("поезд", "железная дорога", MatchType.CONCEPT)]),
        ("паром", "поезд", [("паром", "поезд", MatchType.CONCEPT)]),
        ("12345", "123456", []),
        ("40 млн", "40", []),
        ("пункт ²", "²", [("²", "²", MatchType.SAME)]),
        ("40 млн юаней", "40 тыс. тонн", []),
        ("40 млн юаней", "40 млн рублей", [("млн", "млн", MatchType.SAME)]),
        ("1,5 млрд руб.", "1500 million roubles", [("1,5 млрд руб", "1500 million roubles", MatchType.SAME)]),
        ("Завод в Шаньси", "Ждут в Шэньси", []),
        ("Омская", "Томская", []),
        ("мост", "порт", []),
    ],
)
def test_a_word_matches_itself_its_root_a_misprint_or_its_concept(
    new: str, old: str, expected: list[tuple[str, str, MatchType]]
) -> None:
    assert pairs(new, old) == expected


def test_the_nearest_spelling_is_taken() -> None:
    assert pairs("канатка", "канатчик канатный канатк") == [("канатка", "канатк", MatchType.SAME)]
    assert pairs("канатоход", "канатный канатоходец") == [("канатоход", "канатоходец", MatchType.ROOT)]


def test_a_word_that_both_have_matches_no_other() -> None:
    assert pairs("канатка канатный", "канатный") == [("канатный", "канатный", MatchType.SAME)]


def test_a_word_with_a_match_of_its_own_matches_no_concept() -> None:
    assert pairs("поезд", "поезд теплоход") == [("поезд", "поезд", MatchType.SAME)]


def test_one_word_matches_one_concept_only() -> None:
    assert pairs("поезд и паром", "теплоход") == [("паром", "теплоход", MatchType.CONCEPT)]
    assert pairs("теплоход", "поезд и паром") == [("теплоход", "паром", MatchType.CONCEPT)]


def test_only_two_names_may_begin_with_other_letters() -> None:
    assert pairs("Завод Naval", "Ждут haval") != []  # Latin letters make a name
    assert pairs("Завод Ревал", "Ждут певал") == []
    assert pairs("Завод ревал", "Ждут Певал") == []


def test_figures_match_only_themselves() -> None:
    assert pairs("Участок 12345 га", "Участок 12346 га")[0][0] == "Участок"
    assert "12345" not in {new for new, _, _ in pairs("Участок 12345 га", "Участок 12346 га")}


def test_a_confusable_or_taken_word_does_not_end_the_search_for_a_spelling() -> None:
    assert pairs("Омскаяя", "Томская Омскаяб")[-1][1] == "Омскаяб"
    assert pairs("канатка канатный", "канатный канатчик") == [
        ("канатка", "канатчик", MatchType.ROOT),
        ("канатный", "канатный", MatchType.SAME),
    ]


def test_the_rarest_concept_is_matched_first() -> None:
    common = Corpus([document("поезд")] * 600)
    (match,) = matches("паром поезд", "теплоход железная дорога", common)[:1]
    assert (match.new.surface, match.old.surface) == ("паром", "теплоход")


def test_a_spelling_weighs_by_the_commoner_of_the_two() -> None:
    common = Corpus([document("канатка")] * 600)
    (match,) = matches("канатка", "канатный", common)
    assert match.weight == pytest.approx(log(601 / 600.5) * (1 + 5 / 6) / 2)


@pytest.mark.parametrize(("new", "old"), [("мост", "мост"), ("канатка", "канатный"), ("паром", "теплоход")])
def test_strengths_multiply(new: str, old: str) -> None:
    documents = document_of([(new, 0.5)], LEXICON), document_of([(old, 0.2)], LEXICON)
    (weak,) = aligned(*documents, Corpus())
    (strong,) = matches(new, old)
    assert weak.weight == pytest.approx(0.5 * 0.2 * strong.weight)


def test_a_match_weighs_by_the_rarity_and_the_strength_of_its_words() -> None:
    common = Corpus([document("мост")] * 600)
    assert [match.weight for match in matches("мост", "мост")] == [pytest.approx(ONE_TEXT)]
    assert [match.weight for match in matches("мост", "мост", common)] == [pytest.approx(log(601 / 600.5))]
    (part,) = matches("лесопереработка", "лес")
    assert part.weight == pytest.approx(0.6 * ONE_TEXT)
    (root,) = matches("канатка", "канатный")
    assert root.weight == pytest.approx(ONE_TEXT * (1 + 5 / 6) / 2)


def test_a_shared_process_weighs_less_than_a_shared_thing() -> None:
    (thing,) = matches("паром", "теплоход")
    (process,) = matches("строить", "возводить")
    assert process.weight == pytest.approx(0.35 * thing.weight)


@pytest.mark.parametrize(
    ("new", "old", "same"),
    [
        ("Завод Haier", "Ждут Хайер", True),
        ("завод", "завод", False),
        ("Завод Naval", "Ждут Haval", True),
        ("Завод Haval", "Ждут haval", True),
    ],
)
def test_a_name_is_the_same_in_any_spelling(new: str, old: str, same: bool) -> None:
    assert [match.is_same_name for match in matches(new, old)] == [same]
