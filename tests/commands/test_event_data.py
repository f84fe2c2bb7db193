"""What reports say of an event as JSON."""

from ratingctl.commands.views.events import EVENT_COLUMNS, event_data
from ratingctl.domain.dates import parse_edtf
from ratingctl.domain.fields import EVENT, FieldType
from ratingctl.domain.model import EditionId, Event, EventId, RegionId

VALUES = {
    FieldType.TEXT: "x",
    FieldType.ID: EventId("a"),
    FieldType.DATE: parse_edtf("2026"),
    FieldType.IDS: (EventId("b"),),
    FieldType.TEXTS: ("y",),
}
SHOWN_FLAGS = {"print": False, "late": True}
"""Flags with the value that is not the usual one."""
NEVER_SHOWN = {"not_follows"}


def test_every_field_of_an_event_is_in_its_data() -> None:
    filled = {field.name: VALUES.get(field.shape, SHOWN_FLAGS.get(field.name)) for field in EVENT.fields}
    event = Event(region=RegionId("north"), edition=EditionId("2026"), index=0, **filled)  # type: ignore[arg-type]
    assert filled.keys() - event_data(event).keys() == NEVER_SHOWN


def test_every_column_of_an_event_is_one_of_its_fields() -> None:
    assert set(EVENT_COLUMNS) <= {field.name for field in EVENT.fields}
