"""The rule about published editions: they are as they were when they were published."""

from ratingctl.domain.findings import Finding, Findings, Position
from ratingctl.domain.rules.inventory import Inventory, rating_rule
from ratingctl.domain.seal import SealedEdition, seal_problems
from ratingctl.message import sentence


@rating_rule("E505")
def broken_seal(inventory: Inventory) -> Findings:
    """A published edition is not as it was when it was published: a file was changed, added or removed.

    What was printed is not changed silently. Take the change back (`git checkout` brings the file back), or correct the
    edition in public with `ratingctl erratum`, which seals it anew. `ratingctl verify` says more.

    Wrong: a score of a published edition, changed with an editor. Right: `ratingctl erratum amur score=8 --reason ..`.
    """
    sealed = inventory.sealed
    any_sealed = any(edition.seal_hash for edition in sealed.values())
    for edition in sealed.values():
        if edition.seal_hash or edition.frozen or (any_sealed and edition.published and _is_later(edition, inventory)):
            for problem in seal_problems(sealed, edition.id):
                yield Finding(
                    Position(problem.path),
                    sentence("edition {edition} is sealed: {fact}", edition=edition.id, fact=problem.fact),
                    sentence("take the change back, or correct it with `ratingctl erratum`"),
                )


def _is_later(edition: SealedEdition, inventory: Inventory) -> bool:
    """Return whether an edition before it is sealed: from then on every published one is."""
    return any(inventory.sealed[earlier].seal_hash for earlier in inventory.ancestors[edition.id])
