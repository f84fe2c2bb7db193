"""The events that were changed after the score that cites them was adopted, as git knows it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ratingctl.domain.model import EditionId, EventId, RegionId, page_path
from ratingctl.errors import SurroundingsError
from ratingctl.storage.git_process import run_git
from ratingctl.storage.yaml.layout import TextLayout, line_number
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse

_AT_ONCE = 4
_NOT_COMMITTED = 1 << 62
_JUDGEMENT = ("score", "rationale", "evidence", "contrary")
_HASH_LENGTH = 40


def changed_evidence(
    root: Path, edition: EditionId, cited: Mapping[RegionId, Sequence[EventId]]
) -> dict[RegionId, tuple[EventId, ...]]:
    """Return for each region the cited events whose lines are younger than those of its score.

    What is not committed yet is the youngest. Without git, or for a file that git does not have, nothing is known.

    Args:
        root: The rating's folder.
        edition: The edition.
        cited: For each region the events that its score cites.
    """
    try:
        files = _files_of_several_times(root, edition)
    except SurroundingsError:
        return {}
    regions = [region for region in cited if page_path(edition, region) in files]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        times = list(pool.map(lambda region: _line_times(root, page_path(edition, region)), regions))
    younger = {
        region: _younger_events(root / page_path(edition, region), lines, cited[region])
        for region, lines in zip(regions, times, strict=True)
    }
    return {region: events for region, events in younger.items() if events}


def _files_of_several_times(root: Path, edition: EditionId) -> set[str]:
    """Return the files of an edition whose lines may differ in age: of several commits, or changed since the last."""
    log = run_git(root, "log", "--format=", "--name-only", "--relative", "-z", "--", edition)
    changed = run_git(root, "diff", "--name-only", "--relative", "-z", "HEAD", "--", edition)
    names = [name.strip() for answer in (log, changed) if not answer.code for name in answer.out.split(b"\0")]
    counts = Counter(name.decode("utf-8", "replace") for name in names if name)
    return {name for name, count in counts.items() if count > 1}


def _line_times(root: Path, path: str) -> list[int]:
    """Return for each line of a file the time of the commit that wrote it; none where git does not know."""
    blame = run_git(root, "blame", "--line-porcelain", "-w", "--", path)
    times: list[int] = []
    is_committed, time = True, 0
    for line in blame.out.split(b"\n") if not blame.code else ():
        if line.startswith(b"\t"):
            times.append(time if is_committed else _NOT_COMMITTED)
        elif line.startswith(b"committer-time "):
            time = int(line.split()[1])
        elif line[_HASH_LENGTH : _HASH_LENGTH + 1] == b" " and line[:_HASH_LENGTH].isalnum():
            is_committed = line[:_HASH_LENGTH].strip(b"0") != b""
    return times


def _younger_events(file: Path, times: Sequence[int], cited: Sequence[EventId]) -> tuple[EventId, ...]:
    text = file.read_text(encoding="utf-8")
    page = parse(file.name, text).root
    if not isinstance(page, MappingNode) or len(times) < text.count("\n"):
        return ()
    values = {key.value: (key, value) for key, value in page.pairs() if isinstance(key, Scalar)}
    adopted = max((_time_of(text, times, *values[name]) for name in _JUDGEMENT if name in values), default=0)
    events = values["events"][1] if "events" in values else None
    return tuple(
        EventId(name)
        for item in (events.items if isinstance(events, SequenceNode) else ())
        if isinstance(item, MappingNode)
        and (name := _id_of(item)) in cited
        and _time_of(text, times, item.items[0], item.items[-1]) > adopted
    )


def _time_of(text: str, times: Sequence[int], first: Node, last: Node) -> int:
    """Return the latest time of the lines from one node to another."""
    start = line_number(first)
    end = text.count("\n", 0, TextLayout(text).content_end(last))
    return max(times[start : max(end, start + 1)], default=0)


def _id_of(event: MappingNode) -> str:
    pairs = ((key, value) for key, value in event.pairs() if isinstance(key, Scalar) and isinstance(value, Scalar))
    return next((str(value.value) for key, value in pairs if key.value == "id"), "")
