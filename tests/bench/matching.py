"""How well and how fast `match` finds follow-ups.

    python tests/bench/matching.py [TABLE.jsonl]  the rating's own links, and a table labelled by hand (see labelled.py)
    python tests/bench/matching.py speed [N]      one query against N earlier events, against rapidfuzz over all of them

The rating's own links are taken out (`follows`, and the project's name of the new event, which the link gave it), and
`match` has to find them again among the projects of the region's earlier edition. The weights are those of `scorer.py`,
which were fitted to the same links: `fit_matching.py` measures on regions that the fit has not seen.
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from labelled import LabelledRegion, labelled_by_hand, own_links
from rapidfuzz import fuzz, process

from ratingctl.commands.shared.followup_search import most_elsewhere
from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Event, EventId, Rating
from ratingctl.domain.projects import Project
from ratingctl.matching.document_store import DocumentStore
from ratingctl.matching.evaluate import Ranked, calibration_of, figures_of
from ratingctl.matching.matcher import Matcher, shares_of
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_sound_rating
from ratingctl.storage.packaged.word_lists import word_lists
from ratingctl.words.lexicon import Lexicon

ENGLISH = Path(__file__).parent / "english.jsonl"
EDITIONS = Path(__file__).resolve().parents[2] / "editions"


def rankings(matcher: Matcher, regions: Iterable[LabelledRegion]) -> Iterator[Ranked]:
    """Yield for each new event: are the events found that it follows, each as a project of its own?"""
    for region in regions:
        earlier = [EarlierProject(Project(event, (event,), {}, {}), (event,)) for event in region.earlier]
        for new, right, before in region.new:
            context = shares_of(matcher.comparisons(matcher.new_text(before), earlier)) if before else None
            found = matcher.candidates(matcher.new_text(new), earlier, context=context)
            yield Ranked(
                [candidate.score for candidate in found],
                [candidate.event.id in right for candidate in found],
                bool(right),
                bool(found) and found[0].accept,
            )


def measure(name: str, rating: Rating, regions: Sequence[LabelledRegion]) -> None:
    towns = [town for names in rating.cities.values() for town in names]
    matcher = Matcher(rating, DocumentStore(Lexicon(word_lists(), rating.organisations, towns)))
    rows = list(rankings(matcher, regions))
    print(f"{name}:", figures_of(rows))
    print("score     first candidates   right")
    for start, count, share in calibration_of(rows):
        print(f"{start:.1f}–{start + 0.1:.1f}   {count:16}   {share:5.2f}")


def measure_speed(size: int) -> None:
    rating = read_sound_rating(DiskFolder(EDITIONS), names=True)
    real = [event for one in rating.editions.values() for page in one.pages.values() for event in page.events]
    made = list(invented(real, size))
    matcher = Matcher(rating, DocumentStore(Lexicon(word_lists(), rating.organisations)))
    start = time.perf_counter()
    index = matcher.index_of(made)
    built = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    titles = [f"{event.title} {event.text}" for event in made]
    queries = random.Random(7).sample(real, 20)
    ours, theirs = [], []
    for query in queries:
        start = time.perf_counter()
        new = matcher.new_text_anywhere(query)
        near = [made[number] for number in index.nearest(new.document, most_elsewhere(size))]
        matcher.candidates(
            new, [EarlierProject(Project(event, (event,), {}, {}), (event,)) for event in near], anywhere=True
        )
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        process.extract(f"{query.title} {query.text}", titles, scorer=fuzz.token_set_ratio, limit=5)
        theirs.append(time.perf_counter() - start)
    ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
    print(f"{size} events: index built in {built:.1f} s, peak memory {peak} MB")
    print(
        f"a query: {statistics.median(ours) * 1000:.1f} ms, rapidfuzz {statistics.median(theirs) * 1000:.0f} ms; ",
        end="",
    )
    print(f"median ratio {statistics.median(ratios):.0f}, least {min(ratios):.0f}")


def invented(real: list[Event], size: int) -> Iterator[Event]:
    """Events whose words are those of real ones, drawn anew."""
    chance = random.Random(1)
    words = [word for event in real for word in f"{event.title} {event.text}".split()]
    for number in range(size):
        pattern = chance.choice(real)
        title = " ".join(chance.choice(words) for _ in range(12))
        text = " ".join(chance.choice(words) for _ in range(30))
        yield pattern._replace(
            id=EventId(f"made-{number}"), title=title, text=text, project=" ".join(title.split()[:3])
        )


def main(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["speed"]:
        measure_speed(int(arguments[1]) if len(arguments) > 1 else 100_000)
        return
    for path in arguments:
        measure("by hand", *labelled_by_hand(Path(path)))
    measure("English news, Russian announcements", *labelled_by_hand(ENGLISH))
    rating = read_sound_rating(DiskFolder(EDITIONS), names=True)
    measure("own links", rating, list(own_links(rating)))


if __name__ == "__main__":
    main(sys.argv[1:])
