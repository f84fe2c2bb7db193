"""Reader of files that are named on the command line: what is not there is an error of the request, in every verb."""

import errno
from pathlib import Path

from ratingctl.errors import SurroundingsError, UsageError, system_reason
from ratingctl.message import sentence

_MISNAMED = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL})
"""The error numbers of names that lead to no file."""


def named_bytes(path: Path, most: int | None = None) -> bytes:
    """Return the bytes of a file, or of a pipe, that somebody has named.

    Args:
        path: The file.
        most: The bytes to read at the most; all of them by default.

    Raises:
        UsageError: If it is not there, or a folder.
        SurroundingsError: If the system does not let it be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(-1 if most is None else most)
    except OSError as error:
        fact = sentence("the file cannot be read: {strerror}", strerror=system_reason(error))
        if error.errno in _MISNAMED:
            raise UsageError(fact, place=str(path), next_step=sentence("name another file")) from error
        raise SurroundingsError(fact, place=str(path), next_step=sentence("check its permissions")) from error
