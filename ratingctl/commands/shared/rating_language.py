"""The language of a rating, also where its files cannot be read."""

from ratingctl.errors import RatingctlError
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.loading.reader import opened


def language_of(folder: DiskFolder) -> str:
    """Return the rating's language; English where its settings cannot be read."""
    try:
        with opened(folder) as reader:
            return reader.settings_and_editions().settings.language
    except RatingctlError:
        return "en"
