"""The queue of articles: what the next draft takes along from the one before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desk_rating import DRAFT

from ratingctl.commands.shared.draft_session import DraftSession
from ratingctl.commands.shared.event_draft import EventInput
from ratingctl.interactive.article_queue import ArticleQueue
from ratingctl.interactive.queued_article import queued
from ratingctl.storage.folder import open_folder

TEXT = "18.06.2026\nNorth Island signs an agreement on a ferry\n\nNorth Island signed the ferry papers.\n"


@pytest.fixture
def queue(write: Callable[..., Path]) -> ArticleQueue:
    root = write(DRAFT)
    folder = open_folder(root, root)
    articles = [queued("a.txt", TEXT), queued("b.txt", TEXT.replace("ferry", "school"))]
    session = DraftSession(folder, date(2026, 11, 21))
    return ArticleQueue(
        folder, session, articles, EventInput(), lambda: datetime(2026, 11, 21, tzinfo=UTC), keeps=False
    )


def test_another_event_of_an_article_knows_the_one_that_was_logged_before_it(queue: ArticleQueue) -> None:
    queue.logged("north-ferry", queue.draft(), goes_on=True)
    assert (queue.place, queue.draft().before, queue.draft().title) == (0, "north-ferry", "")


def test_another_article_stands_by_itself(queue: ArticleQueue) -> None:
    queue.logged("north-ferry", queue.draft(), goes_on=False)
    assert (queue.place, queue.draft().before) == (1, "")
