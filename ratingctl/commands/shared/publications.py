"""Publications read from a folder: what `report` writes and `tiers --map` shows."""

from collections.abc import Sequence
from datetime import date

from ratingctl.domain.edition_chain import chain_to, default_as_of, edition_named, last_scored_edition
from ratingctl.domain.model import Edition
from ratingctl.domain.seal import SEAL_NAME, Seal, seal_of
from ratingctl.publishing.assembly import publication_of
from ratingctl.publishing.publication import BookletContent
from ratingctl.storage.folder import Folder
from ratingctl.storage.loading.reader import opened


def publication_in(
    folder: Folder, today: date, tool: str, edition: str | None = None, as_of: date | None = None
) -> tuple[BookletContent, Sequence[Sequence[str]]]:
    """Return what an edition publishes, and the groups of names that are one and the same.

    Args:
        folder: The rating.
        today: The day on which a draft is looked at.
        tool: The version of the tool.
        edition: The edition's id; the last edition with scores by default.
        as_of: Later events are left out; by default the edition's own day.

    Raises:
        UsageError: If the edition is unknown.
        DataError: If the files cannot be read.
    """
    with opened(folder, names=True) as reader:
        rating = reader.sound_scan()
        chosen = edition_named(rating, edition) if edition else last_scored_edition(rating)
        rating = rating.as_published_in(chosen)
        chain = [one.id for one in chain_to(chosen, rating.editions)]
        rating = reader.with_booklets(reader.with_pages(rating, editions=chain), [chosen.id])
        reader.raise_if_broken()
    editions = [rating.editions[one] for one in chain]
    day = as_of or default_as_of(chosen, today)
    seal = _seal_in(folder, chosen, tool)
    return publication_of(rating, editions, day, tool, seal), list(rating.organisations.values())


def _seal_in(folder: Folder, edition: Edition, tool: str) -> Seal | None:
    """Return the seal of an edition; None where it has none."""
    if not (edition.is_published and folder.has(f"{edition.id}/{SEAL_NAME}")):
        return None
    from ratingctl.storage.seals import seal_bytes  # brings the parser, which a warm cache does not need

    sealed = seal_bytes(folder, edition.id)
    return seal_of(sealed.decode(), tool) if sealed is not None else None
