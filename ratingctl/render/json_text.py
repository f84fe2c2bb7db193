"""A report's data as JSON."""

import json
import re

from ratingctl.render.visible import HIDDEN
from ratingctl.report import Report


def json_text(report: Report) -> str:
    """The data, indented, in Unicode; characters that would act on a terminal are escaped."""
    return HIDDEN.sub(_escaped, json.dumps(report.data, ensure_ascii=False, indent=2)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
