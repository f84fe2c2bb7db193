"""Which events are taken for one fact told twice, and which are not."""

from datetime import date

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import Edition, EditionId, Event, EventId, RegionId
from ratingctl.domain.same_fact import same_facts, told_twice

EDITIONS = {
    EditionId(year): Edition(EditionId(year), "", "", parse_edtf(year), date(int(year), 12, 31))
    for year in ("2025", "2026")
}
ARTICLE = "https://e.org/news/1"


def event(number: int, title: str, date: str = "2026-05-12", source: str = "", follows: str = "") -> Event:
    return Event(
        EventId(f"e{number}"), "talks", title, RegionId("r"), EditionId("2026"), number,
        date=parse_edtf(date) if date else None, sources=(source,) if source else (),
        not_follows=(EventId(follows),) if follows else (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (event(1, "Мэр приехал в Харбин"), event(2, "«Мэр приехал в Харбин»."), True),
        (event(1, "Мэр приехал в Харбин"), event(2, "Мэр приехал в Харбин", "2026-06"), False),
        (event(1, "Мэр приехал в Харбин"), event(2, "Мэр приехал в Харбин", "2026-05"), True),
        (event(1, "Мэр приехал в Харбин"), event(2, "Мэр приехал в Харбин", follows="e1"), False),
        (event(1, "Подписан договор о терминале в порту"), event(2, "Договор о терминале в порту подписан"), True),
        (event(1, "Подписан договор на 5 млн о терминале"), event(2, "Подписан договор на 7 млн о терминале"), False),
        (event(1, "Мэр и гости из Харбина открыли склад", source=ARTICLE),
         event(2, "Открыт склад гостей из Харбина", source=ARTICLE), True),
        (event(1, "Мэр и гости из Харбина открыли склад"), event(2, "Мэр и гости из Далянь открыли завод"), False),
        (event(1, "Обсудили сотрудничество в туризме"), event(2, "Обсудили сотрудничество в машиностроении"), False),
    ],
)  # fmt: skip
def test_one_fact_in_two_wordings(first: Event, second: Event, expected: bool) -> None:
    assert bool(list(told_twice([first, second], EDITIONS))) is expected
    assert bool(list(told_twice([second, first], EDITIONS))) is expected


@pytest.mark.parametrize(
    ("edition", "when", "known", "is_same"),
    [
        ("2026", "2025-03", "2025-03-04", True),  # found late, though it stands in the edition before
        ("2026", "2025-03", "", True),  # without a date it is of any day of its edition
        ("2026", "2026-03", "", False),
        ("2026", "", "2025-03-04", False),
        ("2025", "", "2025-03-04", True),
    ],
)
def test_a_fact_of_an_edition_before_is_known_again(edition: str, when: str, known: str, is_same: bool) -> None:
    new = event(2, "Мэр приехал в Харбин", when)
    new.edition = EditionId(edition)
    old = event(1, "мэр приехал в Харбин", known)
    old.edition = EditionId("2025")
    assert same_facts(new, [old], EDITIONS) == ([old] if is_same else [])
