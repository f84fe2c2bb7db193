"""The CLI of the verbs that editors work with: `tiers`, `diff` and `score`."""

from typing import Annotated, NamedTuple

from ratingctl.cli import options
from ratingctl.cli.parameters import Argument, Option
from ratingctl.cli.verb import ReportOptions, Run, WriteOptions, verb
from ratingctl.errors import UsageError
from ratingctl.message import sentence


class ScoreReasons(NamedTuple):
    """The options that give the reasons of a score, or of there being none."""

    rationale: Annotated[str, Option("--rationale", help="Why this score.")] = ""
    evidence: Annotated[
        list[str] | None, Option("--evidence", help="The id of an event it rests on; may be repeated.")
    ] = None
    dimension: Annotated[
        list[str] | None,
        Option("--dimension", metavar="ID=N", help="The score of a dimension; may be repeated. ID= takes it away."),
    ] = None
    in_tier: Annotated[
        str, Option("--in-tier", help="The tier, where it is not to be that of the score.", metavar="TIER")
    ] = ""
    contrary: Annotated[str, Option("--contrary", metavar="REASON", help="Why it moves against its evidence.")] = ""
    not_rated: Annotated[
        str, Option("--not-rated", metavar="REASON", help="Instead of a score: why there is none; it is printed.")
    ] = ""


@verb(ReportOptions)
def tiers(
    run: Run,
    edition: Annotated[
        str | None,
        Argument(help="The edition; by default the last one with scores.", show_default=False),
    ] = None,
    full: Annotated[bool, Option("--full", help="The three columns as printed.")] = False,
    as_map: Annotated[bool, Option("--map", help="The {units} as tiles of a map.")] = False,
    *,
    filters: options.Filters,
    limit: options.Limit = None,
    as_of: options.AsOf = None,
) -> None:
    """Print the tier tables of an edition."""
    from ratingctl.commands.tiers import tiers as command

    day = options.as_of_day(as_of)
    selection = filters.selection(limit)
    run.present(command(run.folder, options.today(), edition, selection, full, day, as_map))


@verb(ReportOptions)
def diff(
    run: Run,
    old: Annotated[
        str | None,
        Argument(
            metavar="[A]",
            help="An edition, or EDITION@GITREV; by default the one before B.",
            show_default=False,
        ),
    ] = None,
    new: Annotated[
        str | None,
        Argument(metavar="[B]", help="The same; by default the last one with scores.", show_default=False),
    ] = None,
    events: Annotated[int, Option("--events", min=0, help="How many events to show behind each move.")] = 3,
    fail: Annotated[bool, Option("--fail", help="Exit with 1 if a score moved.")] = False,
    *,
    filters: options.Filters,
    limit: options.Limit = None,
) -> None:
    """Compare two editions, with the events behind moves."""
    from ratingctl.commands.diff import diff as command

    run.present(command(run.folder, old, new, filters.selection(limit), events), fail=fail)


@verb(WriteOptions)
def score(
    run: Run,
    name: Annotated[
        str | None, Argument(metavar="[REGION]", help="The {unit}, in any spelling.", show_default=False)
    ] = None,
    value: Annotated[str | None, Argument(metavar="[N]", help="The score.", show_default=False)] = None,
    *,
    reasons: ScoreReasons,
    edition: Annotated[str | None, Option("--edition", "-e", help="By default the last one.")] = None,
    review: Annotated[bool, Option("--review", help="Ask about all {units} without a score, one by one.")] = False,
    filters: options.Filters,
    no_input: options.NoInput = False,
) -> None:
    """Adopt a score, or say why there is none."""
    from ratingctl.commands.score import score as command
    from ratingctl.commands.shared.score_judgement import ScoreJudgement, judged_region

    asks = not no_input and run.is_for_people and options.is_terminal()
    if review:
        _review_scores(run, edition, filters, asks=asks, alone=name is None and value is None and not any(reasons))
        return
    if name is None or not (value or reasons.not_rated or reasons.dimension):
        raise UsageError(
            sentence("there is nothing to record"),
            next_step=sentence("name the {unit} and its score, the {unit} and --not-rated REASON, or --review"),
        )
    judgement = ScoreJudgement(
        value or "",
        reasons.rationale,
        tuple(reasons.evidence or ()),
        reasons.contrary,
        reasons.not_rated,
        tuple(reasons.dimension or ()),
        reasons.in_tier,
    )
    if asks and value is not None and not (reasons.rationale and reasons.evidence):
        from ratingctl.commands.views.score_card import score_card
        from ratingctl.interactive.question_front import review_questions
        from ratingctl.interactive.score_review import asked_reasons

        judged = judged_region(run.folder, name, edition)
        asked = review_questions()
        asked.show(score_card(judged, 1, 1))
        judgement = asked_reasons(asked, judged, judgement)
    run.write(lambda: command(run.folder, name, judgement, edition))


def _review_scores(run: Run, edition: str | None, filters: options.Filters, *, asks: bool, alone: bool) -> None:
    """Ask for the scores of regions.

    Raises:
        UsageError: If something else was asked for as well, or there is nobody to ask.
    """
    if not alone:
        raise UsageError(
            sentence("--review asks for scores, and takes none"), next_step=sentence("leave the others out")
        )
    if not asks:
        raise UsageError(
            sentence("--review asks, and here is nobody to ask"), next_step=sentence("run it in a terminal")
        )
    from ratingctl.commands.shared.score_judgement import regions_to_judge
    from ratingctl.interactive.score_review import ScoreReview

    rating, judged_edition, regions = regions_to_judge(run.folder, edition, filters.selection())
    language = rating.settings.language
    ScoreReview(run.folder, regions, judged_edition.id, language, options.now, dry_run=run.dry_run).ask()
