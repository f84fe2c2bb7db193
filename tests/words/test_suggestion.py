"""What was probably meant: words with a slip find their word, others find none."""

import pytest

from ratingctl.cli.register import VERBS
from ratingctl.words.suggestion import closest, did_you_mean_id

COUNTRIES = ("Chad", "Mali", "Iran", "Cuba", "Peru", "Ghana", "Niger", "Nigeria", "Kazakhstan", "UK", "USA")
REGIONS = ("tula", "omsk", "perm", "amur", "tomsk", "Тульская область", "Омская область", "Пермский край")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Chda", "Chad"),
        ("Cad", "Chad"),
        ("Perru", "Peru"),
        ("Gana", "Ghana"),
        ("Nigre", "Niger"),
        ("Kazachstan", "Kazakhstan"),
        ("UAS", "USA"),
    ],
)
def test_a_slip_in_a_short_word_is_one_letter_or_two_that_changed_places(typed: str, meant: str) -> None:
    assert closest(typed, COUNTRIES) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"), [("тулз", "tula"), ("омсг", "omsk"), ("Pern", "perm"), ("амру", "amur"), ("Tulla", "tula")]
)
def test_a_slip_in_the_other_alphabet_is_one_too(typed: str, meant: str) -> None:
    assert closest(typed, REGIONS) == [meant]


@pytest.mark.parametrize("typed", ["", "a", "UX", "Xad", "Laos", "Togo", "UKR", "Fiji", "Zambia", "ЮАР"])
def test_other_short_words_find_nothing(typed: str) -> None:
    assert closest(typed, COUNTRIES) == []


def test_a_year_with_two_figures_changed_finds_that_year() -> None:
    assert closest("2062", ["2025", "2026", "2027"]) == ["2026"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shwo", "show"),
        ("tier", "tiers"),
        ("lnk", "link"),
        ("sav", "save"),
        ("lgo", "log"),
        ("stauts", "status"),
        ("evnts", "events"),
        ("evts", "events"),
    ],
)
def test_a_verb_with_a_slip_finds_its_verb(typed: str, meant: str) -> None:
    assert closest(typed, VERBS) == [meant]


@pytest.mark.parametrize("typed", ["ls", "rm", "cd", "git", "foo", "help"])
def test_a_word_of_another_program_finds_no_verb(typed: str) -> None:
    assert closest(typed, VERBS) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("amur-3k9qe", "amur-3k9qd"), ("3k9dq", "amur-3k9qd"), ("anur-3k9qd", "amur-3k9qd"), ("amur-9w4pq", None)],
)
def test_an_id_is_near_if_its_own_end_is(typed: str, meant: str | None) -> None:
    hint = str(did_you_mean_id(typed, ["amur-3k9qd", "tula-7x7x7"]))
    assert hint == (f" (did you mean {meant}?)" if meant else "")
