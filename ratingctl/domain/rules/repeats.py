"""Rules about facts that stand on record twice."""

from datetime import date

from ratingctl.domain.findings import Finding, Findings, Severity
from ratingctl.domain.model import Event, State
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.domain.same_fact import told_twice
from ratingctl.message import sentence


@rating_rule("L311", Severity.WARNING)
def fact_told_twice(inventory: Inventory) -> Findings:
    """Two events of one region may be the same fact: their days may be the same, and their titles say nearly the same.

    It happens when two people log one article. Take one of them out with `ratingctl remove`; where both are meant, say
    so: `ratingctl link` if one continues the other, `ratingctl unlink NEW --follows OLD --never` if it does not. What
    has been judged is not asked again.
    """
    editions = inventory.rating.editions
    regions: dict[str, list[Event]] = {}
    for event in inventory.rating.events():
        regions.setdefault(event.region, []).append(event)
    for events in regions.values():
        for first, second in map(_by_date, told_twice(events, editions)):
            if all(editions[event.edition].state is State.PUBLISHED for event in (first, second)):
                continue  # neither changes any more
            yield Finding(
                inventory.at(second),
                sentence(
                    "{id} may be the same fact as {other} “{title}”", id=second.id, other=first.id, title=first.title
                ),
                sentence(
                    "`ratingctl remove {id}`, or `ratingctl unlink {id} --follows {other} --never` if both are meant",
                    id=second.id,
                    other=first.id,
                ),
            )


def _by_date(pair: tuple[Event, Event]) -> tuple[Event, Event]:
    """Return two events, the earlier one first: only a later one can be judged not to continue the other."""
    first, second = pair
    days = [(event.date.earliest if event.date else None) or date.min for event in pair]
    return (second, first) if days[1] < days[0] else (first, second)
