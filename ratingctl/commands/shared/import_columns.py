"""What stands in which column of files that are imported: as typed, and as `rating.yaml` keeps it for the next time."""

from collections.abc import Collection, Mapping, Sequence

from ratingctl.domain.model import Rating
from ratingctl.domain.settings_fields import RATING_FILE
from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import SETTINGS, DiskFolder, bytes_for_writing
from ratingctl.storage.yaml.scalars import scalar
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

_KEY = "imports"


def typed_columns(typed: Sequence[str]) -> dict[str, str]:
    """Return what `--map` says: what a column holds, and its head.

    Args:
        typed: Pairs `date=Day`, several of them parted by commas.

    Raises:
        UsageError: If one is no pair.
    """
    columns: dict[str, str] = {}
    for text in typed:
        for pair in _pairs(text):
            name, equals, head = pair.partition("=")
            if not equals or not name.strip() or not head.strip():
                raise UsageError(
                    sentence("--map: {pair!r} is not WHAT=HEAD", pair=pair.strip()),
                    next_step=sentence("write what the column holds and its head, as in --map date=Day,title=Event"),
                )
            columns[name.strip().lower()] = " ".join(head.split())
    return columns


def _pairs(text: str) -> list[str]:
    """Return the pairs of a text; a comma before what has no `=` belongs to the head."""
    pairs: list[str] = []
    for part in text.split(","):
        if "=" in part or not pairs:
            pairs.append(part)
        else:
            pairs[-1] += f",{part}"
    return pairs


def kept_columns(rating: Rating, what: str, typed: Sequence[str], allowed: Collection[str]) -> dict[str, str]:
    """Return the columns as `rating.yaml` keeps them, outweighed by what is typed.

    Args:
        rating: The rating.
        what: `scores` or `events`.
        typed: What `--map` says.
        allowed: What a column may hold.

    Raises:
        UsageError: If something is typed that no column can hold.
    """
    columns = {**rating.settings.imports.get(what, {}), **typed_columns(typed)}
    unknown = [name for name in columns if name not in allowed]
    if unknown:
        raise UsageError(
            sentence("--map: no column holds {name!r}", name=unknown[0]),
            next_step=sentence("a column may hold {names}", names=", ".join(allowed)),
        )
    return columns


def settings_edits(folder: DiskFolder, rating: Rating, what: str, typed: Sequence[str]) -> list[Edit]:
    """Return the edit that keeps typed columns in `rating.yaml`; none where it has them.

    Raises:
        DataError: If the file cannot be changed by splicing.
    """
    known: Mapping[str, str] = rating.settings.imports.get(what, {})
    columns = {**known, **typed_columns(typed)}
    if columns == known:
        return []
    before = bytes_for_writing(folder.root, SETTINGS)
    text = "{" + ", ".join(f"{name}: {scalar(head, flow=True)}" for name, head in columns.items()) + "}"
    names = [field.name for field in RATING_FILE.fields]
    try:
        document = YamlDocument(SETTINGS, before or b"")
        if document.has((_KEY,)):
            document = document.set_value((_KEY, what), text, ())
        else:
            document = document.set_value((_KEY,), f"{{{what}: {text}}}", names[: names.index(_KEY)])
    except (SpliceError, UnicodeDecodeError) as error:
        raise DataError(
            sentence("the file cannot be changed"),
            place=SETTINGS,
            next_step=sentence("write `{line}` into it by hand", line=f"{_KEY}: {{{what}: {text}}}"),
        ) from error
    return [Edit(folder.root / SETTINGS, before, document.content)]
