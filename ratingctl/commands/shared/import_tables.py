"""The import of a published table: scores, previous scores, and events from its sentences."""

from collections.abc import Sequence

from ratingctl.commands.shared.import_editions import edition_edits, period_in, table_editions
from ratingctl.commands.shared.import_links import ProposedLinks, proposed_links, with_links
from ratingctl.commands.shared.import_pages import PageAddition, page_edits, with_additions
from ratingctl.commands.shared.import_result import ImportCounts, Imported, ImportRequest, Unsure, unknown_units
from ratingctl.commands.shared.import_scores import ScoreImport
from ratingctl.commands.shared.import_texts import TextImport
from ratingctl.commands.shared.import_units import ResolvedUnits, plain_name, register_edits, resolved_units
from ratingctl.commands.shared.names import region_names
from ratingctl.commands.shared.region_files import read_for_writing, require_open
from ratingctl.commands.shared.typed_values import known_sources
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId
from ratingctl.errors import UsageError
from ratingctl.intake.published_table import PublishedTable, published_table
from ratingctl.message import Text, sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.inputs.table_files import read_table

_LONGEST_STRAY = 200
Additions = dict[tuple[EditionId, RegionId], PageAddition]


def imported_table(folder: DiskFolder, request: ImportRequest) -> Imported:
    """Return the import of a published table; of a published earlier edition only the scores are compared.

    Args:
        folder: The rating.
        request: What is asked.

    Raises:
        UsageError: If an edition or a name is unknown, the edition is published, or the file has no such table.
        DataError: If a file cannot be read or changed.
    """
    known = read_for_writing(folder)
    sources = known_sources(known, request.sources)
    table = _table_of(request, known)
    chain = table_editions(known, request.edition, request.previous, [period_in(head) for head in table.heads])
    require_open(chain[-1], for_events=True)
    apart = _apart(table, known)
    units = resolved_units(
        known, {unit.name: unit.line for unit in table.units}, request.units, lambda *pair: frozenset(pair) in apart
    )
    rating = known._replace(
        regions={**known.regions, **{region.id: region for region in units.added}},
        editions={**known.editions, **{edition.id: edition for edition in chain}},
    )
    scores, texts = _taken(table, rating, chain, units, sources)
    additions = _joined(scores.additions, texts.additions)
    as_it_will_be = with_additions(rating, rating.editions, additions)
    last = as_it_will_be.editions[chain[-1].id]
    links = proposed_links(folder, as_it_will_be, last, additions)
    if request.accept:
        additions = with_links(additions, links)
    edits = [
        *register_edits(folder, known, units),
        *edition_edits(folder, known, chain),
        *page_edits(folder, rating.editions, additions),
    ]
    unsure = [*unknown_units(units.unknown), *scores.unsure, *texts.unsure, *_strays(table)]
    return Imported(
        language=rating.settings.language,
        edition=chain[-1].id,
        editions=[edition.id for edition in chain],
        understood=list(_understood(table, chain)),
        counts=_counts(scores, texts, units, links, chain),
        unsure=sorted(unsure, key=lambda doubt: doubt.line),
        unknown=units.unknown,
        edits=edits,
        linked=request.accept,
    )


def _table_of(request: ImportRequest, rating: Rating) -> PublishedTable:
    table = published_table(read_table(request.file), region_names(rating).named_whole)
    if not any(unit.score for unit in table.units):
        raise UsageError(
            sentence("no row of the file begins with a name and its score"),
            place=str(request.file),
            next_step=sentence("the first column has to hold a name and a score, as in `North Island 7 (5)`"),
        )
    return table


def _apart(table: PublishedTable, rating: Rating) -> set[frozenset[str]]:
    """Return the pairs of names that both have a row in the table, so that they are two units."""
    names = region_names(rating)
    spelled = [plain_name(unit.name) for unit in table.units]
    targets = [names.keys_for(name)[0] if names.named_whole(name) else name for name in spelled]
    return {frozenset((name, target)) for name in spelled for target in targets}


def _taken(
    table: PublishedTable, rating: Rating, chain: Sequence[Edition], units: ResolvedUnits, sources: tuple[str, ...]
) -> tuple[ScoreImport, TextImport]:
    scores, texts = ScoreImport(rating.settings), TextImport(rating, chain, sources)
    seen: dict[RegionId, int] = {}
    for unit in table.units:
        region = units.regions.get(unit.name)
        if region is None:
            continue
        if region.id in seen:
            scores.unsure.append(
                Unsure(region.id, unit.line, sentence("it has a row already, in line {line}", line=seen[region.id]))
            )
        seen.setdefault(region.id, unit.line)
        scores.take(region, chain[-1], unit.score, unit.line)
        if len(chain) > 1 and unit.previous:
            scores.take(region, chain[-2], unit.previous, unit.line)
        texts.take(region, unit.columns[len(unit.columns) - len(chain) :])
    return scores, texts


def _joined(scores: Additions, texts: Additions) -> Additions:
    joined = dict(scores)
    for key, addition in texts.items():
        score = joined.get(key, PageAddition())
        joined[key] = addition._replace(score=score.score, not_rated=score.not_rated)
    return joined


def _strays(table: PublishedTable) -> list[Unsure]:
    why = sentence("it stands outside the table, and was left out")
    return [
        Unsure("", passage.line, why, words=passage.text[:_LONGEST_STRAY], left_out=True) for passage in table.strays
    ]


def _understood(table: PublishedTable, chain: Sequence[Edition]) -> list[Text]:
    lines: list[Text] = []
    missing = len(table.heads) - len(chain)
    for place, head in enumerate(table.heads):
        name = head or sentence("column {n}", n=place + 2)
        if place < missing:
            lines.append(sentence("“{head}”: left out, no edition is named for it; --previous names one", head=name))
            continue
        edition = chain[place - missing]
        lines.append(
            sentence("“{head}”: edition {id} is published, scores are only compared", head=name, id=edition.id)
            if edition.is_published
            else sentence("“{head}”: edition {id}, {period}", head=name, id=edition.id, period=edition.period.text)
        )
    return lines


def _counts(
    scores: ScoreImport, texts: TextImport, units: ResolvedUnits, links: ProposedLinks, chain: Sequence[Edition]
) -> ImportCounts:
    last = chain[-1].id
    of_last = sum(bool(addition.score) for (edition, _), addition in scores.additions.items() if edition == last)
    all_scores = sum(bool(addition.score) for addition in scores.additions.values())
    return ImportCounts(
        regions=len({region.id for region in units.regions.values()}),
        added_regions=len(units.added),
        scores=of_last,
        previous_scores=all_scores - of_last,
        events=sum(len(addition.events) for addition in texts.additions.values()),
        notes=sum(len(addition.notes) for addition in texts.additions.values()),
        links=links.sure,
        perhaps=links.perhaps,
        known=scores.known + texts.known,
    )
