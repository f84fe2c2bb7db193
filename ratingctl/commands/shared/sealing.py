"""Edits of what only publication and errata write: `frozen.yaml`, `seal.json`; and what has to be so before."""

from collections.abc import Sequence

from ratingctl.domain.model import Edition, EditionId, FrozenSettings, Rating
from ratingctl.domain.seal import SEAL_NAME, Seal, checksum
from ratingctl.errors import SurroundingsError
from ratingctl.message import counted, sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.frozen_file import frozen_text
from ratingctl.storage.git_process import run_git
from ratingctl.storage.local_state.journal import steps_of
from ratingctl.storage.seals import seal_bytes

_SHOWN = 5


def frozen_edit(folder: DiskFolder, rating: Rating, chain: Sequence[Edition]) -> Edit:
    """Return the edit that freezes the settings with the last edition of a chain.

    Args:
        folder: The rating.
        rating: Its settings, register and sources.
        chain: The edition and its predecessors with their pages: the sources that they cite are frozen.
    """
    cited = {source for edition in chain for event in edition.events() for source in event.sources}
    sources = {key: source for key, source in rating.sources.items() if key in cited}
    text = frozen_text(FrozenSettings(rating.settings, rating.regions, sources))
    return Edit.of(folder.root / chain[-1].id / "frozen.yaml", text)


def seal_edit(folder: DiskFolder, seal: Seal) -> Edit:
    """Return the edit that writes a seal."""
    return Edit.of(folder.root / seal.edition / SEAL_NAME, seal.text())


def parent_of(folder: DiskFolder, edition: Edition) -> str | None:
    """Return the hash of the seal of the edition before; None where that has none."""
    content = seal_bytes(folder, edition.previous) if edition.previous else None
    return checksum(content) if content is not None else None


def require_all_saved(folder: DiskFolder, edition: EditionId) -> None:
    """Refuse to seal files that somebody else has changed and not committed: nobody else has seen them.

    What was written with the tool on this clone is one's own. Where there is no git, there is nothing to compare with.

    Raises:
        SurroundingsError: If there are such files.
    """
    try:
        answer = run_git(
            folder.root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", edition, "rating.yaml", "regions.yaml"
        )
    except SurroundingsError:
        return
    changed = [name.decode("utf-8", "replace") for name in answer.out.split(b"\0") if name] if not answer.code else []
    own = {file.path for step in steps_of(folder.root) for file in step.files} if changed else set()
    others = [path for path in changed if path not in own]
    if others:
        raise SurroundingsError(
            counted(
                "{n} file holds changes that are not committed and were not made with ratingctl here",
                "{n} files hold changes that are not committed and were not made with ratingctl here",
                n=len(others),
            ),
            place=", ".join(others[:_SHOWN]),
            next_step=sentence("commit them, as with `ratingctl save`, and publish then"),
        )
