"""`merge-file`: git's merge driver for the files of a rating."""

from pathlib import Path

from ratingctl.commands.shared.file_merge import merge_bytes
from ratingctl.merging.questions import Labels
from ratingctl.storage.edits import overwrite
from ratingctl.storage.inputs.named_file import named_bytes


def merge_file(base: Path, mine: Path, theirs: Path, marker_size: int, path: str) -> bool:
    """Merge three versions of a file into the second one, and return whether no question is left.

    No other file is touched, and nobody is asked.

    Args:
        base: The common predecessor; empty where there was none.
        mine: One side; the result is written into it.
        theirs: The other side.
        marker_size: How many signs a marker has.
        path: The file that is merged, for messages.

    Raises:
        UsageError: If one of them is not there.
        SurroundingsError: If a file cannot be read or written.
    """
    contents = [named_bytes(file) for file in (base, mine, theirs)]
    merge = merge_bytes(path, contents[0], contents[1], contents[2], Labels(size=marker_size))
    if merge.content != contents[1]:
        overwrite(mine, merge.content or b"")
    return not merge.questions
