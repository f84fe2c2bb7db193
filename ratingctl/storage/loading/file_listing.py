"""The listing of a folder's files: which there are, and their identities."""

from collections.abc import Mapping

from ratingctl.storage.folder import DiskFolder, FileIdentity, Folder, fingerprint_of


class FileListing:
    """The YAML files of a folder with their identities, each looked at once in a run.

    Args:
        folder: Where to look.

    Attributes:
        is_complete: True once all files were listed; before that, files are looked at one by one.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._disk = folder if isinstance(folder, DiskFolder) else None
        self._identities: dict[str, FileIdentity | None] = {}
        self.is_complete = False

    def identities(self) -> Mapping[str, FileIdentity | None]:
        """Return the identity of every file by its path, sorted; the folder is listed at the first call."""
        if not self.is_complete:
            self._identities = self._disk.identities() if self._disk else dict.fromkeys(self._folder.paths())
            self.is_complete = True
        return self._identities

    def identity(self, path: str) -> FileIdentity | None:
        """Return the identity of one file; None where it has none: a link, a git revision, a missing file."""
        if path not in self._identities and not self.is_complete and self._disk:
            self._identities[path] = self._disk.identity(path)
        return self._identities.get(path)

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""
        return path in self._identities if self.is_complete else self._folder.has(path)

    def fingerprint(self) -> str:
        """Return the fingerprint of all files; see `fingerprint_of`."""
        return fingerprint_of(self.identities())
