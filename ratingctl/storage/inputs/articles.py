"""Reader of articles for drafting: the text of a file, or of standard input."""

from pathlib import Path

from ratingctl.errors import UsageError

_MOST_BYTES = 5 * 1024 * 1024


def article_text(name: str, content: bytes) -> str:
    """Return the text of an article.

    Args:
        name: Where it comes from, for messages.
        content: Its bytes; only the first five megabytes count.

    Raises:
        UsageError: If it is empty, or no text in UTF-8 or Windows-1251.
    """
    head = content[:_MOST_BYTES]
    if b"\x00" in head:
        raise UsageError("this is no text", place=name, next_step="save the article as plain text")
    text = _decoded(head)
    if not text.strip():
        raise UsageError("the article is empty", place=name, next_step="paste the article into the file")
    return text


def read_article(path: Path) -> str:
    """Return the text of an article in a file.

    Raises:
        UsageError: If there is no such file, or it is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"the article cannot be read: {error.strerror}", place=str(path), next_step="name another file"
        ) from error
    return article_text(str(path), content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end >= len(content) - 3:  # five megabytes may end inside a letter
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1251", "replace")
