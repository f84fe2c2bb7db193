"""The command line as typer knows it: for help, for mistakes, and for every line that is not plain."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from ratingctl import __version__
from ratingctl.cli.options import BeforeTheVerb
from ratingctl.cli.parameters import REQUIRED, Option, Parameter, fields_of
from ratingctl.cli.plain_line import verb_function
from ratingctl.cli.register import VERBS
from ratingctl.cli.usage_errors import VerbCommand, VerbGroup
from ratingctl.cli.verb import Verb


def typer_app(*verbs: str) -> typer.Typer:
    """Return the command line.

    Args:
        verbs: The verbs that it has; to build one takes time, and a call needs no other.
    """
    app = typer.Typer(
        name="ratingctl",
        cls=VerbGroup,
        help="Keep an annual expert rating true on a folder of YAML files under git.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_before_the_verb())
    for name in verbs:
        entry = VERBS[name]
        app.command(name, cls=VerbCommand, help=entry.summary, epilog=entry.epilog())(_function_of(verb_function(name)))
    return app


def _before_the_verb() -> Callable[..., None]:
    """Return the function of the options before the verb."""

    def keep(context: typer.Context, version: bool, **typed: Any) -> None:
        del version  # it has been printed
        context.obj = BeforeTheVerb(**typed)

    option = typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    version = inspect.Parameter(
        "version", inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[bool, option], default=False
    )
    return _with_parameters(keep, [*map(_parameter, fields_of(BeforeTheVerb)), version])


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"ratingctl {__version__}")
        raise typer.Exit


def _function_of(verb: Verb) -> Callable[..., None]:
    """Return the function of a verb."""

    def call(context: typer.Context, **typed: Any) -> None:
        verb.call(context.obj, typed)

    return _with_parameters(call, list(map(_parameter, verb.parameters())))


def _with_parameters(function: Callable[..., None], parameters: list[inspect.Parameter]) -> Callable[..., None]:
    """Return a function that says of itself that it takes a context and these parameters."""
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    function.__signature__ = inspect.Signature([context, *parameters])  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in (context, *parameters)}
    return function


def _parameter(parameter: Parameter) -> inspect.Parameter:
    """Return a parameter as typer reads it from a function."""
    declared = parameter.declared
    names = declared.names if isinstance(declared, Option) else ()
    info: Any = (typer.Option if names else typer.Argument)(
        *names,
        help=declared.help or None,
        metavar=declared.metavar,
        show_default=declared.show_default,
        min=declared.min,
        max=declared.max,
        readable=False,  # what cannot be read is said where it is read
    )
    kind: Any = parameter.annotation
    default = inspect.Parameter.empty if parameter.default is REQUIRED else parameter.default
    return inspect.Parameter(
        parameter.name, inspect.Parameter.KEYWORD_ONLY, annotation=Annotated[kind, info], default=default
    )
