"""The catalogue: every message that the code says is there, in every language, with the values that it is given."""

import ast
import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po
from conftest import REPOSITORY, SMALL, Outcome

from ratingctl.commands.shared.new_rating import NewRating
from ratingctl.domain.edition_steps import NextStep
from ratingctl.domain.event_flags import EventFlag
from ratingctl.domain.findings import Severity
from ratingctl.domain.gate_codes import GATE_CODES
from ratingctl.domain.kinds import KINDS, Halt, Stage
from ratingctl.domain.model import State
from ratingctl.domain.priority import PriorityReason
from ratingctl.domain.spoken_dates import MONTHS, POINTS, SPANS
from ratingctl.domain.staleness import StaleReason
from ratingctl.domain.upcoming import UpcomingKind
from ratingctl.errors import UsageError
from ratingctl.intake.article_language import _CYRILLIC, _SCRIPTS, _WORDS
from ratingctl.language import files
from ratingctl.language.catalogue import Catalogue, all_translations
from ratingctl.language.files import FOLDER, languages
from ratingctl.language.person import person_language, person_words
from ratingctl.language.po_file import PoFile
from ratingctl.matching.reasons import DoubtType, ReasonType
from ratingctl.message import UNIT_WORDS, Dated, Message, counted, english, quoted, sentence
from ratingctl.report import Span

PACKAGE = REPOSITORY / "ratingctl"
KEY = re.compile(r"[a-z_]+\.[a-z_]+")
SOURCE = PoFile((FOLDER / "en.po").read_text(encoding="utf-8")).entries()
WORDS = {key for key in SOURCE if KEY.fullmatch(key)}
"""The keys of words; the other keys are English sentences."""

GROUPS = {key.partition(".")[0] for key in WORDS}

DIRECTIONS = {"up", "down", "same", "added", "removed", "better", "worse", "rescaled"}

MADE: Mapping[str, set[str]] = {
    "kind": set(KINDS),
    "kind_synonyms": set(KINDS),
    "kind_example": set(KINDS),
    "type": {"check", "note", "score"},
    "status": {*(stage.name.lower() for stage in Stage), *Halt},
    "language": {language for language, _ in _SCRIPTS} | {*_CYRILLIC, *_WORDS},
    "state": set(State),
    "found": {"nothing", "news"},
    "section": DIRECTIONS,
    "diff": {*DIRECTIONS, "tier_moves"},
    "stale_reason": set(StaleReason),
    "why": set(StaleReason),
    "stale": set(StaleReason),
    "event_flag": set(EventFlag),
    "priority": set(PriorityReason),
    "upcoming": set(UpcomingKind),
    "match_reason": set(ReasonType),
    "match_doubt": {*DoubtType, "nothing_alike"},
    "likelihood": {"likely", "possible", "hardly"},
    "project": {"moved_from", "moved_to"},
    "month": set(MONTHS),
    "month_in": set(MONTHS),
    "month_of": set(MONTHS),
    "when": {*POINTS, *SPANS},
    "date_name": {*POINTS, *SPANS},
    "date_of": set(POINTS),
    "gate": set(GATE_CODES),
    "severity": set(Severity),
    "next_step": set(NextStep),
    "init": set(NewRating._fields),
    "unit_word": {name for name in UNIT_WORDS if name.islower()},
    **{
        group: {key.replace(".", "_") for key in SOURCE if f"{group}.{key.replace('.', '_')}" in SOURCE}
        for group in ("unit", "any_unit")
    },
}
"""Keys that the code puts together: the group, and every word that can stand after it."""

UNIT_FORMS = {*UNIT_WORDS, "counted"}
"""The rating's own words for units, of which each language takes those that it needs."""

OTHER_VALUES = {"date.quarter": {"number", "roman", "year"}, "date.half": {"number", "roman", "year"}}
"""Values of which a language takes those that it needs."""


class Sentence(NamedTuple):
    """A call that makes a sentence: its line, its forms, and the names of the values that it is given."""

    line: int
    forms: tuple[str, ...]
    values: set[str | None]


class Keys(NamedTuple):
    """The keys that a module names, in full or by their group, and the calls in it that make sentences."""

    written: set[str]
    groups: set[str]
    sentences: list[Sentence]


@cache
def keys_in(file: Path) -> Keys:
    """What a module says: constants that look like keys, headings of columns, and f"why.{reason}"."""
    written, starts, sentences = set[str](), set[str](), list[Sentence]()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Constant(value=str(text)) if KEY.fullmatch(text):
                written.add(text)
            case ast.JoinedStr(values=[ast.Constant(value=start), *_]):
                starts.add(str(start))
            case ast.Call(func=ast.Name(id="Column")):
                written |= headings(node)
            case ast.Call(func=ast.Name(id="sentence" | "counted")):
                forms = tuple(ast.literal_eval(text) for text in node.args)
                sentences.append(Sentence(node.lineno, forms, {keyword.arg for keyword in node.keywords}))
    known = {key for key in written if key.partition(".")[0] in GROUPS and not key.endswith((".yaml", ".json", ".js"))}
    return Keys(known, {start[:-1] for start in starts if re.fullmatch(r"[a-z_]+\.", start)} & GROUPS, sentences)


def headings(column: ast.Call) -> set[str]:
    """The keys of a column that is made, also of one that depends on a condition."""
    inner = (node.value for node in ast.walk(column) if isinstance(node, ast.Constant))
    return {f"heading.{key}" for key in inner if isinstance(key, str) and key}


def keys_in_template(file: Path) -> set[str]:
    """The keys that a template names: say("page.search")."""
    return set(re.findall(r"""\bsay\(["']([\w.]+)["']""", file.read_text(encoding="utf-8")))


MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted(PACKAGE.rglob("*.j2"))
ASSEMBLED = {f"{group}.{word}" for group, words in MADE.items() for word in words}
DRAFT_FIELDS = {f"heading.{name}" for name in ("region", "date", "kind", "title", "project", "text", "due", "follows",
                                               "partners", "amounts", "sources", "note")}  # fmt: skip


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    keys = {file: keys_in(file) for file in MODULES}
    assert {file: missing for file in keys if (missing := keys[file].written - SOURCE.keys())} == {}
    assert {file: missing for file in keys if (missing := keys[file].groups - {"heading"} - MADE.keys())} == {}


def test_every_key_in_a_template_is_in_the_catalogue() -> None:
    assert {file: missing for file in TEMPLATES if (missing := keys_in_template(file) - SOURCE.keys())} == {}


def test_every_word_of_the_domain_has_its_message() -> None:
    assert ASSEMBLED - SOURCE.keys() == set()


def test_no_message_is_left_that_nothing_says() -> None:
    written = {key for file in MODULES for key in keys_in(file).written}
    written |= {key for file in TEMPLATES for key in keys_in_template(file)}
    assert set() == WORDS - written - ASSEMBLED - DRAFT_FIELDS


def test_a_sentence_is_given_the_values_that_it_names() -> None:
    for file in MODULES:
        for line, forms, values in keys_in(file).sentences:
            named = placeholders(forms) - UNIT_WORDS.keys()
            assert (named | (values & {"n"}), values & UNIT_WORDS.keys()) == (values, set()), (file, line)


def placeholders(forms: tuple[str, ...]) -> set[str]:
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}


@pytest.mark.parametrize("language", languages())
def test_a_language_is_complete_and_up_to_date(language: str) -> None:
    entries = PoFile((FOLDER / f"{language}.po").read_text(encoding="utf-8")).entries()
    assert list(entries) == list(SOURCE)  # the same messages, in the same order
    assert [key for key, entry in entries.items() if entry.source != SOURCE[key].source] == []
    untranslated = [key for key, entry in entries.items() if not entry.forms and not key.startswith("ratingctl ")]
    assert language == "en" or untranslated == []  # an example of a manual may stay as it is


@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
def test_translations_fill_in_what_the_english_does(language: str) -> None:
    wrong = []
    for key, entry in PoFile((FOLDER / f"{language}.po").read_text(encoding="utf-8")).entries().items():
        there, given = placeholders(entry.forms) - UNIT_FORMS, placeholders(entry.source) - UNIT_FORMS
        may = OTHER_VALUES.get(key)
        if (entry.forms and there != given) if may is None else not there <= may:
            wrong.append(key)
    assert wrong == []


@pytest.mark.parametrize(
    ("edtf", "in_english", "in_russian"),
    [
        ("2026", "2026", "2026"),
        ("2026-05", "2026-05", "2026-05"),
        ("2026-34", "Q2 2026", "II кв. 2026"),
        ("2026-41", "H2 2026", "II пол. 2026"),
        ("../2026", "by the end of 2026", "до конца 2026"),
        ("2028/..", "from 2028", "с 2028"),
        ("2028/2030", "2028 – 2030", "2028 – 2030"),
    ],
)
def test_dates_are_said_as_people_write_them(edtf: str, in_english: str, in_russian: str) -> None:
    assert [Catalogue(language).said(Dated(edtf)) for language in ("en", "ru")] == [in_english, in_russian]


@pytest.mark.parametrize(
    ("n", "russian"),
    [(0, "0 регионов"), (1, "1 регион"), (2, "2 региона"), (5, "5 регионов"), (11, "11 регионов"), (21, "21 регион"),
     (22, "22 региона"), (112, "112 регионов"), (101, "101 регион")],
)  # fmt: skip
def test_numbers_take_their_plural(n: int, russian: str) -> None:
    assert Catalogue("ru").said(Message("count.regions", {"n": n})) == russian


def test_a_word_is_known_in_every_language() -> None:
    words = dict(zip(languages(), all_translations("kind.visit"), strict=True))
    assert (words["en"], words["ru"]) == ("visit", "визит")
    assert all_translations("kind.of-this-rating") == []


ISLANDIC = """\
msgid ""
msgstr ""
"Language: xx\\n"
"Plural-Forms: nplurals=3; plural=(n == 0 ? 0 : n == 1 ? 1 : 2);\\n"

msgctxt "count.regions"
msgid "{n} region"
msgid_plural "{n} regions"
msgstr[0] "no isles"
msgstr[1] "one isle"
msgstr[2] "isles: {n}"

msgctxt "heading.region"
msgid "Region"
msgstr "Isle"

#, fuzzy
msgctxt "heading.score"
msgid "Score"
msgstr "Old word"

msgid "no edition {edition!r}"
msgstr "what is «{edition}»?"

msgid "Print the tier tables of an edition."
msgstr "Show isles."

msgid "no kind of file {kind!r}{hint}"
msgstr "«{kind}»?{hint}"

msgid " (did you mean {word}?)"
msgstr " {word}!"

msgid "{n} file is torn"
msgid_plural "{n} files are torn"
msgstr[0] "nothing torn"
msgstr[1] "a torn file"
msgstr[2] "torn: {n}"
"""


@pytest.fixture
def islandic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A third language: one more file beside the others."""
    for language in languages():
        (tmp_path / f"{language}.po").write_text(
            (FOLDER / f"{language}.po").read_text(encoding="utf-8"), encoding="utf-8"
        )
    (tmp_path / "xx.po").write_text(ISLANDIC, encoding="utf-8")
    monkeypatch.setattr(files, "FOLDER", tmp_path)
    return "xx"


def test_a_language_is_one_more_file(islandic: str) -> None:
    said = Catalogue(islandic).said
    assert languages()[0] == "en"
    assert {"ru", islandic} < set(languages())
    assert [said(Message("count.regions", {"n": n})) for n in (0, 1, 2)] == ["no isles", "one isle", "isles: 2"]
    assert Catalogue(islandic).heading("region") == "Isle"
    assert said(Span(sentence("no edition {edition!r}", edition="2026"))) == "what is «2026»?"
    assert said(counted("{n} file is torn", "{n} files are torn", n=1)) == "a torn file"
    assert all_translations("heading.region")[languages().index(islandic)] == "Isle"


def test_what_a_language_does_not_have_is_said_in_english(islandic: str) -> None:
    said = Catalogue(islandic).said
    assert Catalogue(islandic).heading("score") == "Score"  # its translation is marked as doubtful
    assert said(Message("project.silent", {"n": 0})) == "silent for 0 months"
    assert said(sentence("no file {name!r}", name="x")) == "no file 'x'"
    assert said(counted("{n} file", "{n} files", n=2)) == "2 files"
    assert said(Dated("../2026")) == "by the end of 2026"


def test_a_rating_may_be_in_any_language_of_the_catalogue(
    islandic: str, write: Callable[..., Path], ratingctl: Callable[..., Outcome]
) -> None:
    root = write({"rating.yaml": SMALL["rating.yaml"].replace("language: en", f"language: {islandic}")})
    assert ratingctl("--root", root, "validate").code == 0
    assert "Isle" in ratingctl("--root", root, "tiers", "2026").out
    schema = json.loads(ratingctl("schema", "rating").out)
    assert schema["properties"]["language"]["enum"] == [*languages(), None]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        ({"LC_MESSAGES": "ru_RU", "LANG": "en_US"}, "ru"),
        ({"RATINGCTL_LANG": "ru", "LC_ALL": "en_US.UTF-8"}, "ru"),
        ({"LANG": "zz_ZZ.UTF-8"}, "en"),
        ({"LANG": "../../x"}, "en"),
    ],
)
def test_a_person_is_spoken_to_in_the_language_of_the_locale(environment: dict[str, str], language: str) -> None:
    assert person_language(environment) == language


def test_an_error_is_said_in_the_language_of_the_person(islandic: str) -> None:
    error = UsageError(sentence("no edition {edition!r}", edition="2026"), place="x", next_step="look again")
    assert str(error) == "x: no edition '2026'; look again"
    assert error.said(person_words({"LANG": "xx_XX"})) == "x: what is «2026»?; look again"
    assert error.said(person_words({"LANG": "en_GB"})) == str(error)


def test_the_command_line_speaks_the_language_of_the_person(
    islandic: str, ratingctl: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATINGCTL_LANG", islandic)
    assert "Show isles." in ratingctl("tiers", "--help").out
    assert "Compare two editions" in ratingctl("--help").out
    assert ratingctl("schema", "regin").err.startswith("ratingctl: «regin»? region!; the kinds are ")


def test_a_message_is_english_without_a_catalogue() -> None:
    inner = sentence("the {what}", what=Dated("2026"))
    assert english(sentence("{inner} of {n}", inner=inner, n=1)) == "the 2026 of 1"
    assert str(counted("{n} file of {place}", "{n} files of {place}", n=2, place="x")) == "2 files of x"


def test_values_are_formatted_as_the_template_asks() -> None:
    message = sentence("{size:.1f} MB of {n:,} in {path} {name!r}", size=1.26, n=1000, path=Path("a/b"), name="x")
    assert [str(message), Catalogue("en").said(message)] == ["1.3 MB of 1,000 in a/b 'x'"] * 2


def test_each_language_quotes_in_its_own_way() -> None:
    message = sentence("{inner} of {name!r} and {n!r}", inner=quoted("it's"), name="x", n=1)
    assert str(message) == Catalogue("en").said(message) == "\"it's\" of 'x' and 1"
    assert Catalogue("ru").said(message) == "«it's» of «x» and 1"


@pytest.mark.parametrize(("language", "foreign"), [("en", "[«»„]"), ("ru", "[“”„]|'{|}'|\"{|}\"")])
def test_no_sentence_quotes_as_another_language_does(language: str, foreign: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        said = read_po(file)
    texts = [text for each in said for text in _texts((each.id if language == "en" else each.string) or "")]
    assert [text for text in texts if re.search(foreign, text)] == []


def _texts(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)
