"""`undo`: take back what was written with the tool on this clone."""

from ratingctl.errors import UsageError
from ratingctl.report import Cell, Column, Records, Report, Table, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.journal import steps_of, undo_edits
from ratingctl.storage.local_state.journal_file import JournalStep

_RECORDS = Records(("steps",), (), ("number", "day", "what", "files"))
_COLUMNS = (Column("number", numeric=True, whole=True), Column("date", whole=True), Column("step"), Column("files"))


def undo_list(folder: DiskFolder) -> Report:
    """What can be taken back, the newest first.

    Raises:
        SurroundingsError: If the journal cannot be read.
    """
    steps = steps_of(folder.root)
    rows: list[list[Cell]] = [
        [step.number, step.day[:16].replace("T", " "), step.what, ", ".join(file.path for file in step.files)]
        for step in steps
    ]
    return Report(
        data={"steps": [_data(step) for step in steps]},
        records=_RECORDS,
        tables=[Table(_COLUMNS, rows)] if rows else [],
        notes=[] if rows else [paragraph("nothing was written with ratingctl on this clone yet")],
    )


def undo(folder: DiskFolder, number: int | None = None) -> tuple[Report, JournalStep, list[Edit]]:
    """The edits that take one step back.

    Args:
        folder: The rating.
        number: The step; the last one by default.

    Returns:
        What is taken back, the step and the edits.

    Raises:
        UsageError: If there is no such step, or its lines have changed since.
        SurroundingsError: If the journal cannot be read.
    """
    steps = steps_of(folder.root)
    found = next((step for step in steps if number is None or step.number == number), None)
    if found is None:
        fact = "there is nothing to take back" if number is None else f"there is no step {number}"
        raise UsageError(fact, next_step="`ratingctl undo --list` shows what there is")
    edits = undo_edits(folder.root, found)
    report = Report(
        data={"undone": _data(found)}, records=Records((), (), ("undone",)), title=paragraph(f"undone: {found.what}")
    )
    return report, found, edits


def _data(step: JournalStep) -> dict[str, object]:
    return {
        "number": step.number,
        "day": step.day,
        "what": step.what,
        "files": [file.path for file in step.files],
    }
