"""`events`: the journal of an edition's events: what came in, by whom, and what lacks a date, a source or a link."""

from collections.abc import Callable
from typing import NamedTuple

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.event_journal import Journal, JournalEntry, JournalQuery, event_journal
from ratingctl.commands.shared.region_files import changed_file, event_keys_above, require_open
from ratingctl.commands.views.journal import accepted_report, grouped_entries, journal_report
from ratingctl.domain.event_flags import EventFlag
from ratingctl.domain.fields import FieldType
from ratingctl.domain.model import RegionId
from ratingctl.report import Report
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.local_state.last_list import EVENTS, LastList
from ratingctl.storage.yaml.scalars import value_text
from ratingctl.storage.yaml.splice import YamlDocument

Person = Callable[[], str]
"""Returns the name of who works in this clone."""


class EventList(NamedTuple):
    """A list of `events`.

    Attributes:
        report: The report.
        last_list: The events behind its numbers.
    """

    report: Report
    last_list: LastList


def events(folder: DiskFolder, query: JournalQuery, person: Person) -> EventList:
    """Return the journal of an edition's events, what was logged last first.

    Args:
        folder: The rating.
        query: What is asked for.
        person: As in `event_journal`.

    Raises:
        UsageError: If a name is unknown.
        DataError: If the files cannot be read.
        SurroundingsError: If days or people are asked for and the folder is not under git.
    """
    journal = event_journal(folder, query, person)
    entries = grouped_entries(journal, query.group_by)[: query.selection.limit]
    return EventList(
        journal.broken.told(journal_report(journal, entries, query.group_by)),
        LastList(EVENTS, journal.fingerprint, journal.edition.id, tuple((entry.event.id,) for entry in entries)),
    )


def accept_late(folder: DiskFolder, query: JournalQuery, person: Person) -> Change:
    """Return the change that says of late finds that their dates are right, so that nobody is asked again.

    Args:
        folder: The rating.
        query: Of which events; of those that it lists only late finds count.
        person: As in `event_journal`.

    Raises:
        UsageError: If a name is unknown, or the edition is published.
        DataError: If a file cannot be read or changed.
    """
    selection = query.selection._replace(for_writing=True)
    journal = event_journal(folder, query._replace(flags=(EventFlag.LATE,), selection=selection), person)
    require_open(journal.edition, for_events=False)
    late = journal.entries[: query.selection.limit]
    by_region: dict[RegionId, list[JournalEntry]] = {}
    for entry in late:
        by_region.setdefault(entry.event.region, []).append(entry)
    edits = [_accepting_edit(folder, journal, region, entries) for region, entries in by_region.items()]
    return Change(accepted_report(journal, late), edits, ChangeSummary("events --late --accept", remark=str(len(late))))


def _accepting_edit(folder: DiskFolder, journal: Journal, region: RegionId, entries: list[JournalEntry]) -> Edit:
    def accept(document: YamlDocument) -> YamlDocument:
        for entry in entries:
            keys = ("events", entry.event.index, "late")
            document = document.set_value(keys, value_text(True, FieldType.FLAG), event_keys_above("late"))
        return document

    return changed_file(folder, journal.edition, region, accept)
