"""`score`: adopt a region's score, with its rationale and the events it rests on."""

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.names import EventNotFoundError, events_named, region_named
from ratingctl.commands.shared.region_files import (
    changed_file,
    keys_above,
    missing_only_where_files_are_sound,
    require_open,
    sound_frame,
)
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.model import Edition, EventId, Rating, Region
from ratingctl.domain.tiers import tier_of
from ratingctl.errors import UsageError
from ratingctl.report import Message, Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.yaml.scalars import scalar
from ratingctl.storage.yaml.splice import YamlDocument

_RECORDS = Records((), (), ("region", "edition", "from", "to", "tier"))


def score(
    folder: DiskFolder,
    region_query: str,
    value: int,
    rationale: str = "",
    evidence: tuple[str, ...] = (),
    edition_id: str | None = None,
) -> Change:
    """Return the change that adopts a score.

    Args:
        folder: The rating.
        region_query: The region, in any spelling.
        value: The score.
        rationale: Why this score; an empty one leaves what stands there.
        evidence: Ids of the events that it rests on; none leaves what stands there.
        edition_id: The edition; the last one by default.

    Returns:
        What was adopted, and the edit; none where nothing changes.

    Raises:
        UsageError: If a name is unknown, the score is outside the scale, the edition is published, or an event is not
            the region's.
        DataError: If the files cannot be read or changed.
    """
    with opened(folder, names=True) as reader:
        rating = sound_frame(reader)
        region = region_named(rating, region_query, for_writing=True)
        rating = reader.with_pages(rating, regions=[region.id])
    edition = edition_named(rating, edition_id) if edition_id else last_edition(rating)
    require_open(edition, for_events=False)
    low, high = rating.settings.scale
    if not low <= value <= high:
        raise UsageError(f"{value} is outside the scale", next_step=f"scores go from {low} to {high}")
    with missing_only_where_files_are_sound(folder):
        cited = [_cited_id(rating, region, edition, query) for query in evidence]

    def adopt(document: YamlDocument) -> YamlDocument:
        document = document.set_value(("score",), str(value), keys_above("score"))
        if rationale:
            text = scalar(" ".join(rationale.split()))
            document = document.set_value(("rationale",), text, keys_above("rationale"))
        return document.set_list(("evidence",), cited, keys_above("evidence")) if cited else document

    edit = changed_file(folder, edition, region.id, adopt)
    return Change(
        _report(rating, edition, region, value),
        [edit] if edit.after != edit.before else [],
        ChangeSummary("score", region.id, (str(value),)),
    )


def _cited_id(rating: Rating, region: Region, edition: Edition, query: str) -> EventId:
    pages = (known.pages.get(region.id) for known in chain_to(edition, rating.editions))
    ids = {event.id for event in events_named((event for page in pages if page for event in page.events), query)}
    listed = f"`ratingctl show {region.id}` lists the ids"
    if not ids:
        fact = f"--evidence: {query!r} is no event of {region.id} that {edition.id} sees"
        raise EventNotFoundError(fact, next_step=listed)
    if len(ids) > 1:
        raise UsageError(f"--evidence: {query!r} may be {', '.join(sorted(ids))}", next_step=listed)
    return ids.pop()


def _report(rating: Rating, edition: Edition, region: Region, value: int) -> Report:
    page, tier = edition.pages.get(region.id), tier_of(value, rating.settings.tiers)
    title = paragraph(region.name, f" · {edition.id}: ", Message("score.adopted", {"score": value}))
    return Report(
        data={
            "region": region.id,
            "edition": edition.id,
            "from": page.score if page else None,
            "to": value,
            "tier": tier.id if tier else None,
        },
        records=_RECORDS,
        screen=Screen(rating.settings.language, title),
    )
