"""The doors of `match`, `link` and `unlink`."""

from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.errors import UsageError
from ratingctl.interactive.output import present
from ratingctl.render import Format

Across = Annotated[bool, typer.Option("--across", help="Also look into other regions: projects move.")]


def match(
    context: typer.Context,
    edition: Annotated[
        str | None, typer.Argument(help="The edition; by default the last one.", show_default=False)
    ] = None,
    event: Annotated[str | None, typer.Option("--event", help="Only this event.", show_default=False)] = None,
    text: Annotated[
        str | None, typer.Option("--text", help="What a text may continue, with one --region or none.")
    ] = None,
    across: Across = False,
    accept: Annotated[bool, typer.Option("--accept", help="Link what is sure, as one step of `undo`.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Ask about one event after the other.")] = False,
    dry_run: options.DryRun = False,
    region: options.Regions = None,
    district: options.Districts = None,
    tier: options.Tiers = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=0, help="Candidates for each event; 5 by default.")
    ] = None,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Find the earlier announcements that new events continue."""
    from ratingctl.commands import match as command
    from ratingctl.commands.shared.selection import Selection

    _require_sense(event=event, text=text, accept=accept, review=review, edition=edition)
    folder = options.folder(context, root)
    query = command.MatchQuery(edition, Selection.of(region, district, tier, limit), event, text, across)
    if review:
        if form not in (None, Format.TABLE) or output or not options.is_terminal():
            raise UsageError("--review asks, and needs a terminal", next_step="leave it out, or use --accept or `link`")
        from ratingctl.interactive.match_review import MatchReview

        MatchReview(folder, query, dry_run=dry_run).ask()
    elif accept:
        from ratingctl.interactive.change_run import run_change

        report = run_change(
            folder.root,
            lambda: command.accept(folder, query),
            lambda report: f"match --accept: {report.data['linked']}",
            dry_run,
        )
        present(report, form, output)
    else:
        present(command.match(folder, query), form, output)


def _require_sense(*, event: str | None, text: str | None, accept: bool, review: bool, edition: str | None) -> None:
    """Refuse options that say two things at once."""
    if event is not None and text is not None:
        raise UsageError("--event and --text are two questions", next_step="give one of them")
    if text is not None and not text.strip():
        raise UsageError("--text is empty", next_step="say what happened")
    if text is not None and (accept or review):
        raise UsageError("a free text is no event that could be linked", next_step="log it with `ratingctl add-event`")
    if accept and review:
        raise UsageError("--accept asks nothing, --review asks", next_step="give one of them")
    if event is not None and edition is not None:
        raise UsageError("an event has its own edition", next_step=f"leave {edition} out")


def link(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="NEW", help="The event's id.", show_default=False)],
    follows: Annotated[list[str], typer.Option("--follows", help="The id of an event it continues; may be repeated.")],
    dry_run: options.DryRun = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Record that an event continues earlier ones."""
    from ratingctl.commands.link import link as command
    from ratingctl.interactive.change_run import run_change

    folder = options.folder(context, root)
    report = run_change(
        folder.root,
        lambda: command(folder, event, follows),
        lambda report: f"link {report.data['id']} {' '.join(report.data['follows'])}",
        dry_run,
    )
    present(report, form, output)


def unlink(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="NEW", help="The event's id.", show_default=False)],
    follows: Annotated[
        list[str] | None, typer.Option("--follows", help="Only this link; may be repeated. By default all.")
    ] = None,
    never: Annotated[bool, typer.Option("--never", help="Also record that it does not continue them.")] = False,
    dry_run: options.DryRun = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Take back that an event continues earlier ones."""
    from ratingctl.commands.unlink import unlink as command
    from ratingctl.interactive.change_run import run_change

    folder = options.folder(context, root)
    report = run_change(
        folder.root,
        lambda: command(folder, event, tuple(follows or ()), never=never),
        lambda report: f"unlink {report.data['id']}",
        dry_run,
    )
    present(report, form, output)
