"""The chain of editions, which `previous` alone orders."""

from collections.abc import Mapping
from datetime import date
from typing import assert_never

from ratingctl.domain.model import Edition, EditionId, Rating, State
from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence

_MEND = sentence("run `ratingctl validate` and mend `previous` in the edition.yaml files")


def edition_named(rating: Rating, name: str) -> Edition:
    """Return the edition of that id.

    Raises:
        UsageError: If there is none.
    """
    try:
        return rating.editions[EditionId(name)]
    except KeyError:
        from ratingctl.words.suggestion import did_you_mean

        raise UsageError(
            sentence("no edition {name!r}{hint}", name=name, hint=did_you_mean(name, rating.editions)),
            next_step=sentence("the editions are {editions}", editions=", ".join(rating.editions) or "–"),
        ) from None


def last_edition(rating: Rating) -> Edition:
    """Return the end of the chain: the edition that none names as its `previous`.

    Raises:
        DataError: If there is not exactly one.
    """
    previous = {edition.previous for edition in rating.editions.values()}
    ends = [edition for edition in rating.editions.values() if edition.id not in previous]
    if len(ends) != 1:
        names = ", ".join(edition.id for edition in ends) or "–"
        raise DataError(
            sentence("the editions do not form one chain: its ends are {names}", names=names), next_step=_MEND
        )
    return ends[0]


def last_scored_edition(rating: Rating) -> Edition:
    """Return the last edition of the chain with a score, or the last of all where none has any."""
    chain = chain_to(last_edition(rating), rating.editions)
    scored = (edition for edition in reversed(chain) if edition.scores)
    return next(scored, chain[-1])


def chain_to(edition: Edition, editions: Mapping[EditionId, Edition]) -> tuple[Edition, ...]:
    """Return an edition and those before it, the first one first: all that it can see.

    Raises:
        DataError: If a `previous` names no edition or leads in a circle.
    """
    chain = [edition]
    while (previous := chain[-1].previous) is not None:
        earlier = editions.get(previous)
        if earlier is None or earlier in chain:
            fact = sentence("leads in a circle") if earlier else sentence("is no edition")
            raise DataError(
                sentence("previous: {previous} {fact}", previous=previous, fact=fact),
                place=chain[-1].path,
                next_step=_MEND,
            )
        chain.append(earlier)
    return tuple(reversed(chain))


def default_as_of(edition: Edition, today: date) -> date:
    """Return the default as-of day of an edition: today, or its cut-off once passed or locked."""
    match edition.state:
        case State.DRAFT:
            return min(today, edition.cutoff)
        case State.LOCKED | State.PUBLISHED:
            return edition.cutoff
    assert_never(edition.state)
