"""The registry of all rules: importing this module imports every module of rules."""

from ratingctl.domain.findings import REGISTERED_RULES
from ratingctl.domain.rules import editions, files, inventory, links, register, repeats, values

RULE_MODULES = (files, values, links, register, editions, repeats)
"""The modules in which rules are defined; a test compares them with the files of the package."""

RATING_RULES = inventory.RATING_RULES
"""The rules that `validate` runs over the whole rating."""

RULES = dict(sorted(REGISTERED_RULES.items()))
"""Every rule by code, sorted by code."""
