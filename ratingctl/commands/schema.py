"""`schema`: the JSON Schema of each kind of file, for editors that complete and check."""

from pathlib import Path
from typing import Any

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.schema_files import schema_edits, vocabulary
from ratingctl.domain.fields import FILE_KINDS
from ratingctl.domain.json_schema import schema_of, schemas
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.words.suggestion import did_you_mean


def schema(kind: str | None = None) -> Report:
    """Return the schema of one kind of file, or of all of them by name.

    Args:
        kind: `region`, `edition`, `rating`, `regions`, `sources`, `organisations`, `forms`,
            `cities` or `booklet`; None for all.

    Raises:
        UsageError: If there is no such kind.
    """
    if kind is not None and kind not in FILE_KINDS:
        raise UsageError(
            sentence("no kind of file {kind!r}{hint}", kind=kind, hint=did_you_mean(kind, FILE_KINDS)),
            next_step=sentence("the kinds are {kinds}", kinds=", ".join(FILE_KINDS)),
        )
    data: dict[str, Any] = schema_of(FILE_KINDS[kind], vocabulary()) if kind else schemas(vocabulary())
    return Report(data=data, records=Records((), (), ("title", "description")))


def write_schemas(root: Path) -> Change:
    """Return the change that brings the schemas in a rating's folder up to date; no edits where they are.

    Args:
        root: The folder that holds `rating.yaml`.
    """
    edits = [edit for edit in schema_edits(root) if edit.before != edit.after]
    paths = [str(edit.path.relative_to(root)) for edit in edits]
    notes = [paragraph(sentence("wrote {output}", output=path)) for path in paths]
    notes = notes or [paragraph(sentence("the schemas are up to date"))]
    report = Report(data={"written": paths}, records=Records((), (), ("written",)), screen=Screen(notes=notes))
    return Change(report, edits, None, most_lines=0)
