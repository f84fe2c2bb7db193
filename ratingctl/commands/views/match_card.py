"""The card of a new event with the candidates that it may continue."""

from ratingctl.commands.shared.choice_letters import lettered
from ratingctl.commands.shared.followup_search import Question
from ratingctl.commands.shared.link_judgements import LinkJudgement
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells, news_lines
from ratingctl.commands.views.events import event_line, kind_word
from ratingctl.domain.model import Event, Rating, Settings
from ratingctl.report import (
    Cell,
    CellText,
    Column,
    Emphasis,
    Message,
    Paragraph,
    Screen,
    Span,
    Table,
    paragraph,
    paragraphs,
)


def match_card(rating: Rating, event: Event, question: Question, counter: str, answer: LinkJudgement | None) -> Screen:
    """Return the screen of one event, shown before the question.

    Args:
        rating: The rating.
        event: The event.
        question: The question about it, with the candidates to offer.
        counter: Which one of how many it is, such as `[3/60]`.
        answer: The judgement on the event that was given before, if any.
    """
    region = rating.regions.get(event.region)
    rows: list[list[Cell]] = []
    for letter, candidate in lettered(question.candidates):
        likely, project, reasons = candidate_cells(candidate, rating, question.text)
        rows.append([letter, likely, project, CellText((*paragraphs(reasons), *news_lines(event, candidate)))])
    columns = (Column("", whole=True), *CANDIDATE_COLUMNS)
    return Screen(
        rating.settings.language,
        title=paragraph(counter, " ", region.name if region else event.region),
        tables=[
            Table((Column(""),), [[CellText(tuple(_facts(rating.settings, event, answer)))]]),
            Table(columns, rows, title=paragraph(Message("add.candidates"))),
        ],
    )


def _facts(settings: Settings, event: Event, answer: LinkJudgement | None) -> list[Paragraph]:
    lines = [event_line(event, settings), paragraph(kind_word(settings, event.kind))]
    if event.text:
        lines.append(paragraph(Span(event.text, Emphasis.DIM)))
    if answer and answer.follows:
        lines.append(paragraph(Span(Message("match.known_links", {"ids": ", ".join(answer.follows)}), Emphasis.GOOD)))
    elif answer:
        lines.append(paragraph(Span(Message("match.refused"), Emphasis.BAD)))
    return lines
