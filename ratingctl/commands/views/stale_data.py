"""The list of `stale` as JSON: how many projects there are for each reason, and everything about each."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ratingctl.commands.shared import common_names, worklist_rows
from ratingctl.commands.shared.reviewed_regions import RowWriter
from ratingctl.commands.shared.worklist import Worklist
from ratingctl.commands.shared.worklist_rows import WorklistRow
from ratingctl.commands.views import projects, search_links
from ratingctl.commands.views.projects import slip_data, stake_terms, why_terms
from ratingctl.commands.views.search_links import search_addresses, search_phrase
from ratingctl.domain import priority, review_case
from ratingctl.domain.kinds import STAGE_WORDS
from ratingctl.domain.model import Settings
from ratingctl.domain.review_case import postponement_of
from ratingctl.domain.staleness import StaleReason
from ratingctl.language import catalogue
from ratingctl.language.catalogue import Catalogue
from ratingctl.language.files import file_of
from ratingctl.render import json_text
from ratingctl.report import WrittenObject
from ratingctl.storage.loading.summary_store import checksum_of_sources

_PARTING = " · "
_MARGIN = "\n    "
"""The line break with the indentation of a project in the list."""
_NO_NUMBER = '"number": 0'
"""What the JSON of a row begins with before a list gives it a number."""


def summary_data(work: Worklist) -> dict[str, Any]:
    """Return how many projects there are by main reason, each counted once, and by each of their reasons."""
    main = Counter(row.main_reason for row in work.rows)
    each = Counter(reason for row in work.rows for reason in row.reasons)
    checked = sum(row.is_checked for row in work.rows)
    return {
        "projects": len(work.rows),
        "main_reasons": {reason.value: main[reason] for reason in StaleReason},
        "reasons": {reason.value: each[reason] for reason in StaleReason},
        "checked": checked,
        "unchecked": len(work.rows) - checked,
        "general": sum(row.priority.is_general for row in work.rows),
        "done": work.done,
        "postponed": work.postponed,
    }


def row_writer(settings: Settings) -> RowWriter:
    """Return how rows become JSON in the language of a rating.

    Args:
        settings: The settings of the rating.
    """
    words = Catalogue(settings.language)
    own_words = (words.language, settings.unit, settings.stages, settings.halts)
    views = (projects, search_links, json_text, sys.modules[__name__])
    sources = (*views, catalogue, common_names, priority, review_case, worklist_rows, file_of(words.language))

    def written(row: WorklistRow) -> str:
        return json_text.written_object(_row_data(words, settings.search, row), _MARGIN).text

    return RowWriter(written, (own_words, settings.search, checksum_of_sources(*sources)))


def projects_data(work: Worklist, entries: Sequence[tuple[int, Sequence[WorklistRow]]]) -> Iterator[Mapping[str, Any]]:
    """Yield the projects behind the numbers of a list, each with its number."""
    settings = work.rating.settings
    words = Catalogue(settings.language)
    for number, entry in entries:
        for row in entry:
            came_from, went_to = work.view.moves(row.events)
            if row.kept and row.kept.reviewer == row.reviewer and not (came_from or went_to):
                text = row.kept.text.decode()
                yield WrittenObject(text.replace(_NO_NUMBER, f'"number": {number}', 1), _MARGIN)
                continue
            yield {
                **_row_data(words, settings.search, row),
                "number": number,
                "moved_from": [event.id for event in came_from],
                "moved_to": [event.id for event in went_to],
            }


def _row_data(words: Catalogue, templates: Sequence[str], row: WorklistRow) -> dict[str, Any]:
    """Return the JSON of a row, with empty places for what a list adds: its number and moves."""
    case, life, status = row.case, row.case.summary, row.case.status
    check, postponed = case.last_check, postponement_of(case)
    return {
        "number": 0,
        "project": life.project,
        "region": life.region,
        "region_name": row.region.name,
        "title": life.name,
        "status": status.word,
        "basis": status.basis.value,
        "stage": STAGE_WORDS[status.stage],
        "open": status.is_open,
        "last_news": status.last_news.isoformat(),
        "months_silent": status.months_silent,
        "months_exact": status.months_exact,
        "start_due": status.start_due.when.text if status.start_due else None,
        "due": status.due.when.text if status.due else None,
        "slips": [slip_data(slip) for slip in life.slips],
        "reasons": [reason.value for reason in row.reasons],
        "priority": row.priority.value,
        "priority_why": [reason.value for reason in row.priority.why],
        "general": row.priority.is_general,
        "searched_with": row.search_group if row.search_group != life.project else None,
        "why": _PARTING.join(map(words.said, (*why_terms(case, row.reasons), *stake_terms(row)))),
        "checked": check.date.text if check else None,
        "checked_by": check.by or None if check else None,
        "checked_found": check.found if check else None,
        "done": case.is_done,
        "postponed_until": postponed.until.text if postponed and postponed.until else None,
        "moved_from": [],
        "moved_to": [],
        "reviewer": row.reviewer or None,
        "search": search_addresses(templates, search_phrase(row)),
    }
