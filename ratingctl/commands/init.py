"""`init`: an empty, commented folder for a new rating."""

from pathlib import Path

from ratingctl.commands.shared.schema_files import schema_edits
from ratingctl.errors import UsageError
from ratingctl.report import Records, Report, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.packaged.scaffold import scaffold


def init(root: Path, year: int, title: str = "A rating") -> tuple[Report, list[Edit]]:
    """Begin a rating: settings, a register of two units, a first edition, and the schemas for editors.

    Args:
        root: The folder to fill; it may exist, but none of the files to be written may.
        year: The year of the first edition.
        title: The rating's title.

    Returns:
        What is written and what to do next, and the edits.

    Raises:
        UsageError: If a file is in the way; nothing is written then.
    """
    if root.exists() and not root.is_dir():
        raise UsageError("a file is in the way", place=str(root), next_step="name another folder")
    edits = [
        *(Edit.of(root / path, text) for path, text in scaffold(title, year).items()),
        *schema_edits(root),
    ]
    taken = [edit.path for edit in edits if edit.before is not None]
    if taken:
        raise UsageError(
            f"{taken[0].relative_to(root)} is there already, nothing was written",
            place=str(root),
            next_step="name another folder, or go on with this rating",
        )
    paths = [str(edit.path.relative_to(root)) for edit in edits]
    shown = [path for path in paths if not path.startswith(".")]
    return (
        Report(
            data={"root": str(root), "written": paths},
            records=Records((), (), ("root", "written")),
            title=paragraph(f"A new rating in {root}"),
            notes=[
                *(paragraph(f"  {path}") for path in shown),
                paragraph("Next: write your units into regions.yaml, then run `ratingctl validate`."),
            ],
        ),
        edits,
    )
