"""`link`: record by hand that an event continues earlier ones."""

from collections.abc import Sequence

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.link_judgements import LinkJudgement, followed_id, judgement_edits, judgement_report
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, read_for_writing
from ratingctl.storage.folder import DiskFolder


def link(folder: DiskFolder, event_query: str, follows: Sequence[str]) -> Change:
    """Return the change that records that an event continues earlier ones.

    Args:
        folder: The rating.
        event_query: The event's id.
        follows: Ids of the earlier ones.

    Returns:
        What the event now follows, and the edit; none where it is on record already.

    Raises:
        UsageError: If an id is unknown, the edition is published, or the event would follow a later one or itself.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [event_query, *follows])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, event_query)
        ids = [followed_id(rating, event, query) for query in follows]
    refused = [old for old in event.not_follows if old not in ids]
    judgement = LinkJudgement(event, list(dict.fromkeys([*event.follows, *ids])), refused)
    return Change(
        judgement_report(rating, judgement),
        judgement_edits(folder, rating, [judgement]),
        ChangeSummary("link", event.id, tuple(judgement.follows)),
    )
