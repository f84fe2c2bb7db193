"""Rules about ids and what points to them: follows, evidence, checks, notes, and the names of projects."""

from collections.abc import Iterable, Iterator

from ratingctl.domain.dates import is_surely_before
from ratingctl.domain.findings import Finding, Findings, Severity, ValuePath
from ratingctl.domain.model import Event, EventId, Page
from ratingctl.domain.projects import Project, projects_of
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.message import Message, quoted, sentence
from ratingctl.words.fold import fold
from ratingctl.words.suggestion import did_you_mean_id

_LINKS = ("follows", "not_follows")


@rating_rule("L301")
def duplicate_id(inventory: Inventory) -> Findings:
    """Two events have the same id.

    Whatever points to the id points to both. Give the event that was copied an id of its own: any `[a-z0-9-]+` that
    is not taken.
    """
    for event_id, events in inventory.by_id.items():
        for event in events[1:]:
            yield Finding(
                inventory.at(event, "id"),
                sentence(
                    "the id {event_id} is taken by {title} in {path}",
                    event_id=event_id,
                    title=quoted(events[0].title),
                    path=inventory.page_of(events[0]).path,
                ),
                sentence("give one of the two another id"),
            )


@rating_rule("L302")
def dangling_link(inventory: Inventory) -> Findings:
    """`follows` or `not_follows` names an event that does not exist.

    The story it should belong to is cut. Correct the id; `ratingctl find` shows the ids of events.
    """
    for event, key, position, target in _all_links(inventory):
        if target not in inventory.by_id and not inventory.may_be_in_broken_file(target):
            yield Finding(
                inventory.at(event, key, position),
                sentence(
                    "{key}: no event {target}{hint}",
                    key=key,
                    target=target,
                    hint=did_you_mean_id(target, inventory.by_id),
                ),
                sentence("correct the id or take it out"),
            )


@rating_rule("L303")
def circle(inventory: Inventory) -> Findings:
    """Events follow each other in a circle, or one follows itself.

    A story has a beginning; a circle has none. Take out the link that points to the later event.
    """
    for event in _on_a_circle(inventory):
        names = ", ".join(event.follows)
        fact = (
            sentence("follows itself")
            if event.id in event.follows
            else sentence("follows {names}, and these lead back to it", names=names)
        )
        yield Finding(
            inventory.at(event, "follows"),
            sentence("{id} {fact}", id=event.id, fact=fact),
            sentence("take out the wrong link"),
        )


@rating_rule("L304")
def follows_the_future(inventory: Inventory) -> Findings:
    """An event follows one that is later: by its date, or because it stands in a later edition.

    News continues what is already known. Correct the date, the link, or its direction.

    Wrong: the statement of 2025 has `follows: [works-of-2026]`. Right: the works of 2026 have
    `follows: [statement-of-2025]`.
    """
    for event, key, position, target in _all_links(inventory):
        old = inventory.by_id.get(target, [event])[0]
        if key != "follows" or old is event:
            continue
        where = inventory.at(event, key, position)
        if event.edition in inventory.ancestors[old.edition]:
            yield Finding(
                where,
                sentence("{target} stands in the later edition {edition}", target=target, edition=old.edition),
                sentence("turn the link round"),
            )
        elif is_surely_before(event.date, old.date):
            yield Finding(
                where,
                sentence(
                    "{target} is of {date}, later than this event ({other_date})",
                    target=target,
                    date=old.date,
                    other_date=event.date,
                ),
                sentence("mend a date or the link"),
            )


@rating_rule("L305")
def follows_and_does_not(inventory: Inventory) -> Findings:
    """The same event stands in `follows` and in `not_follows`.

    Somebody judged it a continuation and somebody did not. Decide, and take it out of one of the two.
    """
    for event in inventory.rating.events():
        for position, target in enumerate(event.not_follows):
            if target in event.follows:
                yield Finding(
                    inventory.at(event, "not_follows", position),
                    sentence("{target} also stands in `follows`", target=target),
                    sentence("take it out of one of the two"),
                )


@rating_rule("L306")
def foreign_evidence(inventory: Inventory) -> Findings:
    """`evidence` names an event that is not this region's, or that the edition cannot see.

    A score rests on what happened in the region, in this edition or earlier ones.
    """
    for page in inventory.rating.pages():
        for position, target in enumerate(page.evidence):
            fact = _why_not_of_this_page(inventory, page, target)
            if fact:
                yield Finding(
                    ValuePath(page.path, ("evidence", position)),
                    sentence("evidence: {fact}", fact=fact),
                    sentence("correct the id"),
                )


@rating_rule("L307")
def foreign_check(inventory: Inventory) -> Findings:
    """A check names an event that is not this region's, or that the edition cannot see.

    A check stands in the file of the region whose project was looked for.
    """
    for page in inventory.rating.pages():
        for position, check in enumerate(page.checks):
            fact = _why_not_of_this_page(inventory, page, check.event)
            if fact:
                yield Finding(
                    ValuePath(page.path, ("checks", position, "event")),
                    sentence("event: {fact}", fact=fact),
                    sentence("correct the id"),
                )


@rating_rule("L308")
def foreign_note(inventory: Inventory) -> Findings:
    """A note is `about` an event that is not this region's, or that the edition cannot see.

    The printed lines that it should replace are then printed beside it.
    """
    for page in inventory.rating.pages():
        for position, note in enumerate(page.notes):
            for place, target in enumerate(note.about):
                fact = _why_not_of_this_page(inventory, page, target)
                if fact:
                    where = ValuePath(page.path, ("notes", position, "about", place))
                    yield Finding(where, sentence("about: {fact}", fact=fact), sentence("correct the id"))


@rating_rule("L309", Severity.WARNING)
def other_project_name(inventory: Inventory) -> Findings:
    """An event names its project otherwise than the project's first event.

    Only `follows` groups events; the name shown is the root's. Use the root's name, unless the event rightly belongs
    to something else, then look at its `follows`.

    Wrong: `project: The bridge` on an event that follows one of `project: Bridge`. Right: `project: Bridge` on both.
    """
    for projects in _projects_by_region(inventory):
        names: dict[EventId, list[str]] = {}
        own = {}
        for project in projects:
            for event in project.events:
                names.setdefault(event.id, []).append(project.name)
                own[event.id] = event
        for event_id, event in own.items():
            if event.project and fold(event.project) not in map(fold, names[event_id]):
                yield Finding(
                    inventory.at(event, "project"),
                    sentence(
                        "the project is called {project!r} here and {names!r} where it begins",
                        project=event.project,
                        names=names[event_id][0],
                    ),
                    sentence("use one name or mend `follows`"),
                )


@rating_rule("L310", Severity.WARNING)
def same_name_no_link(inventory: Inventory) -> Findings:
    """Two projects of a region have the same name, but no `follows` joins them.

    The later one may continue the earlier. Link it with `follows`, or give one of them a name of its own.
    """
    for projects in _projects_by_region(inventory):
        first: dict[str, Event] = {}
        for project in projects:
            root = project.root
            if not root.project:
                continue
            earlier = first.setdefault(fold(root.project), root)
            if earlier is not root:
                yield Finding(
                    inventory.at(root, "project"),
                    sentence(
                        "the project {project!r} begins twice, first with {id}", project=root.project, id=earlier.id
                    ),
                    sentence("link the later event with `follows`, or rename one"),
                )


def unresolved_links(inventory: Inventory) -> Iterator[tuple[str, str, str]]:
    """The links that nobody can judge because their target may stand in a broken file.

    Yields:
        The path of the file with the link, its target, and the broken file.
    """
    for event, _key, _position, target in _all_links(inventory):
        broken = None if target in inventory.by_id else inventory.may_be_in_broken_file(target)
        if broken:
            yield inventory.page_of(event).path, target, broken


def _all_links(inventory: Inventory) -> Iterator[tuple[Event, str, int, EventId]]:
    for event in inventory.rating.events():
        for key in _LINKS:
            for position, target in enumerate(getattr(event, key)):
                yield event, key, position, target


def _on_a_circle(inventory: Inventory) -> Iterator[Event]:
    """The events left when those on no circle are taken away: they follow, or are followed by, nothing left."""
    left = {event_id: set(events[0].follows) & inventory.by_id.keys() for event_id, events in inventory.by_id.items()}
    for _direction in ("forward", "backward"):
        turned: dict[EventId, set[EventId]] = {event_id: set() for event_id in left}
        for event_id, targets in left.items():
            for target in targets:
                turned[target].add(event_id)
        free = [event_id for event_id, targets in left.items() if not targets]
        while free:
            done = free.pop()
            del left[done]
            for other in turned.pop(done):
                left[other].discard(done)
                if not left[other]:
                    free.append(other)
        left = {event_id: turned[event_id] & left.keys() for event_id in left}
    for event_id in left:
        yield inventory.by_id[event_id][0]


def _why_not_of_this_page(inventory: Inventory, page: Page, target: EventId) -> Message | None:
    events = inventory.by_id.get(target)
    if not events:
        broken = inventory.may_be_in_broken_file(target)
        hint = did_you_mean_id(target, inventory.by_id)
        return None if broken else sentence("no event {target}{hint}", target=target, hint=hint)
    event = events[0]
    if event.region != page.region:
        return sentence("{target} is of {region}", target=target, region=event.region)
    if event.edition != page.edition and event.edition not in inventory.ancestors[page.edition]:
        return sentence(
            "{target} stands in edition {edition}, which {page} does not see",
            target=target, edition=event.edition, page=page.edition,
        )  # fmt: skip
    return None


def _projects_by_region(inventory: Inventory) -> Iterator[Iterable[Project]]:
    closing = {edition.id: edition.closing_day for edition in inventory.rating.editions.values()}
    by_region: dict[str, list[Event]] = {}
    for event in inventory.rating.events():
        by_region.setdefault(event.region, []).append(event)
    as_of = max(closing.values(), default=None)
    for events in by_region.values():
        if as_of is not None:
            yield projects_of(events, closing, as_of)
