"""The review of scores: regions are judged one by one, one screen each; every judgement is saved at once."""

from collections.abc import Callable, Sequence
from functools import partial

from ratingctl.commands.score import require_adoptable, score
from ratingctl.commands.shared.change import Clock, commit_change
from ratingctl.commands.shared.score_judgement import JudgedRegion, ScoreJudgement, judged_region
from ratingctl.commands.views.score_card import evidence_choices, score_card
from ratingctl.domain.model import EventId, RegionId
from ratingctl.errors import RatingctlError, UsageError
from ratingctl.interactive.dialogue import spoken_catalogue, tell, tell_sum
from ratingctl.interactive.keys import Action, action_of
from ratingctl.interactive.question_front import review_questions
from ratingctl.interactive.questions import Questions, is_key, refuse
from ratingctl.language.catalogue import Catalogue
from ratingctl.report import Message
from ratingctl.storage.folder import DiskFolder

_NOT_RATED = "!"


class ScoreReview:
    """Asks for the scores of regions.

    Args:
        folder: The rating.
        regions: The regions, in the order in which they are asked about.
        edition: The edition.
        language: The rating's language.
        now: The clock, for the journal.
        dry_run: Write nothing.
    """

    def __init__(
        self, folder: DiskFolder, regions: Sequence[RegionId], edition: str, language: str, now: Clock, *, dry_run: bool
    ) -> None:
        self._folder = folder
        self._regions = regions
        self._edition = edition
        self._catalogue = spoken_catalogue(language)
        self._now = now
        self._dry_run = dry_run
        self._saved: set[RegionId] = set()
        self._asked = review_questions()

    def ask(self) -> None:
        """Ask about each region until the list or the input ends, or the person ends it.

        Raises:
            KeyboardInterrupt: If the person interrupts; how many scores were saved is said.
        """
        position = 0
        try:
            while position < len(self._regions):
                position = max(0, position + self._answer(position))
        except EOFError:
            tell("")
        except KeyboardInterrupt:
            tell("")
            self._tell_sum()
            raise
        self._tell_sum()

    def _tell_sum(self) -> None:
        left = len(self._regions) - len(self._saved)
        saved = said(self._catalogue, "score.saved", n=len(self._saved))
        tell_sum(f"{saved}, {said(self._catalogue, 'score.left', n=left)}", dry_run=self._dry_run)

    def _answer(self, position: int) -> int:
        """Ask about one region until there is an answer, and return how far to go on.

        Raises:
            EOFError: If the person ends, or there is no more input.
        """
        region = self._regions[position]
        judged = judged_region(self._folder, region, self._edition)
        self._asked.show(score_card(judged, position + 1, len(self._regions)))
        is_answer = is_key(Action.LATER, Action.BACK, Action.END, Action.HELP)
        while True:
            typed = self._asked.ask(said(self._catalogue, "ask.score"), is_answer, "score").strip()
            action = action_of(typed)
            if action is Action.END:
                raise EOFError
            if action is Action.BACK:
                return -1
            if action is Action.LATER or not typed:
                return 1
            try:
                if self._is_saved(judged, typed):
                    self._saved.add(region)
                    return 1
            except RatingctlError as error:
                refuse(self._asked, "score", typed, error)

    def _is_saved(self, judged: JudgedRegion, typed: str) -> bool:
        """Save a judgement; return False where what was typed is none."""
        if typed.startswith(_NOT_RATED) and typed[1:].strip():
            judgement = ScoreJudgement(not_rated=typed[1:].strip())
        elif (value := judged.rating.settings.scale.typed_score(typed)) is not None:
            judgement = ScoreJudgement(typed)
            if judged.rating.settings.scale.allows(value):
                judgement = asked_reasons(self._asked, judged, judgement)
        else:
            self._asked.tell(said(self._catalogue, "ask.score_keys"))
            if len(typed) > 1:
                self._asked.keep("score", typed, len(typed))
            return False
        make = partial(score, self._folder, judged.region.id, judgement, self._edition)
        commit_change(self._folder.root, make, self._now, dry_run=self._dry_run)
        return True


def asked_reasons(asked: Questions, judged: JudgedRegion, judgement: ScoreJudgement) -> ScoreJudgement:
    """Return a score with the reasons that the person gives for it; what was given already is not asked for.

    Raises:
        EOFError: If there is no more input.
    """
    catalogue = spoken_catalogue(judged.rating.settings.language)
    value = judged.rating.settings.scale.typed_score(judgement.score)
    if value is None:
        return judgement
    choices = evidence_choices(judged)

    def answered(key: str, about: str, change: Callable[[str], ScoreJudgement]) -> ScoreJudgement:
        """Return the judgement with an answer that fits; what is refused stays in its line."""
        while True:
            typed = asked.ask(said(catalogue, key), about=about).strip()
            try:
                require_adoptable(judged, changed := change(typed))
            except UsageError as error:
                refuse(asked, about, typed, error)
            else:
                return changed

    if not judgement.rationale:
        given = judgement
        judgement = answered("ask.rationale", "rationale", lambda typed: given._replace(rationale=typed))
    if choices and not judgement.evidence:
        reasoned = judgement
        judgement = answered(
            "ask.evidence", "evidence", lambda typed: reasoned._replace(evidence=_cited(choices, typed))
        )
    if not judgement.contrary and judged.is_contrary(value, [id_ for id_ in choices if id_ in judgement.evidence]):
        cited = judgement
        judgement = answered("ask.contrary", "contrary", lambda typed: cited._replace(contrary=typed))
    return judgement


def said(catalogue: Catalogue, key: str, **values: int) -> str:
    """Return a message in a language."""
    return catalogue.said(Message(key, values))


def _cited(choices: Sequence[EventId], typed: str) -> tuple[str, ...]:
    """Return the ids behind numbers of the card; anything else is an id already."""
    words = typed.replace(",", " ").replace(";", " ").split()
    return tuple(
        choices[int(word) - 1] if word.isdecimal() and 1 <= int(word) <= len(choices) else word for word in words
    )
