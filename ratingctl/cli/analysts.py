"""The doors of the verbs that write: `add-event`, `score`, `edit`, `remove`, `undo`."""

import sys
from typing import Annotated

import typer

from ratingctl.cli import options
from ratingctl.interactive.output import present
from ratingctl.render import Format


def add_event(
    context: typer.Context,
    region: Annotated[str, typer.Option("--region", "-r", help="The region, in any spelling and case.")] = "",
    date: Annotated[str, typer.Option("--date", help="When: 2026-05, 18.05.2026, вчера, «II квартал 2026» ..")] = "",
    kind: Annotated[str, typer.Option("--kind", "-k", help="What sort of fact: `talks`, «переговоры» ..")] = "",
    title: Annotated[str, typer.Option("--title", "-t", help="The fact in one line.")] = "",
    text: Annotated[str, typer.Option("--text", help="Whole sentences for print.")] = "",
    project: Annotated[str, typer.Option("--project", "-p", help="A short name for the thing that goes on.")] = "",
    follows: Annotated[list[str] | None, typer.Option("--follows", help="The id of an event it continues.")] = None,
    start_due: Annotated[str, typer.Option("--start-due", help="When works will have begun, as it announces.")] = "",
    due: Annotated[str, typer.Option("--due", help="When it will be there, as it announces.")] = "",
    partner: Annotated[list[str] | None, typer.Option("--partner", help="Who takes part; may be repeated.")] = None,
    amount: Annotated[list[str] | None, typer.Option("--amount", help="A figure with its unit; repeatable.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", "-s", help="A source's key or a URL.")] = None,
    note: Annotated[str, typer.Option("--note", help="A remark for the editors.")] = "",
    edition: Annotated[str, typer.Option("--edition", "-e", help="By default the draft of that date.")] = "",
    from_: Annotated[
        list[str] | None, typer.Option("--from", help="Draft it from this article (- is stdin); may be repeated.")
    ] = None,
    dry_run: options.DryRun = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Log one event, by options, by prompts, or from an article."""
    from ratingctl.commands.shared.event_draft import EventInput
    from ratingctl.interactive.event_queue import EventQueue

    typed = EventInput(
        region=region,
        date=date,
        kind=kind,
        title=title,
        text=text,
        project=project,
        follows=tuple(follows or ()),
        start_due=start_due,
        due=due,
        partners=tuple(partner or ()),
        amounts=tuple(amount or ()),
        sources=tuple(source or ()),
        note=note,
        edition=edition,
    )
    queue = EventQueue(options.folder(context, root), options.today(), typed, from_ or (), dry_run=dry_run)
    asks = not no_input and form in (None, Format.TABLE) and "-" not in (from_ or ()) and options.is_terminal()
    raise typer.Exit(queue.ask() if asks else queue.write_all(form, output))


def score(
    context: typer.Context,
    region: Annotated[str, typer.Argument(help="The region, in any spelling.", show_default=False)],
    value: Annotated[int, typer.Argument(metavar="N", help="The score.", show_default=False)],
    rationale: Annotated[str, typer.Option("--rationale", help="Why this score.")] = "",
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="The id of an event it rests on; may be repeated.")
    ] = None,
    edition: Annotated[str | None, typer.Option("--edition", "-e", help="By default the last one.")] = None,
    dry_run: options.DryRun = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Adopt a region's score."""
    from ratingctl.commands.score import score as command
    from ratingctl.interactive.change_run import run_change

    folder = options.folder(context, root)
    report = run_change(
        folder.root,
        lambda: command(folder, region, value, rationale, tuple(evidence or ()), edition),
        lambda report: f"score {report.data['region']} {report.data['to']}",
        dry_run,
    )
    present(report, form, output)


def edit(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="The event's id.", show_default=False)],
    changes: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE..", help="New values; an empty one takes the field away.")
    ],
    dry_run: options.DryRun = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Correct the fields of an event."""
    from ratingctl.commands.edit import edit as command
    from ratingctl.interactive.change_run import run_change

    folder = options.folder(context, root)
    report = run_change(
        folder.root,
        lambda: command(folder, options.today(), event, changes),
        lambda report: f"edit {report.data['id']} {' '.join(report.data['changed'])}",
        dry_run,
    )
    present(report, form, output)


def remove(
    context: typer.Context,
    event: Annotated[str, typer.Argument(help="The event's id.", show_default=False)],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the journal of `undo`.", show_default=False)],
    dry_run: options.DryRun = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Take an event out that should not be there."""
    from ratingctl.commands.remove import remove as command
    from ratingctl.interactive.change_run import run_change

    folder = options.folder(context, root)
    report = run_change(
        folder.root,
        lambda: command(folder, event, reason),
        lambda report: f"remove {report.data['id']}: {reason}",
        dry_run,
    )
    present(report, form, output)


def undo(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", help="The step; by default the last one.", show_default=False)
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="Show what can be taken back.")] = False,
    dry_run: options.DryRun = False,
    form: options.Form = None,
    output: options.Output = None,
    root: options.Root = None,
) -> None:
    """Take back what was written with the tool on this clone."""
    from ratingctl.commands.undo import undo as command
    from ratingctl.commands.undo import undo_list
    from ratingctl.interactive.change_run import show_lines
    from ratingctl.storage.local_state.journal import apply_undo

    folder = options.folder(context, root)
    if show_list:
        present(undo_list(folder), form, output)
        return
    report, step, edits = command(folder, number)
    show_lines(edits)
    if dry_run:
        print("dry run: nothing is written", file=sys.stderr)
    else:
        apply_undo(folder.root, step, edits)
    present(report, form, output)
