"""The articles of a queue: each with its text, its identity, and what the tray knows of it."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ratingctl.commands.shared.article_sources import article_sources
from ratingctl.errors import SurroundingsError
from ratingctl.intake.article_identity import ArticleIdentity, identity_of_article
from ratingctl.message import Message, sentence
from ratingctl.storage.local_state.tray import DONE, DROPPED, LOGGED, Tray, TrayArticle

if TYPE_CHECKING:  # bring the rating, which the first screen does not wait for
    from ratingctl.commands.shared.change import Clock
    from ratingctl.domain.model import Event, Rating


class QueuedArticle(NamedTuple):
    """An article of a queue.

    Attributes:
        name: The file's name, or what stands for it.
        text: Its text.
        identity: Its identity.
    """

    name: str
    text: str
    identity: ArticleIdentity


def queued(name: str, text: str) -> QueuedArticle:
    """Return an article of a queue."""
    return QueuedArticle(name, text, identity_of_article(text))


def known_as(article: QueuedArticle, tray: Tray) -> TrayArticle:
    """Return what the tray knows of an article; as a new one where it knows nothing."""
    identity = article.identity
    known = tray.article(identity.fingerprint)
    return known or TrayArticle(identity.fingerprint, identity.address, identity.sketch, article.name)


def version_of(article: QueuedArticle, tray: Tray) -> TrayArticle | None:
    """Return the article that was logged or dropped before and is this one, or another version of it; None without."""
    done = [kept for kept in tray.articles() if kept.state in DONE and article.identity.is_same_as(_identity(kept))]
    return done[-1] if done else None


def remember(article: QueuedArticle, event: str, root: Path, now: "Clock") -> None:
    """Remember an article that was no file as logged; a folder that takes no files has no tray."""
    known = known_as(article, tray := Tray(root))
    events = tuple(dict.fromkeys((*known.events, event)))
    with suppress(SurroundingsError):
        tray.keep(known._replace(state=LOGGED, events=events, day=now().isoformat(timespec="seconds")))


def left_in_tray(root: Path) -> list[QueuedArticle]:
    """Return the articles in the tray that are new or put off, or have a half-made draft."""
    left = [kept for kept in Tray(root).articles() if kept.text and (kept.state not in DONE or kept.draft)]
    return [QueuedArticle(kept.name, kept.text, _identity(kept)) for kept in left]


def notice_of(known: TrayArticle | None, cited_by: "Sequence[Event]" = ()) -> str | Message:
    """Return what is said of an article that is known; empty for a new one.

    Args:
        known: What the tray knows of it.
        cited_by: Events that have it as a source.
    """
    if known is None and cited_by:
        events = ", ".join(event.id for event in cited_by)
        return sentence("this article is a source of {events} already", events=events)
    if known is None:
        return ""
    if known.state == LOGGED:
        events = ", ".join(known.events)
        return sentence("this article was logged on {day} as {events}", day=known.day[:10], events=events)
    if known.state == DROPPED and known.reason:
        return sentence("this article was dropped on {day}: {reason}", day=known.day[:10], reason=known.reason)
    if known.state == DROPPED:
        return sentence("this article was dropped on {day}", day=known.day[:10])
    return ""


def source_of(article: QueuedArticle, rating: "Rating") -> tuple[str, ...]:
    """Return the source of an article; see `article_sources`.

    Args:
        article: The article.
        rating: The rating.
    """
    return article_sources(article.identity.address, article.name, rating.sources)


def _identity(kept: TrayArticle) -> ArticleIdentity:
    return ArticleIdentity(kept.fingerprint, kept.address, kept.sketch)
