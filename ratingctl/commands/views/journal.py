"""Report of the journal of events: what came in, grouped as asked, with what each event lacks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ratingctl.commands.shared.event_journal import Journal, JournalEntry, JournalGrouping
from ratingctl.commands.views.events import event_line, kind_word, parted, state_word
from ratingctl.domain.event_flags import EventFlag
from ratingctl.domain.kinds import EventClass
from ratingctl.message import counted, sentence
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Dated,
    Emphasis,
    Inline,
    LazySequence,
    Message,
    Paragraph,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)

_PARTING = " · "
_RECORDS = Records(
    ("events",),
    (("edition", 0, "edition"),),
    ("number", "id", "region", "region_name", "date", "kind", "title", "project", "follows", "sources", "by", "on",
     "saved", "flags", "same", "continues"),
)  # fmt: skip
_COLUMNS = (
    Column("number", numeric=True, whole=True),
    Column("date", whole=True),
    Column("event"),
    Column("logged"),
)
_COUNTS = {
    EventFlag.UNDATED: "status.undated",
    EventFlag.UNSOURCED: "status.unsourced",
    EventFlag.UNLINKED: "status.unlinked",
    EventFlag.LATE: "status.late",
    EventFlag.TWICE: "event_list.twice",
}
"""How many events have a flag, in the words of `status`."""
_ACCEPTED = Records((), (), ("edition", "accepted"))


def grouped_entries(journal: Journal, group_by: JournalGrouping | None) -> list[JournalEntry]:
    """Return the entries of a journal, those of one group together.

    Days, the latest first; regions in the order of the register; kinds and people by how much there is of each.
    """
    entries = list(journal.entries)
    if group_by is None or group_by is JournalGrouping.DAY:
        return entries
    if group_by is JournalGrouping.REGION:
        order = {region: number for number, region in enumerate(journal.rating.regions)}
        return sorted(entries, key=lambda entry: (order.get(entry.event.region, len(order)), entry.event.region))
    sizes = Counter(_group_of(entry, group_by) for entry in entries)
    return sorted(entries, key=lambda entry: (-sizes[_group_of(entry, group_by)], _group_of(entry, group_by)))


def journal_report(journal: Journal, entries: Sequence[JournalEntry], group_by: JournalGrouping | None) -> Report:
    """Return the report of a journal.

    Args:
        journal: The journal.
        entries: Those of its entries that are shown, in their order.
        group_by: What they are grouped by; one table for None.
    """
    numbered = list(enumerate(entries, 1))
    return Report(
        data={
            "edition": journal.edition.id,
            "summary": _summary(journal),
            "events": [_data(journal, number, entry) for number, entry in numbered],
        },
        records=_RECORDS,
        screen=Screen(
            journal.rating.settings.language,
            title=paragraph(journal.edition.title or journal.edition.id, _PARTING, state_word(journal.edition)),
            tables=LazySequence(lambda: _tables(journal, numbered, group_by)),
            notes=list(_notes(journal, len(entries))),
        ),
    )


def accepted_report(journal: Journal, entries: Sequence[JournalEntry]) -> Report:
    """Return the report of late finds whose dates were said to be right."""
    n = len(entries)
    title = counted(
        "{n} late find is right as it is, and is not asked about again",
        "{n} late finds are right as they are, and are not asked about again",
        n=n,
    )
    return Report(
        data={"edition": journal.edition.id, "accepted": [entry.event.id for entry in entries]},
        records=_ACCEPTED,
        screen=Screen(
            journal.rating.settings.language,
            title=paragraph(title if n else sentence("there are no late finds to be asked about")),
            notes=[event_line(entry.event, journal.rating.settings) for entry in entries],
        ),
    )


def _summary(journal: Journal) -> dict[str, Any]:
    flags = Counter(flag for entry in journal.entries for flag in entry.flags)
    unsaved = sum(not entry.logged.is_saved for entry in journal.entries)
    return {"events": len(journal.entries), **{flag.value: flags[flag] for flag in EventFlag}, "unsaved": unsaved}


def _data(journal: Journal, number: int, entry: JournalEntry) -> dict[str, Any]:
    event, logged = entry.event, entry.logged
    region = journal.rating.regions.get(event.region)
    return {
        "number": number,
        "id": event.id,
        "region": event.region,
        "region_name": region.name if region else event.region,
        "date": event.date.text if event.date else None,
        "kind": event.kind,
        "title": event.title,
        "project": event.project or None,
        "follows": list(event.follows),
        "sources": list(event.sources),
        "by": logged.by or None,
        "on": logged.on or None,
        "saved": None if journal.unknown else logged.is_saved,
        "flags": [flag.value for flag in entry.flags],
        "same": list(entry.same),
        "continues": entry.continues,
    }


def _group_of(entry: JournalEntry, group_by: JournalGrouping) -> str:
    match group_by:
        case JournalGrouping.DAY:
            return entry.logged.on if entry.logged.is_saved else "-"
        case JournalGrouping.REGION:
            return entry.event.region
        case JournalGrouping.KIND:
            return entry.event.kind
        case JournalGrouping.AUTHOR:
            return entry.logged.by


def _tables(
    journal: Journal, numbered: Sequence[tuple[int, JournalEntry]], group_by: JournalGrouping | None
) -> Iterator[Table]:
    columns = _COLUMNS[:-1] if journal.unknown else _COLUMNS
    if group_by is None:
        if numbered:
            yield Table(columns, [_cells(journal, number, entry, None) for number, entry in numbered])
        return
    for _, group in groupby(numbered, key=lambda row: _group_of(row[1], group_by)):
        members = list(group)
        title = paragraph(_heading(journal, members[0][1], group_by), " — ", str(len(members)))
        yield Table(columns, [_cells(journal, number, entry, group_by) for number, entry in members], title=title)


def _heading(journal: Journal, entry: JournalEntry, group_by: JournalGrouping) -> Inline:
    match group_by:
        case JournalGrouping.DAY:
            return _day(journal, entry) or Message("event_list.unknown_day")
        case JournalGrouping.REGION:
            return _region_name(journal, entry)
        case JournalGrouping.KIND:
            return kind_word(journal.rating.settings, entry.event.kind)
        case JournalGrouping.AUTHOR:
            return entry.logged.by or Message("event_list.nobody")


def _cells(journal: Journal, number: int, entry: JournalEntry, group_by: JournalGrouping | None) -> list[Cell]:
    event = entry.event
    setback = journal.rating.settings.kind(event.kind).event_class is EventClass.SETBACK
    lines = [
        paragraph(Span(event.title, Emphasis.ITALIC if setback else Emphasis.NONE)),
        paragraph(*parted(list(_places(journal, entry, group_by)), _PARTING)),
    ]
    if entry.flags:
        flags = [Span(_flag_word(entry, flag), Emphasis.BAD) for flag in entry.flags]
        lines.append(paragraph(*parted(flags, _PARTING)))
    cells: list[Cell] = [number, Dated(event.date.text) if event.date else None, CellText(tuple(lines))]
    return cells if journal.unknown else [*cells, _logged_cell(journal, entry)]


def _places(journal: Journal, entry: JournalEntry, group_by: JournalGrouping | None) -> Iterator[Span]:
    """Yield where an event belongs, as far as the group's heading does not say so: region, kind, id."""
    if group_by is not JournalGrouping.REGION:
        yield Span(_region_name(journal, entry), Emphasis.DIM)
    if group_by is not JournalGrouping.KIND:
        word = kind_word(journal.rating.settings, entry.event.kind)
        yield word if isinstance(word, Span) else Span(word, Emphasis.DIM)
    yield Span(entry.event.id, Emphasis.DIM)


def _logged_cell(journal: Journal, entry: JournalEntry) -> Cell:
    day = _day(journal, entry)
    words = [piece for piece in (day, entry.logged.by) if piece]
    return CellText(tuple(paragraph(piece) for piece in words)) if words else None


def _day(journal: Journal, entry: JournalEntry) -> Inline:
    if journal.unknown:
        return ""
    return Dated(entry.logged.on) if entry.logged.on else "" if entry.logged.is_saved else Message("event_list.unsaved")


def _flag_word(entry: JournalEntry, flag: EventFlag) -> Message:
    if flag is EventFlag.TWICE:
        return Message("event_list.same", {"ids": ", ".join(entry.same)})
    if flag is EventFlag.UNLINKED and entry.continues:
        return Message("event_list.continues", {"id": entry.continues})
    return Message(f"event_flag.{flag}")


def _region_name(journal: Journal, entry: JournalEntry) -> str:
    region = journal.rating.regions.get(entry.event.region)
    return region.name if region else entry.event.region


def _notes(journal: Journal, shown: int) -> Iterator[Paragraph]:
    """Yield how many events there are, how many of them lack what, and what nobody knows."""
    count = len(journal.entries)
    flags = Counter(flag for entry in journal.entries for flag in entry.flags)
    parts: list[Inline] = [Message(_COUNTS[flag], {"n": flags[flag]}) for flag in EventFlag if flags[flag]]
    unsaved = sum(not entry.logged.is_saved for entry in journal.entries)
    if unsaved:
        parts.append(Message("event_list.unsaved_events", {"n": unsaved}))
    total: Inline = Message("event_list.events", {"n": count}) if count else Message("event_list.nothing")
    yield paragraph(total, *((": ", *parted(parts)) if parts else ()))
    if shown < count:
        yield paragraph(Message("stale.shown", {"n": shown}))
    if journal.unknown:
        yield paragraph(Message("event_list.no_git", {"why": journal.unknown}))
    elif any(entry.logged.is_saved and not entry.logged.on for entry in journal.entries):
        yield paragraph(Message("event_list.shallow"))
