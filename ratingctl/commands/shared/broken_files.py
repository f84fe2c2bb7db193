"""Files that cannot be read, as far as they matter to a report: the others are named, and do not keep it back."""

from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from ratingctl.commands.shared.selection import Selection
from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.model import Edition, Rating, RegionId
from ratingctl.message import sentence
from ratingctl.report import Report, paragraph
from ratingctl.storage.loading.reader import RatingReader, broken_error

UNRANKED = sentence("ranks are left out: they count over all regions")
"""The note of a report without ranks, because not every file can be read."""
_EDITION_FILES = ("edition.yaml", "frozen.yaml", "errata.yaml")


class BrokenFiles:
    """The regions' files of a rating that cannot be read.

    Args:
        reader: Has scanned the rating.
        scan: What it found.

    Raises:
        DataError: If the settings, the register or an edition is broken: every report needs these.
    """

    def __init__(self, reader: RatingReader, scan: Rating) -> None:
        self._errors = reader.errors()
        self._texts = reader.reading_of(scan).broken if self._errors else {}
        self._require_none_in({path for path in self.paths if not _is_of_region(path)})

    @property
    def paths(self) -> list[str]:
        """Return the files that cannot be read."""
        return sorted({place.path for place, _ in self._errors})

    def require_none(self) -> None:
        """Refuse if any file is broken: what is looked for may stand there.

        Raises:
            DataError: If there is one.
        """
        self._require_none_in(self.paths)

    def require_needed(self, editions: Iterable[Edition], selection: Selection, rating: Rating) -> None:
        """Refuse if a file is broken that a report needs: a region's that the filter lets pass, in these editions.

        Args:
            editions: The editions that the report looks at.
            selection: Its filter.
            rating: Where the names of the filter are looked up.

        Raises:
            DataError: If there is one.
        """
        self.require_none_in({edition.id for edition in editions}, selection.files_needed(rating))

    def require_no_scores_after(self, edition: Edition, rating: Rating) -> None:
        """Refuse if a broken file of a later edition names a score: that one would be the last with scores.

        Raises:
            DataError: If there is one.
        """
        later = [known for known in rating.editions.values() if edition in chain_to(known, rating.editions)[:-1]]
        folders = {known.id for known in later}
        self._require_none_in(
            {path for path in self.paths if path.partition("/")[0] in folders and "score" in self._texts.get(path, "")}
        )

    def is_sound(self, edition: Edition) -> bool:
        """Return whether every region's file of an edition can be read, so that ranks among all are known."""
        return not any(path.partition("/")[0] == edition.id for path in self.paths)

    def require_none_in(self, editions: Collection[str], regions: Collection[str] | None) -> None:
        """Refuse if a broken file is one of these regions' in these editions.

        Args:
            editions: The editions.
            regions: The regions; None for all.

        Raises:
            DataError: If there is one.
        """
        parts = [(path, PurePosixPath(path)) for path in self.paths]
        self._require_none_in(
            {path for path, part in parts if part.parts[0] in editions and (regions is None or part.stem in regions)}
        )

    @property
    def regions(self) -> set[RegionId]:
        """Return the regions of which a file cannot be read."""
        return {RegionId(PurePosixPath(path).stem) for path in self.paths}

    def require_none_about(self, regions: Collection[str], ids: Collection[str] = ()) -> None:
        """Refuse if a broken file is of one of these regions, or names one of these events.

        Raises:
            DataError: If there is one.
        """
        self._require_none_in(
            {
                place.path
                for place, _ in self._errors
                if PurePosixPath(place.path).stem in regions or any(i in self._texts.get(place.path, "") for i in ids)
            }
        )

    def told(self, report: Report) -> Report:
        """Return a report that also says which files could not be read."""
        paths = self.paths
        if not paths:
            return report
        note = sentence("not read: {paths}; `ratingctl validate` says why", paths=", ".join(paths))
        screen = report.screen._replace(notes=[*report.screen.notes, paragraph(note)])
        known = report.data.get("not_read", [])
        return report._replace(data={**report.data, "not_read": [*known, *paths]}, screen=screen)

    def _require_none_in(self, paths: Collection[str]) -> None:
        errors = [row for row in self._errors if row[0].path in paths]
        if errors:
            raise broken_error(errors)


def _is_of_region(path: str) -> bool:
    """Return whether a file is a region's own, so that reports of others do without it."""
    folder, _, name = path.rpartition("/")
    return folder != "" and "/" not in folder and name not in _EDITION_FILES
