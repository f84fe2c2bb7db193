"""The PO reader reads what Babel reads, and refuses what it does not understand."""

import io
from collections.abc import Callable
from gettext import c2py
from typing import Any

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from translations import up_to_date

from ratingctl.language.files import FOLDER, languages
from ratingctl.language.po_file import _USUAL_RULES, PoEntry, PoError, PoFile

HEADER = 'msgid ""\nmsgstr ""\n"Language: xx\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'


def forms_of(message: Any) -> tuple[str, ...]:
    """The translation of one of Babel's messages; empty where there is none."""
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return tuple(forms) if all(forms) and not message.fuzzy else ()


def source_of(message: Any) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def by_babel(text: str) -> dict[str, PoEntry]:
    catalogue = read_po(io.BytesIO(text.encode()), abort_invalid=True)
    return {
        message.context or source_of(message)[0]: PoEntry(source_of(message), forms_of(message))
        for message in catalogue
        if message.id
    }


@pytest.mark.parametrize("language", languages())
def test_a_language_is_read_as_babel_reads_it(language: str) -> None:
    text = (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    assert PoFile(text).entries() == by_babel(text)


@pytest.mark.parametrize(
    ("entry", "source", "forms"),
    [
        ('msgid "a b"\nmsgstr "c"\n', ("a b",), ("c",)),
        ('# a remark\n#. for translators\n#: x.py:1\nmsgid "a b"\nmsgstr "c"\n', ("a b",), ("c",)),
        ('msgid ""\n"a "\n"b"\nmsgstr ""\n"c"\n', ("a b",), ("c",)),
        ('msgid "a b"\nmsgstr "\\"c\\"\\n\\\\d\\t"\n', ("a b",), ('"c"\n\\d\t',)),
        ('msgid "a b"\nmsgid_plural "a bs"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', ("a b", "a bs"), ("c", "d")),
        ('msgid "a b"\nmsgstr ""\n', ("a b",), ()),
        ('msgid "a b"\nmsgid_plural "a bs"\nmsgstr[0] "c"\nmsgstr[1] ""\n', ("a b", "a bs"), ()),
        ('#, fuzzy\nmsgid "a b"\nmsgstr "c"\n', ("a b",), ()),
        ('#, fuzzy, python-brace-format\nmsgid "a b"\nmsgstr "c"\n', ("a b",), ()),
        ('#, python-brace-format\nmsgid "a b"\nmsgstr "c"\n', ("a b",), ("c",)),
    ],
)
def test_an_entry_is_read_by_its_english_text(entry: str, source: tuple[str, ...], forms: tuple[str, ...]) -> None:
    text = f'{HEADER}\n{entry}\n#~ msgid "gone"\n#~ msgstr ""\n'
    assert PoFile(text).entry("a b") == PoEntry(source, forms)
    assert by_babel(text) == {"a b": PoEntry(source, forms)}


def test_an_entry_with_a_context_is_known_by_it_alone() -> None:
    file = PoFile(f'{HEADER}\nmsgctxt "heading.by"\nmsgid "By"\nmsgstr "Par"\n')
    assert file.entry("heading.by") == PoEntry(("By",), ("Par",))
    assert file.entry("By") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the file does not begin with a header"),
        ('msgid "a"\nmsgstr "b"\n', "line 1: the file does not begin with a header"),
        ('msgid ""\nmsgstr ""\n"Language: xx\\n"\n', "line 1: the header has no Plural-Forms"),
        (HEADER.replace("(n > 1)", "(n >)"), "line 1: Plural-Forms: "),
        (HEADER.replace("(n > 1)", "exit(n)"), "line 1: the header has no Plural-Forms"),
        (HEADER + '\nmsgid "a"\nmsgstr b\n', "line 7: no quoted text: b"),
        (HEADER + '\nmsgid "a"\n\n\nmsgid "a\nmsgstr ""\n', "line 6: 'a' has no msgstr instead of msgstr"),
        (HEADER + '\nmsgid "a"\nmsgstr "b\\x"\n', "line 7: no quoted text"),
        (HEADER + '\nmsgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr ""\n', "line 8: a second msgid in one entry"),
        (HEADER + '\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "line 9: 'a' stands there twice"),
        (HEADER + '\nmsgctxt "a"\nmsgstr "b"\n', "line 6: an entry without msgid"),
        (HEADER + '\nmsgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', "line 6: 'a' has msgstr instead of msgstr[0], msgstr[1]"),
        (HEADER + '\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', "line 6: 'a' has msgstr[0] instead of"),
    ],
)  # fmt: skip
def test_what_is_no_po_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(PoError) as refused:
        PoFile(text).entries()
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("language", languages())
def test_the_plurals_of_a_language_are_those_of_the_unicode_locale_data(language: str) -> None:
    file, locale = PoFile((FOLDER / f"{language}.po").read_text(encoding="utf-8")), Locale(language)
    pairs = {(file.plural_form(n), locale.plural_form(n)) for n in range(1000)}
    assert len(pairs) == len({form for form, _ in pairs}) == len({category for _, category in pairs})
    assert file.header["Language"] == language


@pytest.mark.parametrize("language", languages())
def test_a_language_has_every_message_of_the_code(language: str, request: pytest.FixtureRequest) -> None:
    """`pytest tests/language --update-cases` brings the files up to date; what is left to do is to translate."""
    file, text = FOLDER / f"{language}.po", up_to_date(language)
    if request.config.getoption("--update-cases"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", _USUAL_RULES)
def test_a_usual_plural_rule_gives_what_gettext_makes_of_it(rule: str) -> None:
    made = c2py(rule)
    assert [_USUAL_RULES[rule](n) for n in range(1000)] == [made(n) for n in range(1000)]


def test_the_plural_rules_of_the_languages_need_no_gettext() -> None:
    rules = {_plural_form_of((FOLDER / f"{language}.po").read_text("utf-8")) for language in languages()}
    assert rules <= set(_USUAL_RULES.values())


def _plural_form_of(text: str) -> Callable[[int], int]:
    return PoFile(text).plural_form
