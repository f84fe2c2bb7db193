"""The report of `match --calibrate`: how often first candidates were right, before and after."""

from collections.abc import Sequence

from ratingctl.report import Column, Message, Records, Report, Screen, Table, paragraph

Bins = Sequence[tuple[float, int, float]]
"""The lower edge, the size and the share of right ones of each bin of scores."""
_WIDTH = 0.1
_COLUMNS = (Column("likelihood", numeric=True, whole=True), Column("right_before"), Column("right_after"))


def calibration_report(language: str, judged: int, before: Bins, after: Bins) -> Report:
    """Return the report of a calibration.

    Args:
        language: The language of the rating.
        judged: The number of judged events.
        before: How often the first candidates were right by the built-in scores.
        after: The same by the scores that were learned.
    """
    by_edge = [{start: (count, share) for start, count, share in bins} for bins in (before, after)]
    edges = sorted({*by_edge[0], *by_edge[1]})
    cells = [[f"{edge:.0%}–{edge + _WIDTH:.0%}", *(_right(bins.get(edge)) for bins in by_edge)] for edge in edges]
    return Report(
        data={"judged": judged, "before": _data(before), "after": _data(after)},
        records=Records(("after",), (), ("from", "candidates", "right")),
        screen=Screen(
            language,
            title=paragraph(Message("match.learned", {"n": judged})),
            tables=[Table(_COLUMNS, cells)],
        ),
    )


def _right(known: tuple[int, float] | None) -> Message | str:
    if known is None:
        return ""
    count, share = known
    return Message("match.right_of", {"right": round(count * share), "n": count})


def _data(bins: Bins) -> list[dict[str, float]]:
    return [{"from": round(start, 1), "candidates": count, "right": round(share, 3)} for start, count, share in bins]
