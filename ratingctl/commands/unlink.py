"""`unlink`: take back that an event continues earlier ones."""

from collections.abc import Sequence

from ratingctl.commands.shared.link_judgements import LinkJudgement, followed_id, judgement_report
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, read_for_writing
from ratingctl.domain.model import Event, EventId
from ratingctl.errors import UsageError
from ratingctl.report import Report
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder


def unlink(folder: DiskFolder, new: str, follows: Sequence[str], *, never: bool = False) -> tuple[Report, list[Edit]]:
    """Take back that an event continues earlier ones.

    Args:
        folder: The rating.
        new: The event's id.
        follows: Ids of the earlier ones; none for all that it follows.
        never: Also record that it does not continue them, so that they are not proposed again.

    Returns:
        As `link`.

    Raises:
        UsageError: If an id is unknown, the event does not follow it, or the edition is published.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [new, *follows])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, new)
        unlinked = [followed_id(rating, event, query) for query in follows] if never else []
    if never and not follows:
        raise UsageError("--never needs --follows", next_step="say which events it does not continue")
    gone = unlinked or [_followed_by(event, query) for query in follows] or list(event.follows)
    refused = list(dict.fromkeys([*event.not_follows, *(gone if never else ())]))
    return judgement_report(
        folder, rating, LinkJudgement(event, [old for old in event.follows if old not in gone], refused)
    )


def _followed_by(event: Event, query: str) -> EventId:
    wanted = query.strip().lower()
    found = [old for old in event.follows if wanted == old or old.endswith(f"-{wanted}")]
    if len(found) != 1:
        known = ", ".join(event.follows) or "nothing"
        raise UsageError(f"--follows: {event.id} does not follow {query!r}", next_step=f"it follows {known}")
    return found[0]
