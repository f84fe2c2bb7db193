"""The CLI of the verbs that keep the files in order: `validate`, `schema` and `init`."""

import os
from pathlib import Path
from typing import Annotated, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import ReportOptions, Run, verb
from ratingctl.render import Format


class _SchemaOptions(NamedTuple):
    """The shared options that `schema` has: it prints JSON in any case."""

    dry_run: Annotated[bool, Option("--dry-run", help="With --write: only say what would be written.")] = False
    output: options.Output = None
    root: options.Root = None


class _InitOptions(NamedTuple):
    """The shared options that `init` has: there is no rating yet."""

    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would be written.")] = False


@verb(ReportOptions)
def validate(
    run: Run,
    explain: Annotated[
        str | None,
        Option("--explain", metavar="CODE", help="Print the manual of a code.", show_default=False),
    ] = None,
) -> None:
    """Name every problem in every file; exit 1 on errors."""
    from ratingctl.commands.validate import explain as manual
    from ratingctl.commands.validate import validate as command

    if explain is not None:
        run.present(manual(explain))
        return
    shown_root = os.path.relpath(run.folder.root)
    run.present(command(run.folder, "" if shown_root == "." else f"{shown_root}/"), fail=True)


@verb(_SchemaOptions)
def schema(
    run: Run,
    kind: Annotated[
        str | None,
        Argument(
            help="region, edition, rating, regions, sources, organisations, forms or cities; by default all by name.",
            show_default=False,
        ),
    ] = None,
    write: Annotated[bool, Option("--write", help="Bring .schemas/ in the rating's folder up to date.")] = False,
) -> None:
    """Print the JSON Schema of the files, for editors."""
    from ratingctl.commands.schema import schema as command
    from ratingctl.commands.schema import write_schemas

    if write:
        run.write(lambda: write_schemas(run.folder.root))
    else:
        run.present(command(kind), Format.JSON)


class _NewRatingOptions(NamedTuple):
    """The options that say what a new rating is like."""

    title: Annotated[str, Option("--title", help="The rating's title.")] = ""
    language: Annotated[str, Option("--language", metavar="CODE", help="The language of its reports: en, ru.")] = ""
    unit: Annotated[str, Option("--unit", metavar="WORDS", help="What a unit is called: `country, countries`.")] = ""
    group: Annotated[str, Option("--group", metavar="WORD", help="What a group of units is called.")] = ""
    scale: Annotated[
        str, Option("--scale", help="1-10, 0-100/0.1 (in steps of 0.1), or grades: `AAA, AA, A`, the best first.")
    ] = ""
    best: Annotated[str, Option("--best", metavar="min|max", help="Which end of the scale is the best.")] = ""
    tiers: Annotated[
        str, Option("--tiers", help="Names with their lowest scores: `High 70, Low 0`; by default three.")
    ] = ""


@verb(_InitOptions)
def init(
    run: Run,
    directory: Annotated[Path, Argument(help="The folder to fill; made if it is not there.", metavar="[DIR]")] = Path(
        "editions"
    ),
    *,
    new: _NewRatingOptions,
    demo: Annotated[
        bool, Option("--demo", help="A small practice rating of invented towns, to make mistakes in.")
    ] = False,
    no_input: options.NoInput = False,
) -> None:
    """Begin a new rating in an empty, commented folder."""
    from ratingctl.commands.init import init as command
    from ratingctl.commands.init import init_practice
    from ratingctl.commands.shared.new_rating import NewRating
    from ratingctl.language.person import language_outside_ratings

    year = options.today().year
    language = new.language or language_outside_ratings(os.environ)
    if demo:
        run.write(lambda: init_practice(directory, year, language), directory)
        return
    rating = NewRating(*new)
    if not (any(new) or no_input) and options.is_terminal():
        from ratingctl.interactive.new_rating import asked_rating

        rating = asked_rating(language)
    chosen = rating if rating.language else rating._replace(language=language)
    run.write(lambda: command(directory, year, chosen), directory)
