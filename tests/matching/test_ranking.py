"""New events and earlier ones: which is found, how surely, and by which reasons."""

from collections.abc import Sequence
from datetime import date

import pytest
from conftest import real_rating

from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.kinds import KINDS
from ratingctl.domain.model import EditionId, Event, EventId, Rating, Region, RegionId, Settings
from ratingctl.domain.projects import Project
from ratingctl.matching.blocking import BLOCK_SIZE, block
from ratingctl.matching.document import document_of
from ratingctl.matching.document_store import DocumentStore
from ratingctl.matching.evaluate import Ranked, calibration_of, figures_of
from ratingctl.matching.index import Index
from ratingctl.matching.matcher import Candidate, Matcher, shares_of
from ratingctl.matching.reasons import DoubtType, ReasonType, doubts_of, reasons_of
from ratingctl.matching.scorer import ANYWHERE, IN_REGION, scores_of
from ratingctl.storage.packaged.word_lists import word_lists
from ratingctl.words.lexicon import Lexicon

REGION = RegionId("north")
LEXICON = Lexicon(word_lists(), {"sea-lines": ["Sea Lines", "Морские линии"]}, ["Узловая", "Узловой", "Клин", "Клину"])
MATCHER = Matcher(
    Rating(Settings(kinds=KINDS), {REGION: Region(REGION, "Северная область")}, {}), DocumentStore(LEXICON)
)


def event(title: str, number: int = 0, **more: object) -> Event:
    made = Event(EventId(f"north-{number}"), "statement", title, REGION, EditionId("2025"), number)
    return made._replace(**more)


def found(new: str | Event, *old: str | Event, anywhere: bool = False) -> list[Candidate]:
    fresh = new if isinstance(new, Event) else event(new, 99)
    events = [one if isinstance(one, Event) else event(one, number) for number, one in enumerate(old)]
    matcher = Matcher(
        Rating(Settings(kinds=KINDS), {REGION: Region(REGION, "Северная область")}, {}), DocumentStore(LEXICON)
    )
    earlier = [EarlierProject(Project(one, (one,), {one.id: date.min}, {}), (one,)) for one in events]
    return matcher.candidates(matcher.new_text(fresh), earlier, anywhere=anywhere)


OTHERS = ("Губернатор побывал в Харбине", "Область экспортирует зерно", "Открыт индустриальный парк «Восток»")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param("Канатную дорогу достроят летом", "Объявлено о канатной дороге", id="another case"),
        pytest.param("Завод Haval расширяют", "«Хавейл» построит завод", id="another alphabet"),
        pytest.param("Тульский Naval нарастил выпуск", "Запущен завод Haval", id="a misprint"),
        pytest.param("НВ PROM начал стройку", "HB PROM намерен строить", id="look-alike letters"),
        pytest.param("Xugong откроет сервис", "«Сюйгун» обещает сервисный центр", id="pinyin"),
        pytest.param("Морские линии пустили паром", "Sea Lines обещает паром", id="a known name"),
        pytest.param("Начался выпуск беспилотников", "Планируется производство БПЛА", id="an abbreviation"),
        pytest.param("Лекарства пошли за рубеж", "Фармацевтика готовится к экспорту", id="one trade"),
        pytest.param("Кондитерская фабрика вышла на рынок", "Договорились о вывозе шоколада", id="general and special"),
        pytest.param("Лесопереработку сворачивают", "Обещана глубокая переработка древесины", id="a compound"),
        pytest.param(
            "Выпущен 450-тысячный двигатель Z9", "Двигатели Z9 начнут делать в парке", id="a name with a figure"
        ),
    ],
)
def test_the_announcement_is_first_whatever_it_is_called(new: str, old: str) -> None:
    assert found(new, *OTHERS, old)[0].event.title == old


@pytest.mark.parametrize(
    ("new", "right", "wrong"),
    [
        ("Подписан договор с провинцией Шэньси", "Протокол с провинцией Шэньси", "Протокол с провинцией Шаньси"),
        ("В Хунань летят прямые рейсы", "Обсуждаются рейсы в Хунань", "Обсуждаются рейсы в Хэнань"),
        ("Завод Sea Lines в Узловой готов", "Sea Lines построит завод в Узловой", "Sea Lines построит завод в Клину"),
        ("Пущен завод полимерных труб", "Обещан завод полимерных труб", "Обещан завод стальных балок"),
    ],
)
def test_look_alikes_are_kept_apart(new: str, right: str, wrong: str) -> None:
    candidates = found(new, wrong, right)
    assert candidates[0].event.title == right
    assert candidates[0].score > 1.5 * candidates[1].score
    assert not found(new, wrong)[0].accept


@pytest.mark.parametrize(
    "title", ["", "а", "и", "12345", "😀😀", "中国制造", "канатная " * 1200, "<b>[x]</b>\x1b[0m", "— — —"]
)
def test_any_title_can_be_asked_about(title: str) -> None:
    candidates = found(title, *OTHERS, title)
    assert [0 <= candidate.score <= 1 for candidate in candidates] == [True] * 4
    assert all(reasons_of(candidate, title) for candidate in candidates)


def test_the_same_words_are_sure_and_strange_ones_are_not() -> None:
    alike = found("Канатную дорогу Яр – Мыс запустят в июле", "Канатную дорогу Яр – Мыс запустят весной", *OTHERS)
    assert [candidate.accept for candidate in alike] == [True, False, False, False]
    assert found("Открыта выставка кошек", *OTHERS)[0].score < 0.2
    assert found("Канатную дорогу запустят") == []


def test_nothing_is_sure_in_another_region() -> None:
    title = "Канатную дорогу Яр – Мыс запустят весной"
    assert not found(title, title, *OTHERS, anywhere=True)[0].accept


def test_the_name_of_the_project_counts() -> None:
    old = [event("Обсуждали стройку", 1, project="Мост"), event("Обсуждали сроки стройки", 2, project="Порт")]
    assert found(event("Стройка отложена", 9, project="мост"), *old)[0].event.id == "north-1"


def test_the_name_of_the_region_tells_nothing() -> None:
    candidates = found("Северная верфь заложила судно", "Северная область вывозит зерно", "Верфь обещает суда")
    assert candidates[0].event.title == "Верфь обещает суда"


@pytest.mark.parametrize(
    ("new", "old", "why", "words"),
    [
        ("Завод Haval готов", "Haval строит", ReasonType.NAMES, "Haval"),
        ("Канатная дорога готова", "О канатной дороге", ReasonType.WORDS, "Канатная дорога"),
        ("Naval нарастил выпуск", "Марка Haval", ReasonType.SPELLING, "Naval – Haval"),
        ("Лекарства везут", "Фармацевтика ждёт", ReasonType.TRADES, "Лекарства – Фармацевтика"),
        ("Парк на 350 га", "Под парк дали 350 га", ReasonType.FIGURES, "350 га"),
    ],
)
def test_a_reason_is_the_one_that_a_person_would_give(new: str, old: str, why: ReasonType, words: str) -> None:
    reasons = {reason.type: reason.words for reason in reasons_of(found(new, old)[0], new)}
    assert words in reasons[why]


def test_a_rival_takes_from_the_score() -> None:
    for model in (IN_REGION, ANYWHERE):
        assert scores_of([2.0], model)[0] > scores_of([2.0, 1.9], model)[0] > scores_of([2.0, 3.0], model)[0]
        assert scores_of([], model) == []


def test_a_small_part_of_very_many_texts_is_compared() -> None:
    titles = [f"Событие {number}: завод труб «Труба-{number}»" for number in range(300)]
    index = Index(titles, MATCHER.corpus, MATCHER.lexicon)
    assert index.nearest(MATCHER.free_text("«Труба-217» достроили", None).document, 5)[0] == 217
    assert index.nearest(MATCHER.free_text("кошка", None).document, 5) == []
    # What is common finds texts where nothing is rarer.
    assert index.nearest(MATCHER.free_text("завод", None).document, 5) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Труб много", 0),
        ("Haval", 1),
        ("Xugong", 2),
        ("лесопереработка", 3),
        ("фармацевтика", 4),
        ("40 млн юаней", 5),
        ("и в на", None),
    ],
)
def test_a_text_is_found_by_stems_names_in_any_alphabet_parts_concepts_and_figures(
    words: str, nearest: int | None
) -> None:
    titles = ["Завод труб", "Хавейл ждёт", "Прибыл Сюйгун", "Лес рубят", "Лекарства везут", "Дали 40", "Пусто и в на"]
    index = Index(titles, MATCHER.corpus, MATCHER.lexicon)
    found = index.nearest(MATCHER.free_text(words, None).document, 1)
    assert found == ([] if nearest is None else [nearest])


ROWS = [
    Ranked([0.9, 0.1], [True, False], True, True),
    Ranked([0.8, 0.7], [False, True], True, True),
    Ranked([0.3], [False], False),
    Ranked([], [], True),
]


def test_figures_are_those_of_retrieval() -> None:
    figures = figures_of(ROWS)
    assert (figures.followups, figures.top1, figures.mrr) == (3, 1 / 3, 0.5)
    assert figures.best_f1 == pytest.approx(2 * 1 * (1 / 3) / (4 / 3))
    assert (figures.recall_at_95, figures.accepted_precision, figures.accepted_recall) == (1 / 3, 0.5, 1 / 3)
    assert calibration_of(ROWS) == [(0.3, 1, 0.0), (0.8, 1, 0.0), (0.9, 1, 1.0)]


def own_links() -> Sequence[Ranked]:
    """The links between the last two published editions, taken out and looked for again."""
    rating = real_rating()
    matcher = Matcher(rating, DocumentStore(Lexicon(word_lists(), rating.organisations)))
    rows = []
    for region, page in rating.editions[EditionId("2026")].pages.items():
        old = rating.editions[EditionId("2025")].pages[region].events
        known = {one.id for one in old}
        earlier = [EarlierProject(Project(one, (one,), {}, {}), (one,)) for one in old]
        for new in page.events:
            candidates = matcher.candidates(matcher.new_text(new._replace(project="")), earlier)
            right = [candidate.event.id in new.follows for candidate in candidates]
            accepted = bool(candidates) and candidates[0].accept
            if known.intersection(new.follows) or not new.follows:
                rows.append(Ranked([one.score for one in candidates], right, any(right), accepted))
    return rows


def test_the_links_of_the_real_editions_are_found_again() -> None:
    rows = own_links()
    figures = figures_of(rows)
    assert figures.followups > 350
    assert figures.top1 > 0.87
    assert figures.accepted_precision is not None
    assert figures.accepted_precision > 0.92
    shares = {start: share for start, count, share in calibration_of(rows) if count >= 30}
    assert shares[0.9] > 0.9
    assert shares[0.0] < 0.1


def test_of_very_many_events_the_ones_with_rare_words_in_common_are_kept() -> None:
    many = [event(f"Завод номер {number} обещан", number) for number in range(400)]
    many[350] = event("Канатную дорогу обещали", 350)
    kept = block(MATCHER.free_text("Канатная дорога, обещанная давно", None).document, many)
    assert many[350] in kept
    assert len(kept) == BLOCK_SIZE
    assert block(MATCHER.free_text("кошка", None).document, many) == []
    assert block(MATCHER.free_text("кошка", None).document, many[:9]) == many[:9]


@pytest.mark.parametrize(("new", "sure"), [("Дорога", False), ("Haval", True), ("Дорога на мыс", True)])
def test_a_single_word_is_too_little_to_be_sure_unless_it_is_a_name(new: str, sure: bool) -> None:
    candidate = found(new, new)[0]
    assert candidate.score > 0.9
    assert candidate.accept is sure


def test_a_text_without_a_subject_inherits_the_project_of_what_stands_before_it() -> None:
    earlier = [
        EarlierProject(Project(one, (one,), {one.id: date.min}, {}), (one,))
        for one in (event("Канатную дорогу Яр – Мыс обещали", 1), event("Порт обещал пирс", 2))
    ]
    before = MATCHER.new_text(event("Канатную дорогу Яр – Мыс строят", 8))
    new = MATCHER.new_text(event("Срок сдвинулся на год", 9))
    context = shares_of(MATCHER.comparisons(before, earlier))
    alone, inherited = MATCHER.candidates(new, earlier), MATCHER.candidates(new, earlier, context=context)
    assert inherited[0].event.id == "north-1"
    assert inherited[0].score > 2 * max(candidate.score for candidate in alone)


def test_a_text_with_a_subject_of_its_own_inherits_nothing() -> None:
    earlier = [
        EarlierProject(Project(one, (one,), {one.id: date.min}, {}), (one,))
        for one in (event("Канатную дорогу Яр – Мыс обещали", 1), event("Порт обещал пирс «Гавань»", 2))
    ]
    context = {EventId("north-1"): 1.0}
    new = MATCHER.new_text(event("Порт построил пирс «Гавань»", 9))
    assert MATCHER.candidates(new, earlier, context=context)[0].event.id == "north-2"


@pytest.mark.parametrize(
    ("new", "old", "sure"),
    [
        pytest.param("Завод Sinotruk строят", "Завод Sinotruk обещан", True, id="the same company"),
        pytest.param(
            "Завод Shacman в парке «Восток» строят", "Завод Foton в парке «Восток» обещан", False, id="another company"
        ),
        pytest.param(
            "В индустриальном парке «Восток» идут переговоры об участках",
            "Foton построит в индустриальном парке «Восток» завод",
            False,
            id="a park alone",
        ),
        pytest.param("Делегация посетила Узловую и Клин", "Делегация посетит Узловую и Клин", False, id="places alone"),
    ],
)
def test_only_the_same_thing_is_sure(new: str, old: str, sure: bool) -> None:
    assert found(new, old)[0].accept is sure


def test_the_name_of_a_park_is_that_of_a_place() -> None:
    document = document_of([("В индустриальном парке «Восток» и в ОЭЗ «Лотос» Foton строит «Радугу»", 1.0)], LEXICON)
    assert {term.surface for term in document.terms.values() if term.is_place} == {"Восток", "Лотос", "ОЭЗ"}
    assert {term.surface for term in document.terms.values() if term.is_company} == {"Foton", "Радугу"}


def test_the_second_word_of_a_false_compound_is_no_trade() -> None:
    document = document_of([("Блок электропитания", 1.0)], LEXICON)
    assert "food" not in document.concepts


@pytest.mark.parametrize(
    ("new", "old", "doubt"),
    [
        ("Sinotruk строит завод", "Обещан завод Foton", DoubtType.OTHER_NAMES),
        ("Завод в Узловой", "Завод в Клину", DoubtType.OTHER_PLACE),
        ("Поездка в Узловую", "В Узловой обещан кирпич", DoubtType.PLACES_ALONE),
        ("Узловой подарили рояль, скрипки и ноты", "Завод труб в Узловой", DoubtType.MUCH_ELSE),
        ("Делегация осмотрела завод", "Обещан завод", DoubtType.EFFORT),
    ],
)
def test_that_an_event_is_new_is_said_with_a_reason(new: str, old: str, doubt: DoubtType) -> None:
    assert doubt in {one.type for one in doubts_of(found(new, old)[0], new)}


def test_the_same_words_leave_no_doubt() -> None:
    new = event("Мост «Радуга» готов", 9, kind="commissioning")
    assert doubts_of(found(new, "Обещан мост «Радуга»")[0], new.title) == []


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("Cable car towers were erected in May", "Обещана канатная дорога"),
        ("The first batch of beef was shipped", "Договорились о поставках говядины"),
        ("The railway is postponed", "Железную дорогу достроят"),
        ("Sea Lines opened a ferry", "«Морские линии» обещают паром"),
        ("Wheat Exports Grow Again", "Область экспортирует пшеницу"),
    ],
)
def test_english_news_finds_a_russian_announcement(new: str, old: str) -> None:
    others = ("Открыт индустриальный парк «Восток»", "Подарили музею рояль", old)
    assert found(new, *others)[0].event.title == old
