"""`new-edition`: the folder and header of the edition that comes after the last one."""

import re

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.region_files import sound_frame
from ratingctl.domain.edition_chain import last_edition
from ratingctl.domain.fields import EDITION_FILE, EDITION_PATTERN
from ratingctl.domain.model import Edition, Rating, State
from ratingctl.domain.next_edition import NextHeader, next_header
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened
from ratingctl.storage.yaml.scalars import record_lines

_RECORDS = Records((), (), ("edition", "number", "period", "cutoff", "previous"))
_MODELINE = "# yaml-language-server: $schema=../.schemas/edition.json\n"


def new_edition(folder: DiskFolder, edition_id: str | None = None, title: str = "") -> Change:
    """Return the change that opens the edition after the last one.

    Args:
        folder: The rating.
        edition_id: Its id; by default the year in which its period ends, where the last one is called by a year.
        title: Its printed title.

    Raises:
        UsageError: If there is a draft already, the id is taken or malformed, or there is none.
        DataError: If the settings, the register or an edition is broken.
    """
    with opened(folder) as reader:
        rating = sound_frame(reader)
    last = last_edition(rating)
    _refuse_second_draft(rating)
    header = next_header(last)
    name = _checked_id(rating, edition_id or header.id, folder)
    edit = Edit.of(folder.root / name / "edition.yaml", _text(folder, header, last, title))
    return Change(_report(rating, name, header, last), [edit], ChangeSummary("new-edition", name))


def _refuse_second_draft(rating: Rating) -> None:
    draft = next((edition for edition in rating.editions.values() if edition.state is State.DRAFT), None)
    if draft:
        raise UsageError(
            sentence("edition {edition} is still a draft, and there is one draft at a time", edition=draft.id),
            next_step=sentence("`ratingctl status {edition}` says what it lacks", edition=draft.id),
        )


def _checked_id(rating: Rating, name: str, folder: DiskFolder) -> str:
    if not name:
        raise UsageError(
            sentence("the new edition needs an id: that of the last one is no year"),
            next_step=sentence("write it after the verb: `ratingctl new-edition ID`"),
        )
    if not re.fullmatch(EDITION_PATTERN, name):
        raise UsageError(
            sentence("{name!r} is no id of an edition", name=name),
            next_step=sentence("it may hold 0-9, a-z, - and ., and begins with a digit or a letter"),
        )
    if name in rating.editions or (folder.root / name).exists():
        raise UsageError(
            sentence("{name} is there already", name=name), next_step=sentence("give the new edition another id")
        )
    return name


def _text(folder: DiskFolder, header: NextHeader, last: Edition, title: str) -> str:
    values = {
        "title": title,
        "period": header.period.text,
        "cutoff": header.cutoff.isoformat(),
        "state": State.DRAFT.value,
        "previous": last.id,
    }
    lines = record_lines(values, EDITION_FILE)
    if header.number:
        lines.insert(lines.index(f"period: {header.period.text}"), f"number: {header.number}")
    modeline = _MODELINE if (folder.root / ".schemas").is_dir() else ""
    return modeline + "".join(f"{line}\n" for line in lines)


def _report(rating: Rating, name: str, header: NextHeader, last: Edition) -> Report:
    number = header.number or None
    return Report(
        data={
            "edition": name,
            "number": number,
            "period": header.period.text,
            "cutoff": header.cutoff.isoformat(),
            "previous": last.id,
        },
        records=_RECORDS,
        screen=Screen(
            rating.settings.language,
            paragraph(
                sentence(
                    "Edition {edition} is open: events of {period}, cut-off {cutoff}, after {previous}",
                    edition=name,
                    period=header.period.text,
                    cutoff=header.cutoff.isoformat(),
                    previous=last.id,
                )
            ),
            notes=[paragraph(sentence("Next: log events with `ratingctl add-event`."))],
        ),
    )
