"""Which events are taken for one fact told twice, and which are not."""

import pytest

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.model import EditionId, Event, EventId, RegionId
from ratingctl.domain.same_fact import told_twice

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
    assert bool(list(told_twice([first, second]))) is expected
    assert bool(list(told_twice([second, first]))) is expected
