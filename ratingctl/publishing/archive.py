"""Archives with fixed times: the same content gives the same bytes on every day."""

import io
import zipfile
from datetime import datetime

EPOCH = datetime(2000, 1, 1)
"""When every file says that it was made."""

_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold."""


def with_fixed_times(archive: bytes) -> bytes:
    """Return a zip archive with the same files in the same order, all of one time."""
    source, target = zipfile.ZipFile(io.BytesIO(archive)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            copy.writestr(entry, source.read(name))
    return target.getvalue()
