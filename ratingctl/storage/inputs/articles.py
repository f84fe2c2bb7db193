"""Reader of articles for drafting: the text of a file, or of standard input."""

from pathlib import Path

from ratingctl.errors import UsageError
from ratingctl.message import Text, sentence
from ratingctl.storage.inputs.decoding import decoded
from ratingctl.storage.inputs.named_file import named_bytes

_MOST_BYTES = 5 * 1024 * 1024


def article_text(name: Text, content: bytes) -> str:
    """Return the text of an article.

    Args:
        name: Where it comes from, for messages.
        content: Its bytes; only the first five megabytes count.

    Raises:
        UsageError: If it is empty, or it cannot be told how it is encoded.
    """
    text = decoded(_head(content), name, sentence("article"), UsageError)
    if not text.strip():
        raise UsageError(
            sentence("the article is empty"), place=name, next_step=sentence("paste the article into the file")
        )
    return text


def read_article(path: Path) -> str:
    """Return the text of an article in a file.

    Raises:
        UsageError: If there is no such file, or it is no text.
        SurroundingsError: If the system does not let it be read.
    """
    return article_text(str(path), named_bytes(path, _MOST_BYTES + 1))


def _head(content: bytes) -> bytes:
    """The first megabytes of a text, without a letter of which they hold only a part."""
    if len(content) <= _MOST_BYTES:
        return content
    head = content[:_MOST_BYTES]
    for length in range(1, 4):  # a letter of UTF-8 has four bytes at the most, the first of them begins with 11
        if head[-length] >= 0xC0 and head[-length] < 0xF8:
            return head[:-length]
        if head[-length] < 0x80:
            break
    return head
