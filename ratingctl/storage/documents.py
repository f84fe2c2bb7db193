"""The files of a folder as YAML documents, and everything that keeps one from being read."""

import unicodedata

from ratingctl.domain.findings import Problem
from ratingctl.domain.rules import files
from ratingctl.storage.folder import Folder, Unreadable
from ratingctl.storage.yaml_nodes import Document, parse


class Documents:
    """Reads files one by one.

    Args:
        folder: Where to read.
        examine: Also look for what reading itself survives: byte order marks, CR LF, tabs, letters not in NFC.

    Attributes:
        paths: The YAML files of the folder.
        problems: What was met so far.
        broken: The text of each file that could not be read to its end, by path.
    """

    def __init__(self, folder: Folder, *, examine: bool = False) -> None:
        self._folder = folder
        self._examine = examine
        self.paths = folder.paths()
        self.problems: list[Problem] = []
        self.broken: dict[str, str] = {}
        self._known = set(self.paths)

    def __contains__(self, path: str) -> bool:
        return path in self._known

    def document(self, path: str) -> Document | None:
        """The document of a file; None where it is missing or cannot be had."""
        if path not in self._known:
            return None
        text = self._text(path)
        if text is None:
            return None
        document = parse(path, text)
        if document.problems:
            self.problems += document.problems
            self.broken[path] = text
            return None
        return document

    def _text(self, path: str) -> str | None:
        size = self._folder.size(path)
        if size > files.LARGEST_FILE:
            self.problems += files.too_large(path, size)
            self.broken[path] = ""
            return None
        try:
            data = self._folder.read(path)
        except Unreadable as error:
            if error.target is not None:
                self.problems += files.leads_outside(path, error.target)
            else:
                self.problems += files.unreadable_file(path, error.reason)
            self.broken[path] = ""
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            self.problems += files.not_utf8(path, data, error.start)
            self.broken[path] = data.decode("utf-8", "replace")
            return None
        return self._examined(path, text)

    def _examined(self, path: str, text: str) -> str | None:
        """The text without byte order mark and composed; None where git left a conflict in it."""
        if self._examine:
            for look in files.TEXT_RULES:
                self.problems += look(path, text)
        conflicts = list(files.conflict_marker(path, text))
        if conflicts:
            if not self._examine:
                self.problems += conflicts
            self.broken[path] = text
            return None
        text = text.removeprefix("\ufeff")
        return text if text.isascii() else unicodedata.normalize("NFC", text)
