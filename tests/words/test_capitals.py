"""Proper names of titles, Russian and English."""

import pytest

from ratingctl.words.capitals import is_title_case, proper_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Планируется завод красок", ()),
        ("Завод красок", ()),
        ("Планируется завод красок «Радуга»", ("«Радуга»",)),
        ("Говорят о «зелёном» коридоре", ()),
        ("Дорогу проложат от Синегорья до Мшанки", ("Синегорья", "Мшанки")),
        ("Синегорье позвало инвесторов", ()),
        ("Обсудили сельское хозяйство. Синегорье позвало инвесторов", ()),
        ("Завод построят в г. Мшанск", ("Мшанск",)),
        ("В СЭЗ построят завод СПГ, рядом с ГОКом", ()),
        ("Продлят трассу М-14", ("М-14",)),
        ("А-361 хотят продлить", ("А-361",)),
        ("На форуме ВМФ-2025 обсудили туризм", ()),
        ("П. Сидоров-Мшанский позвал инвесторов", ()),
        ("Инвесторов позвал М.-А. Сидоров", ()),
        ("Готовится Северо-Мшанский коридор", ("Северо-Мшанский",)),
        ("A paint factory is planned", ()),
        ("A paint factory is planned in Greenhill", ("Greenhill",)),
        ("Investors look at Greenhill's port", ("Greenhill",)),
        ('Investors look at the "Blue Harbour" park', ('"Blue Harbour"',)),
        ("Investors look at the “Blue Harbour” park", ("“Blue Harbour”",)),
        ("An LNG plant in one of the SEZs is discussed", ()),
        ("Talks on tourism go on in May and on Friday", ()),
        ("Talks on Tourism and Farming Begin", ()),
        ("The port of St. Agatha is discussed", ("St", "Agatha")),
        ("Guests of J. Doe speak of tourism", ()),
    ],
)
def test_the_proper_names_of_a_title(text: str, names: tuple[str, ...]) -> None:
    assert proper_names(text) == names


@pytest.mark.parametrize(
    ("text", "is_headline"),
    [
        ("Talks on Tourism and Farming Begin", True),
        ("Talks on tourism and farming begin", False),
        ("Big Talks", False),
        ("Завод Планируется Построить Летом", False),
    ],
)
def test_a_headline_has_capitals_nearly_everywhere(text: str, is_headline: bool) -> None:
    assert is_title_case(text) is is_headline
