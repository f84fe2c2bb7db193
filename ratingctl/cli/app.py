"""The verbs as people type them, and the one place where an error becomes a sentence and an exit code."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ratingctl import __version__
from ratingctl.cli import lookup, matching, options, published, reviewing, upkeep, writing
from ratingctl.cli.screen import complain
from ratingctl.errors import RatingctlError, SurroundingsError

INTERRUPTED = 130

app = typer.Typer(
    name="ratingctl",
    help="Keep an annual expert rating true on a folder of YAML files under git.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verb in (
    published.tiers,
    published.diff,
    lookup.show,
    lookup.find,
    reviewing.stale,
    reviewing.checked,
    writing.add_event,
    matching.match,
    matching.link,
    matching.unlink,
    writing.edit,
    writing.remove,
    writing.score,
    writing.undo,
    upkeep.validate,
    upkeep.schema,
    upkeep.init,
):
    app.command()(verb)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What stands after `ratingctl`.

    Returns:
        The exit code: 0 done, 1 findings, 2 usage, 3 data, 4 surroundings, 130 interrupted.
    """
    try:
        app(list(arguments), prog_name="ratingctl")
    except RatingctlError as error:
        complain(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        complain(
            SurroundingsError(error.strerror or str(error), place=error.filename, next_step="mend it and try again")
        )
        return SurroundingsError.exit_code
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"ratingctl {__version__}")
        raise typer.Exit


@app.callback()
def _before_the_verb(
    context: typer.Context,
    root: options.Root = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every file anew; the cache in .ratingctl/ is not touched.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    named = os.environ.get("RATINGCTL_ROOT")
    context.obj = options.BeforeTheVerb(root or (Path(named) if named else None), not no_cache)
