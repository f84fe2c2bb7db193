"""The registry of all rules: importing this module imports every module of rules."""

from ratingctl.domain import gate_rules
from ratingctl.domain.findings import REGISTERED_RULES
from ratingctl.domain.rules import booklets, editions, files, inventory, links, register, repeats, seals, values

RULE_MODULES = (files, values, links, register, editions, booklets, seals, repeats)
"""The modules in which rules are defined; a test compares them with the files of the package."""

GATE_MODULE = gate_rules
"""The module of the gate's rules, which `validate` explains and `status` runs."""

RATING_RULES = inventory.RATING_RULES
"""The rules that `validate` runs over the whole rating."""

RULES = dict(sorted(REGISTERED_RULES.items()))
"""Every rule by code, sorted by code."""
