"""Sources of events: keys of `sources.yaml`, or addresses."""

_URL_STARTS = ("http://", "https://")


def is_url(source: str) -> bool:
    """Return True if a source is an address rather than a key of `sources.yaml`."""
    return source.startswith(_URL_STARTS)
