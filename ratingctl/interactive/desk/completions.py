"""Completions at the desk: regions, kinds, projects, parties and sources that are known."""

from collections.abc import Callable, Iterable, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from ratingctl.domain.model import Event
from ratingctl.interactive.desk.draft_desk import Desk
from ratingctl.interactive.desk.fields import PARTINGS
from ratingctl.message import Message
from ratingctl.words.fold import fold
from ratingctl.words.visible import visible

_MOST = 40


class DeskCompleter(Completer):
    """Completes the field that is open, or the last item of it where it is a list.

    Args:
        desk: Returns the desk.
    """

    def __init__(self, desk: Callable[[], Desk]) -> None:
        self._desk = desk

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Return the completions for what stands before the cursor."""
        desk = self._desk()
        state = desk.state
        choices = _CHOICES.get(state.selected) if state.asked is None else None
        if choices is None:
            return []
        before = document.text_before_cursor
        item = before.rpartition(PARTINGS[state.selected])[2].lstrip() if state.selected in PARTINGS else before
        if not item and not complete_event.completion_requested:
            return []
        wanted = fold(item)
        known = list(dict.fromkeys(choices(desk)))
        beginning = [pair for pair in known if any(fold(text).startswith(wanted) for text in pair)]
        inside = [pair for pair in known if pair not in beginning and any(wanted in fold(text) for text in pair)]
        return [
            Completion(text, start_position=-len(item), display=visible(text), display_meta=visible(meta))
            for text, meta in [*beginning, *inside][:_MOST]
        ]


def _regions(desk: Desk) -> list[tuple[str, str]]:
    return [(region.name, region.id) for region in desk.session.frame.regions.values()]


def _kinds(desk: Desk) -> list[tuple[str, str]]:
    kinds = desk.session.frame.settings.kinds.values()
    return [(kind.name or desk.words.said(Message(f"kind.{kind.id}")), kind.id) for kind in kinds]


def _events(desk: Desk) -> Sequence[Event]:
    region = desk.prepared.region
    return desk.session.events_of(region.id) if region else ()


def _projects(desk: Desk) -> list[tuple[str, str]]:
    region = desk.prepared.region
    return [(event.project, "") for event in _events(desk) if event.project and region and event.region == region.id]


def _partners(desk: Desk) -> list[tuple[str, str]]:
    names = [spellings[0] for spellings in desk.session.frame.organisations.values() if spellings]
    return [*((name, "") for event in _events(desk) for name in event.partners), *((name, "") for name in names)]


def _sources(desk: Desk) -> list[tuple[str, str]]:
    return [(key, source.title) for key, source in desk.session.frame.sources.items()]


def _followed(desk: Desk) -> list[tuple[str, str]]:
    region = desk.prepared.region
    return [(event.id, event.title) for event in _events(desk) if region and event.region == region.id]


_CHOICES: dict[str, Callable[[Desk], list[tuple[str, str]]]] = {
    "region": _regions,
    "kind": _kinds,
    "project": _projects,
    "partners": _partners,
    "sources": _sources,
    "follows": _followed,
}
