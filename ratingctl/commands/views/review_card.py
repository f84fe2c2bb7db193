"""The card of a project under review: its story, phrases to search for, events that may be the news."""

from collections.abc import Sequence

from ratingctl.commands.shared.review_choices import SHORTEST_WORD, project_in
from ratingctl.commands.shared.worklist import Worklist, WorklistRow
from ratingctl.commands.views.events import check_line, event_line, parted
from ratingctl.commands.views.projects import project_head, why_terms
from ratingctl.domain.model import Event
from ratingctl.report import Cell, CellText, Column, Message, Screen, Table, paragraph

_MOST_PARTNERS = 2
_LONGEST_NAME = 8
"""Words of a name; search engines do not want more."""


def card_of(work: Worklist, row: WorklistRow, counter: str, beside: Sequence[Event]) -> Screen:
    """Return the screen of one project as it is shown before the question.

    Args:
        work: The list to which it belongs.
        row: The project.
        counter: Which one of how many it is, such as `[3/60]`.
        beside: Events that may be the news, as `unlinked_events` gives them.
    """
    project = project_in(work, row)
    settings = work.rating.settings
    story = [event_line(event, settings, with_edition=True) for event in project.events]
    rows: list[list[Cell]] = [
        [Message("heading.project"), CellText(project_head(project, row.case.status))],
        [Message("heading.why"), paragraph(*parted(why_terms(row.case, row.reasons), " · "))],
        [Message("heading.story"), CellText(tuple(story), listed=True)],
    ]
    if row.case.checks:
        checks = tuple(check_line(check) for _, check in row.case.checks)
        rows.append([Message("section.checks"), CellText(checks, listed=True)])
    rows.append(
        [Message("review.search"), CellText(tuple(paragraph(text) for text in search_phrases(work, row)), listed=True)]
    )
    if beside:
        numbered = enumerate(beside, 1)
        lines = tuple(paragraph(f"{number}. ", *event_line(event, settings, True).pieces) for number, event in numbered)
        rows.append([Message("review.unlinked"), CellText(lines)])
    return Screen(
        settings.language,
        title=paragraph(f"{counter} ", row.region.name),
        tables=[Table((Column("", whole=True), Column("")), rows)],
    )


def search_phrases(work: Worklist, row: WorklistRow) -> tuple[str, str]:
    """Return two phrases to paste into a search engine.

    The first is the project's name and its region. The second is who takes part and the region, or the name again where
    nobody is known to take part, with the rating's subject and the year.
    """
    project = project_in(work, row)
    name, region = _shortened(project.name), row.region.name
    partners = list(dict.fromkeys(partner for event in project.events[::-1] for partner in event.partners))
    told = f"{' '.join(partners[:_MOST_PARTNERS])} {region}" if partners else name
    return f"{name} {region}", " ".join((told, *work.rating.settings.subject[:1], str(work.day.year)))


def _shortened(text: str) -> str:
    words = text.split()[:_LONGEST_NAME]
    while len(words) == _LONGEST_NAME and len(words[-1]) < SHORTEST_WORD:
        words.pop()  # a preposition in the air
    return " ".join(words)
