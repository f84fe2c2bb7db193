"""A rating's folder as it will be once edits are applied."""

from collections.abc import Iterable, Iterator, Sequence

from ratingctl.message import Text, sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import ENDINGS, DiskFolder, UnreadableFileError


class OverlayFolder:
    """A folder with edits laid over it, to be read and verified before anything is written.

    Args:
        folder: The folder as it is.
        edits: The edits.
    """

    def __init__(self, folder: DiskFolder, edits: Sequence[Edit]) -> None:
        self.root = folder.root
        self._folder = folder
        self._contents = {edit.path.relative_to(folder.root).as_posix(): edit.after for edit in edits}

    def folders(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Yield the folders in it, each with the names of the YAML files that lie in it."""
        parts = [path.rpartition("/") for path in self.paths()]
        for name in dict.fromkeys(folder for folder, _, _ in parts if folder and "/" not in folder):
            yield name, [file for folder, _, file in parts if folder == name]

    def paths(self) -> list[str]:
        """Return the YAML files in it, as sorted paths inside the folder."""
        added = {path for path, content in self._contents.items() if content is not None and path.endswith(ENDINGS)}
        gone = {path for path, content in self._contents.items() if content is None}
        return sorted({*self._folder.paths(), *added} - gone)

    def linked_folders(self) -> list[tuple[str, Text]]:
        """Return what stands in the place of folders with YAML files and is not followed: names, and what it is."""
        return self._folder.linked_folders()

    def has(self, path: str) -> bool:
        """Return True if there is such a file."""
        return self._contents[path] is not None if path in self._contents else self._folder.has(path)

    def size(self, path: str) -> int:
        """Return how many bytes a file has."""
        return len(self._contents[path] or b"") if path in self._contents else self._folder.size(path)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreadableFileError: If they cannot be had.
        """
        if path not in self._contents:
            return self._folder.read(path)
        content = self._contents[path]
        if content is None:
            raise UnreadableFileError(sentence("it is gone"))
        return content
