"""Why a file cannot be made."""


class NoMapError(ValueError):
    """Not every region has a tile of its own."""


class NoWordFileError(ValueError):
    """What was given for a template is no Word file."""
