"""Dates in words: as when something happened, and as a name."""

import pytest

from ratingctl.domain.spoken_dates import date_message, when_message
from ratingctl.language.catalogue import Catalogue

CASES = [
    ("2026", "in 2026", "в 2026 году", "2026 год"),
    ("2026-05", "in May 2026", "в мае 2026 года", "май 2026 года"),
    ("2026-05-18", "on 18 May 2026", "18 мая 2026 года", "18 мая 2026 года"),
    ("2026-34", "in the second quarter of 2026", "во втором квартале 2026 года", "второй квартал 2026 года"),
    ("2026-41", "in the second half of 2026", "во второй половине 2026 года", "вторая половина 2026 года"),
    ("2028/2030", "in 2028–2030", "в 2028–2030 годах", "2028–2030 годы"),
    ("../2026", "by the end of 2026", "до конца 2026 года", "до конца 2026 года"),
    ("../2026-05-18", "by 18 May 2026", "до 18 мая 2026 года", "до 18 мая 2026 года"),
    ("2028/..", "from 2028", "с 2028 года", "с 2028 года"),
    ("2025-06/2025-08", "in June – August 2025", "в июне – августе 2025 года", "июнь – август 2025 года"),
    ("2026-05-12/2026-05-15", "on 12–15 May 2026", "12–15 мая 2026 года", "12–15 мая 2026 года"),
    (
        "2025-06/2026-05",
        "from June 2025 to May 2026",
        "с июня 2025 года по май 2026 года",
        "июнь 2025 года – май 2026 года",
    ),
    (
        "2026-05-30/2026-06-02",
        "from 30 May 2026 to 2 June 2026",
        "с 30 мая 2026 года по 2 июня 2026 года",
        "30 мая 2026 года – 2 июня 2026 года",
    ),
    (
        "2026-33/2026-34",
        "from the first quarter of 2026 to second quarter of 2026",
        "с первого квартала 2026 года по второй квартал 2026 года",
        "первый квартал 2026 года – второй квартал 2026 года",
    ),
]


@pytest.mark.parametrize(("edtf", "english", "russian", "name"), CASES)
def test_a_date_is_said_as_a_person_would(edtf: str, english: str, russian: str, name: str) -> None:
    in_russian = Catalogue("ru").said
    assert Catalogue("en").said(when_message(edtf)) == english
    assert (in_russian(when_message(edtf)), in_russian(date_message(edtf))) == (russian, name)
