"""The field table of `rating.yaml`: scale, tiers, own words, kinds, limits and the gate."""

from ratingctl.domain.field_types import BEST_WORDS, KIND_PATTERN, Field, FieldType, Record, words_of
from ratingctl.domain.gate_codes import GATE_CODES, GATE_WORDS
from ratingctl.domain.kinds import EventClass, Halt, Stage

_S = FieldType

SCALE = Record(
    "scale",
    "The lowest and the highest score, or the grades in order.",
    (
        Field("min", _S.DECIMAL, "The lowest score."),
        Field("max", _S.DECIMAL, "The highest score."),
        Field("step", _S.DECIMAL, "By how much neighbouring scores differ, such as 0.1; 1 by default."),
        Field("best", _S.TEXT, "min if the lowest score is the best one; max by default.", choices=BEST_WORDS),
        Field("grades", _S.TEXTS, "Instead of numbers: the grades, the best one first."),
    ),
)
TIER = Record(
    "tier",
    "A group of scores with a table of its own.",
    (
        Field("id", _S.ID, "Its id in options and JSON.", required=True),
        Field("name", _S.TEXT, "Its printed name.", required=True),
        Field("from", _S.SCORE, "Its lowest number, or its worst grade.", required=True),
    ),
)
DIMENSION = Record(
    "dimension",
    "A part of the judgement with a score of its own.",
    (
        Field("id", _S.WORD, "Its id in files, options and JSON.", required=True),
        Field("name", _S.TEXT, "Its printed name.", required=True),
        Field("scale", _S.RECORD, "Its scale; that of the rating by default.", record=SCALE),
    ),
)
STALE = Record(
    "stale",
    "After how many months of silence a project needs a look.",
    (
        Field("silent", _S.NUMBER, "Projects announced, committed, or delivered and open again; 12 by default."),
        Field("silent_underway", _S.NUMBER, "Projects under way; 18 by default."),
        Field("inferred_suspended", _S.NUMBER, "Silence that is taken for a suspension; 24 by default."),
        Field("inferred_cancelled", _S.NUMBER, "Silence that is taken for a cancellation; 48 by default."),
        Field("unconfirmed", _S.NUMBER, "A delivered project without any event; 24 by default."),
    ),
)
KIND = Record(
    "kind",
    "A kind of events that overrides or adds to the built-in ones.",
    (
        Field("class", _S.TEXT, "Its weight in a score.", required=True, choices=words_of(EventClass)),
        Field("stage", _S.TEXT, "The stage a project reaches.", choices=tuple(s.name.lower() for s in Stage)),
        Field("halt", _S.TEXT, "What it stops a project with.", choices=words_of(Halt)),
        Field("news", _S.FLAG, "true if it always resets the silence clock."),
        Field("promise", _S.FLAG, "true if reviewers must follow the project from then on."),
        Field("name", _S.TEXT, "How reports call it; its id by default."),
        Field(
            "words", _S.TEXTS, "Words and phrases by which a text reports it, in any form: adopted, came into force."
        ),
    ),
)
GATE = Record(
    "gate",
    "How much each finding of the gate counts: error, warning, note or off; `validate --explain CODE` explains each.",
    tuple(
        Field(code, _S.TEXT, f"{gate_code.severity.value} by default.", choices=GATE_WORDS)
        for code, gate_code in GATE_CODES.items()
    ),
)
UNIT = Record(
    "unit's words",
    "What the units are called in reports.",
    (
        Field("one", _S.TEXT, "The singular: country.", required=True),
        Field("few", _S.TEXT, "What stands with 2, 3 and 4, in languages that have such a form."),
        Field("many", _S.TEXT, "What stands with 5 and more: countries.", required=True),
        Field("plural", _S.TEXT, "The plural as it stands alone, where it is another one."),
        Field("group", _S.TEXT, "What a group of units is called, which regions.yaml names by `district`."),
    ),
)
STAGES = Record(
    "stages",
    "What the stages of projects are called in reports.",
    tuple(Field(stage.name.lower(), _S.TEXT, "Its name.") for stage in Stage),
)
HALTS = Record(
    "halts",
    "What is said of projects that have stopped.",
    tuple(Field(halt.value, _S.TEXT, "Its name.") for halt in Halt),
)
IMPORTS = Record(
    "imports",
    "For each sort of list that is imported, the heads of its columns by what they hold; `import --map` writes them.",
    (
        Field("units", _S.TEXTS_BY_ID, "name, id, code, group, aliases.", key_pattern=KIND_PATTERN),
        Field("scores", _S.TEXTS_BY_ID, "unit, group, edition, score, ids of dimensions.", key_pattern=KIND_PATTERN),
        Field("events", _S.TEXTS_BY_ID, "Fields of events.", key_pattern=KIND_PATTERN),
    ),
)
RATING_FILE = Record(
    "rating",
    "The settings of the whole rating.",
    (
        Field("title", _S.TEXT, "The title of the rating.", required=True),
        Field("language", _S.LANGUAGE, "The language of the reports."),
        Field("unit", _S.RECORD, "What the units are called; region by default.", record=UNIT),
        Field("scale", _S.RECORD, "The lowest and the highest score, or the grades.", required=True, record=SCALE),
        Field("tiers", _S.RECORDS, "The groups of scores.", required=True, record=TIER),
        Field("dimensions", _S.RECORDS, "Parts of the judgement with scores of their own.", record=DIMENSION),
        Field("stale", _S.RECORD, "Limits of silence, in months.", record=STALE),
        Field("kinds", _S.TABLE, "Kinds of events, by id.", record=KIND, key_pattern=KIND_PATTERN),
        Field("stages", _S.RECORD, "What the stages of projects are called.", record=STAGES),
        Field("halts", _S.RECORD, "What is said of projects that have stopped.", record=HALTS),
        Field("subject", _S.TEXTS, "Words by which a text is about the rating's subject."),
        Field("gate", _S.RECORD, "What stops an edition from being locked or published.", record=GATE),
        Field("imports", _S.RECORD, "What stands in which column of files that are imported.", record=IMPORTS),
        Field("search", _S.TEXTS, "Addresses of search engines and news sites, `{query}` for what is looked for."),
    ),
)
