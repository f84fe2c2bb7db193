"""`undo`: take back what was written with the tool on this clone."""

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.region_files import require_open, sound_frame
from ratingctl.domain.model import EditionId
from ratingctl.errors import UsageError
from ratingctl.report import Cell, Column, Records, Report, Screen, Table, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.local_state.journal import steps_of, undo_edits
from ratingctl.storage.local_state.journal_file import JournalStep

_RECORDS = Records(("steps",), (), ("number", "day", "what", "files"))
_COLUMNS = (Column("number", numeric=True, whole=True), Column("date", whole=True), Column("step"), Column("files"))


def undo_list(folder: DiskFolder) -> Report:
    """Return the steps that can be taken back, the newest first.

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
        screen=Screen(
            tables=[Table(_COLUMNS, rows)] if rows else [],
            notes=[] if rows else [paragraph("nothing was written with ratingctl on this clone yet")],
        ),
    )


def undo(folder: DiskFolder, number: int | None = None) -> Change:
    """Return the change that takes one step back.

    Args:
        folder: The rating.
        number: The step; the last one by default.

    Raises:
        UsageError: If there is no such step, its lines have changed since, or it is of a published edition.
        DataError: If an edition cannot be read, so that it may be a published one.
        SurroundingsError: If the journal cannot be read.
    """
    step = next((step for step in steps_of(folder.root) if number is None or step.number == number), None)
    if step is None:
        fact = "there is nothing to take back" if number is None else f"there is no step {number}"
        raise UsageError(fact, next_step="`ratingctl undo --list` shows what there is")
    _require_unpublished(folder, step)
    report = Report(
        data={"undone": _data(step)},
        records=Records((), (), ("undone",)),
        screen=Screen(title=paragraph(f"undone: {step.what}")),
    )
    return Change(report, undo_edits(folder.root, step), None, undone=step)


def _require_unpublished(folder: DiskFolder, step: JournalStep) -> None:
    """Refuse a step that changed a published edition: it was published as it then was."""
    with opened(folder) as reader:
        editions = sound_frame(reader).editions
    for name in dict.fromkeys(file.path.partition("/")[0] for file in step.files):
        edition = editions.get(EditionId(name))
        if edition:
            require_open(edition, for_events=False)


def _data(step: JournalStep) -> dict[str, object]:
    return {
        "number": step.number,
        "day": step.day,
        "what": step.what,
        "files": [file.path for file in step.files],
    }
