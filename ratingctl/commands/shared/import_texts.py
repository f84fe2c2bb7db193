"""From the sentences of a published table to events and notes of its editions, with what is not sure of each."""

from collections.abc import Iterator, Sequence

from ratingctl.commands.shared.import_pages import PageAddition, said_already
from ratingctl.commands.shared.import_result import Unsure
from ratingctl.domain.ids import new_event_id
from ratingctl.domain.model import Edition, EditionId, Event, EventId, Note, Rating, Region, RegionId
from ratingctl.intake.parties import KnownOrganisations
from ratingctl.intake.published_sentences import SentenceDraft, drafts_of
from ratingctl.intake.published_table import ColumnPassage
from ratingctl.message import Message, Text, sentence
from ratingctl.words.fold import words_of


class TextImport:
    """Makes events and notes of the sentences of a published table.

    An event's id is made of the words of its sentence, so that the same file never gives a second event, whatever was
    edited since.

    Args:
        rating: The rating, with the pages that it has.
        chain: The editions of the columns, the oldest first.
        sources: Where the facts were read.

    Attributes:
        additions: What is added, by edition and region.
        unsure: What a person has to look at.
        known: How many events and notes are on record already.
    """

    def __init__(self, rating: Rating, chain: Sequence[Edition], sources: tuple[str, ...]) -> None:
        self._rating = rating
        self._chain = chain
        self._sources = sources
        self._organisations = KnownOrganisations(rating.organisations)
        self._by_id: dict[str, tuple[str, ...]] = {}
        for event in rating.events():
            self._by_id[event.id] = ()
        self.additions: dict[tuple[EditionId, RegionId], PageAddition] = {}
        self.unsure: list[Unsure] = []
        self.known = 0

    def take(self, region: Region, columns: Sequence[Sequence[ColumnPassage]]) -> None:
        """Take in the columns of one unit; columns of published editions are passed over.

        Args:
            region: The unit.
            columns: The paragraphs of each edition of the chain.
        """
        drafts: list[list[SentenceDraft]] = [[] for _ in self._chain]
        for place, (edition, passages) in enumerate(zip(self._chain, columns, strict=False)):
            settings = self._rating.settings
            for draft in drafts_of(passages, edition.period, settings.kinds, self._organisations):
                is_last = place + 1 == len(drafts)
                drafts[place if is_last or not draft.later else place + 1].append(
                    draft._replace(date=None) if is_last and draft.later else draft
                )
        for edition, of_edition in zip(self._chain, drafts, strict=True):
            if not edition.is_published:
                self._add(region, edition, of_edition)

    def _add(self, region: Region, edition: Edition, drafts: Sequence[SentenceDraft]) -> None:
        page = edition.pages.get(region.id)
        events: list[Event] = []
        notes: list[Note] = []
        for draft in drafts:
            if draft.silent:
                if said_already(page, draft.text):
                    self.known += 1
                else:
                    notes.append(Note(draft.text, italic=True))
                    self.unsure.append(_unsure(region, draft, _SILENT, ""))
                continue
            event_id = self._free_id(region.id, edition.id, draft.text)
            if event_id is None or _has_title(page.events if page else (), draft.title):
                self.known += 1
                continue
            events.append(self._event(event_id, region, edition, draft, len(events)))
            self.unsure += [_unsure(region, draft, why, event_id) for why in _doubts(draft, edition)]
        if events or notes:
            self.additions[edition.id, region.id] = PageAddition(events=tuple(events), notes=tuple(notes))

    def _free_id(self, region: RegionId, edition: EditionId, text: str) -> EventId | None:
        """Return the id of a sentence; None where it is on record. Another sentence with that id gives another one."""
        words = tuple(words_of(text))
        taken: list[str] = []
        while True:
            event_id = new_event_id(region, edition, "", " ".join(words), taken)
            if event_id not in self._by_id:
                self._by_id[event_id] = words
                return event_id
            if self._by_id[event_id] in ((), words):
                return None
            taken.append(event_id)

    def _event(self, event_id: EventId, region: Region, edition: Edition, draft: SentenceDraft, index: int) -> Event:
        return Event(
            id=event_id,
            kind=draft.kind,
            title=draft.title,
            region=region.id,
            edition=edition.id,
            index=index,
            date=draft.date,
            text=draft.text if words_of(draft.text) != words_of(draft.title) else "",
            due=draft.due,
            partners=draft.partners,
            amounts=draft.amounts,
            sources=self._sources,
        )


_SILENT = sentence(
    "it says that nothing was heard: it became a note; `ratingctl checked ID --found nothing` records the check"
)


def _doubts(draft: SentenceDraft, edition: Edition) -> Iterator[Text]:
    if draft.is_guess:
        yield sentence("no word tells its kind; {kind} is a guess", kind=Message(f"kind.{draft.kind}"))
    if draft.torn:
        yield sentence(
            "a page has torn the row: it may belong to another column than that of {edition}", edition=edition.id
        )
    if draft.later and draft.date is None:
        yield sentence("it names a day after the period of its column, so it has no date")
    elif draft.later:
        yield sentence("it happened after the period of its column, so it went into {edition}", edition=edition.id)


def _unsure(region: Region, draft: SentenceDraft, why: Text, event: str) -> Unsure:
    return Unsure(region.id, draft.line, why, event, draft.text)


def _has_title(events: Sequence[Event], title: str) -> bool:
    wanted = words_of(title)
    return any(words_of(event.title) == wanted for event in events)
