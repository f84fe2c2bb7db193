"""Start: the version is answered before anything slow is imported."""

import gc
import sys

from ratingctl import __version__


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        print(f"ratingctl {__version__}")
        return
    gc.disable()  # a run is short, and most of what it makes stays until its end: collecting would double its time
    from ratingctl.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
