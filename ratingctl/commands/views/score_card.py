"""The card of a region that is scored: its previous score, and its events by what they say of the new one."""

from collections.abc import Collection

from ratingctl.commands.shared.score_judgement import JudgedRegion
from ratingctl.commands.views.events import kind_word
from ratingctl.domain.model import Check, Event, EventId
from ratingctl.message import Message
from ratingctl.report import Cell, Column, Dated, Emphasis, Inline, Paragraph, Screen, Span, Table, paragraph

_COLUMNS = (
    Column("", whole=True),
    Column("", numeric=True, whole=True),
    Column("date", whole=True),
    Column("kind"),
    Column("title"),
    Column("id", whole=True),
)
_UP, _DOWN, _NEITHER, _CITED = "▲", "▼", "·", "✓"


def evidence_choices(judged: JudgedRegion) -> list[EventId]:
    """Return what a score may cite of the edition, in the order of the card."""
    weighed = judged.weighed
    checks = (check.event for check in weighed.fruitless)
    return list(
        dict.fromkeys(
            (
                *(event.id for event in weighed.results + weighed.setbacks),
                *checks,
                *(event.id for event in weighed.efforts),
            )
        )
    )


def weighed_data(judged: JudgedRegion) -> dict[str, list[str]]:
    """Return the ids of the region's events as JSON, by what they say of the score."""
    weighed = judged.weighed
    return {
        "results": [event.id for event in weighed.results],
        "setbacks": [event.id for event in weighed.setbacks],
        "nothing_found": [check.event for check in weighed.fruitless],
        "efforts": [event.id for event in weighed.efforts],
    }


def weighed_table(judged: JudgedRegion, cited: Collection[EventId] = ()) -> Table:
    """Return the table of the region's events: what speaks for up, for down, and the rest; numbered for evidence."""
    weighed, numbers = judged.weighed, {event: n for n, event in enumerate(evidence_choices(judged), 1)}
    names = {event.id: event.project or event.title for event in judged.events}

    def event_row(mark: Span, event: Event) -> list[Cell]:
        when = Dated(event.date.text) if event.date else None
        return [
            _marked(mark, event.id, cited),
            numbers[event.id],
            when,
            kind_word(judged.rating.settings, event.kind),
            event.title,
            event.id,
        ]

    def check_row(check: Check) -> list[Cell]:
        nothing = Message("check.nothing", {"project": names.get(check.event, check.event)})
        mark = _marked(Span(_DOWN, Emphasis.BAD), check.event, cited)
        return [mark, numbers[check.event], Dated(check.date.text), Message("type.check"), nothing, check.event]

    rows: list[list[Cell]] = [
        *(event_row(Span(_UP, Emphasis.GOOD), event) for event in weighed.results),
        *(event_row(Span(_DOWN, Emphasis.BAD), event) for event in weighed.setbacks),
        *(check_row(check) for check in weighed.fruitless),
        *(event_row(Span(_NEITHER, Emphasis.DIM), event) for event in weighed.efforts),
    ]
    return Table(_COLUMNS, rows)


def score_card(judged: JudgedRegion, position: int, count: int) -> Screen:
    """Return the screen of a region in the review of scores."""
    page, weighed = judged.page, judged.weighed
    previous = "–" if judged.previous is None else judged.previous
    pieces: list[Inline] = [
        f"[{position}/{count}] ",
        Span(judged.region.name, Emphasis.STRONG),
        " · ",
        Message("score.card_previous", {"score": previous}),
    ]
    if page and page.score is not None:
        pieces += [" · ", Message("score.card_now", {"score": page.score})]
    summary = Message(
        "score.card_weights",
        {
            "up": len(weighed.results),
            "down": len(weighed.setbacks) + len(weighed.fruitless),
            "other": len(weighed.efforts),
        },
    )
    notes = _present(judged)
    table = weighed_table(judged, page.evidence if page else ())
    return Screen(
        judged.rating.settings.language,
        paragraph(*pieces, " · ", summary),
        tables=[table] if table.rows else [],
        notes=notes if table.rows else [*notes, paragraph(Message("score.card_nothing"))],
    )


def _present(judged: JudgedRegion) -> list[Paragraph]:
    page = judged.page
    if page is None:
        return []
    texts = ((Message("heading.rationale"), page.rationale), (Message("score.not_rated"), page.not_rated))
    return [paragraph(label, ": ", text) for label, text in texts if text]


def _marked(mark: Span, event: EventId, cited: Collection[EventId]) -> Paragraph:
    return paragraph(mark, _CITED if event in cited else "")
