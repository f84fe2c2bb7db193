"""What `ratingctl` says without a verb where there is no rating: how to begin."""

import os

from ratingctl.language.person import person_words
from ratingctl.message import sentence


def print_beginning() -> None:
    """Print how to begin, with a command for each way."""
    say = person_words(os.environ)
    ways = (
        (sentence("begin a rating:"), "ratingctl init my-rating"),
        (sentence("go on with one:"), f"ratingctl --root {say(sentence('FOLDER'))}"),
        (sentence("see all verbs:"), "ratingctl --help"),
    )
    print(say(sentence("Keep an annual expert rating true on a folder of YAML files under git.")))
    print(say(sentence("There is no rating in this folder or above it.")))
    print()
    width = max(len(say(what)) for what, _ in ways)
    for what, command in ways:
        print(f"  {say(what):{width}}  {command}")
