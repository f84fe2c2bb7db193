"""The way in which the questions of a review are asked."""

import os
from collections.abc import Mapping

from ratingctl.interactive.drawable import can_draw
from ratingctl.interactive.questions import LineQuestions, Questions


def review_questions(environment: Mapping[str, str] = os.environ) -> Questions:
    """Return how a review asks: on a screen of its own where the terminal can be drawn on, else line by line.

    Args:
        environment: The environment variables.
    """
    if not can_draw(environment):
        return LineQuestions()
    from ratingctl.interactive.drawn_questions import DrawnQuestions  # brings prompt_toolkit

    return DrawnQuestions()
