"""Rules about editions: one chain of `previous`, and each event in the edition that its date belongs to."""

from ratingctl.domain.findings import Finding, Findings, Severity, ValuePath
from ratingctl.domain.model import Edition, Event
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.message import Message, sentence
from ratingctl.words.suggestion import did_you_mean


@rating_rule("E501")
def broken_chain(inventory: Inventory) -> Findings:
    """An edition's `previous` names no edition, or leads back to itself.

    `previous` is the only order of editions. Write the id of the folder of the edition before this one.
    """
    editions = inventory.rating.editions
    for edition in editions.values():
        where = ValuePath(edition.path, ("previous",))
        if edition.previous is None:
            continue
        if edition.previous not in editions:
            yield Finding(
                where,
                sentence(
                    "previous: no edition {previous!r}{hint}",
                    previous=edition.previous,
                    hint=did_you_mean(edition.previous, editions),
                ),
                sentence("write the id of an edition's folder"),
            )
        elif edition.id == edition.previous or edition.id in inventory.ancestors[edition.previous]:
            yield Finding(
                where,
                sentence("previous: {previous} leads back to {id}", previous=edition.previous, id=edition.id),
                sentence("break the circle"),
            )


@rating_rule("E502")
def forked_chain(inventory: Inventory) -> Findings:
    """Two editions have the same `previous`, or two have none.

    There is one chain, so that "the edition before" and "the last edition" mean one thing each.
    """
    taken: dict[str | None, str] = {}
    for edition in sorted(inventory.rating.editions.values(), key=lambda edition: edition.id):
        other = taken.setdefault(edition.previous, edition.id)
        if other != edition.id:
            shared = (
                sentence("comes after {previous}", previous=edition.previous)
                if edition.previous
                else sentence("has no `previous`")
            )
            keys = ("previous",) if edition.previous else ()
            yield Finding(
                ValuePath(edition.path, keys),
                sentence("{other} also {shared}", other=other, shared=shared),
                sentence("put one after the other"),
            )


@rating_rule("E503", Severity.WARNING)
def late_find(inventory: Inventory) -> Findings:
    """An event lies before the period of its edition: it was found late, and nobody has said that its date is right.

    That is allowed, because published editions do not change. If the date is mistyped, correct it; if it is right, say
    so with `late: true`: `ratingctl events --late --accept` does it for all of an edition.
    """
    for event in inventory.rating.events():
        edition = inventory.rating.editions[event.edition]
        if edition.is_late_find(event):
            yield Finding(
                inventory.at(event, "date"),
                sentence(
                    "{date} lies before the period {period} of edition {id}: a late find",
                    date=event.date,
                    period=edition.period,
                    id=edition.id,
                ),
                _next_step_of_late(event, edition),
            )


@rating_rule("E504")
def after_the_period(inventory: Inventory) -> Findings:
    """An event lies after the period of its edition.

    It belongs to a later edition. Move it there, or correct the date; a deadline goes into `due`.

    Wrong: in the edition of 2026, `date: 2028` for what is to come. Right: `date: 2026-03` and `due: 2028`.
    """
    for event in inventory.rating.events():
        period = inventory.rating.editions[event.edition].period
        earliest = event.date.earliest if event.date else None
        if earliest and period.latest and earliest > period.latest:
            yield Finding(
                inventory.at(event, "date"),
                sentence(
                    "{date} lies after the period {period} of edition {edition}",
                    date=event.date,
                    period=period,
                    edition=event.edition,
                ),
                sentence("move the event to a later edition, or write a deadline as `due`"),
            )


def _next_step_of_late(event: Event, edition: Edition) -> Message:
    if edition.is_published:
        return sentence("correct the date if it is mistyped")
    return sentence(
        "correct the date if it is mistyped, or say that it is right: `ratingctl edit {event} late=yes`", event=event.id
    )
