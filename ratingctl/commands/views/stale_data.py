"""The list of `stale` as JSON: how many projects there are for each reason, and everything about each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ratingctl.commands.shared.worklist import Worklist, WorklistRow
from ratingctl.commands.views.projects import slip_data, stake_terms, why_terms
from ratingctl.commands.views.search_links import search_addresses, search_phrase
from ratingctl.domain.kinds import STAGE_WORDS
from ratingctl.domain.review_case import postponement_of
from ratingctl.domain.staleness import StaleReason
from ratingctl.language.catalogue import Catalogue

_PARTING = " · "


def summary_data(work: Worklist) -> dict[str, Any]:
    """Return how many projects there are by main reason, each counted once, and by each of their reasons."""
    main = Counter(row.main_reason for row in work.rows)
    each = Counter(reason for row in work.rows for reason in row.reasons)
    checked = sum(row.case.last_check is not None for row in work.rows)
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


def projects_data(work: Worklist, entries: Sequence[tuple[int, Sequence[WorklistRow]]]) -> Iterator[dict[str, Any]]:
    """Yield the projects behind the numbers of a list, each with its number."""
    catalogue = Catalogue(work.rating.settings.language)
    templates = work.rating.settings.search
    words = cache(lambda reasons: [reason.value for reason in reasons])
    for number, entry in entries:
        for row in entry:
            case, life, status, priority = row.case, row.case.summary, row.case.status, row.priority
            check, postponed = case.last_check, postponement_of(case)
            came_from, went_to = work.view.moves(life.events)
            yield {
                "number": number,
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
                "reasons": words(row.reasons),
                "priority": priority.value,
                "priority_why": words(priority.why),
                "general": priority.is_general,
                "searched_with": row.search_group if row.search_group != life.project else None,
                "why": _PARTING.join(map(catalogue.said, (*why_terms(case, row.reasons), *stake_terms(row)))),
                "checked": check.date.text if check else None,
                "checked_by": check.by or None if check else None,
                "checked_found": check.found if check else None,
                "done": case.is_done,
                "postponed_until": postponed.until.text if postponed and postponed.until else None,
                "moved_from": [event.id for event in came_from],
                "moved_to": [event.id for event in went_to],
                "reviewer": row.reviewer or None,
                "search": search_addresses(templates, search_phrase(row)),
            }
