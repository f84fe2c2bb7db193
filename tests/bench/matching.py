"""How well and how fast `match` finds follow-ups.

    python tests/bench/matching.py            the rating's own links: figures, calibration, each feature left out
    python tests/bench/matching.py speed [N]  one query against N earlier events, against rapidfuzz over all of them

The rating's own links are taken out (`follows`, and the project's name of the new event, which the link gave it), and
`match` has to find them again among the projects of the region's earlier edition.
"""

import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rapidfuzz import fuzz, process

from ratingctl.commands.shared.followup_search import MOST_ELSEWHERE
from ratingctl.domain.edition_chain import last_scored_edition
from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Event, EventId, Rating
from ratingctl.domain.projects import Project
from ratingctl.matching import matcher as matcher_module
from ratingctl.matching.document_store import DocumentStore
from ratingctl.matching.evaluate import Ranked, calibration_of, figures_of
from ratingctl.matching.index import Index
from ratingctl.matching.matcher import Matcher
from ratingctl.matching.scorer import IN_REGION, Features, Model
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import read_sound_rating
from ratingctl.storage.packaged.word_lists import word_lists
from ratingctl.words.lexicon import Lexicon

EDITIONS = Path(__file__).resolve().parents[2] / "editions"


def own_links(rating: Rating, matcher: Matcher) -> Iterator[Ranked]:
    """For each event of the last published edition: are the events of the one before found that it follows?"""
    edition = last_scored_edition(rating)
    previous = rating.editions[edition.previous] if edition.previous else None
    assert previous is not None
    for region, page in edition.pages.items():
        old = previous.pages[region].events if region in previous.pages else ()
        known = {event.id for event in old}
        earlier = [EarlierProject(Project(event, (event,), {}, {}), (event,)) for event in old]
        for event in page.events:
            right = known.intersection(event.follows)
            if event.follows and not right:
                continue  # it follows events of its own edition only
            text = matcher.new_text(replace(event, project=""))
            found = matcher.candidates(text, earlier)
            yield Ranked(
                [candidate.score for candidate in found],
                [candidate.event.id in right for candidate in found],
                bool(right),
                bool(found) and found[0].accept,
            )


def measure_links() -> None:
    rating = read_sound_rating(DiskFolder(EDITIONS), names=True)
    towns = [town for names in rating.cities.values() for town in names]
    matcher = Matcher(rating, DocumentStore(Lexicon(word_lists(), rating.organisations, towns)))
    rows = list(own_links(rating, matcher))
    print("own links:", figures_of(rows))
    print("score     first candidates   right")
    for start, count, share in calibration_of(rows):
        print(f"{start:.1f}–{start + 0.1:.1f}   {count:16}   {share:5.2f}")
    print("left out            top1    mrr  best F1  recall at 0.95")
    for name in Features._fields:
        without(name)
        figures = figures_of(list(own_links(rating, matcher)))
        print(f"{name:16} {figures.top1:7.3f} {figures.mrr:6.3f} {figures.best_f1:8.3f} {figures.recall_at_95:15.3f}")


def without(name: str) -> None:
    """Let the matcher go on without a feature."""
    weights = IN_REGION.weights._replace(**{name: 0.0})
    vars(matcher_module)["IN_REGION"] = Model(weights, *IN_REGION[1:])


def measure_speed(size: int) -> None:
    rating = read_sound_rating(DiskFolder(EDITIONS), names=True)
    real = [event for one in rating.editions.values() for page in one.pages.values() for event in page.events]
    made = list(invented(real, size))
    matcher = Matcher(rating, DocumentStore(Lexicon(word_lists(), rating.organisations)))
    start = time.perf_counter()
    index = Index((matcher.text_anywhere(event).document for event in made), matcher.corpus)
    built = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    titles = [f"{event.title} {event.text}" for event in made]
    queries = random.Random(7).sample(real, 20)
    ours, theirs = [], []
    for query in queries:
        start = time.perf_counter()
        new = matcher.new_text_anywhere(query)
        near = [made[number] for number in index.nearest(new.document, MOST_ELSEWHERE)]
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
        yield replace(
            pattern, id=EventId(f"made-{number}"), title=title, text=text, project=" ".join(title.split()[:3])
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["speed"]:
        measure_speed(int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    else:
        measure_links()
