"""A small rating with a draft, and articles for it."""

from pathlib import Path

DRAFT = {
    "2026/edition.yaml": "period: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n",
    "2026/north.yaml": """\
# The north.
region: north
score: 7   # adopted in May
events:
- id: north-works
  project: Bridge
  date: 2026-02
  kind: construction_start
  title: Piles are driven for the bridge
  follows: [north-bridge]
# The harbour is a story of its own.
- id: north-port
  project: Harbour
  date: 2026-03
  kind: statement
  title: A harbour is promised
""",
}


def article_options(folder: Path) -> list[str]:
    """Writes three articles and returns the options that name them."""
    options = []
    for name in ("ferry", "school", "mill"):
        path = folder / f"{name}.txt"
        text = f"18.06.2026\nNorth Island signs an agreement on a {name}\n\nNorth Island signed the {name} papers.\n"
        path.write_text(text)
        options += ["--from", str(path)]
    return options


def north_of(root: Path) -> str:
    return (root / "2026/north.yaml").read_text(encoding="utf-8")
