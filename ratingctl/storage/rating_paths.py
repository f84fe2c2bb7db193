"""The paths of a rating's files that the tool writes."""

import re

from ratingctl.domain.fields import EDITION_PATTERN

_WRITTEN = re.compile(rf"(?:{EDITION_PATTERN}/|\.schemas/)?[a-z0-9_-]+\.(?:yaml|json)")


def is_rating_path(path: str) -> bool:
    """Return True for the path of a file in a rating's folder, or in one of its editions, that the tool may write."""
    return _WRITTEN.fullmatch(path) is not None
