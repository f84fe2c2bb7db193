"""The card of a project under review: its story, phrases to search for, events that may be the news."""

from collections.abc import Sequence

from ratingctl.commands.shared.choice_letters import lettered
from ratingctl.commands.shared.review_choices import project_in
from ratingctl.commands.shared.worklist import Worklist
from ratingctl.commands.shared.worklist_rows import WorklistRow
from ratingctl.commands.views.events import check_line, event_line, parted
from ratingctl.commands.views.projects import project_head, why_terms
from ratingctl.commands.views.search_links import search_links, search_phrases
from ratingctl.domain.model import Event
from ratingctl.report import Cell, CellText, Column, Emphasis, Message, Paragraph, Screen, Span, Table, paragraph


def card_of(work: Worklist, row: WorklistRow, counter: str, beside: Sequence[Event]) -> Screen:
    """Return the screen of one project, shown before the question.

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
    phrases = tuple(_search_line(text, settings.search) for text in search_phrases(work, row))
    rows.append([Message("review.search"), CellText(phrases, listed=True)])
    if beside:
        lines = tuple(
            paragraph(f"{letter} ", *event_line(event, settings, True).pieces) for letter, event in lettered(beside)
        )
        rows.append([Message("review.unlinked"), CellText(lines)])
    return Screen(
        settings.language,
        title=paragraph(f"{counter} ", row.region.name),
        tables=[Table((Column("", whole=True), Column("")), rows)],
    )


def _search_line(phrase: str, templates: Sequence[str]) -> Paragraph:
    """Return a phrase with the sites where it can be looked for, as links."""
    links = (Span(name, Emphasis.DIM, link) for name, link in search_links(templates, phrase))
    return paragraph(phrase, *(piece for link in links for piece in (" · ", link)))
