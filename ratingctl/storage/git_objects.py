"""The objects of a repository, as `git cat-file --batch` gives them."""

from collections.abc import Sequence

from ratingctl.errors import SurroundingsError
from ratingctl.message import sentence

MISSING_OBJECTS = sentence(
    "`git fsck` shows what is missing; in a partial clone `git fetch --refetch --filter=` brings it"
)
"""What to do where a repository has not got what it should have."""


def missing_objects(place: str) -> SurroundingsError:
    """Return the error of a repository that has not got all that its commits are made of."""
    return SurroundingsError(
        sentence("the repository has not got all that was saved in it; the files of the folder are as they were"),
        place=place,
        next_step=MISSING_OBJECTS,
    )


def batch_contents(stream: bytes, digests: Sequence[str], place: str) -> dict[str, bytes]:
    """Return the bytes of objects by their ids.

    Args:
        stream: What `git cat-file --batch` printed.
        digests: The ids that it was given, each once.
        place: The repository, for messages.

    Raises:
        SurroundingsError: If one is missing.
    """
    contents, position = {}, 0
    for digest in digests:
        end = stream.index(b"\n", position)
        head = stream[position:end].split()
        if len(head) != 3:
            raise missing_objects(place)
        size = int(head[2])
        contents[digest] = stream[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
    return contents
