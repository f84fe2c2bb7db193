"""`unlink`: take back that an event continues earlier ones."""

from collections.abc import Sequence

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.link_judgements import LinkJudgement, followed_id, judgement_edits, judgement_report
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, read_for_writing
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.storage.folder import DiskFolder


def unlink(folder: DiskFolder, event_query: str, follows: Sequence[str], *, never: bool = False) -> Change:
    """Return the change that takes back that an event continues earlier ones.

    Args:
        folder: The rating.
        event_query: The event's id.
        follows: Ids of the earlier ones; none for all that it follows.
        never: Also record that it does not continue them, so that they are not proposed again.

    Returns:
        As `link`.

    Raises:
        UsageError: If an id is unknown, the event does not follow it, or the edition is published.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [event_query, *follows])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, event_query)
        refused = [followed_id(rating, event, query) for query in follows] if never else []
    if never and not follows:
        raise UsageError(
            sentence("--never needs --follows"), next_step=sentence("say which events it does not continue")
        )
    unlinked = refused or [_followed_by(event, query) for query in follows] or list(event.follows)
    judgement = LinkJudgement(
        event,
        [old for old in event.follows if old not in unlinked],
        list(dict.fromkeys([*event.not_follows, *refused])),
    )
    return Change(
        judgement_report(rating, judgement),
        judgement_edits(folder, rating, [judgement]),
        ChangeSummary("unlink", event.id),
    )


def _followed_by(event: Event, query: str) -> EventId:
    wanted = query.strip().lower()
    fitting = [old for old in event.follows if wanted == old or old.endswith(f"-{wanted}")]
    if len(fitting) != 1:
        known = ", ".join(event.follows) or "nothing"
        raise UsageError(
            sentence("--follows: {id} does not follow {query!r}", id=event.id, query=query),
            next_step=sentence("it follows {known}", known=known),
        )
    return fitting[0]
