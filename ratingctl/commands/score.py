"""`score`: adopt a region's score, with its rationale and the events it rests on."""

from ratingctl.commands.shared.names import events_named, region_named
from ratingctl.commands.shared.region_files import changed_file, keys_above, require_open, sound_frame
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.model import EventId, Rating, Region
from ratingctl.domain.tiers import tier_of
from ratingctl.errors import UsageError
from ratingctl.report import Message, Records, Report, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.yaml.scalars import scalar
from ratingctl.storage.yaml.splice import YamlDocument

_RECORDS = Records((), (), ("region", "edition", "from", "to", "tier"))


def score(
    folder: DiskFolder,
    region: str,
    value: int,
    rationale: str = "",
    evidence: tuple[str, ...] = (),
    edition: str | None = None,
) -> tuple[Report, list[Edit]]:
    """Adopt a score.

    Args:
        folder: The rating.
        region: The region, in any spelling.
        value: The score.
        rationale: Why this score; an empty one leaves what stands there.
        evidence: Ids of the events that it rests on; none leaves what stands there.
        edition: The edition; the last one by default.

    Returns:
        What was adopted, and the edit; none where nothing changes.

    Raises:
        UsageError: If a name is unknown, the score is outside the scale, the edition is published, or an event is not
            the region's.
        DataError: If the files cannot be read or changed.
    """
    with opened(folder, names=True) as reader:
        rating = sound_frame(reader)
        unit = region_named(rating, region)
        rating = reader.with_pages(rating, regions=[unit.id])
    chosen = edition_named(rating, edition) if edition else last_edition(rating)
    require_open(chosen, for_events=False)
    low, high = rating.settings.scale
    if not low <= value <= high:
        raise UsageError(f"{value} is outside the scale", next_step=f"scores go from {low} to {high}")
    cited = [_cited(rating, unit, chosen.id, query) for query in evidence]

    def change(document: YamlDocument) -> YamlDocument:
        document = document.set_value(("score",), str(value), keys_above("score"))
        if rationale:
            text = scalar(" ".join(rationale.split()))
            document = document.set_value(("rationale",), text, keys_above("rationale"))
        return document.set_list(("evidence",), cited, keys_above("evidence")) if cited else document

    page = chosen.pages.get(unit.id)
    edit = changed_file(folder, chosen, unit.id, change)
    tier = tier_of(value, rating.settings.tiers)
    data = {
        "region": unit.id,
        "edition": chosen.id,
        "from": page.score if page else None,
        "to": value,
        "tier": tier.id if tier else None,
    }
    title = paragraph(unit.name, f" · {chosen.id}: ", Message("score.adopted", {"score": value}))
    report = Report(data=data, records=_RECORDS, language=rating.settings.language, title=title)
    return report, [edit] if edit.after != edit.before else []


def _cited(rating: Rating, region: Region, edition: str, query: str) -> EventId:
    chain = chain_to(edition_named(rating, edition), rating.editions)
    pages = [page for one in chain if (page := one.pages.get(region.id))]
    found = {event.id for event in events_named((event for page in pages for event in page.events), query)}
    if len(found) != 1:
        fact = f"may be {', '.join(sorted(found))}" if found else f"is no event of {region.id} that {edition} sees"
        raise UsageError(f"--evidence: {query!r} {fact}", next_step=f"`ratingctl show {region.id}` lists the ids")
    return found.pop()
