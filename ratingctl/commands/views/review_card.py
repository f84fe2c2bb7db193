"""What a reviewer sees of one project when asked about it: its story, what to search for, events without a story."""

from collections.abc import Collection, Sequence

from ratingctl.commands.shared.worklist import Worklist, WorklistRow
from ratingctl.commands.views.events import check_line, event_line, parted
from ratingctl.commands.views.projects import project_head, why_terms
from ratingctl.domain.dates import is_surely_before
from ratingctl.domain.model import Event, EventId
from ratingctl.domain.projects import Project
from ratingctl.report import Cell, CellText, Column, Message, Records, Report, Table, paragraph
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

_MOST_BESIDE = 6
_MOST_PARTNERS = 2
_LONGEST_NAME = 8
"""Words of a name; search engines do not want more."""
_SHORTEST = 4
"""Letters of a word by which two events may be alike."""


def card_of(work: Worklist, row: WorklistRow, counter: str, beside: Sequence[Event]) -> Report:
    """One project as it is shown before the question.

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
        [Message("heading.project"), CellText(project_head(project, row.case.standing))],
        [Message("heading.why"), paragraph(*parted(why_terms(row.case, row.reasons), " · "))],
        [Message("heading.story"), CellText(tuple(story), listed=True)],
    ]
    if row.case.checks:
        looked = tuple(check_line(check) for _, check in row.case.checks)
        rows.append([Message("section.checks"), CellText(looked, listed=True)])
    rows.append(
        [Message("review.search"), CellText(tuple(paragraph(text) for text in search_phrases(work, row)), listed=True)]
    )
    if beside:
        numbered = enumerate(beside, 1)
        lines = tuple(paragraph(f"{number}. ", *event_line(event, settings, True).pieces) for number, event in numbered)
        rows.append([Message("review.unlinked"), CellText(lines)])
    return Report(
        data={},
        records=Records((), (), ()),
        language=settings.language,
        title=paragraph(f"{counter} ", row.region.name),
        tables=[Table((Column("", whole=True), Column("")), rows)],
    )


def project_in(work: Worklist, row: WorklistRow) -> Project:
    """The project of a row."""
    return next(one for one in work.outlook.projects(row.case.life.region) if one.id == row.case.life.project)


def search_phrases(work: Worklist, row: WorklistRow) -> tuple[str, str]:
    """Two phrases to paste into a search engine.

    The first is the project's name and its region. The second is who takes part and the region, or the name again where
    nobody is known to take part, with the rating's subject and the year.
    """
    project = project_in(work, row)
    name, region = _shortened(project.name), row.region.name
    partners = list(dict.fromkeys(partner for event in project.events[::-1] for partner in event.partners))
    told = f"{' '.join(partners[:_MOST_PARTNERS])} {region}" if partners else name
    return f"{name} {region}", " ".join((told, *work.rating.settings.subject[:1], str(work.day.year)))


def unlinked_events(work: Worklist, project: Project, taken: Collection[EventId]) -> Sequence[Event]:
    """The region's events of the edition that neither follow anything nor are followed: one of them may be the news.

    Those that share words with the project come first, then the latest ones; `taken` ones have been linked meanwhile.
    """
    own = {event.id for event in project.events}
    alone = [
        one.root
        for one in work.outlook.projects(project.root.region)
        if len(one.events) == 1 and not one.root.follows and one.root.edition == work.edition.id
    ]
    wanted = {word for event in project.events for word in _stems(event)}
    later_first = [event for event in reversed(alone) if event.id not in own and event.id not in taken]
    return sorted(later_first, key=lambda event: -len(wanted & _stems(event)))[:_MOST_BESIDE]


def newest_of(project: Project, news: Event | None = None) -> Event:
    """The event of a project that news would follow: the last one in its story that is not later than the news."""
    earlier = (event for event in reversed(project.events) if not (news and is_surely_before(news.date, event.date)))
    return next(earlier, project.root)


def _stems(event: Event) -> set[str]:
    text = " ".join((event.project, event.title, *event.partners))
    return {stem(word) for word in words_of(text) if len(word) >= _SHORTEST}


def _shortened(text: str) -> str:
    words = text.split()[:_LONGEST_NAME]
    while len(words) == _LONGEST_NAME and len(words[-1]) < _SHORTEST:
        words.pop()  # a preposition in the air
    return " ".join(words)
