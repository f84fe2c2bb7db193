"""The table of options and arguments that tab completion reads, as the command line has them."""

import json
from collections.abc import Mapping
from typing import Any

import typer

from ratingctl.cli.register import VERBS
from ratingctl.cli.typer_app import typer_app
from ratingctl.commands.shared.worklist import Grouping
from ratingctl.domain.fields import FILE_KINDS
from ratingctl.domain.gate_codes import GATE_CODES
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.domain.rules.registry import RULES
from ratingctl.domain.staleness import StaleReason
from ratingctl.language.files import languages

STATUSES = "|".join((*(stage.name.lower() for stage in Stage), *Halt))
VALUES: Mapping[str, str] = {
    "region": "region", "district": "district", "tier": "tier", "edition": "edition", "kind": "kind", "editions": "edition", "event": "event", "follows": "event", "evidence": "event",
    "projects": "event", "subject": "subject", "reason": "|".join(StaleReason), "status": STATUSES,
    "group_by": "|".join(Grouping), "explain": "|".join(RULES), "found": "nothing|news", "lang": "|".join(languages()),
    "despite": "|".join(GATE_CODES), "from_": "file", "sources": "source", "source": "source", "reviewer": "reviewer",
}  # fmt: skip
"""What stands for a parameter, by its name: a sort of values, or the words themselves."""

OF_VERB: Mapping[tuple[str, str], str] = {
    ("schema", "kind"): "|".join(FILE_KINDS),
    ("new-edition", "edition"): "text",
    ("remove", "reason"): "text",
    ("undo", "reason"): "text",
    ("erratum", "reason"): "text",
    ("log", "subject"): "subject",
    ("report", "part"): "map|",
}
"""Parameters of one verb that are called like others and mean something else."""


def value_of(verb: str, parameter: Any) -> str:
    """What sort of value a parameter takes; empty for none."""
    if getattr(parameter, "is_flag", False):
        return ""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    if parameter.type.name in ("path", "file", "directory"):
        return "file"
    name = str(parameter.name)
    of_metavar = {"[A]": "edition", "[B]": "edition", "[REGION]": "region"}.get(parameter.metavar or "")
    return OF_VERB.get((verb, name)) or of_metavar or VALUES.get(name, "text")


def option_row(verb: str, parameter: Any) -> list[str]:
    """An option as the table has it: its name, its short name, what value it takes, its help."""
    name = max(parameter.opts, key=len)
    short = next((option for option in parameter.opts if option != name), "")
    return [name, short, value_of(verb, parameter), parameter.help or ""]


def options_of(verb: str, command: Any) -> list[list[str]]:
    shown = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    rows = [option_row(verb, each) for each in shown]
    return [*rows, ["--help", "-h", "", "Show this message and exit."]]


def completion_table() -> str:
    """The table as it should be: JSON with a line for each option."""
    command: Any = typer.main.get_command(typer_app(*VERBS))
    verbs = {name: verb for name, verb in command.commands.items() if not verb.hidden}
    entries = [entry("", command, command.help), *(entry(name, verb, verb.help) for name, verb in verbs.items())]
    return "{\n" + ",\n".join(entries) + "\n}\n"


def entry(name: str, command: Any, summary: str) -> str:
    """The lines of a verb, or of the command line before it."""
    arguments = [
        [value_of(name, each), "many" if each.nargs != 1 else "one"]
        for each in command.params
        if each.param_type_name == "argument"
    ]
    options = ",\n  ".join(json.dumps(row) for row in options_of(name, command))
    head = f'"summary": {json.dumps(summary)}, "arguments": {json.dumps(arguments)}'
    return f'{json.dumps(name)}: {{{head}, "options": [\n  {options}\n]}}'
