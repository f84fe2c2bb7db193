"""The fields of an event as they were typed or drafted.

This module imports nothing of the rating: the first screen of the desk does not wait for it.
"""

from typing import NamedTuple

UNDATED = "undated"
"""The answer that an event has no date: it is typed where a date is asked for, as are its translations."""


class EventInput(NamedTuple):
    """The fields of an event as they were typed or drafted; what is empty was not given.

    Attributes:
        date: A date, or `UNDATED` and the like for an event that has none.
        before: The id of the event that was logged from the same text before it, if any.
        force: Write it although the same fact is on record.
        article: The address of the article from which it was drafted under the article's own title; an event that has
            it as a source tells the same fact.
        article_language: The language of the article, as an ISO 639-1 code; empty where it is not known.
        proposed_date: The latest date that is not to come and that `yearless` may mean: offered, never assumed.
    """

    region: str = ""
    date: str = ""
    kind: str = ""
    title: str = ""
    text: str = ""
    project: str = ""
    follows: tuple[str, ...] = ()
    start_due: str = ""
    due: str = ""
    partners: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
    edition: str = ""
    after_lock: str = ""
    also_regions: tuple[str, ...] = ()
    on_topic: bool | None = None
    yearless: str = ""
    before: str = ""
    force: bool = False
    article: str = ""
    article_language: str = ""
    proposed_date: str = ""
