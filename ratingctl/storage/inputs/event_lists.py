"""Reader of lists of events: a sheet, or a YAML list of mappings, whose keys become the heads of a sheet."""

from pathlib import Path

from ratingctl.domain.handed_tables import HandedSheet, SheetCell
from ratingctl.errors import DataError
from ratingctl.message import sentence
from ratingctl.storage.inputs.decoding import decoded
from ratingctl.storage.inputs.handed_file import handed_bytes
from ratingctl.storage.inputs.sheets import read_sheet
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse
from ratingctl.words.visible import printable


def read_event_list(path: Path, sheet: str | None = None, encoding: str | None = None) -> HandedSheet:
    """Return a list of events as a sheet with heads in its first row.

    Args:
        path: The file; one that ends in .yaml or .yml holds a list of mappings, or one under a single key.
        sheet: As in `read_sheet`.
        encoding: As in `read_sheet`.

    Raises:
        DataError: If it cannot be read.
        UsageError: As `read_sheet`.
    """
    if path.suffix.lower() not in (".yaml", ".yml"):
        return read_sheet(path, sheet, encoding)
    text = decoded(handed_bytes(path), str(path), "list", DataError)
    parsed = parse(str(path), text)
    if parsed.problems:
        raise DataError(
            parsed.problems[0].fact, place=str(path), next_step=sentence("mend the file, then import it again")
        )
    entries = _entries(parsed.root)
    if not entries:
        raise DataError(
            sentence("the file holds no list of events"),
            place=str(path),
            next_step=sentence("write each event as `- region: ..` with its fields below"),
        )
    heads = list(dict.fromkeys(key for _, values in entries for key in values))
    rows = [_row(0, {head: head for head in heads}, heads), *(_row(line, values, heads) for line, values in entries)]
    return HandedSheet("", rows, [1, *(line for line, _ in entries)])


def _row(line: int, values: dict[str, str], heads: list[str]) -> list[SheetCell]:
    return [SheetCell(values.get(head, ""), (line, column)) for column, head in enumerate(heads, 1)]


def _entries(root: Node | None) -> list[tuple[int, dict[str, str]]]:
    if isinstance(root, MappingNode) and len(root.pairs()) == 1:
        root = next(value for _, value in root.pairs())
    items = root.items if isinstance(root, SequenceNode) else []
    return [
        (item.start.start_mark.line + 1, {_text(key): _text(value) for key, value in item.pairs()})
        for item in items
        if isinstance(item, MappingNode)
    ]


def _text(node: Node) -> str:
    if isinstance(node, SequenceNode):
        return "; ".join(_text(item) for item in node.items)
    value = node.value if isinstance(node, Scalar) else ""
    return " ".join(printable("" if value is None else str(value)).split())
