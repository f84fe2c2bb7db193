"""`erratum`: correct a published edition in public; there is no other way to change it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.dimension_scores import with_dimensions
from ratingctl.commands.shared.names import EventNotFoundError, one_event, region_named, region_names
from ratingctl.commands.shared.region_files import (
    changed_file,
    event_keys_above,
    keys_above,
    missing_only_where_files_are_sound,
    read_for_writing,
    require_sound_files,
)
from ratingctl.commands.shared.sealing import corrected_seal_edit, erratum_edit, require_sound_result
from ratingctl.commands.shared.typed_fields import (
    EVENT_FIELDS,
    JUDGEMENT_FIELDS,
    ids_typed,
    judgement_fields,
    require_story_order,
    typed_field,
    with_field,
)
from ratingctl.commands.shared.typed_scores import range_message
from ratingctl.commands.shared.typed_values import LONGEST_REASON, one_line
from ratingctl.domain.dates import EdtfDate, parse_edtf
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.fields import Field
from ratingctl.domain.model import Edition, Erratum, Event, Page, Rating, Region, Settings
from ratingctl.domain.scores import shortest
from ratingctl.domain.settings import DIMENSION_FIELD
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import value_text
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.fold import fold

_RECORDS = Records((), (), ("edition", "region", "id", "field", "was", "now", "reason", "date", "by"))


class Correction(NamedTuple):
    """A correction as it was typed.

    Attributes:
        subject: The id of an event, or a region in any spelling.
        change: `field=value`.
        reason: Why.
        by: Who corrects it.
        edition: The edition of a region's score; by default the last published one.
    """

    subject: str
    change: str
    reason: str
    by: str
    edition: str | None = None


class _Subject(NamedTuple):
    """The record that is corrected: an event, or a region's judgement where there is none."""

    edition: Edition
    region: Region
    event: Event | None

    @property
    def id(self) -> str:
        """Return the id under which the erratum is kept."""
        return self.event.id if self.event else self.region.id


def erratum(folder: DiskFolder, today: date, correction: Correction) -> Change:
    """Return the change that corrects a published edition: the value, `errata.yaml`, and a new seal.

    Args:
        folder: The rating.
        today: The day.
        correction: What is corrected, why, and by whom.

    Returns:
        The erratum, and the edits; none where nothing changes.

    Raises:
        UsageError: If the subject or the field is unknown, the value does not fit, no reason is given, or the edition
            is not published.
        GateRefusalError: If the edition is not as it was published, or the correction would break a rule.
        DataError: If a file cannot be read or changed.
    """
    reason = one_line("--reason", correction.reason, LONGEST_REASON)
    if not reason:
        raise UsageError(
            sentence("a reason is needed: it is printed beside the correction"),
            next_step=sentence('say why: --reason "the deadline was misread"'),
        )
    rating = read_for_writing(folder, _ids_named(correction))
    subject = _subject(folder, rating, correction)
    _require_published(subject.edition)
    printed = rating.as_printed_in(subject.edition)
    fields = EVENT_FIELDS if subject.event else judgement_fields(printed.settings)
    change = correction.change if subject.event else _with_whole_field(printed.settings, correction.change)
    with missing_only_where_files_are_sound(folder):
        field, value = typed_field(printed, today, fields, change)
    _require_fitting(printed, subject, field, value)
    page = subject.edition.pages.get(subject.region.id)
    was, now = _text(_value(page, subject.event, field)), _text(value)
    made = Erratum(
        parse_edtf(today.isoformat()), subject.id, subject.region.id, field.name, reason, was, now, correction.by
    )
    edits = []
    if was != now:
        page_edit = changed_file(
            folder, subject.edition, subject.region.id, lambda document: _corrected(document, subject, field, value)
        )
        edits = [page_edit, erratum_edit(folder, subject.edition, made)]
        edits.append(corrected_seal_edit(folder, rating, subject.edition, edits))
        require_sound_result(folder, subject.edition, edits)
    return Change(_report(printed, subject, made), edits, None, most_lines=0)


def _ids_named(correction: Correction) -> Sequence[str]:
    return [] if " " in correction.subject.strip() else [correction.subject, *ids_typed([correction.change])]


def _subject(folder: DiskFolder, rating: Rating, correction: Correction) -> _Subject:
    """Return the record that is named: a region by its whole name, else an event, else a region in any spelling."""
    query, names = correction.subject, region_names(rating)
    if not names.named_whole(query):
        try:
            event = one_event(rating, query)
            return _Subject(_edition_of(rating, event, correction), _region(rating, event), event)
        except EventNotFoundError:
            if not names.keys_for(query):  # no region in another case either
                require_sound_files(folder)
    return _Subject(_published_edition(rating, correction.edition), region_named(rating, query, for_writing=True), None)


def _edition_of(rating: Rating, event: Event, correction: Correction) -> Edition:
    if correction.edition and edition_named(rating, correction.edition).id != event.edition:
        raise UsageError(
            sentence("{id} is an event of edition {edition}", id=event.id, edition=event.edition),
            next_step=sentence("leave --edition out: an event stands in one edition"),
        )
    return rating.editions[event.edition]


def _region(rating: Rating, event: Event) -> Region:
    return rating.regions.get(event.region) or Region(event.region, event.region)


def _published_edition(rating: Rating, named: str | None) -> Edition:
    if named:
        return edition_named(rating, named)
    chain = reversed(chain_to(last_edition(rating), rating.editions))
    return next((edition for edition in chain if edition.is_published), last_edition(rating))


def _require_published(edition: Edition) -> None:
    if not edition.is_published:
        raise UsageError(
            sentence("edition {edition} is not published: nothing of it is corrected in public", edition=edition.id),
            next_step=sentence("change it with `ratingctl edit` or `ratingctl score`"),
        )


def _require_fitting(rating: Rating, subject: _Subject, field: Field, value: object) -> None:
    if field.name == "score" and value is None:
        raise UsageError(
            sentence("{value} is outside the scale", value="-"), next_step=range_message(rating.settings.scale)
        )
    if subject.event:
        require_story_order(rating, subject.event, {field.name: value})


def _with_whole_field(settings: Settings, change: str) -> str:
    """Return `field=value` with the whole name of its field where a dimension is named alone, by its id or name."""
    name, equals, value = change.partition("=")
    for dimension in settings.dimensions:
        if fold(name) in (fold(dimension.id), fold(dimension.name)) and name.strip() not in JUDGEMENT_FIELDS:
            return f"{DIMENSION_FIELD}{dimension.id}{equals}{value}"
    return change


def _corrected(document: YamlDocument, subject: _Subject, field: Field, value: object) -> YamlDocument:
    if subject.event:
        keys = ("events", subject.event.index, field.name)
        return with_field(document, keys, field, value, event_keys_above(field.name))
    if field.name.startswith(DIMENSION_FIELD):
        score = None if value is None else value_text(value, field.shape)
        return with_dimensions(document, {field.name.removeprefix(DIMENSION_FIELD): score})
    return with_field(document, (field.name,), field, value, keys_above(field.name))


def _value(page: Page | None, event: Event | None, field: Field) -> object:
    if page and field.name.startswith(DIMENSION_FIELD):
        return page.scores.get(field.name.removeprefix(DIMENSION_FIELD))
    return getattr(event, field.name) if event else getattr(page, field.name, None)


def _text(value: object) -> str:
    """Return a value as errata show it."""
    match value:
        case None:
            return ""
        case Decimal():
            return shortest(value)
        case EdtfDate():
            return value.text
        case bool():
            return "true" if value else "false"
        case tuple():
            return "; ".join(map(str, value))
        case _:
            return str(value)


def _report(rating: Rating, subject: _Subject, made: Erratum) -> Report:
    corrected = sentence(
        "Edition {edition}, {region}: {field} of {id}: {was} → {now}",
        edition=subject.edition.id,
        region=subject.region.name,
        field=rating.settings.field_label(made.field),
        id=made.id,
        was=made.was or "–",
        now=made.now or "–",
    )
    nothing = sentence("nothing to change: {field} of {id} is so already", field=made.field, id=made.id)
    return Report(
        data={
            "edition": subject.edition.id,
            "region": made.region,
            "id": made.id,
            "field": made.field,
            "was": made.was or None,
            "now": made.now or None,
            "reason": made.reason,
            "date": made.date.text,
            "by": made.by,
        },
        records=_RECORDS,
        screen=Screen(rating.settings.language, paragraph(nothing if made.was == made.now else corrected)),
    )
