"""`import`: what a team has already, units, a published table, scores or events, into a rating."""

from collections.abc import Callable, Mapping

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.import_events import imported_events
from ratingctl.commands.shared.import_register import imported_units
from ratingctl.commands.shared.import_result import Imported, ImportRequest
from ratingctl.commands.shared.import_sheets import imported_scores
from ratingctl.commands.shared.import_tables import imported_table
from ratingctl.commands.views.import_look import import_report
from ratingctl.storage.folder import DiskFolder

_READERS: Mapping[str, Callable[[DiskFolder, ImportRequest], Imported]] = {
    "units": imported_units,
    "table": imported_table,
    "scores": imported_scores,
    "events": imported_events,
}
WHAT = tuple(_READERS)
"""What can be imported."""
_NOTHING_SHOWN = 0
"""The report names what is changed; the lines themselves are too many to show."""


def import_(folder: DiskFolder, what: str, request: ImportRequest) -> Change:
    """Return the change that imports a file.

    Args:
        folder: The rating.
        what: One of `WHAT`.
        request: What is asked.

    Returns:
        What was understood, what is new and what is not sure; and the edits: none where everything is on record.

    Raises:
        UsageError: If an edition or a name is unknown, the edition is published, or the file holds nothing of the kind.
        DataError: If a file cannot be read or changed.
    """
    imported = read_import(folder, what, request)
    return Change(
        import_report(imported, what, written=request.writes and bool(imported.edits)),
        imported.edits,
        ChangeSummary(f"import {what}", request.file.name),
        most_lines=_NOTHING_SHOWN,
    )


def read_import(folder: DiskFolder, what: str, request: ImportRequest) -> Imported:
    """Return an import with the names of units that nobody has decided on; see `import_`."""
    return _READERS[what](folder, request)
