"""`sync`: fetch what others have shared and merge it; no commit of one's own."""

from collections.abc import Sequence

from ratingctl.commands.shared.answers import MergeAnswers
from ratingctl.commands.shared.rating_language import language_of
from ratingctl.commands.shared.sharing import Sharing
from ratingctl.commands.shared.workable import require_remote, require_workable
from ratingctl.commands.views.sharing import SharingOutcome, end_of_merge, outcome_of
from ratingctl.errors import RatingctlError, SurroundingsError
from ratingctl.message import sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_process import UnreachableError
from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository


def sync(
    folder: DiskFolder,
    mine: Sequence[str] = (),
    theirs: Sequence[str] = (),
    both: Sequence[str] = (),
    *,
    may_ask: bool = False,
) -> SharingOutcome:
    """Fetch and merge; the working tree changes only where nothing is left to be asked.

    Args:
        folder: The rating.
        mine: Questions that are answered with my side, as typed.
        theirs: Questions that are answered with the other side.
        both: Events of which both sides are to stand.
        may_ask: True if git may ask for a password.

    Raises:
        UsageError: If there is nobody to fetch from.
        SurroundingsError: If the repository is in a state in which nothing can be merged.
    """
    repository = Repository(folder.root, may_ask=may_ask)
    require_workable(repository)
    answers = MergeAnswers(repository, mine, theirs, both)
    language = language_of(folder)
    if repository.state() is not WorkState.NONE:
        outcome = end_of_merge(repository, answers, language)
        if outcome.questions:
            return outcome
        raise SurroundingsError(
            sentence("a merge is settled and not committed yet"), next_step=sentence("run `ratingctl save`")
        )
    if repository.branch() is None:
        raise SurroundingsError(
            sentence(
                "the folder shows a state outside every branch (git: detached HEAD): there is nothing to merge into"
            ),
            next_step=sentence("save it under a name of its own: `ratingctl save --branch NAME`"),
        )
    remote = require_remote(repository)
    sharing = Sharing(folder, repository, answers, language)
    try:
        if sharing.join(remote) and not sharing.result.notes:
            sharing.note(sentence("everything that others have shared is here already"))
    except UnreachableError as error:
        sharing.stop(error)
    except RatingctlError as error:
        sharing.stop(error)
    return outcome_of(repository, sharing.result, answers, remote, language)
