"""`undo`: take back what was written with the tool on this clone."""

from collections.abc import Mapping

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.region_files import require_no_markers, require_open, sound_frame
from ratingctl.domain.model import Edition, EditionId, State
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Cell, Column, Records, Report, Screen, Table, paragraph
from ratingctl.storage.edits import Edit, bytes_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.local_state.journal import steps_of, undo_edits
from ratingctl.storage.local_state.journal_file import JournalStep
from ratingctl.storage.yaml.splice import YamlDocument

_RECORDS = Records(("steps",), (), ("number", "day", "what", "files"))
_MOST_LINES = 200
"""More changed lines than these are not shown: the report names the step."""
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
            notes=[] if rows else [paragraph(sentence("nothing was written with ratingctl on this clone yet"))],
        ),
    )


def undo(folder: DiskFolder, number: int | None = None) -> Change:
    """Return the change that takes one step back.

    Args:
        folder: The rating.
        number: The step; the last one by default.

    Raises:
        UsageError: If there is no such step, its lines have changed since, or the edition is published; or it is locked
            and an event would be added, removed or recoded.
        DataError: If git has left a conflict in a file, or an edition cannot be read: it may be a published one.
        SurroundingsError: If the journal cannot be read.
    """
    step = next((step for step in steps_of(folder.root) if number is None or step.number == number), None)
    if step is None:
        fact = (
            sentence("there is nothing to take back")
            if number is None
            else sentence("there is no step {number}", number=number)
        )
        raise UsageError(fact, next_step=sentence("`ratingctl undo --list` shows what there is"))
    for file in step.files:
        require_no_markers(folder, file.path, bytes_of(folder.root / file.path))
    editions = _open_editions(folder, step)
    edits = undo_edits(folder.root, step)
    changed = {edit.path for edit in edits}
    for edit in edits:
        edition = editions.get(_edition_of(edit.path.relative_to(folder.root).as_posix()))
        if edition and edition.state is State.LOCKED and folder.root / edition.path not in changed:
            _require_same_events(edition, edit)
    report = Report(
        data={"undone": _data(step)},
        records=Records((), (), ("undone",)),
        screen=Screen(title=paragraph(sentence("undone: {step}", step=step.what))),
    )
    return Change(report, edits, None, undone=step, most_lines=_MOST_LINES)


def _open_editions(folder: DiskFolder, step: JournalStep) -> Mapping[EditionId, Edition]:
    """Return the editions; refuse a step that changed a published one."""
    with opened(folder) as reader:
        editions = sound_frame(reader).editions
    for name in dict.fromkeys(_edition_of(file.path) for file in step.files):
        if name in editions:
            require_open(editions[name], for_events=False)
    return editions


def _edition_of(path: str) -> EditionId:
    """Return the edition in whose folder a file of the rating is, if it is in one."""
    return EditionId(path.partition("/")[0])


def _require_same_events(edition: Edition, edit: Edit) -> None:
    """Refuse to take back what would add, remove or recode an event of a locked edition."""
    before, after = (_coding(edit.path.name, content) for content in (edit.before, edit.after))
    if before != after:
        raise UsageError(
            sentence(
                "edition {edition} is locked: its events are not added, removed or recoded any more", edition=edition.id
            ),
            next_step=sentence("use `edit` or `remove` and say why: --after-lock REASON"),
        )


def _coding(name: str, content: bytes | None) -> list[tuple[object, ...]]:
    """Return of each event in a file what stands after the lock: its id, kind and date."""
    events = YamlDocument(name, content).items("events") if content else []
    return [tuple(event.get(key) for key in ("id", "kind", "date")) for event in events if isinstance(event, dict)]


def _data(step: JournalStep) -> dict[str, object]:
    return {
        "number": step.number,
        "day": step.day,
        "what": step.what,
        "files": [file.path for file in step.files],
    }
