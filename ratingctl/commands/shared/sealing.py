"""Edits of what only publication and errata write: `frozen.yaml`, `seal.json`; and what has to be so before."""

from collections.abc import Sequence

from ratingctl.commands.shared.gate_check import GateRefusalError
from ratingctl.commands.shared.validation import validated
from ratingctl.domain.fields import ERRATUM
from ratingctl.domain.model import Edition, EditionId, Erratum, FrozenSettings, Rating
from ratingctl.domain.seal import SEAL_NAME, Seal, checksum, seal_problems
from ratingctl.errors import SurroundingsError, UsageError
from ratingctl.message import counted, in_a_row, sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder, bytes_for_writing
from ratingctl.storage.frozen_file import frozen_text
from ratingctl.storage.git_process import run_git
from ratingctl.storage.loading.reader import line_of
from ratingctl.storage.local_state.journal import steps_of
from ratingctl.storage.overlay import OverlayFolder
from ratingctl.storage.seals import edition_contents, new_seal, seal_bytes, sealed_editions
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.storage.yaml.splice import YamlDocument

_SHOWN = 5
_ERRATA_HEAD = """\
# yaml-language-server: $schema=../.schemas/errata.json
# What was corrected of this edition since it was published. `ratingctl erratum` writes it, under a new seal each time.
"""


def frozen_edit(folder: DiskFolder, rating: Rating, chain: Sequence[Edition]) -> Edit:
    """Return the edit that freezes the settings with the last edition of a chain.

    Args:
        folder: The rating.
        rating: Its settings, register, sources and organisations.
        chain: The edition and its predecessors with their pages: the sources that they cite are frozen.
    """
    cited = {source for edition in chain for event in edition.events() for source in event.sources}
    sources = {key: source for key, source in rating.sources.items() if key in cited}
    text = frozen_text(FrozenSettings(rating.settings, rating.regions, sources, rating.organisations))
    return Edit.of(folder.root / chain[-1].id / "frozen.yaml", text)


def seal_edit(folder: DiskFolder, seal: Seal) -> Edit:
    """Return the edit that writes a seal."""
    return Edit.of(folder.root / seal.edition / SEAL_NAME, seal.text())


def parent_of(folder: DiskFolder, edition: Edition) -> str | None:
    """Return the hash of the seal of the edition before; None where that has none."""
    content = seal_bytes(folder, edition.previous) if edition.previous else None
    return checksum(content) if content is not None else None


def erratum_edit(folder: DiskFolder, edition: Edition, made: Erratum) -> Edit:
    """Return the edit that appends an erratum to those of its edition."""
    path = f"{edition.id}/errata.yaml"
    before = bytes_for_writing(folder.root, path)
    document = YamlDocument(path, _ERRATA_HEAD.encode() if before is None else before)
    lines = record_lines(made._asdict(), ERRATUM)
    return Edit(
        folder.root / path, before, document.insert_item("errata", len(document.items("errata")), lines, ()).content
    )


def corrected_seal_edit(folder: DiskFolder, rating: Rating, edition: Edition, edits: Sequence[Edit]) -> Edit:
    """Return the edit that seals an edition anew, with its old seal in the history.

    Args:
        folder: The rating.
        rating: The rating as it is.
        edition: The edition.
        edits: What is corrected of it.

    Raises:
        UsageError: If it has no seal.
        GateRefusalError: If it is not as it was published, or its seal cannot be read.
    """
    sealed = sealed_editions(folder, rating)
    seal = sealed[edition.id].seal
    if seal is None and not sealed[edition.id].seal_hash:
        raise UsageError(
            sentence("edition {edition} has no seal yet", edition=edition.id),
            next_step=sentence(
                "seal it as it was printed: `ratingctl publish {edition} --printed DATE`", edition=edition.id
            ),
        )
    problems = seal_problems(sealed, edition.id)
    if problems or seal is None:
        raise GateRefusalError(
            sentence("edition {edition} is not as it was published", edition=edition.id),
            next_step=sentence(
                "take those changes back first; `ratingctl verify {edition}` shows them", edition=edition.id
            ),
            details=tuple(in_a_row(f"{problem.path}: ", problem.fact) for problem in problems),
        )
    contents = edition_contents(folder, edition.id)
    contents |= {edit.path.relative_to(folder.root).as_posix(): edit.after or b"" for edit in edits}
    corrected = new_seal(edition.id, contents, date=seal.date, by=seal.by)
    history = (*seal.history, sealed[edition.id].seal_hash)
    return seal_edit(folder, corrected._replace(parent=seal.parent, despite=seal.despite, history=history))


def require_sound_result(folder: DiskFolder, edition: Edition, edits: Sequence[Edit]) -> None:
    """Refuse edits that leave an error in a file of the edition, or break its seal.

    Raises:
        GateRefusalError: If that is so.
    """
    errors = validated(OverlayFolder(folder, edits)).errors
    own = [(place, problem) for place, problem in errors if place.path.startswith(f"{edition.id}/")]
    if own:
        raise GateRefusalError(
            counted(
                "the files of edition {edition} would have {n} error",
                "the files of edition {edition} would have {n} errors",
                n=len(own),
                edition=edition.id,
            ),
            next_step=sentence("nothing was written; mend what is named above"),
            details=tuple(line_of(place, problem) for place, problem in own),
        )


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
