"""In which language an article is; what is not read is named and not called off topic."""

import pytest
from known import TODAY, gazetteer

from ratingctl.intake.article_language import article_language
from ratingctl.intake.draft import draft_from

TEXTS = {
    "ru": "Край подписал соглашение о мосте с соседями, его построят за год.",
    "en": "The region signed an agreement on a bridge that will be built in a year.",
    "de": "Die Region und die Stadt unterzeichnen ein Abkommen über den Bau der Brücke.",
    "fr": "La région a signé un accord pour le pont et les routes avec une société du sud.",
    "es": "La región firmó un acuerdo para el puente y los caminos con una empresa del sur.",
    "it": "La regione ha firmato un accordo per il ponte e le strade della città di mare.",
    "pt": "A região assinou um acordo para uma ponte e os caminhos do sul, não com o porto.",
    "pl": "Region podpisał umowę na budowę mostu i drogi, które nie będą gotowe w tym roku, jest to plan na lata.",
    "tr": "Bölge ve şehir yeni bir köprü için anlaşma imzaladı, bu köprü gelecek yıl ile birlikte açılacak.",
    "uk": "Край підписав угоду про міст, який було обіцяно; його збудують за рік.",
    "kk": "Өңір көпір туралы келісімге қол қойды, ол бір жылда салынады.",
    "zh": "该地区签署了桥梁协议，一年内建成。",
    "ja": "この地域は橋の協定に署名しました。",
    "ko": "이 지역은 다리 협정에 서명했습니다.",
    "ar": "وقعت المنطقة اتفاقية بشأن الجسر.",
    "ka": "რეგიონმა ხიდის შესახებ შეთანხმებას მოაწერა ხელი.",
    "": "2026",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text_is_told(language: str) -> None:
    assert article_language(TEXTS[language]) == language


def test_names_in_latin_letters_do_not_make_a_russian_text_another_language() -> None:
    assert article_language("Завод CRRC Dalian Locomotive and Rolling Stock открыл цех в городе") == "ru"


@pytest.mark.parametrize("language", ["de", "kk", "zh"])
def test_of_a_language_that_is_not_read_neither_kind_nor_subject_is_told(language: str) -> None:
    draft = draft_from(f"2026-11-10\n{TEXTS[language]} Tula, 2027.", gazetteer(), TODAY)
    assert (draft.language, draft.kind, draft.on_topic, draft.due) == (language, None, None, None)
    assert str(draft.date) == "2026-11-10"
