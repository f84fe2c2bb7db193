"""What the matcher makes once and keeps: the same answers come of it, and what is damaged is made anew."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from conftest import Outcome

from ratingctl.commands.match import MatchQuery, questions_of
from ratingctl.matching.corpus import Corpus
from ratingctl.matching.document import Document, decoded, document_of, encoded
from ratingctl.matching.document_store import DocumentStore, Words
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.packaged.word_lists import word_lists
from ratingctl.words.lexicon import Lexicon

LEXICON = Lexicon(word_lists(), {"sea-lines": ["Sea Lines", "Морские линии"]}, ["Узловая"])
TEXT = "В Узловой «Морские линии» и Xugong строят лесоперерабатывающий завод на 350 га; в 2026 году обещают БПЛА"
NO_WORDS = Document({}, {}, [], set())
WORDS = Words(((TEXT, 1.0), ("Канатная дорога", 0.5)), frozenset({"uzlov"}))


class MemoryKeeper:
    """Keeps tables in a dictionary."""

    def __init__(self) -> None:
        self.tables: dict[str, bytes] = {}

    def get(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        return {key: self.tables[key] for key in keys if key in self.tables}

    def put(self, key: str, table: bytes) -> None:
        self.tables[key] = table


def parts(document: Document) -> tuple[object, ...]:
    return document.terms, document.concepts, document.order, document.places


def word_key(lexicon: Lexicon, name: str) -> str:
    return next(iter(document_of([(name, 1.0)], lexicon).terms))


def test_a_lexicon_understands_the_same_after_a_way_through_json() -> None:
    kept = Lexicon.of_tables(json.loads(json.dumps(LEXICON.tables())))
    assert parts(document_of(WORDS.fields, kept, WORDS.common)) == parts(
        document_of(WORDS.fields, LEXICON, WORDS.common)
    )
    shanxi, shaanxi = (word_key(LEXICON, name) for name in ("Шаньси", "Шэньси"))
    assert kept.are_confusable(shanxi, shaanxi)
    assert not kept.are_confusable(shanxi, shanxi)
    assert [kept.lineage("wheat"), kept.is_process("export")] == [LEXICON.lineage("wheat"), True]


def test_a_document_is_the_same_after_a_way_through_text() -> None:
    document = document_of(WORDS.fields, LEXICON, WORDS.common)
    assert parts(decoded(encoded(document).encode())) == parts(document)
    assert decoded(encoded(NO_WORDS).encode()).terms == {}


def test_a_corpus_weighs_the_same_after_a_way_through_json() -> None:
    corpus = Corpus([document_of([(TEXT, 1.0)], LEXICON)] * 700)
    kept = Corpus.of_counts(json.loads(json.dumps(corpus.counts())))
    assert [kept.term_weight("zavod"), kept.term_weight("koshk")] == [
        corpus.term_weight("zavod"),
        corpus.term_weight("koshk"),
    ]
    assert kept.concept_weight("drones") == corpus.concept_weight("drones")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[",
        b"\xff" * 9,
        b"\n" * 7,
        b"1.0/00000\na\tb\n\n!\n\n\n\n\n",
        b"\na\nb\n!\n\n\n\n\n",
        b"x/y\n" + b"\n" * 7,
    ],
)
def test_a_damaged_document_is_made_anew(damage: bytes) -> None:
    keeper = MemoryKeeper()
    (made,) = DocumentStore(LEXICON, keeper, "1").documents([WORDS])
    keeper.tables = dict.fromkeys(keeper.tables, damage)
    (again,) = DocumentStore(LEXICON, keeper, "1").documents([WORDS])
    assert parts(again) == parts(made)


def test_a_kept_document_is_taken_only_for_the_same_words_and_the_same_lexicon() -> None:
    keeper = MemoryKeeper()
    DocumentStore(LEXICON, keeper, "1").documents([WORDS, WORDS])
    assert len(keeper.tables) == 1
    keeper.tables = {key: encoded(NO_WORDS).encode() for key in keeper.tables}
    empty = DocumentStore(LEXICON, keeper, "1").documents([WORDS])
    assert empty[0].terms == {}
    for other in (
        DocumentStore(LEXICON, keeper, "2").documents([WORDS]),
        DocumentStore(LEXICON, keeper, "1").documents([WORDS._replace(common=frozenset())]),
        DocumentStore(LEXICON, keeper, "1").documents([WORDS._replace(fields=((TEXT, 0.9),))]),
    ):
        assert other[0].terms


def answers(root: Path, *, cached: bool) -> list[tuple[str, float]]:
    _, questions, _ = questions_of(DiskFolder(root, cached=cached), MatchQuery())
    return [(old.event.id, old.score) for question in questions for old in question.candidates]


def test_the_cache_changes_no_answer_also_after_a_change(write: Callable[..., Path]) -> None:
    old = "- {id: north-bridge, kind: statement, title: A suspension bridge over the strait}\n"
    new = "- {id: north-span, kind: delay, title: The suspension bridge will be late}\n"
    root = write(
        {
            "2025/north.yaml": f"region: north\nevents:\n{old}",
            "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
            "2026/north.yaml": f"region: north\nevents:\n{new}",
        }
    )
    first = answers(root, cached=True)
    assert first == answers(root, cached=True) == answers(root, cached=False)
    assert first
    page = root / "2025/north.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("suspension bridge", "goat dairy"), encoding="utf-8")
    assert answers(root, cached=True) == answers(root, cached=False) != first


def test_a_question_is_answered_though_nothing_can_be_kept(
    ratingctl: Callable[..., Outcome], write: Callable[..., Path]
) -> None:
    root = write({"2025/north.yaml": "region: north\nevents:\n- {id: a, kind: statement, title: A bridge}\n"})
    (root / ".ratingctl").write_text("in the way", encoding="utf-8")
    outcome = ratingctl("--root", root, "match", "--text", "The bridge", "-r", "north", "-f", "json")
    assert json.loads(outcome.out)["queries"][0]["candidates"][0]["event"] == "a"
