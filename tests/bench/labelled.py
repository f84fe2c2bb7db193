"""Labelled follow-ups for measuring and fitting `match`: a rating's own links, and tables labelled by hand."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.edition_chain import last_scored_edition
from ratingctl.domain.kinds import KINDS
from ratingctl.domain.model import Edition, EditionId, Event, EventId, Page, Rating, Region, RegionId, Settings

_KINDS = {
    "contact": "visit",
    "agreement": "agreement",
    "announcement": "statement",
    "construction": "construction_start",
    "launch": "commissioning",
    "delivery": "delivery",
}


class LabelledEvent(NamedTuple):
    """A new event with its labels.

    Attributes:
        event: The event, without its links.
        right: The ids of the earlier events that it continues; empty where it continues none.
        before: The event whose text stands before it; None where the order of texts is not known.
    """

    event: Event
    right: frozenset[EventId]
    before: Event | None = None


class LabelledRegion(NamedTuple):
    """The events of a region: the earlier ones, and the new ones with their labels."""

    region: RegionId
    earlier: Sequence[Event]
    new: Sequence[LabelledEvent]


def own_links(rating: Rating) -> Iterator[LabelledRegion]:
    """Yield the regions of the last published edition, with the events of the one before as the earlier ones.

    The links are taken out, and the project's name of the new events, which the links gave them.
    """
    edition = last_scored_edition(rating)
    previous = rating.editions[edition.previous] if edition.previous else None
    assert previous is not None
    for region, page in edition.pages.items():
        earlier = previous.pages[region].events if region in previous.pages else ()
        known = {event.id for event in earlier}
        new = []
        for event in page.events:
            right = known.intersection(event.follows)
            if right or not event.follows:  # what follows events of its own edition alone is no question here
                new.append(LabelledEvent(event._replace(project="", follows=()), frozenset(right)))
        if earlier and new:
            yield LabelledRegion(region, earlier, new)


def labelled_by_hand(path: Path) -> tuple[Rating, list[LabelledRegion]]:
    """Return a table that was labelled by hand, as a rating of two editions and as labelled regions.

    Args:
        path: A file of one JSON object a line, each a region: `region`, `name`, `announcements` and `followups`, lists
            of `{"id", "text", "kind"}` in the order of the publication; of a follow-up also `matches`, ids.
    """
    regions: dict[RegionId, Region] = {}
    pages: dict[str, dict[RegionId, Page]] = {"2025": {}, "2026": {}}
    labelled = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        region = RegionId(row["region"])
        regions[region] = Region(region, row["name"])
        earlier, new = (
            [_event(region, edition, number, one) for number, one in enumerate(row[part])]
            for edition, part in (("2025", "announcements"), ("2026", "followups"))
        )
        pages["2025"][region], pages["2026"][region] = _page(region, "2025", earlier), _page(region, "2026", new)
        titles = {event.id: event.title for event in earlier}
        rows = []
        for number, event in enumerate(new):
            named = {EventId(f"{region}-{match}") for match in row["followups"][number]["matches"]}
            # Events cut from one sentence have the same text: either is right.
            texts = {titles[one] for one in named}
            right = frozenset(one for one, title in titles.items() if title in texts)
            rows.append(LabelledEvent(event, right, new[number - 1] if number else None))
        labelled.append(LabelledRegion(region, earlier, rows))
    editions = {
        EditionId(edition): Edition(
            EditionId(edition),
            f"{edition}/edition.yaml",
            edition,
            parse_edtf(edition),
            date(int(edition), 12, 31),
            previous=EditionId("2025") if edition == "2026" else None,
            pages=pages[edition],
        )
        for edition in pages
    }
    return Rating(Settings(kinds=KINDS, language="ru"), regions, editions), labelled


def _event(region: RegionId, edition: str, number: int, row: dict[str, str]) -> Event:
    kind = _KINDS.get(row.get("kind", ""), "mention")
    return Event(EventId(f"{region}-{row['id']}"), kind, row["text"], region, EditionId(edition), number)


def _page(region: RegionId, edition: str, events: Sequence[Event]) -> Page:
    return Page(region, EditionId(edition), f"{edition}/{region}.yaml", events=tuple(events))
