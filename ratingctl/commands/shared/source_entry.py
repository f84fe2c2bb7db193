"""New entries of `sources.yaml`, from one line that a person types."""

import re
from typing import NamedTuple

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.typed_values import one_line
from ratingctl.domain.fields import ID_PATTERN, SOURCE
from ratingctl.domain.sources import is_url
from ratingctl.errors import DataError, UsageError
from ratingctl.message import sentence
from ratingctl.report import Records, Report, Screen
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder, bytes_for_writing
from ratingctl.storage.yaml.scalars import record_lines
from ratingctl.storage.yaml.splice import SpliceError, YamlDocument

_PATH = "sources.yaml"
_LONGEST = 300
_KEY = re.compile(ID_PATTERN)


class SourceEntry(NamedTuple):
    """An entry of `sources.yaml`, named as its fields are."""

    key: str
    title: str
    publisher: str = ""
    url: str = ""


def typed_source(typed: str) -> SourceEntry:
    """Return the source that a person types as `key; title; publisher; address`; the last two may be left out.

    Raises:
        UsageError: If the key or the title is missing, or the key is no key.
    """
    parts = [one_line("--source", part, _LONGEST) for part in typed.split(";")]
    addresses = [part for part in parts if is_url(part)]
    texts = [part for part in parts if part and not is_url(part)]
    how = sentence("type it as `key; title; publisher; address`")
    if len(texts) < 2 or len(texts) > 3 or len(addresses) > 1:
        raise UsageError(sentence("a source has a key and a title"), next_step=how)
    if not _KEY.fullmatch(texts[0]):
        raise UsageError(
            sentence("{key!r} is no key: small Latin letters, digits and hyphens make one", key=texts[0]), next_step=how
        )
    return SourceEntry(texts[0], texts[1], "".join(texts[2:]), "".join(addresses))


def source_change(folder: DiskFolder, entry: SourceEntry, language: str) -> Change:
    """Return the change that adds a source below all others.

    Args:
        folder: The rating.
        entry: The source.
        language: The language of the report.

    Raises:
        UsageError: If there is a source of that key already.
        DataError: If the file cannot be changed.
    """
    before = bytes_for_writing(folder.root, _PATH)
    lines = record_lines(entry._asdict(), SOURCE)
    try:
        document = YamlDocument(_PATH, before or b"")
        if document.has((entry.key,)):
            raise UsageError(
                sentence("{key} is in sources.yaml already", key=entry.key), next_step=sentence("take another key")
            )
        after = document.add_mapping(entry.key, lines).content
    except (SpliceError, UnicodeDecodeError) as error:
        reason = error.reason if isinstance(error, SpliceError) else sentence("it is not UTF-8")
        raise DataError(
            sentence("the file cannot be changed: {reason}", reason=reason),
            place=_PATH,
            next_step=sentence("mend it by hand"),
        ) from error
    report = Report(data={"source": entry.key}, records=Records((), (), ("source",)), screen=Screen(language))
    return Change(report, [Edit(folder.root / _PATH, before, after)], ChangeSummary("add-event", entry.key))
