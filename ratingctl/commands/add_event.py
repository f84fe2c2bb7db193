"""`add-event`: one event into its region's file, with what it may repeat or continue."""

from ratingctl.commands.shared.event_draft import Prepared, missing_answers
from ratingctl.commands.shared.region_files import changed_file, keys_above
from ratingctl.domain.placement import position_for
from ratingctl.storage.edits import Edit, FileChangedError
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.splice import YamlDocument


def edits_for(folder: DiskFolder, prepared: Prepared) -> list[Edit]:
    """The edit that puts a prepared event into its place.

    Raises:
        FileChangedError: If another hand has changed the file since the event was prepared.
        UsageError: If required answers are missing.
        DataError: If the file cannot be changed; the lines to paste are in it.
    """
    event, edition = prepared.event, prepared.edition
    if event is None or edition is None:
        raise missing_answers(prepared)
    page = edition.pages.get(event.region)
    position = position_for(event, page.events if page else ())
    paste = [f"- {prepared.lines[0]}", *(f"  {text}" for text in prepared.lines[1:])]

    def change(document: YamlDocument) -> YamlDocument:
        if any(item.get("id") == event.id for item in document.items("events") if isinstance(item, dict)):
            raise FileChangedError(
                f"{event.id} is there already", place=document.path, next_step="look at it and try again"
            )
        return document.insert_item("events", position, prepared.lines, keys_above("events"))

    return [changed_file(folder, edition, event.region, change, paste)]
