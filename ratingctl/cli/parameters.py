"""What can be typed after a verb, declared as data: typer and the parser of plain command lines both read it."""

from collections.abc import Callable, Iterator, Mapping
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin

Group = Any
"""A named tuple whose fields are options that several verbs share."""


REQUIRED: Any = ...
"""The default of what has to be typed."""


class Option(NamedTuple):
    """An option.

    Attributes:
        name: The long name, or the only one.
        short: The other name; empty if it has one alone.
        help: What the help says of it.
        metavar: What stands for its value in the help; by default what typer says for the type.
        show_default: True if the help names the default.
        min: The least number; None if there is none.
        max: The greatest number; None if there is none.
    """

    name: str
    short: str = ""
    help: str = ""
    metavar: str | None = None
    show_default: bool = True
    min: int | None = None
    max: int | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The one or two names."""
        return (self.name, self.short) if self.short else (self.name,)


class Argument(NamedTuple):
    """What is typed without the name of an option; the fields are those of `Option`."""

    help: str = ""
    metavar: str | None = None
    show_default: bool = True
    min: int | None = None
    max: int | None = None


class Parameter(NamedTuple):
    """A parameter of a verb, declared as `name: Annotated[type, Option(..)] = default`.

    Attributes:
        name: Its name in the function of the verb.
        annotation: Its type.
        kind: The type of one value: bool, int, str, Path, or an enumeration of the words that can be typed.
        is_list: True if several values can be typed.
        declared: How it is typed.
        default: The value where it is not typed; `REQUIRED` if it has to be.
    """

    name: str
    annotation: Any
    kind: Any
    is_list: bool
    declared: Option | Argument
    default: Any

    @property
    def is_flag(self) -> bool:
        """True if it takes no value."""
        return self.kind is bool

    def value_of(self, text: str) -> Any:
        """Return one value as it was typed.

        Raises:
            ValueError: If it does not fit the type or the limits.
        """
        if self.kind is not int:
            return self.kind(text)
        least, most = self.declared.min, self.declared.max
        if not (text.isascii() and text.isdecimal()):
            raise ValueError(text)
        number = int(text)
        if (least is not None and number < least) or (most is not None and number > most):
            raise ValueError(text)
        return number


def parameters_of(function: Callable[..., Any]) -> Iterator[Parameter]:
    """Yield the parameters of a verb's function after the first one; of a group of options each of its options."""
    groups = groups_of(function)
    defaults = _defaults(function)
    for name, annotation in _annotations(function):
        if name in groups:
            yield from fields_of(groups[name])
        else:
            yield _parameter(name, annotation, defaults.get(name, REQUIRED))


def groups_of(function: Callable[..., Any]) -> Mapping[str, Group]:
    """Return the groups of options that a verb's function takes, by the names of its parameters."""
    return {name: annotation for name, annotation in _annotations(function) if hasattr(annotation, "_fields")}


def fields_of(group: Group) -> list[Parameter]:
    """Return the options of a group as parameters."""
    defaults = group._field_defaults
    return [_parameter(name, group.__annotations__[name], defaults.get(name, REQUIRED)) for name in group._fields]


def _annotations(function: Callable[..., Any]) -> list[tuple[str, Any]]:
    code = function.__code__
    names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    return [(name, function.__annotations__[name]) for name in names]


def _defaults(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the default values of a function; `inspect` takes longer to load than all the rest of a call to begin."""
    values = function.__defaults__ or ()
    places = function.__code__.co_varnames[: function.__code__.co_argcount]
    positional = zip(places[len(places) - len(values) :], values, strict=True)
    return {**dict(positional), **(function.__kwdefaults__ or {})}


def _parameter(name: str, annotated: Any, default: Any) -> Parameter:
    annotation, declared = get_args(annotated)
    kind = get_args(annotation)[0] if NoneType in get_args(annotation) else annotation
    is_list = get_origin(kind) is list
    if is_list:
        (kind,) = get_args(kind)
    return Parameter(name, annotation, kind, is_list, declared, default)
