"""The editions into which a file is imported: those that are there, and those that the file begins."""

import re
from collections.abc import Sequence
from datetime import date

from ratingctl.domain.dates import DateError, EdtfDate, parse_edtf
from ratingctl.domain.edition_chain import chain_to, edition_named, last_edition
from ratingctl.domain.fields import EDITION_FILE, EDITION_PATTERN
from ratingctl.domain.model import Edition, EditionId, Rating, State
from ratingctl.domain.typed_dates import parse_typed
from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder, bytes_for_writing
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

_MODELINE = "# yaml-language-server: $schema=../.schemas/edition.json\n"
_WORDS_BEFORE = 4
"""The words of a head that may stand before its period."""


def period_in(head: str) -> EdtfDate | None:
    """Return the period that the head of a column names, as in «События июня 2025 – мая 2026 годов»; else None."""
    words = head.split()
    for first in range(min(_WORDS_BEFORE, len(words))):
        try:
            when = parse_typed(_with_bounds(" ".join(words[first:])), date.min).date
        except (DateError, ValueError, OverflowError):
            continue
        return when
    return None


def _with_bounds(words: str) -> str:
    """Return words that name a period as the parser of typed dates reads them: `up to`, «до» are an open beginning."""
    words = re.sub(r"(?<=\w)(?<!\bup) to (?=\w)", " – ", words)
    words = re.sub(r"\b(?:годов|годы|гг\.?)$", "года", words.strip(" .,:"))
    open_beginning = re.fullmatch(
        r"(?:до|по|к|up to|until|till|before|by)\s+(?:конца\s+|концу\s+|the end of\s+|end of\s+)?(.+)",
        words,
        re.IGNORECASE,
    )
    return f"by {open_beginning[1]}" if open_beginning else words


def target_edition(rating: Rating, name: str | None) -> Edition:
    """Return the edition into which is imported: the one that is named, else the last one.

    Raises:
        UsageError: If there is none of that name, or it is published.
    """
    edition = edition_named(rating, name) if name else last_edition(rating)
    require_not_published(edition)
    return edition


def require_not_published(edition: Edition) -> None:
    """Refuse to import into a published edition.

    Raises:
        UsageError: If it is published.
    """
    if edition.is_published:
        raise UsageError(
            sentence("edition {edition} is published and does not change", edition=edition.id),
            next_step=sentence("import into a draft: name it with --edition, or begin it with `ratingctl new-edition`"),
        )


def table_editions(
    rating: Rating, name: str | None, previous: str | None, periods: Sequence[EdtfDate | None]
) -> list[Edition]:
    """Return the editions of the columns of a published table, the oldest first; those that are not there are begun.

    There are fewer editions than columns where the first of them has no previous one, and none is named.

    Args:
        rating: The rating.
        name: The edition of the last column; the last one by default.
        previous: The edition of the column before it.
        periods: The period that the head of each column names.

    Raises:
        UsageError: If an edition is published, or is to be begun and its head names no period.
    """
    if name is None or EditionId(name) in rating.editions:
        target = target_edition(rating, name)
    else:
        target = _begun(name, periods[-1] if periods else None, _last(rating) if previous is None else None)
    if previous and target.previous and target.previous != previous:
        raise UsageError(
            sentence("--previous: edition {id} comes after {known}", id=target.id, known=target.previous),
            next_step=sentence("leave --previous out"),
        )
    if previous and len(periods) > 1:
        target = target._replace(previous=EditionId(previous))
    chain = [target]
    while len(chain) < len(periods) and chain[0].previous:
        known = rating.editions.get(chain[0].previous)
        chain.insert(0, known or _begun(chain[0].previous, periods[-len(chain) - 1], None))
    return chain


def _last(rating: Rating) -> EditionId | None:
    return last_edition(rating).id if rating.editions else None


def _begun(name: str, period: EdtfDate | None, previous: EditionId | None) -> Edition:
    if not re.fullmatch(EDITION_PATTERN, name):
        raise UsageError(
            sentence("{name!r} is no id of an edition", name=name),
            next_step=sentence("it may hold 0-9, a-z, - and ., and begins with a digit or a letter"),
        )
    if period is None or period.latest is None:
        raise UsageError(
            sentence("there is no edition {name!r}, and the head of its column names no period", name=name),
            next_step=sentence("begin it with `ratingctl new-edition {name}`, then import again", name=name),
        )
    return Edition(EditionId(name), f"{name}/edition.yaml", "", period, period.latest, State.DRAFT, previous)


def edition_edits(folder: DiskFolder, rating: Rating, chain: Sequence[Edition]) -> list[Edit]:
    """Return the edits that begin editions, and that name a begun one as the previous of one that is there.

    Raises:
        DataError: If an edition's file cannot be changed by splicing.
    """
    edits = []
    for edition in chain:
        known = rating.editions.get(edition.id)
        if known is None:
            edits.append(Edit(folder.root / edition.path, None, _text(folder, edition).encode()))
        elif known.previous != edition.previous:
            edits.append(_with_previous(folder, edition))
    return edits


def _with_previous(folder: DiskFolder, edition: Edition) -> Edit:
    before = bytes_for_writing(folder.root, edition.path)
    names = [field.name for field in EDITION_FILE.fields]
    try:
        document = YamlDocument(edition.path, before or b"")
        document = document.set_value(("previous",), str(edition.previous), names[: names.index("previous")])
    except (SpliceError, UnicodeDecodeError) as error:
        raise DataError(
            sentence("the file cannot be changed"),
            place=edition.path,
            next_step=sentence("write `previous: {previous}` into it by hand", previous=str(edition.previous)),
        ) from error
    return Edit(folder.root / edition.path, before, document.content)


def _text(folder: DiskFolder, edition: Edition) -> str:
    values = {
        "period": edition.period.text,
        "cutoff": edition.cutoff.isoformat(),
        "state": State.DRAFT.value,
        "previous": edition.previous,
    }
    modeline = _MODELINE if (folder.root / ".schemas").is_dir() else ""
    return modeline + "".join(f"{line}\n" for line in record_lines(values, EDITION_FILE))


def with_begun(rating: Rating, names: Sequence[str]) -> list[Edition]:
    """Return the chain of editions with those that are begun: before the first one, or after the last.

    Args:
        rating: The rating.
        names: The years by which they are called.

    Raises:
        UsageError: If one is no year, lies between others, or before a published one.
    """
    chain = list(chain_to(last_edition(rating), rating.editions)) if rating.editions else []
    for name in sorted(names):
        chain = _inserted(chain, _begun(name, _year(name), None))
    return [edition._replace(previous=chain[place - 1].id if place else None) for place, edition in enumerate(chain)]


def _year(name: str) -> EdtfDate | None:
    return parse_edtf(name) if re.fullmatch(r"(?:19|20)\d\d", name) else None


def _inserted(chain: list[Edition], new: Edition) -> list[Edition]:
    first = new.period.earliest or date.min
    place = next((place for place, other in enumerate(chain) if other.closing_day >= first), len(chain))
    later = chain[place] if place < len(chain) else None
    overlaps = later is not None and later.period.earliest is not None and later.period.earliest <= new.cutoff
    if later is not None and (overlaps or later.period.earliest is None or later.is_published):
        raise UsageError(
            sentence("there is no edition {name!r}, and none can be begun before {other}", name=new.id, other=later.id),
            next_step=sentence("name the edition that is meant with --edition, or take that column out"),
        )
    return [*chain[:place], new, *chain[place:]]
