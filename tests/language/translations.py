"""The PO files as they should be: every message of the code, in order, with the translations that are there."""

import ast
import copy
import io
from collections.abc import Iterator
from pathlib import Path

import typer
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from conftest import REPOSITORY

from ratingctl.cli.help_texts import help_texts
from ratingctl.cli.register import VERBS
from ratingctl.cli.typer_app import typer_app
from ratingctl.domain.rules.registry import RULES
from ratingctl.language.files import FOLDER, SOURCE
from ratingctl.message import verbatim

PACKAGE = REPOSITORY / "ratingctl"
HELP, MANUAL = "help", "manual"


def sentence_calls(file: Path) -> list[ast.Call]:
    """The calls in a module that make sentences, in their order."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("sentence", "counted")]
    return sorted(made, key=lambda call: (call.lineno, call.col_offset))


def sentences() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Where each sentence of the code is, and its English text; with the plural where it counts something."""
    for file in sorted(PACKAGE.rglob("*.py")):
        where = str(file.relative_to(PACKAGE))
        for call in sentence_calls(file):
            first, *more = [ast.literal_eval(argument) for argument in call.args]
            yield where, (first, *more) if more else first
    for rule in RULES.values():
        for text in rule.manual:
            yield MANUAL, verbatim(text).key
    for text in help_texts(typer.main.get_command(typer_app(*VERBS))):
        yield HELP, text


def up_to_date(language: str) -> str:
    """The text that the PO file of a language should have.

    Words are kept as English has them; sentences are collected from the code anew. A translation whose English has
    changed is kept and marked as doubtful.
    """
    template = Catalog()
    for message in read_po(io.BytesIO((FOLDER / f"{SOURCE}.po").read_bytes())):
        if message.context:
            template[message.id] = copy.copy(message)
    for where, text in sentences():
        known = template.get(text)
        if known is None or (where, 0) not in known.locations:
            template.add(text, locations=[(where, 0)])
    old = (FOLDER / f"{language}.po").read_text(encoding="utf-8")
    catalogue = read_po(io.BytesIO(old.encode()))
    if language == SOURCE:
        template.locale = catalogue.locale
        catalogue = template
    else:
        by_context = {message.context: message for message in catalogue if message.context}
        catalogue.update(template, no_fuzzy_matching=True)
        for message in catalogue:
            before = by_context.get(message.context or "")
            if before and before.id != message.id:
                message.string = before.string
                message.flags.add("fuzzy")
    made = io.BytesIO()
    write_po(made, catalogue, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    header = old.partition("\n\n")[0]
    return f"{header}\n\n{made.getvalue().decode().strip()}\n"
