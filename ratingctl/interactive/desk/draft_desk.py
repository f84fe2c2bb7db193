"""The desk without its screen: keys and typed lines come in, the state and at last a decision come out."""

from collections.abc import Callable
from typing import NamedTuple

from ratingctl.commands.shared.draft_session import DraftSession
from ratingctl.commands.shared.event_draft import Prepared, is_far_back
from ratingctl.commands.shared.event_input import EventInput
from ratingctl.domain.model import Event
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.interactive.answer import Answer, Decision
from ratingctl.interactive.desk.event_file import draft_of_text, text_of_draft
from ratingctl.interactive.desk.fields import DATES, FIELDS, DeskWords, opened_text, with_text
from ratingctl.interactive.desk.state import Asked, Choice, DeskKey, DeskState, Mode, pressed, refused, typing
from ratingctl.interactive.dialogue import spoken_catalogue
from ratingctl.interactive.keys import Action
from ratingctl.interactive.queued_article import queued, source_of
from ratingctl.interactive.refused_text import refused_place
from ratingctl.message import Message, sentence

_ANSWERS = {Action.LATER: Answer.LATER, Action.BACK: Answer.BACK, Action.END: Answer.END}
_SUSPECTS = ("date", "kind", "region", "sources", "follows", "due", "start_due", "title", "text", "note")
"""The fields that may be refused, the likeliest first."""


class DeskPaper(NamedTuple):
    """What lies on the desk.

    Attributes:
        draft: The draft to begin with.
        article: The text of the article; empty where there is none.
        counter: Which article of how many this is, such as `[3/12]`; empty for one.
        name: Where the article is from.
        notice: What is known of the article already; empty where nothing is.
        same: The events that were logged from it already, or from another version of it.
        goes_on: True for another event of an article of which one was just logged: nothing is asked of it twice.
    """

    draft: EventInput
    article: str = ""
    counter: str = ""
    name: str = ""
    notice: str | Message = ""
    same: tuple[Event, ...] = ()
    goes_on: bool = False


def words_of_desk(session: DraftSession) -> DeskWords:
    """Return the words of a desk, which remember what they have looked up."""
    return DeskWords(spoken_catalogue(session.frame.settings.language))


class Desk:
    """One draft on the desk, until a person decides.

    Args:
        session: Resolves drafts.
        paper: What lies on the desk.
        keep: Keeps the draft, whenever it has changed.
        add_source: Adds a line `key; title; publisher; address` to the sources and returns the key.
        words: The words of the desk before it; None to look them up anew.
    """

    def __init__(
        self,
        session: DraftSession,
        paper: DeskPaper,
        keep: Callable[[EventInput], None] = lambda _: None,
        add_source: Callable[[str], str] | None = None,
        words: DeskWords | None = None,
    ) -> None:
        self.session = session
        self.paper = paper
        self.words = words or words_of_desk(session)
        self.decision: Decision | None = None
        self._keep = keep
        self._add_source = add_source
        self._confirmed: EventInput | None = None
        self._questioned = ""
        self._has_asked_source = paper.goes_on
        self._wanted: Action | None = None
        self.state = self._first_state(paper)

    @property
    def prepared(self) -> Prepared:
        """The draft as it is."""
        return self.state.prepared

    def press(self, key: DeskKey | str, page: int = 1, *, is_early: bool = False) -> None:
        """Take a key while no line is being typed.

        Args:
            key: The key.
            page: The lines of the article that are shown at once.
            is_early: True for a key that was pressed before the draft was seen: it accepts nothing of it.
        """
        self.state, wanted = pressed(self.state, key, page)
        if is_early and (isinstance(wanted, Choice) or wanted in (Action.WRITE, Action.MORE)):
            self._say(sentence("{key} came before the draft did; press it again if you mean it", key=str(key)))
        elif wanted is DeskKey.ENTER:
            self.open(self.state.selected)
        elif isinstance(wanted, Choice):
            self._choose(wanted)
        elif isinstance(wanted, Action):
            self._act(wanted)

    def open(self, field: str) -> None:
        """Open a field with its present text."""
        text = opened_text(self.prepared.typed, field, self.prepared.rating, self.words)
        self.state = typing(self.state._replace(selected=field, message="", is_error=False), text)

    def submit(self, text: str) -> None:
        """Take the line that was typed into a field, or as the answer to a question."""
        state = self.state
        if state.asked is None:
            self._set(state.selected, text)
        elif state.asked is Asked.DROP_REASON:
            self._decide(Answer.DROP, reason=" ".join(text.split()))
        elif state.asked is Asked.SAME_FACT:
            self._decide(Answer.SAME, same=state.subject)
        elif state.asked is Asked.SOURCE:
            self._has_asked_source = True
            if not text.strip() or self._set("sources", text):
                self._act(self._wanted or Action.WRITE)
        elif self._add_source:
            self._new_source(text)

    def cancel(self) -> None:
        """Close the line without taking it."""
        self.state = self.state._replace(mode=Mode.FIELDS, asked=None, message="", is_error=False)

    def refresh(self) -> None:
        """Compare the draft anew: the search has become ready."""
        self._replace(self.prepared.typed)
        if self._wanted and self.state.mode is Mode.FIELDS and not self.session.is_searching:
            wanted, self._wanted = self._wanted, None
            self._say("")
            self._act(wanted)

    def paste(self, text: str) -> None:
        """Take a paste while no line is being typed: an article where the desk is empty, else nothing."""
        if self.paper.article or self.prepared.typed.title or len(text.split()) < 2:
            self._say(sentence("a paste goes into an open field: Enter opens one"), is_error=True)
            return
        article = queued("", text)
        self.paper = self.paper._replace(article=text)
        given = {name: value for name, value in self.prepared.typed._asdict().items() if value not in ("", (), None)}
        draft = self.session.drafted(text)._replace(sources=source_of(article, self.session.frame))
        self._replace(draft._replace(**given))

    def tell(self, error: RatingctlError) -> None:
        """Say an error below the fields."""
        self._say(self._told(error), is_error=True)

    def event_text(self) -> str:
        """Return the event as YAML, for an editor."""
        return text_of_draft(self.prepared, self.words)

    def take_event_text(self, text: str) -> str:
        """Take the event as it came back from the editor.

        Returns:
            What is wrong with it, so that it is edited again; an empty text if it was taken.
        """
        try:
            draft = draft_of_text(text, self.prepared.typed, self.words)
            self.state = self.state._replace(prepared=self._prepared(draft))
        except RatingctlError as error:
            return self._told(error)
        self._keep(self.prepared.typed)
        return ""

    def _first_state(self, paper: DeskPaper) -> DeskState:
        try:
            state = DeskState(self._prepared(paper.draft), message=paper.notice, same=paper.same)
        except UsageError as error:
            return self._state_at_fault(paper.draft, error)
        return state._replace(selected=_first_missing(state.prepared))

    def _state_at_fault(self, draft: EventInput, error: UsageError) -> DeskState:
        """Return the state in which the field that fits nothing is open.

        Raises:
            UsageError: If no single field is to blame.
        """
        for field in _SUSPECTS:
            try:
                prepared = self._prepared(with_text(draft, field, ""))
            except UsageError:
                continue
            text = opened_text(draft, field, self.session.frame, self.words)
            message = self._told(error)
            return refused(DeskState(prepared, selected=field), text, message, refused_place(error, text))
        raise error

    def _prepared(self, draft: EventInput) -> Prepared:
        prepared = self.session.prepared(draft)
        typed = prepared.typed
        if prepared.region:
            typed = typed._replace(region=prepared.region.id)
        if prepared.event:
            typed = typed._replace(kind=prepared.event.kind)
        return prepared._replace(typed=typed)

    def _set(self, field: str, text: str) -> bool:
        """Set a field; return False where the text was refused, so that its line stays open."""
        draft = self.prepared.typed
        if text != opened_text(draft, field, self.prepared.rating, self.words) or field == "date":
            draft = with_text(draft, field, text)
        try:
            prepared = self._prepared(draft)
        except UsageError as error:
            self.state = refused(self.state, text, self._told(error), refused_place(error, text))
            return False
        known = () if field in DATES else self.prepared.assumed
        assumed = "; ".join(line for line in prepared.assumed if line not in known)
        self.state = self.state._replace(
            prepared=prepared, mode=Mode.FIELDS, asked=None, selected=field, message=assumed, is_error=False
        )
        self._keep(draft)
        return True

    def _replace(self, draft: EventInput) -> None:
        try:
            prepared = self._prepared(draft)
        except UsageError as error:
            self._say(self._told(error), is_error=True)
            return
        self.state = self.state._replace(prepared=prepared)
        self._keep(draft)

    def _choose(self, choice: Choice) -> None:
        draft = self.prepared.typed
        if choice.candidate is None:
            self.state = typing(self.state, "", asked=Asked.SAME_FACT, subject=choice.event)
            return
        chosen = choice.event.id
        is_followed = chosen in draft.follows
        follows = (
            tuple(known for known in draft.follows if known != chosen) if is_followed else (*draft.follows, chosen)
        )
        self._replace(draft._replace(follows=follows))

    def _act(self, action: Action) -> None:
        if action in _ANSWERS:
            self._decide(_ANSWERS[action])
        elif action is Action.DROP:
            self.state = typing(self.state, "", asked=Asked.DROP_REASON)
        elif action is Action.SOURCE:
            self.state = typing(self.state, "", asked=Asked.NEW_SOURCE)
        elif action in (Action.WRITE, Action.MORE):
            self._write(action)
        else:
            self._say(sentence("this key does nothing here; ? lists the keys"))

    def _write(self, action: Action) -> None:
        prepared = self.prepared
        if prepared.missing:
            names = [option.removeprefix("--").replace("-", "_") for option in prepared.missing]
            known = [name for name in names if name in FIELDS]
            headings = ", ".join(self.words.heading(name) for name in known)
            self.state = self.state._replace(selected=known[0] if known else self.state.selected)
            message = sentence("still missing: {headings}", headings=headings)
            if known == ["date"]:
                unknown = Message("answer.undated")
                message = sentence(
                    "the day is missing; where the article gives none, type {unknown!r}", unknown=unknown
                )
            self._say(message, is_error=True)
        elif self.session.is_searching:
            self._wanted = action
            self._say(sentence("looking for what is on record already; a moment"))
        elif self._is_date_questioned(prepared):
            self._say(
                sentence("the date is from before the previous edition; if it is right, the same key again writes"),
                is_error=True,
            )
        elif (prepared.duplicates or self.state.same) and self._confirmed != prepared.typed:
            self._confirmed = prepared.typed
            self._say(
                sentence("perhaps on record already: its letter adds the source to it; the same key again writes"),
                is_error=True,
            )
        elif not prepared.typed.sources and not self._has_asked_source:
            self._wanted = action
            self.state = typing(self.state, "", asked=Asked.SOURCE)
        else:
            self._decide(Answer.WRITE if action is Action.WRITE else Answer.MORE)

    def _is_date_questioned(self, prepared: Prepared) -> bool:
        """Return whether the date is long past and has not been asked about yet."""
        when = prepared.event.date if prepared.event else None
        if when is None or prepared.edition is None or self._questioned == when.text:
            return False
        self._questioned = when.text
        return is_far_back(prepared.rating, prepared.edition, when)

    def _new_source(self, text: str) -> None:
        try:
            key = self._add_source(text) if self._add_source else ""
            self.session.reload()
        except RatingctlError as error:
            self.state = refused(self.state, text, self._told(error), refused_place(error, text))
            return
        draft = self.prepared.typed
        self.cancel()
        self._replace(draft._replace(sources=tuple(dict.fromkeys((*draft.sources, key)))))

    def _decide(self, answer: Answer, reason: str = "", same: Event | None = None) -> None:
        self.decision = Decision(answer, self.prepared, reason, same)

    def _told(self, error: RatingctlError) -> str:
        """Return what is wrong, with the name of the field on the desk in place of the option."""
        fact = error.fact
        option = fact.values.get("place") if isinstance(fact, Message) else None
        field = str(option).removeprefix("--").replace("-", "_").replace("source", "sources")
        if not isinstance(fact, Message) or field not in FIELDS:
            return error.said(self.words.said)
        named = RatingctlError(
            fact._replace(values={**fact.values, "place": self.words.heading(field)}),
            place=error.place,
            next_step=error.next_step,
        )
        return named.said(self.words.said)

    def _say(self, message: str | Message, *, is_error: bool = False) -> None:
        self.state = self.state._replace(message=message, is_error=is_error, mode=Mode.FIELDS, asked=None)


def _first_missing(prepared: Prepared) -> str:
    names = [option.removeprefix("--").replace("-", "_") for option in prepared.missing]
    return next((name for name in names if name in FIELDS), "title")
