"""How much of a published table `import table` gets right, against editions that were made of it by hand.

    python tests/bench/importing.py FILE [EDITIONS]

FILE is the publication; EDITIONS the folder with the hand-made editions, by default those of the repository: the last
scored one and the one before it. The table is imported into an empty copy of that rating. A hand-made event lies in an
imported one if that has at least 30 % of the words of its title, weighed by rarity; where half is asked for, the two
are surely the same. The same for a wrong region shows how often it happens by chance.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from ratingctl.commands.import_ import read_import
from ratingctl.commands.shared.followup_search import FollowupSearch
from ratingctl.commands.shared.import_result import Imported, ImportRequest
from ratingctl.commands.shared.matching_tables import MatchingTables
from ratingctl.domain.edition_chain import last_scored_edition
from ratingctl.domain.model import EditionId, Event, EventId, Rating, RegionId
from ratingctl.language.catalogue import Catalogue
from ratingctl.storage.edits import apply
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened, read_sound_rating
from ratingctl.words.fold import words_of
from ratingctl.words.stemmer import stem

EDITIONS = Path(__file__).resolve().parents[2] / "editions"
LIES_IN, SURELY = 0.3, 0.5


class Pair(NamedTuple):
    """A hand-made event with the imported one that has most of its words, and how much of them."""

    hand: Event
    imported: Event
    share: float


class Weights:
    """The rarity of words among the hand-made events."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._counts = Counter(word for event in events for word in stems(event.title))
        self._total = len(events)

    def share(self, wanted: frozenset[str], there: frozenset[str]) -> float:
        total = sum(map(self._weight, wanted))
        return sum(self._weight(word) for word in wanted & there) / total if total else 0.0

    def _weight(self, word: str) -> float:
        return log((self._total + 1) / (self._counts[word] + 0.5))


def stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words_of(text) if len(word) > 2)


def main(file: Path, editions: Path) -> None:
    hand = read_sound_rating(DiskFolder(editions), names=True)
    last = last_scored_edition(hand)
    assert last.previous is not None
    chain = (last.previous, last.id)
    with tempfile.TemporaryDirectory() as folder:
        imported, rating = imported_into(Path(folder), file, editions, chain)
        with opened(DiskFolder(Path(folder)), names=True) as reader:
            tables = MatchingTables.of(reader)
        again = read_import(DiskFolder(Path(folder)), "table", ImportRequest(file, last.id))
        print("imported again:", len(again.edits), "files would change")
    print("counts:", imported.counts._asdict())
    for name in chain:
        right = sum(
            rating.editions[name].scores.get(region) == score for region, score in hand.editions[name].scores.items()
        )
        print(f"scores of {name}: {right} of {len(hand.editions[name].scores)} as by hand")
    measure_events(hand, rating, chain, tables)
    measure_work(imported)


def imported_into(
    root: Path, file: Path, editions: Path, chain: tuple[EditionId, EditionId]
) -> tuple[Imported, Rating]:
    """Import the table into an empty copy of the rating, and return what was imported, and the rating."""
    for path in editions.glob("*.yaml"):
        (root / path.name).write_bytes(path.read_bytes())
    imported = read_import(DiskFolder(root), "table", ImportRequest(file, chain[1], chain[0]))
    apply(imported.edits)
    return imported, read_sound_rating(DiskFolder(root), names=True)


def measure_events(hand: Rating, rating: Rating, chain: tuple[EditionId, EditionId], tables: MatchingTables) -> None:
    events = [event for name in chain for event in hand.editions[name].events()]
    weights = Weights(events)
    by_region: dict[RegionId, list[tuple[Event, frozenset[str]]]] = {}
    for event in rating.events():
        by_region.setdefault(event.region, []).append((event, stems(f"{event.title} {event.text}")))
    regions = sorted(by_region)
    shifted = dict(zip(regions, [*regions[7:], *regions[:7]], strict=True))
    pairs = paired(events, weights, lambda event: by_region.get(event.region, []))
    chance = paired(events, weights, lambda event: by_region.get(shifted.get(event.region, event.region), []))
    kinds = hand.settings.kinds
    for least in (LIES_IN, SURELY):
        sure = [pair for pair in pairs if pair.share >= least]
        in_column = mean(pair.hand.edition == pair.imported.edition for pair in sure)
        same_class = mean(kinds[pair.hand.kind].event_class is kinds[pair.imported.kind].event_class for pair in sure)
        print(
            f"words >= {least:.0%}: {len(sure)} of {len(events)} hand-made events lie in one ({len(sure) / len(events):.1%},"
            f" by chance {sum(pair.share >= least for pair in chance) / len(events):.1%}),"
            f" right column {in_column:.1%}, class of kind {same_class:.1%},"
            f" kind {mean(pair.hand.kind == pair.imported.kind for pair in sure):.1%}"
        )
    measure_links(
        tables, rating, chain, {pair.hand.id: pair.imported for pair in pairs if pair.share >= SURELY}, events
    )


def paired(
    events: Sequence[Event], weights: Weights, among: Callable[[Event], Sequence[tuple[Event, frozenset[str]]]]
) -> list[Pair]:
    pairs = []
    for event in events:
        wanted = stems(event.title)
        rows = [(weights.share(wanted, there), other.edition == event.edition, other) for other, there in among(event)]
        if rows:
            share, _, other = max(rows, key=lambda row: row[:2])
            pairs.append(Pair(event, other, share))
    return pairs


def measure_links(
    tables: MatchingTables,
    rating: Rating,
    chain: tuple[EditionId, EditionId],
    imported: dict[EventId, Event],
    events: Sequence[Event],
) -> None:
    """Print how often the first candidate of an imported event is one that the hand-made links lead to."""
    wanted: dict[EventId, set[EventId]] = {}
    new: dict[EventId, Event] = {}
    for event in events:
        mine = imported.get(event.id)
        if event.edition != chain[1] or mine is None or mine.edition != chain[1]:
            continue
        old = {imported[name].id for name in event.follows if name in imported and imported[name].edition == chain[0]}
        if old:
            wanted.setdefault(mine.id, set()).update(old)
            new[mine.id] = mine
    search = FollowupSearch(rating, rating.editions[chain[1]], {}, tables)
    first = among = accepted = accepted_right = 0
    for name, event in new.items():
        question = search.about_event(event)
        ids = [{other.id for other in candidate.project.events} for candidate in question.candidates[:5]]
        first += bool(ids and ids[0] & wanted[name])
        among += any(group & wanted[name] for group in ids)
        if question.accepted:
            accepted += 1
            accepted_right += bool({other.id for other in question.accepted.project.events} & wanted[name])
    print(
        f"links: of {len(new)} imported events that continue one by hand, first candidate right {first / len(new):.1%},"
        f" among five {among / len(new):.1%}; sure ones {accepted_right} of {accepted} right"
    )


def measure_work(imported: Imported) -> None:
    regions = Counter(doubt.region for doubt in imported.unsure)
    print(
        f"not sure: {len(imported.unsure)} entries in {len(regions)} regions, median {median(regions.values())} a region"
    )
    for why, count in Counter(Catalogue("en").said(doubt.why) for doubt in imported.unsure).most_common():
        print(f"{count:6} {why}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else EDITIONS)
