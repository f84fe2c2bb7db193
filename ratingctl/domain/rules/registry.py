"""Every rule by its code."""

from typing import Any

from ratingctl.domain.findings import Rule
from ratingctl.domain.rules import editions, files, links, register, values

RATING_RULES = (*links.RULES, *register.RULES, *editions.RULES)
"""The rules that take an inventory of the whole rating."""

_ALL: tuple[Rule[Any], ...] = (*files.RULES, *values.RULES, *RATING_RULES)

RULES = {rule.code: rule for rule in sorted(_ALL, key=lambda rule: rule.code)}
"""Every rule by its code."""
