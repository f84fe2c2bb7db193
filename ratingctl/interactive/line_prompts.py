"""The desk without a screen: a terminal that cannot be drawn on is asked line by line.

No empty line writes or answers anything: a pasted text of several paragraphs must not.
"""

from ratingctl.commands.shared.choice_letters import CHOICES
from ratingctl.commands.views.candidates import CANDIDATE_COLUMNS, candidate_cells
from ratingctl.commands.views.draft_event import article_notes
from ratingctl.commands.views.events import event_line
from ratingctl.interactive.answer import Decision
from ratingctl.interactive.desk.draft_desk import Desk
from ratingctl.interactive.desk.fields import FIELDS, shown_values
from ratingctl.interactive.desk.state import QUESTIONS, Asked, Mode, choices_in
from ratingctl.interactive.dialogue import ask, show_screen, tell
from ratingctl.interactive.keys import Action, action_of, choice_of, key_of, keys_line, letters
from ratingctl.message import Message, sentence
from ratingctl.report import Cell, Column, Screen, Table, paragraph

_EMPTY = "*"


class LinePrompts:
    """Asks about one draft after the other, line by line."""

    def decide(self, desk: Desk) -> Decision:
        """Show a draft and take corrections until the person decides.

        Raises:
            EOFError: If there is no more input.
        """
        while desk.decision is None:
            if desk.session.is_searching:
                desk.session.wait()
                desk.refresh()
            if desk.state.mode is Mode.TYPING:
                self._answer(desk)
            else:
                self._show(desk)
                self._key(desk)
        return desk.decision

    def _show(self, desk: Desk) -> None:
        prepared, words = desk.prepared, desk.words
        edition = prepared.edition.id if prepared.edition else ""
        values = shown_values(prepared, words)
        rows: list[list[Cell]] = [
            [number, Message(f"heading.{name}"), values[name] or None] for number, name in enumerate(FIELDS, 1)
        ]
        counter = (desk.paper.counter, " ") if desk.paper.counter else ()
        notes = [paragraph(text) for text in prepared.assumed]
        if prepared.late:
            notes.append(paragraph(Message("add.late", {"edition": edition})))
        notes += [paragraph(note) for note in article_notes(prepared.typed)]
        columns = (Column("", numeric=True, whole=True), Column("", whole=True), Column(""))
        title = paragraph(*counter, Message("add.draft", {"edition": edition}))
        tables = [Table(columns, rows), *_choice_tables(desk)]
        show_screen(Screen(words.catalogue.language, title=title, tables=tables, notes=notes))
        if desk.state.message:
            tell(words.said(desk.state.message))

    def _key(self, desk: Desk) -> None:
        count = len(choices_in(desk.state))
        pairs = [
            (f"1-{len(FIELDS)}", sentence("opens")),
            (key_of(Action.WRITE), sentence("writes")),
            *([(letters(count), sentence("continues"))] if count else []),
            (key_of(Action.DROP), sentence("drops")),
            (key_of(Action.LATER), sentence("later")),
            (key_of(Action.BACK), sentence("back")),
            (key_of(Action.END), sentence("ends")),
        ]
        typed = ask(f"{desk.words.said(keys_line(pairs))}: ").strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(FIELDS):
            desk.open(FIELDS[int(typed) - 1])
        elif action_of(typed) in (Action.HELP, Action.EDITOR):
            tell(desk.words.said(sentence("type one of the keys, or the number of a field")))
        elif action_of(typed) or choice_of(typed, count) is not None:
            desk.press(typed)
        elif typed:
            tell(desk.words.said(sentence("type one of the keys, or the number of a field")))

    def _answer(self, desk: Desk) -> None:
        """Take the text of a field, or the answer to a question; a refused one is asked for again."""
        state = desk.state
        if state.is_error and state.message:
            tell(desk.words.said(state.message))
        if state.asked is Asked.SAME_FACT:
            question = sentence(
                "{key}: give it the source and close the article; Enter: no: ", key=key_of(Action.WRITE)
            )
            is_agreed = action_of(ask(desk.words.said(question))) is Action.WRITE
            desk.submit("") if is_agreed else desk.cancel()
        elif state.asked is not None:
            desk.submit(ask(desk.words.said(QUESTIONS[state.asked])))
        else:
            typed = ask(f"{desk.words.heading(state.selected)}: ").strip()
            if typed:
                desk.submit("" if typed == _EMPTY else typed)
            else:
                desk.cancel()


def _choice_tables(desk: Desk) -> list[Table]:
    prepared = desk.prepared
    same: list[list[Cell]] = []
    others: list[list[Cell]] = []
    for letter, choice in zip(CHOICES, choices_in(desk.state), strict=False):
        if choice.candidate is None:
            same.append([letter, event_line(choice.event, prepared.rating.settings, True)])
        else:
            others.append([letter, *candidate_cells(choice.candidate, prepared.rating, prepared.typed.title)])
    tables = []
    if same:
        tables.append(Table((Column("", whole=True), Column("")), same, title=paragraph(Message("add.duplicates"))))
    if others:
        tables.append(
            Table((Column("", whole=True), *CANDIDATE_COLUMNS), others, title=paragraph(Message("add.candidates")))
        )
    return tables
