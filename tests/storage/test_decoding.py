"""Articles and lists in the encodings of people: read right, or refused with the place."""

import codecs
from pathlib import Path

import pytest

from ratingctl.errors import DataError, UsageError
from ratingctl.storage.inputs.articles import article_text
from ratingctl.storage.inputs.checklist import read_list
from ratingctl.storage.inputs.decoding import decoded

ARTICLE = "Завод «Хавейл» открыт в Туле\nВ среду, 13 августа, губернатор открыл вторую очередь — 93 %.\n"
LIST = "project;found;by\ntula-1;nothing;Анна\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_r"])
def test_an_article_and_a_list_are_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    article = ARTICLE.replace("«", '"').replace("»", '"').replace("—", "-")
    assert article_text("a.txt", article.encode(encoding)) == article
    (tmp_path / "list.csv").write_bytes(LIST.encode(encoding))
    assert read_list(tmp_path / "list.csv", ("project",))[0].cells["by"] == "Анна"


@pytest.mark.parametrize(
    "text", ["МОСКВА", "нет новостей", "Смотрели на сайте", "№ 12 «Ёлки»", "Ян Чжэнь", "Haval открыл завод"]
)
def test_a_few_words_of_windows_1251_are_enough(text: str) -> None:
    assert decoded(text.encode("cp1251"), "f", "list", UsageError) == text


@pytest.mark.parametrize("encoding", ["cp866", "mac_cyrillic", "iso8859_5"])
def test_other_alphabets_are_refused(encoding: str) -> None:
    with pytest.raises(UsageError, match="neither UTF-8 nor surely Windows-1251 / KOI8-R"):
        article_text("a.txt", ARTICLE.encode(encoding, "ignore"))


def test_words_of_other_languages_are_not_made_russian() -> None:
    with pytest.raises(UsageError):
        article_text("a.txt", "café, résumé, Société Générale, naïve".encode("cp1252"))


@pytest.mark.parametrize("position", [6, 30, 60, 100])
def test_one_damaged_byte_is_named_by_line(tmp_path: Path, position: int) -> None:
    content = bytearray(ARTICLE.encode())
    while content[position] < 0x80:
        position += 1
    del content[position]
    line = content.count(b"\n", 0, position) + 1
    with pytest.raises(UsageError, match="is not UTF-8") as raised:
        article_text("a.txt", bytes(content))
    assert str(raised.value.place) == f"a.txt:{line}"
    (tmp_path / "list.csv").write_bytes(LIST.encode() + b"tula-2;news;" + "Анна".encode()[1:] + b"\n")
    with pytest.raises(DataError, match="is not UTF-8") as refused:
        read_list(tmp_path / "list.csv", ("project",))
    assert str(refused.value.place) == f"{tmp_path / 'list.csv'}:3"


@pytest.mark.parametrize("before", ["a,b\n", "а,б\n" * 9])
def test_behind_a_mark_of_utf_8_no_byte_is_of_another_alphabet(before: str) -> None:
    content = codecs.BOM_UTF8 + before.encode() + b"\xff\xfe\n"
    with pytest.raises(UsageError, match="byte 0xff is not UTF-8") as raised:
        decoded(content, "list.csv", "list", UsageError)
    assert str(raised.value.place) == f"list.csv:{before.count(chr(10)) + 1}"


def test_five_megabytes_may_end_inside_a_letter() -> None:
    for shift in ("", "a", "ab", "abc"):
        text = article_text("a.txt", (shift + "ы" * 3_000_000).encode())
        assert set(text) <= set("abcы")
        assert len(text.encode()) >= 5 * 1024 * 1024 - 4


def test_a_damaged_utf_16_is_refused() -> None:
    with pytest.raises(UsageError, match="UTF-16"):
        article_text("a.txt", ARTICLE.encode("utf-16")[:-1])
