"""The import of a sheet of scores: units by years or editions."""

from collections.abc import Iterator, Mapping, Sequence

from ratingctl.commands.shared.import_columns import kept_columns, settings_edits
from ratingctl.commands.shared.import_editions import edition_edits, require_not_published, target_edition, with_begun
from ratingctl.commands.shared.import_pages import page_edits
from ratingctl.commands.shared.import_result import ImportCounts, Imported, ImportRequest, Unsure, unknown_units
from ratingctl.commands.shared.import_scores import NO_SCORE, ScoreImport
from ratingctl.commands.shared.import_units import (
    ResolvedUnits,
    group_words_of,
    plain_name,
    register_edits,
    resolved_units,
    with_groups,
)
from ratingctl.commands.shared.names import region_names
from ratingctl.commands.shared.region_files import read_for_writing
from ratingctl.domain.model import Edition, EditionId, Rating, RegionId
from ratingctl.errors import UsageError
from ratingctl.intake.score_sheet import COLUMNS, ScoreColumn, ScoreRecord, ScoreSheet, ScoreSheetError, score_sheet
from ratingctl.message import Text, counted, sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.inputs.sheets import read_sheet

WHAT = "scores"


def imported_scores(folder: DiskFolder, request: ImportRequest) -> Imported:
    """Return the import of a sheet of scores; editions that a year names and that are not there are begun.

    Args:
        folder: The rating.
        request: What is asked.

    Raises:
        UsageError: If the columns cannot be told, or every edition is published.
        DataError: If a file cannot be read or changed.
    """
    known = read_for_writing(folder)
    sheet = read_sheet(request.file, request.sheet, request.encoding)
    dimensions = {dimension.id: dimension.name for dimension in known.settings.dimensions}
    columns = kept_columns(known, WHAT, request.columns, (*COLUMNS, *dimensions))
    try:
        parsed = score_sheet(
            sheet, region_names(known).named_whole, known.editions, columns, dimensions, group_words_of(known)
        )
    except ScoreSheetError as error:
        raise _columns_not_told(error, request) from error
    records = [record for record in parsed.records if not request.edition or record.edition in ("", request.edition)]
    targets, chain = _targets(known, request, records)
    units = with_groups(resolved_units(known, _lines(records), request.units, _Apart(known, records)), parsed.groups)
    rating = known._replace(
        regions={**known.regions, **{region.id: region for region in units.added}},
        editions={**known.editions, **{edition.id: edition for edition in chain}},
    )
    scores = ScoreImport(rating.settings)
    seen: dict[tuple[RegionId, EditionId, str], ScoreRecord] = {}
    for record in records:
        _take(scores, units, targets, seen, record)
    edits = [
        *settings_edits(folder, known, WHAT, request.columns),
        *register_edits(folder, known, units),
        *(edition_edits(folder, known, chain) if scores.additions else ()),
        *page_edits(folder, rating.editions, scores.additions),
    ]
    ids = [edition.id for edition in chain if edition.id in {target.id for target in targets.values()}]
    missing = sum(NO_SCORE.fullmatch(record.score) is not None for record in records)
    return Imported(
        language=rating.settings.language,
        edition=ids[-1],
        editions=ids,
        understood=list(_understood(sheet.name, sheet.others, parsed, known, targets, missing)),
        counts=_counts(scores, units, ids[-1]),
        unsure=sorted([*unknown_units(units.unknown), *scores.unsure], key=lambda doubt: doubt.line),
        unknown=units.unknown,
        edits=edits,
    )


def _columns_not_told(error: ScoreSheetError, request: ImportRequest) -> UsageError:
    heads = ", ".join(error.heads[:12]) or "-"
    if error.what == "unit":
        fact = sentence("it cannot be told which column holds the {units}; there are {heads}", heads=heads)
    elif error.what == "score":
        fact = sentence("it cannot be told which column holds the scores; there are {heads}", heads=heads)
    else:
        fact = sentence("no column is headed {head!r}; there are {heads}", head=error.what, heads=heads)
    return UsageError(
        fact, place=str(request.file), next_step=sentence("say which: --map unit=HEAD,score=HEAD,edition=HEAD")
    )


def _targets(
    rating: Rating, request: ImportRequest, records: Sequence[ScoreRecord]
) -> tuple[dict[str, Edition], list[Edition]]:
    """Return the edition for each name in the file, and the chain of all editions, with those that are begun."""
    names = list(dict.fromkeys(record.edition for record in records))
    if request.edition and EditionId(request.edition) in rating.editions:
        target_edition(rating, request.edition)
    missing = [name for name in names if name and EditionId(name) not in rating.editions]
    chain = with_begun(rating, missing)
    by_id = {str(edition.id): edition for edition in chain}
    targets = {name: by_id[name] for name in names if name in by_id}
    if "" in names:
        target = target_edition(rating, request.edition)
        targets[""] = by_id[target.id]
    if not targets:
        raise UsageError(
            sentence("the sheet holds no scores of that edition"),
            place=str(request.file),
            next_step=sentence("it names {names}", names=", ".join(names) or "-"),
        )
    if all(edition.is_published for edition in targets.values()):
        require_not_published(next(iter(targets.values())))
    return targets, chain


def _lines(records: Sequence[ScoreRecord]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for record in records:
        lines.setdefault(record.unit, record.line)
    return lines


class _Apart:
    """Tells whether a name and a unit both have a score of one edition, so that they are two units."""

    def __init__(self, rating: Rating, records: Sequence[ScoreRecord]) -> None:
        names = region_names(rating)
        self._editions: dict[str, set[str]] = {}
        for record in records:
            if NO_SCORE.fullmatch(record.score):
                continue
            plain = plain_name(record.unit)
            target = names.keys_for(plain)[0] if names.named_whole(plain) else plain
            self._editions.setdefault(target, set()).add(record.edition)

    def __call__(self, name: str, target: str) -> bool:
        return bool(self._editions.get(name, set()) & self._editions.get(target, set()))


def _take(
    scores: ScoreImport,
    units: ResolvedUnits,
    targets: Mapping[str, Edition],
    seen: dict[tuple[RegionId, EditionId, str], ScoreRecord],
    record: ScoreRecord,
) -> None:
    region, edition = units.regions.get(record.unit), targets.get(record.edition)
    if region is None or edition is None or NO_SCORE.fullmatch(record.score):
        return
    earlier = seen.setdefault((region.id, edition.id, record.dimension), record)
    if earlier is not record and earlier.score != record.score:
        why = sentence(
            "it has {score} here and {other} in line {line}; the first was taken",
            score=record.score,
            other=earlier.score,
            line=earlier.line,
        )
        scores.unsure.append(Unsure(region.id, record.line, why, words=record.unit, left_out=True))
    elif earlier is record:
        scores.take(region, edition, record.score, record.line, record.dimension)


def _understood(
    name: str,
    others: Sequence[str],
    parsed: ScoreSheet,
    rating: Rating,
    targets: Mapping[str, Edition],
    missing: int,
) -> Iterator[Text]:
    if name:
        yield sentence("sheet {name}; not read: {others}", name=name, others=", ".join(others) or "-")
    heads = ", ".join(str(line) for line in parsed.heads) or "-"
    yield sentence("heads in lines {lines}, {units} in “{head}”", lines=heads, head=parsed.unit)
    for column in parsed.columns:
        yield _what_it_holds(column, rating, targets.get(column.edition))
    held = {column.dimension for column in parsed.columns}
    without = [dimension.name for dimension in rating.settings.dimensions if dimension.id not in held]
    if without:
        yield sentence("dimensions without a column: {names}", names=", ".join(without))
    if parsed.group:
        yield sentence("“{head}”: {group}", head=parsed.group)
    begun = [str(edition.id) for edition in targets.values() if edition.id not in rating.editions]
    if begun:
        yield sentence("editions to begin: {names}", names=", ".join(begun))
    published = [str(edition.id) for edition in targets.values() if edition.is_published]
    if published:
        yield sentence("published, so only compared: {names}", names=", ".join(published))
    if missing:
        yield counted("{n} cell holds no score", "{n} cells hold no score", n=missing)
    if parsed.unused:
        yield sentence("not read: {heads}", heads=", ".join(parsed.unused[:20]))


def _what_it_holds(column: ScoreColumn, rating: Rating, edition: Edition | None) -> Text:
    name = next((each.name for each in rating.settings.dimensions if each.id == column.dimension), "")
    if name and edition:
        return sentence("“{head}”: {dimension}, edition {id}", head=column.head, dimension=name, id=edition.id)
    if name:
        return sentence("“{head}”: {dimension}", head=column.head, dimension=name)
    if edition:
        return sentence("“{head}”: edition {id}", head=column.head, id=edition.id)
    return sentence("“{head}”: scores", head=column.head)


def _counts(scores: ScoreImport, units: ResolvedUnits, last: EditionId) -> ImportCounts:
    of_last = sum(bool(addition.score) for (edition, _), addition in scores.additions.items() if edition == last)
    return ImportCounts(
        regions=len({region.id for region in units.regions.values()}),
        added_regions=len(units.added),
        scores=of_last,
        previous_scores=sum(bool(addition.score) for addition in scores.additions.values()) - of_last,
        dimension_scores=sum(len(addition.dimensions) for addition in scores.additions.values()),
        known=scores.known,
    )
