"""`resolve`: answer what two people cannot both mean, and end the merge."""

from collections.abc import Sequence

from ratingctl.commands.shared.answers import MergeAnswers
from ratingctl.commands.shared.open_merge import marked_files
from ratingctl.commands.shared.rating_language import language_of
from ratingctl.commands.shared.sharing import Sharing
from ratingctl.commands.views.sharing import SharingOutcome, end_of_merge, outcome_of
from ratingctl.errors import RatingctlError
from ratingctl.message import sentence
from ratingctl.report import paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository


def resolve(
    folder: DiskFolder,
    mine: Sequence[str] = (),
    theirs: Sequence[str] = (),
    both: Sequence[str] = (),
    *,
    only_list: bool = False,
) -> SharingOutcome:
    """Answer questions of an unfinished merge, or of one that `save` or `sync` has not made for their sake.

    Args:
        folder: The rating.
        mine: Questions that are answered with my side, as typed: an event's id or a region, with `.field` if needed.
        theirs: Questions that are answered with the other side.
        both: Events of which both sides are to stand.
        only_list: Show what is open, and change nothing.

    Returns:
        What is left to be answered. Where nothing is, the files hold the answers; a merge of git's waits for `save`.

    Raises:
        UsageError: If words name no question.
        SurroundingsError: If files outside the rating are in conflict.
    """
    repository = Repository(folder.root)
    answers = MergeAnswers(repository, mine, theirs, both)
    language = language_of(folder)
    is_open = repository.state() not in (WorkState.NONE, WorkState.BISECT)
    if is_open or repository.unmerged() or marked_files(repository):
        outcome = end_of_merge(repository, answers, language, write=not only_list)
        if outcome.questions:
            return outcome
        last = sentence("everything is answered; run `ratingctl save`")
        screen = outcome.report.screen
        return outcome._replace(
            report=outcome.report._replace(screen=screen._replace(notes=[*screen.notes, paragraph(last)]))
        )
    sharing = Sharing(folder, repository, answers, language)
    remote = repository.remote()
    if not remote or repository.branch() is None:
        sharing.note(sentence("nothing is open"))
        return outcome_of(repository, sharing.result, answers, remote, language)
    if only_list:
        result = sharing.questions_with(remote)
        if not result.questions:
            sharing.note(sentence("nothing is open"))
            result = sharing.result
        return outcome_of(repository, result, answers, remote, language)
    try:
        if sharing.join_fetched(remote):
            is_joined = bool(sharing.result.merged or sharing.result.notes)
            sharing.note(sentence("run `ratingctl save` to share it") if is_joined else sentence("nothing is open"))
    except RatingctlError as error:
        sharing.stop(error)
    return outcome_of(repository, sharing.result, answers, remote, language)
