"""The JSON Schemas say what the reader does: same keys, same verdicts on the real files."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import EDITIONS, SMALL, Outcome

from ratingctl.commands.shared.schema_files import vocabulary
from ratingctl.domain.fields import FILE_KINDS, FieldType, Record
from ratingctl.domain.json_schema import schemas
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_rating
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse

SCHEMAS = schemas(vocabulary())
PLAIN = {"true": True, "false": False, "": None, "~": None, "null": None}


def loaded(node: Node | None) -> Any:
    """What a YAML 1.2 core reader, such as an editor's, makes of a node."""
    if isinstance(node, MappingNode):
        return {str(key.value): loaded(value) for key, value in node.pairs() if isinstance(key, Scalar)}
    if isinstance(node, SequenceNode):
        return [loaded(item) for item in node.items]
    if node is None or node.style:
        return node.value if node else None
    if node.value in PLAIN:
        return PLAIN[node.value]
    for number in (int, float):
        try:
            return number(node.value) if "_" not in node.value else node.value
        except ValueError:
            continue
    return node.value


def kind_of(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yaml")
    return stem if not folder or stem in ("edition", "booklet", "frozen", "errata") else "region"


REAL = DiskFolder(EDITIONS).paths()


@pytest.mark.parametrize("kind", sorted(FILE_KINDS))
def test_every_real_file_conforms(kind: str) -> None:
    paths = [path for path in REAL if kind_of(path) == kind]
    validator = jsonschema.Draft7Validator(SCHEMAS[kind])
    assert paths or kind in ("errata", "frozen")  # only of published editions
    for path in paths:
        document = loaded(parse(path, (EDITIONS / path).read_text(encoding="utf-8")).root)
        assert [error.message for error in validator.iter_errors(document)] == [], path


@pytest.mark.parametrize("kind", sorted(FILE_KINDS))
def test_the_committed_schemas_are_up_to_date(kind: str) -> None:
    assert json.loads((EDITIONS / ".schemas" / f"{kind}.json").read_text(encoding="utf-8")) == SCHEMAS[kind]


@pytest.mark.parametrize("path", REAL)
def test_every_real_file_points_its_editor_to_its_schema(path: str) -> None:
    first = (EDITIONS / path).read_text(encoding="utf-8").split("\n", 1)[0]
    up = "../" if "/" in path else ""
    assert first == f"# yaml-language-server: $schema={up}.schemas/{kind_of(path)}.json"


def records_with_schemas() -> Iterator[tuple[Record, dict[str, Any]]]:
    """Each record of the field table with the schema object that should have its keys."""
    for name, kind in FILE_KINDS.items():
        if kind.record is not None:
            outer = SCHEMAS[name]
            if kind.shape is FieldType.TABLE:
                (outer,) = outer["patternProperties"].values()
            yield from nested(kind.record, outer)


def nested(record: Record, schema: dict[str, Any]) -> Iterator[tuple[Record, dict[str, Any]]]:
    yield record, schema
    for field in record.fields:
        if field.record is not None:
            inner = schema["properties"][field.name]
            inner = inner.get("items", inner)
            if "patternProperties" in inner:
                (inner,) = inner["patternProperties"].values()
            yield from nested(field.record, inner)


@pytest.mark.parametrize(("record", "schema"), [pytest.param(r, s, id=r.name) for r, s in records_with_schemas()])
def test_a_schema_has_exactly_the_keys_that_the_reader_knows(record: Record, schema: dict[str, Any]) -> None:
    assert list(schema["properties"]) == [field.name for field in record.fields]
    assert schema["required"] == list(record.required)
    assert schema["additionalProperties"] is False


WRONG = [
    "region: south\nscore: [6]\n",
    "region: south\nscores: 6\n",
    "region: South\n",
    "score: 6\n",
    "region: south\nevents: none\n",
    "region: south\nevents:\n- {id: a, kind: talks}\n",
    "region: south\nevents:\n- {id: a, kind: talks, title: t, date: 2026-Q1}\n",
    "region: south\nevents:\n- {id: a, kind: talks, title: t, follows: b}\n",
    "region: south\nchecks:\n- {event: a, date: 2026, found: some}\n",
    "region: south\nnotes:\n- {text: a, italic: maybe}\n",
]
RIGHT = [
    "region: south\nscore:\nevents: []\n",
    "region: south\nevents:\n- {id: a-1, kind: talks, title: 2026, date: 2026, due: ../2027, print: false}\n",
    "region: south\nevents:\n- {id: a-1, kind: our-own-kind, title: t, amounts: [1, 2 km]}\n",
]


@pytest.mark.parametrize("text", WRONG + RIGHT)
def test_reader_and_schema_judge_alike(text: str, write: Callable[..., Path]) -> None:
    by_schema = list(jsonschema.Draft7Validator(SCHEMAS["region"]).iter_errors(loaded(parse("f", text).root)))
    root = write({"2026/south.yaml": text})
    by_reader = [problem for problem in read_rating(DiskFolder(root)).problems if problem.code != "F118"]
    assert bool(by_schema) == bool(by_reader) == (text in WRONG)


def test_a_new_rating_validates_and_its_files_conform(
    ratingctl: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ratingctl("init", "--title", "Schools: the 'best' #1").code == 0
    root = tmp_path / "editions"
    assert ratingctl("validate").out == "5 files, 0 errors, 0 warnings\n"
    for path in DiskFolder(root).paths():
        text = (root / path).read_text(encoding="utf-8")
        schema = json.loads((root / ".schemas" / f"{kind_of(path)}.json").read_text(encoding="utf-8"))
        assert list(jsonschema.Draft7Validator(schema).iter_errors(loaded(parse(path, text).root) or {})) == []
    assert read_rating(DiskFolder(root)).rating.settings.title == "Schools: the 'best' #1"


def test_writing_schemas_twice_writes_once(ratingctl: Callable[..., Outcome], write: Callable[..., Path]) -> None:
    root = write()
    assert ratingctl("--root", root, "schema", "--write", "--dry-run").code == 0
    assert not (root / ".schemas").exists()
    assert ratingctl("--root", root, "schema", "--write").out.count("wrote") == len(FILE_KINDS)
    assert ratingctl("--root", root, "schema", "--write").out == "the schemas are up to date\n"
    assert set(SMALL) <= {str(path.relative_to(root)) for path in root.rglob("*.yaml")}
