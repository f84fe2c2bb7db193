"""The import of a sheet of units into the register."""

import re
from collections.abc import Iterator, Sequence

from ratingctl.commands.shared.import_columns import kept_columns, settings_edits
from ratingctl.commands.shared.import_result import ImportCounts, Imported, ImportRequest, Unsure, unknown_units
from ratingctl.commands.shared.import_units import (
    ResolvedUnits,
    group_words_of,
    register_edits,
    resolved_units,
    unit_words_of,
)
from ratingctl.commands.shared.region_files import read_for_writing
from ratingctl.domain.fields import ID_PATTERN
from ratingctl.domain.model import Rating, Region, RegionId
from ratingctl.errors import UsageError
from ratingctl.intake.unit_sheet import COLUMNS, UnitRecord, UnitSheet, UnitSheetError, unit_sheet
from ratingctl.message import Text, sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.inputs.sheets import read_sheet

WHAT = "units"


def imported_units(folder: DiskFolder, request: ImportRequest) -> Imported:
    """Return the import of a sheet of units: those that the register does not have are added, no other is changed.

    Args:
        folder: The rating.
        request: What is asked.

    Raises:
        UsageError: If the columns cannot be told.
        DataError: If a file cannot be read or changed.
    """
    rating = read_for_writing(folder)
    sheet = read_sheet(request.file, request.sheet, request.encoding)
    columns = kept_columns(rating, WHAT, request.columns, COLUMNS)
    try:
        parsed = unit_sheet(sheet, unit_words_of(rating), group_words_of(rating), columns)
    except UnitSheetError as error:
        raise _columns_not_told(error, request) from error
    records = {record.name: record for record in reversed(parsed.records)}
    lines = {record.name: record.line for record in parsed.records}
    units = resolved_units(rating, lines, request.units._replace(add=True))
    by_id = {region.id: records[name] for name, region in units.regions.items()}
    unsure: list[Unsure] = []
    taken = {*rating.regions, *(region.id for region in units.added)}
    added = tuple(_with_details(region, by_id[region.id], taken, unsure) for region in units.added)
    units = units._replace(added=added)
    return Imported(
        language=rating.settings.language,
        edition="",
        editions=[],
        understood=list(_understood(sheet.name, parsed, _others(rating, units))),
        counts=ImportCounts(
            regions=len(units.regions), added_regions=len(added), known=len(units.regions) - len(added)
        ),
        unsure=sorted([*unknown_units(units.unknown), *unsure], key=lambda doubt: doubt.line),
        unknown=units.unknown,
        edits=[
            *settings_edits(folder, rating, WHAT, request.columns),
            *register_edits(folder, rating, units),
        ],
    )


def _with_details(region: Region, record: UnitRecord, taken: set[RegionId], unsure: list[Unsure]) -> Region:
    """Return a new unit with what the sheet says of it; an id that cannot be is left out, and listed."""
    region = region._replace(
        code=record.code, district=record.group, aliases=tuple(dict.fromkeys((*region.aliases, *record.aliases)))
    )
    if not record.id or record.id == region.id:
        return region
    if not re.fullmatch(ID_PATTERN, record.id) or record.id in taken:
        why = sentence("the id {typed!r} is taken, or holds other signs than a-z, 0-9 and -", typed=record.id)
        unsure.append(Unsure(region.id, record.line, why, words=record.name))
        return region
    taken.add(RegionId(record.id))
    return region._replace(id=RegionId(record.id))


def _columns_not_told(error: UnitSheetError, request: ImportRequest) -> UsageError:
    heads = ", ".join(error.heads[:12]) or "–"
    fact = (
        sentence("it cannot be told which column holds the names; there are {heads}", heads=heads)
        if error.what == "name"
        else sentence("no column is headed {head!r}; there are {heads}", head=error.what, heads=heads)
    )
    return UsageError(
        fact, place=str(request.file), next_step=sentence("say which: --map name=HEAD,id=HEAD,code=HEAD,group=HEAD")
    )


def _others(rating: Rating, units: ResolvedUnits) -> list[str]:
    """Return the names of the units of the register that the file does not have."""
    named = {region.id for region in units.regions.values()}
    return [region.name for region in rating.regions.values() if region.id not in named]


def _understood(name: str, parsed: UnitSheet, others: Sequence[str]) -> Iterator[Text]:
    if name:
        yield sentence("sheet {name}", name=name)
    for what, head in parsed.columns.items():
        yield sentence("“{head}”: {field}", head=head, field=what)
    if parsed.unused:
        yield sentence("not read: {heads}", heads=", ".join(parsed.unused[:20]))
    if others:
        yield sentence("in the register, but not in the file: {names}", names=", ".join(others[:20]))
