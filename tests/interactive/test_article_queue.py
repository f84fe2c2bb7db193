"""The queue of articles: what the next draft takes along from the one before."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from desk_rating import DRAFT

from ratingctl.commands.shared.draft_session import DraftSession
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.interactive.article_queue import ArticleQueue
from ratingctl.interactive.queued_article import left_in_tray, queued
from ratingctl.storage.folder import DiskFolder, open_folder

TEXT = "18.06.2026\nNorth Island signs an agreement on a ferry\n\nNorth Island signed the ferry papers.\n"


@pytest.fixture
def folder(write: Callable[..., Path]) -> DiskFolder:
    root = write(DRAFT)
    return open_folder(root, root)


def queue_in(folder: DiskFolder, *, keeps: bool = False) -> ArticleQueue:
    articles = [queued("a.txt", TEXT), queued("b.txt", TEXT.replace("ferry", "school"))]
    return ArticleQueue(folder, articles, EventInput(), lambda: datetime(2026, 11, 21, tzinfo=UTC), keeps=keeps)


def test_another_event_of_an_article_knows_the_one_that_was_logged_before_it(folder: DiskFolder) -> None:
    queue, session = queue_in(folder), DraftSession(folder, date(2026, 11, 21))
    queue.logged("north-ferry", queue.draft(session), goes_on=True)
    draft = queue.draft(session)
    assert (queue.place, draft.before, draft.title) == (0, "north-ferry", "")


def test_another_article_stands_by_itself(folder: DiskFolder) -> None:
    queue, session = queue_in(folder), DraftSession(folder, date(2026, 11, 21))
    queue.logged("north-ferry", queue.draft(session), goes_on=False)
    assert (queue.place, queue.draft(session).before) == (1, "")


def test_articles_that_nobody_has_come_to_are_left_in_the_tray(folder: DiskFolder) -> None:
    queue_in(folder, keeps=True).finish()
    assert [article.name for article in left_in_tray(folder.root)] == ["a.txt", "b.txt"]
