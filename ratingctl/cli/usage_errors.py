"""Usage errors that typer finds, said as the tool says its own: place, fact and next step, in the person's language."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from ratingctl.cli import options
from ratingctl.cli.register import VERBS
from ratingctl.cli.spoken import OPTION
from ratingctl.errors import UsageError
from ratingctl.language.files import languages
from ratingctl.language.person import known_language
from ratingctl.message import Message, Text, joined, quoted, sentence

TyperError = Any
"""A usage error of click, of which typer brings a copy of its own; its kind is told by the name of its class."""

Parameter = Any
"""An option or argument of click."""


class SpokenContext(typer.Context):
    """A call whose help is in the person's language."""

    def make_formatter(self) -> Any:
        """Return a formatter of help."""
        from ratingctl.cli.help_texts import SpokenFormatter

        return SpokenFormatter(width=self.terminal_width, max_width=self.max_content_width)


class VerbCommand(TyperCommand):
    """A verb whose usage errors are ours."""

    context_class = SpokenContext

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params.append(_language_option())
        for parameter in self.params:
            if parameter.param_type_name == "argument" and parameter.metavar is None:
                parameter.metavar = f"{str(parameter.name).upper()}{'..' if parameter.nargs != 1 else ''}"

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the person's language."""
        _translate_help(self)
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands after the verb.

        Raises:
            UsageError: If it does not fit.
        """
        ctx.allow_extra_args = True
        rest: list[str] = _parsed(super().parse_args, ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(
                sentence("{verb}: this is too much: {rest}", verb=ctx.info_name, rest=joined(map(quoted, rest), " ")),
                next_step=_manual_of(ctx),
            )
        return rest


class VerbGroup(TyperGroup):
    """The command line before the verb: its verbs are those of the register, and its usage errors are ours."""

    context_class = SpokenContext

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        texts = (
            "Let this shell complete with Tab; another may be named: bash, zsh, fish.",
            "Print the script by which a shell completes.",
        )
        self.params.append(_language_option())
        self.params += [_completion_option(*each) for each in zip(options.COMPLETION, texts, strict=True)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the person's language."""
        _translate_help(self)
        super().format_help(ctx, formatter)

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """Write the list of verbs; none of them is built for that."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, formatter.said(entry.summary)) for verb, entry in VERBS.items()])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands before the verb.

        Raises:
            UsageError: If it does not fit.
        """
        parsed: list[str] = _parsed(super().parse_args, ctx, args)
        return parsed

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the verb that was typed.

        Raises:
            UsageError: If there is no such verb.
        """
        if args[0] not in VERBS and not args[0].startswith("-"):
            from ratingctl.words.suggestion import did_you_mean

            raise UsageError(
                sentence("no verb {verb!r}{hint}", verb=args[0], hint=did_you_mean(args[0], VERBS)),
                next_step=sentence("`ratingctl --help` lists the verbs"),
            )
        return super().resolve_command(ctx, args)


def _translate_help(command: Any) -> None:
    from ratingctl.cli.help_texts import translate_help

    translate_help(command, os.environ)


def _language_option() -> Any:
    """Return the option `--lang`, which stands before and after every verb; its value is looked up beforehand."""
    return TyperOption(
        param_decls=[OPTION],
        metavar="CODE",
        help="The language that is spoken, such as en or ru; also RATINGCTL_LANG.",
        expose_value=False,
        callback=_require_known_language,
    )


def _require_known_language(_context: Any, _option: Any, value: str | None) -> None:
    if value is not None and not known_language(value):
        raise UsageError(
            sentence("{option}: no {typed!r}", option=OPTION, typed=value),
            next_step=sentence("there are {words}", words=", ".join(languages())),
        )


def _completion_option(name: str, text: str) -> TyperOption:
    """Return an option of tab completion, as it is met behind others; see `options.COMPLETION`."""

    def set_up_completion(_context: Any, _option: Any, value: bool) -> None:
        if value:
            from ratingctl.cli.completion_scripts import set_up

            set_up(name, "")
            raise typer.Exit

    return TyperOption(
        param_decls=[name], is_flag=True, help=text, expose_value=False, is_eager=True, callback=set_up_completion
    )


def _parsed(parse: Callable[[Any, list[str]], list[str]], context: Any, arguments: list[str]) -> list[str]:
    """Return what a parser of typer leaves over.

    Raises:
        UsageError: If what was typed does not fit.
    """
    typed = list(arguments)
    try:
        return parse(context, arguments)
    except Exception as error:
        ours = _as_ours(error, context, typed)
        if ours is None:
            raise
        raise ours from error


def _as_ours(error: TyperError, context: Any, typed: Sequence[str]) -> UsageError | None:
    """Return one of typer's usage errors as one of ours; None for another error."""
    fact: Message
    step: Text = _manual_of(context)
    match type(error).__name__:
        case "NoSuchOption":
            fact = sentence(
                "no option {option}{hint}", option=error.option_name, hint=_meant(error.option_name, context)
            )
        case "BadOptionUsage":
            named = [each for each in context.command.params if error.option_name in each.opts]
            takes_none = bool(named) and getattr(named[0], "is_flag", False)
            fact = (
                sentence("{option} takes no value", option=error.option_name)
                if takes_none
                else sentence("{option} needs a value", option=error.option_name)
            )
        case "MissingParameter":
            fact = sentence("{name} is missing", name=_name_of(error.param))
        case "BadParameter":
            hint = _meant_choice(typed, error.param)
            fact = sentence("{name}: this value does not fit{hint}", name=_name_of(error.param), hint=hint)
            step = _what_fits(error.param) or step
        case _:
            return None
    return UsageError(fact, next_step=step)


def _meant(typed: str, context: Any) -> Text:
    """Return a hint at the option that was probably meant."""
    from ratingctl.words.suggestion import closest

    names = [name for parameter in context.command.params for name in parameter.opts if name.startswith("--")]
    near = closest(typed.lstrip("-"), [name.lstrip("-") for name in names])
    return sentence(" (did you mean {word}?)", word=f"--{near[0]}") if near else ""


def _meant_choice(typed: Sequence[str], parameter: Parameter) -> Text:
    """Return a hint at the choice of a parameter that was probably meant by a word of the command line."""
    from ratingctl.words.suggestion import did_you_mean

    choices = _choices(parameter)
    words = [word.rpartition("=")[2] for word in typed]
    for word in words:
        hint = did_you_mean(word, choices) if word not in choices else ""
        if hint:
            return hint
    return ""


def _choices(parameter: Parameter) -> list[str]:
    return [str(getattr(each, "value", each)) for each in getattr(parameter.type, "choices", None) or ()]


def _name_of(parameter: Parameter) -> Text:
    """Return what a parameter is called on the command line."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    from ratingctl.cli.help_texts import PLACEHOLDERS

    name = str(parameter.metavar).strip("[].")
    return PLACEHOLDERS.get(name, name)


def _manual_of(context: Any) -> Message:
    return sentence("`{command} --help` is the manual", command=context.command_path)


def _what_fits(parameter: Parameter) -> Message | None:
    """Return the values that a parameter takes, if its type names them."""
    choices = _choices(parameter)
    if choices:
        return sentence("there are {words}", words=", ".join(choices))
    if parameter.type.name.startswith("int"):
        least = getattr(parameter.type, "min", None)
        if least is None:
            return sentence("write a whole number")
        return sentence("write a whole number, {least} or more", least=least)
    return None
