"""`save`: commit the rating's files, join them with what others have shared, and share them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from ratingctl.commands.shared.answers import MergeAnswers
from ratingctl.commands.shared.own_work import OwnWork
from ratingctl.commands.shared.rating_language import language_of
from ratingctl.commands.shared.sharing import Sharing
from ratingctl.commands.shared.workable import require_identity, require_remote, require_workable, unrefused
from ratingctl.commands.views.sharing import SharingOutcome, end_of_merge, outcome_of
from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.git_replay import continue_replay, is_stopped_by_conflict
from ratingctl.storage.git_state import WorkState
from ratingctl.storage.git_work import Repository


class SaveRequest(NamedTuple):
    """What a person says when saving.

    Attributes:
        message: What to say of the changes, above their summary.
        branch: The branch to begin, where HEAD is detached.
        mine: Questions that are answered with my side, as typed.
        theirs: Questions that are answered with the other side.
        both: Events of which both sides are to stand.
    """

    message: str = ""
    branch: str = ""
    mine: Sequence[str] = ()
    theirs: Sequence[str] = ()
    both: Sequence[str] = ()


def save(
    folder: DiskFolder,
    request: SaveRequest,
    today: date,
    identity: Callable[[], tuple[str, str] | None],
    *,
    may_ask: bool = False,
) -> SharingOutcome:
    """Commit, fetch, merge and push; nothing is left half done, and own work is never lost.

    Args:
        folder: The rating.
        request: What the person says.
        today: The day, for the name of a branch of one's own.
        identity: Asks who commits: a name and an address; None where nobody can be asked.
        may_ask: True if git may ask for a password.

    Raises:
        UsageError: If there are errors in the files, or nobody says who commits; nothing is changed then.
        SurroundingsError: If the repository is in a state in which nothing can be saved.
    """
    repository = Repository(folder.root, may_ask=may_ask)
    answers = MergeAnswers(repository, request.mine, request.theirs, request.both)
    language = language_of(folder)
    if is_stopped_by_conflict(repository):
        _require_identity(repository, identity)
        if (unfinished := _end_of_replay(folder, repository, answers, language)) is not None:
            return unfinished
    require_workable(repository)
    _require_branch(repository, request.branch)
    _require_identity(repository, identity)
    sharing = Sharing(folder, repository, answers, language)
    sharing.set_up()
    if repository.state() is not WorkState.NONE:
        unfinished = end_of_merge(repository, answers, language)
        if unfinished.questions:
            return unfinished
        sharing.conclude(request.message)
        answers.forget()
    else:
        sharing.commit(request.message)
    if not repository.remotes():
        sharing.note(
            sentence("there is nobody to share with yet; `git remote add origin ADDRESS` names the place of your team")
        )
        return outcome_of(repository, sharing.result, answers, "", language)
    try:
        remote = require_remote(repository)
    except UsageError as error:
        return outcome_of(repository, sharing.stop(error), answers, "", language)
    result = sharing.share(remote, today)
    if result.shared:
        answers.forget()
    return outcome_of(repository, result, answers, remote, language)


def _end_of_replay(
    folder: DiskFolder, repository: Repository, answers: MergeAnswers, language: str
) -> SharingOutcome | None:
    """Go on with what git replays until it is done, and return None; else what is to be answered before it goes on.

    What was written meanwhile goes into the commit at which it stands: git does not go on beside unsaved work.
    """
    while is_stopped_by_conflict(repository):
        unfinished = end_of_merge(repository, answers, language)
        if unfinished.questions:
            return unfinished
        own = OwnWork(folder, repository)
        own.require_sound()
        for path in own.files():
            repository.stage(path)
        unrefused(lambda: continue_replay(repository))
    return None


def _require_branch(repository: Repository, branch: str) -> None:
    if repository.branch() is not None:
        return
    if not branch:
        raise SurroundingsError(
            sentence(
                "the folder shows a state outside every branch (git: detached HEAD): what is saved here would be "
                "hard to find again"
            ),
            next_step=sentence("save it under a name of its own: `ratingctl save --branch NAME`"),
        )
    if not repository.is_branch_name(branch) or repository.commit_of(f"refs/heads/{branch}"):
        raise UsageError(
            sentence("{branch!r} is no name for a new branch", branch=branch), next_step=sentence("give another one")
        )
    repository.switch_to_new(branch)


def _require_identity(repository: Repository, identity: Callable[[], tuple[str, str] | None]) -> None:
    if repository.has_identity():
        return
    answer = identity()
    if answer is None:
        require_identity(repository)
        return
    name, address = answer
    repository.set_config("user.name", name)
    repository.set_config("user.email", address)
