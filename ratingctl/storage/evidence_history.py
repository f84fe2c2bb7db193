"""The events that were changed after the score that cites them was adopted, as git knows it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

from ratingctl.domain.model import EditionId, EventId, RegionId, page_path
from ratingctl.errors import SurroundingsError
from ratingctl.storage.git_process import run_git
from ratingctl.storage.yaml.layout import TextLayout, line_number
from ratingctl.storage.yaml.nodes import MappingNode, Node, Scalar, SequenceNode, parse

_AT_ONCE = 4
_NOT_COMMITTED = 1 << 62
_JUDGEMENT = ("score", "scores", "tier", "rationale", "evidence", "contrary")


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
        commits = _commits_by_file(root, edition)
    except SurroundingsError:
        return {}
    regions = [region for region in cited if commits.get(page_path(edition, region))]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        paths = [page_path(edition, region) for region in regions]
        times = list(pool.map(lambda path: _line_times(root, path, commits[path]), paths))
    younger = {
        region: _younger_events(root / page_path(edition, region), lines, cited[region])
        for region, lines in zip(regions, times, strict=True)
    }
    return {region: events for region, events in younger.items() if events}


def _commits_by_file(root: Path, edition: EditionId) -> Mapping[str, int]:
    """Return how many commits have changed each file of an edition."""
    log = run_git(root, "log", "--format=", "--name-only", "--relative", "-z", "--", edition)
    names = [name.strip() for name in log.out.split(b"\0")] if not log.code else []
    return Counter(name.decode("utf-8", "replace") for name in names if name)


def _line_times(root: Path, path: str, commits: int) -> list[int]:
    """Return for each line of a file the time of the commit that wrote it; none where all are of one age.

    Git is asked about the last commit and never about the file as it lies there: on that it would run the filters that
    the repository names.
    """
    committed = run_git(root, "cat-file", "blob", f"HEAD:./{path}")
    now = (root / path).read_bytes()
    if committed.code or (commits == 1 and committed.out == now):
        return []
    blame = run_git(root, "blame", "--no-textconv", "--line-porcelain", "-w", "HEAD", "--", path)
    times: list[int] = []
    time = 0
    for line in blame.out.split(b"\n") if not blame.code else ():
        if line.startswith(b"\t"):
            times.append(time)
        elif line.startswith(b"committer-time "):
            time = int(line.split()[1])
    return _times_of_lines_now(committed.out.splitlines(), now.splitlines(), times)


def _times_of_lines_now(committed: Sequence[bytes], now: Sequence[bytes], times: Sequence[int]) -> list[int]:
    """Return the times of the lines as they are now; what was not committed yet is the youngest."""
    current = [_NOT_COMMITTED] * len(now)
    for old, new, length in SequenceMatcher(None, committed, now, autojunk=False).get_matching_blocks():
        current[new : new + length] = times[old : old + length]
    return current


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
