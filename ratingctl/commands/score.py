"""`score`: adopt a region's score, with its rationale and the events it rests on; or say why there is none."""

from collections.abc import Mapping
from typing import NamedTuple

from ratingctl.commands.shared.change import Change, ChangeSummary
from ratingctl.commands.shared.dimension_scores import with_dimensions
from ratingctl.commands.shared.names import EventNotFoundError, events_named, tier_named
from ratingctl.commands.shared.region_files import (
    changed_file,
    keys_above,
    missing_only_where_files_are_sound,
    require_open,
)
from ratingctl.commands.shared.score_judgement import JudgedRegion, ScoreJudgement, judged_region
from ratingctl.commands.shared.typed_scores import typed_dimensions, typed_score
from ratingctl.commands.shared.typed_values import LONGEST_REASON, one_line
from ratingctl.commands.views.score_card import weighed_data, weighed_table
from ratingctl.domain.model import EventId
from ratingctl.domain.scores import Score, score_data
from ratingctl.domain.tiers import tier_of
from ratingctl.errors import UsageError
from ratingctl.message import sentence
from ratingctl.report import Message, Paragraph, Records, Report, Screen, paragraph
from ratingctl.storage.folder import DiskFolder
from ratingctl.storage.yaml.scalars import scalar, score_text
from ratingctl.storage.yaml.splice import YamlDocument
from ratingctl.words.suggestion import did_you_mean_id

_RECORDS = Records((), (), ("region", "edition", "previous", "from", "to", "tier"))
_TEXTS = ("tier", "rationale", "contrary", "not_rated")


class _Adopted(NamedTuple):
    """The judgement that a region's file will hold: empty values are taken out."""

    score: Score | None
    rationale: str
    evidence: tuple[EventId, ...]
    contrary: str
    not_rated: str
    dimensions: Mapping[str, Score | None]
    tier: str


def score(folder: DiskFolder, region_query: str, judgement: ScoreJudgement, edition_id: str | None = None) -> Change:
    """Return the change that adopts a score, or the word on why there is none.

    A new score never keeps the reasons of the old one: what is not given anew is taken out. With the same score, what
    is not given stays.

    Args:
        folder: The rating.
        region_query: The region, in any spelling.
        judgement: The score with its reasons, or why there is none.
        edition_id: The edition; the last one by default.

    Returns:
        What was adopted, beside the previous score and the region's events by weight, and the edit; none where nothing
        changes.

    Raises:
        UsageError: If a name is unknown, the score is outside the scale, the edition is published, or an event is not
            the region's.
        DataError: If the files cannot be read or changed.
    """
    judged = judged_region(folder, region_query, edition_id)
    require_open(judged.edition, for_events=False)
    _require_judgement(judgement)
    with missing_only_where_files_are_sound(folder):
        adopted = _adopted(judged, judgement)
    edit = changed_file(folder, judged.edition, judged.region.id, lambda document: _with_judgement(document, adopted))
    word = "not rated" if adopted.score is None else str(adopted.score)
    return Change(
        _report(judged, adopted),
        [edit] if edit.after != edit.before else [],
        ChangeSummary("score", judged.region.id, (word,)),
    )


def require_adoptable(judged: JudgedRegion, judgement: ScoreJudgement) -> None:
    """Refuse a judgement that `score` refuses.

    Raises:
        UsageError: If the score is outside the scale, a reason too long, or an event is not the region's.
    """
    _require_judgement(judgement)
    _adopted(judged, judgement)


def _require_judgement(judgement: ScoreJudgement) -> None:
    if judgement.dimensions and not (judgement.score.strip() or judgement.not_rated.strip()):
        return
    if (not judgement.score.strip()) == (not judgement.not_rated.strip()):
        raise UsageError(
            sentence("each {unit} has a score, or a word on why there is none"),
            next_step=sentence("give one of the two: a score, or --not-rated REASON"),
        )
    given = [judgement.rationale, judgement.contrary, judgement.tier, *judgement.evidence]
    if judgement.not_rated.strip() and any(given):
        raise UsageError(
            sentence("--not-rated needs no other reason"), next_step=sentence("leave --rationale and --evidence out")
        )


def _adopted(judged: JudgedRegion, judgement: ScoreJudgement) -> _Adopted:
    settings, page = judged.rating.settings, judged.page
    score: Score | None
    if judgement.score.strip():
        score = typed_score(settings.scale, judgement.score)
    else:
        score = page.score if page and judgement.dimensions else None
    adopted = _Adopted(
        score,
        one_line("--rationale", judgement.rationale, LONGEST_REASON),
        tuple(_cited_id(judged, query) for query in judgement.evidence),
        one_line("--contrary", judgement.contrary, LONGEST_REASON),
        one_line("--not-rated", judgement.not_rated, LONGEST_REASON)
        or (page.not_rated if page and score is None and judgement.dimensions else ""),
        typed_dimensions(settings.dimensions, judgement.dimensions),
        tier_named(judged.rating, judgement.tier).id if judgement.tier.strip() else "",
    )
    if page is None or adopted.score is None or page.score != adopted.score:
        return adopted
    return adopted._replace(
        rationale=adopted.rationale or page.rationale,
        evidence=adopted.evidence or page.evidence,
        contrary=adopted.contrary or page.contrary,
        tier=adopted.tier or page.tier,
    )


def _with_judgement(document: YamlDocument, adopted: _Adopted) -> YamlDocument:
    if adopted.score is not None:
        document = document.set_value(("score",), score_text(adopted.score), keys_above("score"))
    elif document.has(("score",)):
        document = document.remove_key(("score",))
    dimensions = {name: None if score is None else score_text(score) for name, score in adopted.dimensions.items()}
    document = with_dimensions(document, dimensions)
    for name in _TEXTS:
        text = getattr(adopted, name)
        if text:
            document = document.set_value((name,), scalar(text), keys_above(name))
        elif document.has((name,)):
            document = document.remove_key((name,))
    return document.set_list(("evidence",), adopted.evidence, keys_above("evidence"))


def _cited_id(judged: JudgedRegion, query: str) -> EventId:
    ids = {event.id for event in events_named(judged.events, query)}
    listed = sentence("`ratingctl show {region}` lists the ids", region=judged.region.id)
    if not ids:
        fact = sentence(
            "--evidence: {query!r} is no event of {region} that {edition} sees{hint}",
            query=query,
            region=judged.region.id,
            edition=judged.edition.id,
            hint=did_you_mean_id(query, [event.id for event in judged.events]),
        )
        raise EventNotFoundError(fact, next_step=listed)
    if len(ids) > 1:
        raise UsageError(
            sentence("--evidence: {query!r} may be {ids}", query=query, ids=", ".join(sorted(ids))), next_step=listed
        )
    return ids.pop()


def _report(judged: JudgedRegion, adopted: _Adopted) -> Report:
    value, page = adopted.score, judged.page
    tiers = judged.rating.settings.tiers
    by_hand = next((tier for tier in tiers if tier.id == adopted.tier), None)
    tier = by_hand or (None if value is None else tier_of(value, tiers))
    what = Message("score.adopted", {"score": value}) if value is not None else Message("score.not_rated")
    names = {dimension.id: dimension.name for dimension in judged.rating.settings.dimensions}
    dimensions = [
        piece
        for id_, score in adopted.dimensions.items()
        for piece in (f" · {names[id_]}: ", "–" if score is None else score)
    ]
    before = () if judged.previous is None else (" ", Message("score.previous", {"score": judged.previous}))
    return Report(
        data={
            "region": judged.region.id,
            "edition": judged.edition.id,
            "previous": score_data(judged.previous),
            "from": score_data(page.score) if page else None,
            "to": score_data(value),
            "tier": tier.id if tier else None,
            "rationale": adopted.rationale or None,
            "evidence": list(adopted.evidence),
            "contrary": adopted.contrary or None,
            "not_rated": adopted.not_rated or None,
            **(
                {"scores": {name: score_data(score) for name, score in adopted.dimensions.items()}}
                if adopted.dimensions
                else {}
            ),
            "events": weighed_data(judged),
        },
        records=_RECORDS,
        screen=Screen(
            judged.rating.settings.language,
            paragraph(judged.region.name, f" · {judged.edition.id}: ", what, *before, *dimensions),
            tables=[weighed_table(judged, cited=adopted.evidence)] if judged.page else [],
            notes=_hints(judged, adopted),
        ),
    )


def _hints(judged: JudgedRegion, adopted: _Adopted) -> list[Paragraph]:
    """Return what was taken out, and what the gate will ask of a score that moved."""
    page, before, value = judged.page, judged.comparable, adopted.score
    hints = []
    if page and page.score is not None and page.score != value and (page.rationale or page.evidence):
        hints.append(sentence("the reasons of the score {score} were taken out", score=page.score))
    if value is not None and before is not None and value != before:
        known = {*(event.id for event in page.events), *(check.event for check in page.checks)} if page else set()
        if not adopted.rationale:
            hints.append(sentence("a score that moved needs a reason: --rationale"))
        if known.isdisjoint(adopted.evidence):
            hints.append(sentence("a score that moved needs evidence of this edition: --evidence ID"))
        if judged.is_contrary(value, adopted.evidence) and not adopted.contrary:
            hints.append(sentence("its evidence says the opposite: cite other events, or say why with --contrary"))
    return [paragraph(hint) for hint in hints]
