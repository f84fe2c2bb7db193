"""How long a command takes on the real editions, as a ratio to `python -c pass` measured in the same run.

Run by hand: `python3 -m uv run python tests/bench/startup.py`. Each command and the peer run in turn, after a warm-up;
the medians of the ratios are printed beside the goals. Nothing is asserted: a machine may be busy.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
PEER = (sys.executable, "-c", "pass")
TOOL = str(Path(sys.executable).with_name("ratingctl"))
GOALS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("--version",), 1.2),
    (("--help",), 8),
    (("tiers", "-f", "json"), 12),
    (("diff", "2025", "2026", "-f", "json"), 12),
    (("tiers",), 15),
    (("diff", "2025", "2026"), 15),
)


def seconds(command: tuple[str, ...]) -> float:
    """The wall time of one run, output piped; bytecode is used, as on a machine where a command runs twice."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True)
    return time.perf_counter() - start


def ratio(command: tuple[str, ...]) -> tuple[float, float]:
    """The median of the ratios to the peer, and the median of the command's seconds."""
    seconds(command)
    seconds(PEER)
    pairs = [(seconds(command), seconds(PEER)) for _ in range(ROUNDS)]
    return statistics.median(own / peer for own, peer in pairs), statistics.median(own for own, _ in pairs)


def main() -> None:
    """Print a row for each command."""
    print(f"{'ratingctl ..':<28}{'x pass':>8}{'goal':>7}{'ms':>7}")
    for arguments, goal in GOALS:
        times, own = ratio((TOOL, *arguments))
        print(f"{' '.join(arguments):<28}{times:>8.2f}{goal:>7}{own * 1000:>7.0f}")


if __name__ == "__main__":
    main()
