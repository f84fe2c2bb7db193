"""`link`: record by hand that an event continues earlier ones."""

from collections.abc import Sequence

from ratingctl.commands.shared.link_judgements import LinkJudgement, followed_id, judgement_report
from ratingctl.commands.shared.names import one_event
from ratingctl.commands.shared.region_files import missing_only_where_files_are_sound, read_for_writing
from ratingctl.report import Report
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder


def link(folder: DiskFolder, new: str, follows: Sequence[str]) -> tuple[Report, list[Edit]]:
    """Record that an event continues earlier ones.

    Args:
        folder: The rating.
        new: The event's id.
        follows: Ids of the earlier ones.

    Returns:
        What the event now follows, and the edit; none where it is on record already.

    Raises:
        UsageError: If an id is unknown, the edition is published, or the event would follow a later one or itself.
        DataError: If the file cannot be read or changed.
    """
    rating = read_for_writing(folder, [new, *follows])
    with missing_only_where_files_are_sound(folder):
        event = one_event(rating, new)
        olds = [followed_id(rating, event, query) for query in follows]
    kept = [old for old in event.not_follows if old not in olds]
    return judgement_report(folder, rating, LinkJudgement(event, list(dict.fromkeys([*event.follows, *olds])), kept))
