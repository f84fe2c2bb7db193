"""The CLI of the life of an edition: `status`, `new-edition`, `lock`, `publish`, `verify`, `erratum`."""

from typing import Annotated

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import ReportOptions, Run, WriteOptions, verb

By = Annotated[str, Option("--by", help="Who you are; else RATINGCTL_BY, else what git calls you.", show_default=False)]


@verb(ReportOptions)
def status(
    run: Run,
    edition: Annotated[str | None, Argument(help="The edition; by default the last one.", show_default=False)] = None,
    full: Annotated[bool, Option("--full", help="Every finding of the gate.")] = False,
) -> None:
    """Tell where an edition stands, what stops it, and the next step."""
    from ratingctl.commands.status import status as command

    run.present(command(run.folder, options.today(), edition, full=full))


@verb(WriteOptions)
def new_edition(
    run: Run,
    edition: Annotated[
        str | None,
        Argument(metavar="[ID]", help="Its id; by default the year in which it ends.", show_default=False),
    ] = None,
    title: Annotated[str, Option("--title", help="Its printed title.")] = "",
) -> None:
    """Open the edition that comes after the last one."""
    from ratingctl.commands.new_edition import new_edition as command

    run.write(lambda: command(run.folder, edition, title))


@verb(WriteOptions)
def lock(
    run: Run,
    edition: Annotated[str | None, Argument(help="The edition; by default the last one.", show_default=False)] = None,
    *,
    by: By = "",
) -> None:
    """Close an edition for events, after its cut-off."""
    from ratingctl.commands.lock import lock as command

    who = options.person(by, run.folder.root)
    run.write(lambda: command(run.folder, options.today(), who, edition))


@verb(WriteOptions)
def publish(
    run: Run,
    edition: Annotated[
        str | None, Argument(help="The edition; by default the last one that is locked.", show_default=False)
    ] = None,
    *,
    despite: Annotated[
        list[str] | None,
        Option("--despite", metavar="CODE=REASON", help="Override a code of the gate; it is printed. Repeatable."),
    ] = None,
    printed: Annotated[
        str,
        Option("--printed", metavar="DATE", help="Seal an edition that was published then, before seals."),
    ] = "",
    by: By = "",
) -> None:
    """Freeze and seal a locked edition, if the gate lets it pass."""
    from ratingctl.commands.publish import Publication
    from ratingctl.commands.publish import publish as command

    publication = Publication(options.person(by, run.folder.root), tuple(despite or ()), printed)
    run.write(lambda: command(run.folder, options.today(), publication, edition))


@verb(ReportOptions)
def verify(
    run: Run,
    editions: Annotated[
        list[str] | None,
        Argument(metavar="[EDITION]..", help="By default every published one.", show_default=False),
    ] = None,
) -> None:
    """Tell whether published editions are untouched; exit 1 if one is not."""
    from ratingctl.commands.verify import verify as command

    run.present(command(run.folder, editions or ()), fail=True)


@verb(WriteOptions)
def erratum(
    run: Run,
    subject: Annotated[str, Argument(metavar="ID|REGION", help="The event or {unit}.", show_default=False)],
    change: Annotated[str, Argument(metavar="FIELD=VALUE", help="The correct value.", show_default=False)],
    reason: Annotated[str, Option("--reason", help="Why; it is printed.", show_default=False)] = "",
    edition: Annotated[
        str | None,
        Option("--edition", "-e", help="The edition of the score; by default the last published one."),
    ] = None,
    *,
    by: By = "",
) -> None:
    """Correct a published edition in public."""
    from ratingctl.commands.erratum import Correction
    from ratingctl.commands.erratum import erratum as command

    correction = Correction(subject, change, reason, options.person(by, run.folder.root), edition)
    run.write(lambda: command(run.folder, options.today(), correction))
