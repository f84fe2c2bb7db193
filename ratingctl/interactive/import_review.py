"""The review of an import: names of units are asked about, then the whole is shown, and written if a person says so."""

import os
from collections.abc import Sequence

from ratingctl.commands.import_ import import_, read_import
from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.commands.shared.import_result import ImportRequest
from ratingctl.commands.shared.import_units import UnitChoice, UnknownUnit
from ratingctl.interactive.dialogue import ask, show_screen, tell
from ratingctl.interactive.keys import NO_KEY, Action, action_of, choice_of
from ratingctl.language.person import person_words
from ratingctl.message import Text, counted, sentence
from ratingctl.storage.folder import DiskFolder

_MOST_NAMES = 12
"""The names that are listed in one question."""


def reviewed_import(folder: DiskFolder, what: str, request: ImportRequest) -> ImportRequest | None:
    """Ask about an import, and return it with the answers; None where the person does not want it.

    Args:
        folder: The rating.
        what: What is imported.
        request: What was asked by options.

    Raises:
        UsageError: As `import_`.
        DataError: As `import_`.
    """
    try:
        request = _with_answers(request, read_import(folder, what, request).unknown)
        change = import_(folder, what, request)
        show_screen(change.report.screen)
        if not change.edits or _is_taken(sentence("Write it? w yes, d no: ")):
            return request
    except EOFError:
        tell("")
    _tell(sentence("nothing is written"))
    return None


def _with_answers(request: ImportRequest, unknown: Sequence[UnknownUnit]) -> ImportRequest:
    units = request.units
    plain = [unit.name for unit in unknown if not unit.near]
    if plain and not units.add:
        names = ", ".join(plain[:_MOST_NAMES]) + (" .." if len(plain) > _MOST_NAMES else "")
        question = counted(
            "The register does not have {n} {unit}: {names}. w add it, d leave it out: ",
            "The register does not have {n} {units}: {names}. w add them, d leave them out: ",
            n=len(plain),
            names=names,
        )
        units = units._replace(add=_is_taken(question))
    for unit in unknown:
        if unit.near:
            units = _decided(units, unit)
    return request._replace(units=units)


def _decided(units: UnitChoice, unit: UnknownUnit) -> UnitChoice:
    """Return what was said of names with what a person says of one that is near to others.

    Raises:
        EOFError: If the person ends, or there is no more input.
    """
    listed = ", ".join(f"{letter} {label}" for letter, (_, label) in zip(CHOICES, unit.near, strict=False))
    question = sentence(
        "Line {line}: is {name} {listed}? w a name of its own, d leave it out: ",
        line=unit.line,
        name=unit.name,
        listed=listed,
    )
    while True:
        typed, action = _answer(question)
        place = choice_of(typed, len(unit.near))
        if place is not None:
            return units._replace(same={**units.same, unit.name: unit.near[place][0]})
        if action is Action.WRITE:
            return units._replace(new=(*units.new, unit.name))
        if action is Action.DROP:
            return units
        _tell(NO_KEY)


def _is_taken(question: Text) -> bool:
    """Return True if a person says yes; any other key than those of yes and no is asked again.

    Raises:
        EOFError: If the person ends, or there is no more input.
    """
    while True:
        _, action = _answer(question)
        if action in (Action.WRITE, Action.DROP):
            return action is Action.WRITE
        _tell(NO_KEY)


def _answer(question: Text) -> tuple[str, Action | None]:
    typed = ask(person_words(os.environ)(question)).strip()
    action = action_of(typed)
    if action is Action.END:
        raise EOFError
    return typed, action


def _tell(text: Text) -> None:
    tell(person_words(os.environ)(text))
