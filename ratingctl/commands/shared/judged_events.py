"""The events of a rating on whose links somebody has judged, with the candidates that the matcher finds for them."""

from collections.abc import Iterator

from ratingctl.domain.edition_chain import chain_to
from ratingctl.domain.followup import EarlierProject
from ratingctl.domain.model import Edition, Event, Rating, State
from ratingctl.domain.projects import Project
from ratingctl.matching.calibration import JudgedEvent
from ratingctl.matching.matcher import Matcher


def judged_events(rating: Rating, matcher: Matcher) -> Iterator[JudgedEvent]:
    """Yield the judged events of every edition that has a predecessor.

    Judged is what follows an event of an earlier edition, what was refused one, and everything of an edition that is
    no draft any more. The links are taken out, and the project's name, which the link gave; the earlier events of the
    region are the candidates.

    Args:
        rating: The rating, with all its pages.
        matcher: The matcher.
    """
    for edition in rating.editions.values():
        chain = chain_to(edition, rating.editions)[:-1]
        for region, page in edition.pages.items():
            earlier = [event for known in chain if region in known.pages for event in known.pages[region].events]
            known_ids = {event.id for event in earlier}
            alone = [EarlierProject(Project(event, (event,), {}, {}), (event,)) for event in earlier]
            for event in page.events:
                right = known_ids.intersection(event.follows)
                if earlier and (right or _is_judged_new(event, edition)):
                    new = matcher.new_text(event._replace(project=""))
                    found = sorted(matcher.comparisons(new, alone), key=lambda one: -one.logit)
                    yield JudgedEvent([one.logit for one in found], [one.event.id in right for one in found])


def _is_judged_new(event: Event, edition: Edition) -> bool:
    is_over = edition.is_published or edition.state is not State.DRAFT
    return not event.follows and (is_over or bool(event.not_follows))
