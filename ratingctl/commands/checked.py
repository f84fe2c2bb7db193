"""`checked`: record that somebody has looked for news of projects, and what was found."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.check_requests import CheckRequest
from ratingctl.commands.shared.region_files import (
    changed_file,
    keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
)
from ratingctl.commands.shared.resolved_checks import CheckResolver, ResolvedCheck, resolve_all, without_repeats
from ratingctl.commands.views.events import parted
from ratingctl.domain.fields import CHECK
from ratingctl.domain.model import Check, EditionId, Rating, RegionId
from ratingctl.domain.placement import check_position_for
from ratingctl.message import Text
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Dated,
    Emphasis,
    Message,
    Records,
    Report,
    Screen,
    Span,
    Table,
    paragraph,
)
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.storage.yaml.splice import YamlDocument

_MOST_LINES = 40
"""More changed lines than these are not shown: the report names every check."""
_RECORDS = Records(
    ("checks",),
    (),
    ("edition", "region", "project", "event", "date", "by", "found", "until", "note", "sources", "written"),
)
_COLUMNS = (Column("project"), Column("found"), Column("date", whole=True), Column("by"), Column("id", whole=True))


def checked(
    folder: DiskFolder,
    today: date,
    requests: Sequence[CheckRequest],
    *,
    by: str = "",
    day: str = "",
    edition_id: str | None = None,
) -> Change:
    """Return the change that records checks; one that is there already is not added again.

    A row of a list without a day is there already if a check says the same that was made after the list, so that a list
    can be given again tomorrow.

    Args:
        folder: The rating.
        today: The day of the call; no check is later.
        requests: The checks.
        by: Who looked, where a check does not say.
        day: When, where a check does not say; today by default.
        edition_id: The edition that is reviewed; what a check says by default, else the last one.

    Returns:
        What is recorded, and the edits: one for each file.

    Raises:
        UsageError: If a project is unknown, a value does not fit, or an edition is published; of a list, with a line
            for each row that does not fit.
        DataError: If the files cannot be read or changed.
    """
    rating = read_for_writing(folder, [request.project for request in requests])
    assumed: list[str] = []
    resolver = CheckResolver(rating, today, by, day, edition_id, assumed)
    with missing_only_where_files_are_sound(folder):
        resolved = resolve_all(resolver, requests)
    new = without_repeats(resolved)
    by_file: dict[tuple[EditionId, RegionId], list[Check]] = {}
    for check in new:
        by_file.setdefault((check.edition.id, check.project.root.region), []).append(check.check)
    edits = [
        changed_file(folder, rating.editions[name], region, _adding(checks), _to_paste(checks))
        for (name, region), checks in sorted(by_file.items())
    ]
    names = [check.project.id for check in new]
    summary = ChangeSummary("checked", names[0] if names else "nothing", more=max(0, len(names) - 1))
    return Change(
        _report(rating, resolved, new, [*dict.fromkeys(assumed), *resolver.remarks]),
        edits,
        summary,
        most_lines=_MOST_LINES,
    )


def _adding(checks: Sequence[Check]) -> Callable[[YamlDocument], YamlDocument]:
    """Return the change of a document that puts checks into their places: by event, then by date."""

    def change(document: YamlDocument) -> YamlDocument:
        for check in checks:
            texts = [item if isinstance(item, Mapping) else {} for item in document.items("checks")]
            position = check_position_for(check, [(row.get("event"), row.get("date")) for row in texts])
            document = document.insert_item("checks", position, _lines(check), keys_above("checks"))
        return document

    return change


def _lines(check: Check) -> list[str]:
    return record_lines(check._asdict(), CHECK)


def _to_paste(checks: Sequence[Check]) -> list[str]:
    lines = [_lines(check) for check in checks]
    return [text for first, *rest in lines for text in (f"- {first}", *(f"  {more}" for more in rest))]


def _report(
    rating: Rating, resolved: Sequence[ResolvedCheck], new: Sequence[ResolvedCheck], remarks: Sequence[Text]
) -> Report:
    written = {id(check) for check in new}
    there = len(resolved) - len(new)
    counts = [Message("checked.new", {"n": len(new)}), *([Message("checked.there", {"n": there})] if there else [])]
    return Report(
        data={
            "checks": [_data(check, id(check) in written) for check in resolved],
            "added": len(new),
            "already_there": there,
        },
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            title=paragraph(*parted(counts)),
            tables=[Table(_COLUMNS, [_cells(check) for check in new])] if new else [],
            notes=[
                *(paragraph(Span(text, Emphasis.DIM)) for text in remarks),
                *([paragraph(Message("checked.log_news"))] if any(row.check.found == "news" for row in new) else []),
            ],
        ),
    )


def _data(resolved: ResolvedCheck, written: bool) -> dict[str, Any]:
    check = resolved.check
    return {
        "edition": resolved.edition.id,
        "region": resolved.project.root.region,
        "project": resolved.project.id,
        "event": check.event,
        "date": check.date.text,
        "by": check.by,
        "found": check.found,
        "until": check.until.text if check.until else None,
        "note": check.note or None,
        "sources": list(check.sources),
        "written": written,
    }


def _cells(resolved: ResolvedCheck) -> list[Cell]:
    check = resolved.check
    until = (" ", Message("check.until", {"date": Dated(check.until.text)})) if check.until else ()
    found = paragraph(Message(f"found.{check.found}"), *until, *((f": {check.note}",) if check.note else ()))
    sources = (paragraph(Span(", ".join(check.sources), Emphasis.DIM)),) if check.sources else ()
    return [resolved.project.name, CellText((found, *sources)), Dated(check.date.text), check.by, check.event]
