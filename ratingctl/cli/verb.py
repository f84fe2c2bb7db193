"""Verbs: shared options are declared once as groups, and a `Run` carries out what a verb returns."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.output import destination, format_of, present
from ratingctl.cli.parameters import Group, Parameter, fields_of, groups_of, parameters_of
from ratingctl.errors import RatingctlError, system_reason
from ratingctl.interactive.dialogue import show_lines, tell, tell_error
from ratingctl.message import Message, sentence
from ratingctl.render import Format
from ratingctl.streams import discard

if TYPE_CHECKING:  # `--help` needs neither folders nor changes
    from ratingctl.commands.shared.change import Change
    from ratingctl.message import Message
    from ratingctl.report import Report
    from ratingctl.storage.folder import DiskFolder

Command = Callable[..., None]


class ReportOptions(NamedTuple):
    """The options of every verb that reads a rating and prints a report."""

    form: options.Form = None
    output: options.Output = None
    root: options.Root = None


class WriteOptions(NamedTuple):
    """The options of every verb that writes into a rating."""

    dry_run: options.DryRun = False
    form: options.Form = None
    output: options.Output = None
    root: options.Root = None


class Run:
    """One call of a verb: the rating's folder, and the way changes are written and reports leave.

    Args:
        before: What was typed before the verb.
        dry_run: True if nothing is to be written.
        form: The format that was asked for, if any.
        output: The file into which the report goes; None for standard output.
        root: The rating's folder, if it was named after the verb.

    Raises:
        UsageError: If the report may not go into that file.
    """

    def __init__(
        self,
        before: options.BeforeTheVerb,
        *,
        dry_run: bool = False,
        form: Format | None = None,
        output: Path | None = None,
        root: Path | None = None,
    ) -> None:
        self.dry_run = dry_run
        self._before = before
        self._form = form
        self._output = destination(output, form)
        self._root = root

    @cached_property
    def folder(self) -> "DiskFolder":
        """The rating's folder.

        Raises:
            DataError: If there is no rating.
        """
        return options.folder(self._before, self._root)

    @property
    def form(self) -> Format:
        """The output format of the report."""
        return format_of(self._form, self._output)

    @property
    def is_for_people(self) -> bool:
        """True if no format for programs was asked for, so that a person may be asked."""
        return self._form in (None, Format.TABLE)

    @property
    def is_for_file(self) -> bool:
        """True if the report goes into a file."""
        return self._output is not None

    def present(self, report: "Report", form: Format | None = None, *, fail: bool = False) -> None:
        """Print the report, or write it into a file.

        Args:
            report: The report.
            form: The only format that the report has; None for the one that was asked for.
            fail: Leave with exit code 1 if it has findings.
        """
        present(report, form or self._form, self._output)
        if fail and report.has_findings:
            raise SystemExit(1)

    def print_tables(self, report: "Report") -> None:
        """Print the report on standard output for a person who is being asked, whatever the options say."""
        self._deliver(lambda: present(report, None, None), is_written=not self.dry_run)

    def present_written(self, report: "Report", changes: "Sequence[Change]") -> None:
        """Present the report of changes that were committed; where it cannot be delivered, say that they were.

        Args:
            report: The report.
            changes: The changes.
        """
        is_written = not self.dry_run and any(change.edits for change in changes)
        self._deliver(lambda: self.present(report), is_written=is_written)

    def _deliver(self, print_report: Callable[[], None], *, is_written: bool) -> None:
        """Print a report; where something was written, an error of printing is only said.

        Raises:
            RatingctlError: If nothing was written and the report cannot be printed.
            OSError: As above.
        """
        try:
            print_report()
        except (OSError, RatingctlError) as error:
            if not is_written:
                raise
            discard(sys.stdout)
            reason = error.fact if isinstance(error, RatingctlError) else system_reason(error)
            tell(
                sentence(
                    "written, only the report could not be delivered ({reason}); "
                    "`ratingctl undo --list` shows the step",
                    reason=reason,
                )
            )

    def commit(self, make: "Callable[[], Change]", root: Path | None = None) -> "Change":
        """Commit a change without a word, and return it.

        Args:
            make: Returns the change; it is called again where a file changed meanwhile.
            root: The folder that is written into; by default the rating's.
        """
        from ratingctl.commands.shared.change import commit_change
        from ratingctl.commands.shared.numbered_list import numbers_kept

        if root is not None:
            return commit_change(root, make, options.now, dry_run=self.dry_run)
        with numbers_kept(self.folder):
            return commit_change(self.folder.root, make, options.now, dry_run=self.dry_run)

    def write(self, make: "Callable[[], Change]", root: Path | None = None) -> None:
        """Commit a change, show its lines on standard error, and present its report; see `commit`."""
        change = self.commit(make, root)
        if change.most_lines is None or sum(len(edit.added_lines()) for edit in change.edits) <= change.most_lines:
            show_lines(change.edits)
        if self.dry_run:
            tell(sentence("dry run: nothing is written"))
        elif not change.edits and change.most_lines is None and change.refusal is None:
            tell(sentence("nothing to change"))
        self.present_written(change.report, [change])
        if change.edits and change.summary is not None:
            self.tell_unsaved()
        if change.refusal:
            tell_error(change.refusal)
            raise SystemExit(change.refusal.exit_code)

    def tell(self, text: "Message") -> None:
        """Say something beside the report, in the person's language."""
        tell(text)

    def tell_unsaved(self) -> None:
        """Say in one line how much is not saved yet, where the rating is under git and a person reads it."""
        if self.dry_run or not self.is_for_people:
            return
        from ratingctl.commands.shared.unsaved import unsaved_note

        note = unsaved_note(self.folder)
        if note is not None:
            tell(note)


class Verb:
    """A verb: a function whose first parameter is a `Run`.

    A parameter of the function whose type is a named tuple, such as `Filters`, is a group of options.

    Args:
        command: The function.
        shared: The group of options from which the `Run` is made; they come last in the help.
    """

    def __init__(self, command: Command, shared: Group) -> None:
        self._command = command
        self._shared = shared

    def parameters(self) -> list[Parameter]:
        """Return everything that can be typed after the verb."""
        return [*parameters_of(self._command), *fields_of(self._shared)]

    def call(self, before: options.BeforeTheVerb, typed: Mapping[str, Any]) -> None:
        """Carry out the verb.

        Args:
            before: What was typed before the verb.
            typed: The value of each parameter.
        """
        values = dict(typed)

        def taken(group: Group) -> dict[str, Any]:
            return {name: values.pop(name) for name in group._fields}

        groups = {name: group(**taken(group)) for name, group in groups_of(self._command).items()}
        run = Run(before, **taken(self._shared))
        self._command(run, **groups, **values)


def verb(shared: Group) -> Callable[[Command], Verb]:
    """Return a decorator that makes a verb of a function; see `Verb`."""
    return partial(Verb, shared=shared)
