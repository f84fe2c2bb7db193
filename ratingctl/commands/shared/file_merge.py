"""The merge of three versions of a file's bytes, verified before it is used."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ratingctl.domain.file_outline import FileOutline
from ratingctl.merging.collapse import collapse
from ratingctl.merging.collisions import Renamed
from ratingctl.merging.markers import has_markers, sides_of
from ratingctl.merging.merge import Merge, merge_files
from ratingctl.merging.questions import Answers, Labels, MergeAnswer, MergeQuestion, no_answers
from ratingctl.message import Text, sentence
from ratingctl.storage.gc_pause import gc_paused
from ratingctl.storage.yaml.outline import OutlineError, outline_of

_LABELS = Labels()
_NOTHING: Mapping[str, Sequence[str]] = {}


class FileMerge(NamedTuple):
    """What came of three versions of a file.

    Attributes:
        content: The bytes; where there are questions, with both answers between markers; None where the file is gone.
        questions: What nobody but a person can answer; one with neither entry nor field is about the whole file.
        renamed: Events that were given another id.
        why_whole: Why the file could not be merged by ids and fields; empty where it could.
    """

    content: bytes | None
    questions: tuple[MergeQuestion, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    why_whole: Text = ""


def merge_bytes(
    path: str,
    base: bytes | None,
    mine: bytes | None,
    theirs: bytes | None,
    labels: Labels = _LABELS,
    answers: Answers = no_answers,
    leaning: Mapping[str, Sequence[str]] = _NOTHING,
) -> FileMerge:
    """Merge three versions of a file.

    Args:
        path: The file, for messages.
        base: The common predecessor; None where there was no such file.
        mine: One side; None where it has no such file.
        theirs: The other side.
        labels: What stands beside markers.
        answers: What a person has answered.
        leaning: What builds on events of this file in other files, where the other side removed them.
    """
    if base and has_markers(base) and (sides := sides_of(base)):
        base = sides.base or sides.mine  # of git's own merge of several predecessors
    for side, other in ((mine, theirs), (theirs, mine)):
        if side in (base, other) and not leaning:
            return FileMerge(other)
    if mine is None or theirs is None:
        return _whole(path, base, mine, theirs, sentence("one side removed the file"), labels, answers)
    try:
        with gc_paused():
            collapsed = collapse([_text_of(side) for side in (base, mine, theirs)])
            outlines = [outline_of(path, text.encode()) for text in collapsed.texts]
            merge = merge_files(outlines[0], outlines[1], outlines[2], labels, answers, leaning)
            _verify(path, merge, outlines, labels, answers, leaning)
    except OutlineError as error:
        return _whole(path, base, mine, theirs, error.reason, labels, answers)
    return FileMerge(collapsed.expanded(merge.content).encode(), merge.questions, merge.renamed)


def _text_of(content: bytes | None) -> str:
    try:
        return (content or b"").decode("utf-8")
    except UnicodeDecodeError as error:
        raise OutlineError(sentence("the file is not in UTF-8")) from error


def _verify(
    path: str,
    merge: Merge,
    outlines: list[FileOutline],
    labels: Labels,
    answers: Answers,
    leaning: Mapping[str, Sequence[str]],
) -> None:
    """Read a merge again and compare it with the merged data; one with questions as if each side were right in all.

    Raises:
        OutlineError: If it does not say what it should.
    """
    if not merge.questions:
        if outline_of(path, merge.content.encode()).value != merge.value:
            raise OutlineError(sentence("the layouts of the two sides do not go together"))
        return
    for answer in (MergeAnswer.MINE, MergeAnswer.THEIRS):
        every = _with_default(answers, answer)
        answered = merge_files(outlines[0], outlines[1], outlines[2], labels, every, leaning)
        if answered.questions:
            raise OutlineError(sentence("an answer leads to another question"))
        _verify(path, answered, outlines, labels, every, leaning)


def _with_default(answers: Answers, answer: MergeAnswer) -> Answers:
    """Return answers with the same answer for every open question."""
    return lambda question: answers(question) or answer


def _whole(
    path: str,
    base: bytes | None,
    mine: bytes | None,
    theirs: bytes | None,
    why: Text,
    labels: Labels,
    answers: Answers,
) -> FileMerge:
    """Merge a file line by line, or ask which side of it is to stand."""
    values = [side.decode("utf-8", "replace") if side is not None else None for side in (base, mine, theirs)]
    question = MergeQuestion(None, "", values[0], values[1], values[2])
    answer = answers(question)
    if answer is not None:
        return FileMerge(theirs if answer is MergeAnswer.THEIRS else mine, why_whole=why)
    from ratingctl.storage.git_process import text_merge  # brings what starts processes

    content, is_clean = text_merge(
        base or b"", mine or b"", theirs or b"", names=(labels.mine, labels.theirs), marker_size=labels.size
    )
    if is_clean and mine is not None and theirs is not None and _is_sound(path, base, mine, theirs, content):
        return FileMerge(content, why_whole=why)
    if is_clean:
        texts = [side.decode("utf-8", "replace") if side else "" for side in (mine, theirs)]
        marked = labels.marked(*(text if text.endswith("\n") or not text else f"{text}\n" for text in texts))
        content = marked.encode()
    return FileMerge(content, (question,), why_whole=why)


def _is_sound(path: str, base: bytes | None, mine: bytes, theirs: bytes, merged: bytes) -> bool:
    """Return whether a text that was merged line by line can be read, and holds every event once that it should."""
    try:
        outlines = [outline_of(path, side) for side in (base or b"", mine, theirs, merged)]
    except OutlineError:
        return False
    ids = [{entry.identity for entry in outline.entries("events")} for outline in outlines]
    return ids[3] == (ids[1] & ids[2]) | (ids[1] - ids[0]) | (ids[2] - ids[0])
