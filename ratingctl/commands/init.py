"""`init`: begin a new rating in an empty, commented folder."""

from pathlib import Path

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.schema_files import schema_edits
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.git_setup import attribute_lines, with_attributes
from ratingctl.storage.packaged.scaffold import scaffold


def init(root: Path, year: int, title: str = "A rating") -> Change:
    """Return the change that begins a rating: settings, two units, a first edition, and schemas for editors.

    Args:
        root: The folder to fill; it may exist, but none of the files to be written may.
        year: The year of the first edition.
        title: The rating's title.

    Raises:
        UsageError: If a file is in the way; nothing is written then.
    """
    if root.exists() and not root.is_dir():
        raise UsageError(sentence("a file is in the way"), place=str(root), next_step=sentence("name another folder"))
    edits = [
        *(Edit.of(root / path, text) for path, text in scaffold(title, year).items()),
        *schema_edits(root),
    ]
    attributes = root / ".gitattributes"
    if not attributes.exists():
        edits.append(Edit.of(attributes, with_attributes("", attribute_lines(""))))
    in_the_way = [edit.path for edit in edits if edit.before is not None]
    if in_the_way:
        raise UsageError(
            sentence(
                "{relative_to} is there already, nothing was written", relative_to=in_the_way[0].relative_to(root)
            ),
            place=str(root),
            next_step=sentence("name another folder, or go on with this rating"),
        )
    paths = [str(edit.path.relative_to(root)) for edit in edits]
    report = Report(
        data={"root": str(root), "written": paths},
        records=Records((), (), ("root", "written")),
        screen=Screen(
            title=paragraph(f"A new rating in {root}"),
            notes=[
                *(paragraph(f"  {path}") for path in paths if not path.startswith(".")),
                paragraph("Next: write your units into regions.yaml, then run `ratingctl validate`."),
            ],
        ),
    )
    return Change(report, edits, None, most_lines=0)
