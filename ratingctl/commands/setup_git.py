"""`setup-git`: make git merge the rating's files by ids and fields."""

from pathlib import Path

from ratingctl.commands.shared.change import Change
from ratingctl.message import sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.storage.git_setup import (
    DriverState,
    attributes_edit,
    driver_state,
    is_named,
    register_driver,
)
from ratingctl.storage.git_work import Repository


def setup_git(root: Path, *, dry_run: bool = False) -> Change:
    """Register the merge driver in this clone, and return the change of `.gitattributes`, which goes to everybody.

    Args:
        root: The rating's folder.
        dry_run: Register nothing.

    Raises:
        SurroundingsError: If the folder is not under git.
    """
    repository = Repository(root)
    registered = not dry_run and register_driver(repository)
    edits = [] if is_named(repository) else [attributes_edit(repository)]
    state = driver_state(repository)
    notes = [
        sentence("registered in this clone") if registered else sentence("this clone knows the merge driver"),
        sentence("a platform's merge button does not use it: `ratingctl save` merges before it shares"),
    ]
    if state is DriverState.BROKEN:
        notes.append(sentence("its program is not there: git merges line by line, with markers"))
    report = Report(
        data={"registered": registered, "attributes": [str(edit.path) for edit in edits], "driver": state.value},
        records=Records((), (), ("registered", "attributes", "driver")),
        screen=Screen(notes=[paragraph(note) for note in notes]),
    )
    return Change(report, edits, None, most_lines=5)
