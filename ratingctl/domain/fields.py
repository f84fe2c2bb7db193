"""The field table: every key of every file, its shape and its meaning; the reader and the JSON Schema follow it."""

from typing import NamedTuple

from ratingctl.domain.field_types import EDITION_PATTERN as EDITION_PATTERN
from ratingctl.domain.field_types import ID_PATTERN as ID_PATTERN
from ratingctl.domain.field_types import KIND_PATTERN as KIND_PATTERN
from ratingctl.domain.field_types import Field as Field
from ratingctl.domain.field_types import FieldType as FieldType
from ratingctl.domain.field_types import Record as Record
from ratingctl.domain.field_types import words_of
from ratingctl.domain.kinds import KINDS, News
from ratingctl.domain.model import State
from ratingctl.domain.settings_fields import KIND, RATING_FILE

_S = FieldType

EVENT = Record(
    "event",
    "One fact about the region; the folder it stands in is its edition.",
    (
        Field("id", _S.ID, "Made once, never changed; follows, evidence and checks point to it.", required=True),
        Field("project", _S.TEXT, "A short name for the thing that goes on; the root's name is the project's."),
        Field(
            "date",
            _S.DATE,
            "When it happened, as exactly as is known; without it: within the edition's period.",
        ),
        Field("late", _S.FLAG, "true: it did happen before the edition's period; nobody asks about it again."),
        Field("kind", _S.TEXT, "What sort of fact it is.", required=True, examples=tuple(KINDS)),
        Field("title", _S.TEXT, "The fact in one line.", required=True),
        Field("text", _S.TEXT, "Whole sentences for print, where the title will not do."),
        Field("print", _S.FLAG, "false keeps it out of the printed table."),
        Field("follows", _S.IDS, "The earlier events that it continues."),
        Field("not_follows", _S.IDS, "Earlier events that somebody has judged it does not continue."),
        Field("start_due", _S.DATE, "When works will have begun, as it announces; it runs to the date's last day."),
        Field("due", _S.DATE, "When it will be there, as it announces; it runs to the date's last day."),
        Field("partners", _S.TEXTS, "Who takes part."),
        Field("amounts", _S.TEXTS, "Sums, capacities, shares, each with its unit."),
        Field("sources", _S.TEXTS, "Keys of sources.yaml, or URLs."),
        Field("note", _S.TEXT, "A remark for the editors, never printed."),
    ),
)
CHECK = Record(
    "check",
    "Somebody looked for news of a project on a day.",
    (
        Field("event", _S.ID, "Any event of the project.", required=True),
        Field("date", _S.DATE, "When they looked.", required=True),
        Field("by", _S.TEXT, "Who looked."),
        Field("found", _S.TEXT, "What they found.", required=True, choices=("nothing", "news")),
        Field("note", _S.TEXT, "What to say of it."),
        Field("until", _S.DATE, "Until when the project need not be looked at again."),
        Field("sources", _S.TEXTS, "Where one looked: keys of sources.yaml, or URLs."),
    ),
)
NOTE = Record(
    "note",
    "A printed remark that is no event.",
    (
        Field("text", _S.TEXT, "The remark.", required=True),
        Field("about", _S.IDS, "Events whose own lines it replaces in print."),
        Field("italic", _S.FLAG, "true prints it in italics: something has stalled, failed or left no trace."),
    ),
)
REGION_FILE = Record(
    "region",
    "One region in one edition.",
    (
        Field("region", _S.ID, "The region's id; the file is named after it.", required=True),
        Field("score", _S.SCORE, "The adopted score: a number or a grade of the scale."),
        Field("scores", _S.SCORES, "The scores by dimension, as rating.yaml declares them."),
        Field("tier", _S.ID, "The tier as it was adopted by hand, instead of that of the score."),
        Field("rationale", _S.TEXT, "Why this score."),
        Field("evidence", _S.IDS, "The events that the score rests on."),
        Field("contrary", _S.TEXT, "Why the score moves against what its evidence says."),
        Field("not_rated", _S.TEXT, "Instead of a score: why there is none; it is printed."),
        Field("events", _S.RECORDS, "By project name, then by date.", record=EVENT),
        Field("checks", _S.RECORDS, "By event, then by date.", record=CHECK),
        Field("notes", _S.RECORDS, "In the order of printing.", record=NOTE),
    ),
)
SIGNED_STEP = Record(
    "signed step",
    "When a step of the edition's life was taken, and by whom; `ratingctl lock` and `ratingctl publish` write it.",
    (
        Field("date", _S.DATE, "The day.", required=True),
        Field("by", _S.TEXT, "Who did it."),
    ),
)
LATE_CHANGE = Record(
    "late change",
    "An event that was added, removed or recoded after the lock.",
    (
        Field("date", _S.DATE, "The day.", required=True),
        Field("by", _S.TEXT, "Who did it."),
        Field("event", _S.ID, "The event.", required=True),
        Field("change", _S.TEXT, "added, removed, or the fields that were changed.", required=True),
        Field("reason", _S.TEXT, "Why.", required=True),
    ),
)
REVIEWER = Record(
    "reviewer",
    "Somebody who follows single projects in an edition.",
    (
        Field("name", _S.TEXT, "Who.", required=True),
        Field("projects", _S.IDS, "Any event of each of the projects.", required=True),
    ),
)
EDITION_FILE = Record(
    "edition",
    "One issue of the rating; its folder's name is its id.",
    (
        Field("title", _S.TEXT, "The title as it is printed."),
        Field("number", _S.TEXT, "A printed label; it orders nothing."),
        Field("period", _S.DATE, "The time that its events belong to.", required=True),
        Field("cutoff", _S.DATE, "The last day on which an event is taken in.", required=True),
        Field("state", _S.TEXT, "draft, locked (no new events) or published.", choices=words_of(State)),
        Field("previous", _S.EDITION, "The edition before this one; only the first has none."),
        Field("locked", _S.RECORD, "When it was locked, and by whom.", record=SIGNED_STEP),
        Field("published", _S.RECORD, "When it was published, and by whom.", record=SIGNED_STEP),
        Field("after_lock", _S.RECORDS, "Events that were changed after the lock, and why.", record=LATE_CHANGE),
        Field("reviewers", _S.RECORDS, "Who follows single projects, instead of their region's.", record=REVIEWER),
    ),
)
REGION = Record(
    "unit",
    "One unit of the rating.",
    (
        Field("name", _S.TEXT, "Its printed name.", required=True),
        Field("code", _S.TEXT, "Its code, such as ISO 3166-2."),
        Field("district", _S.TEXT, "The larger unit it belongs to."),
        Field("aliases", _S.TEXTS, "Other names by which people call it."),
        Field("cities", _S.TEXTS, "Towns by which a text tells the region; inflected in cities.yaml."),
        Field("order", _S.NUMBER, "Its place among equals in print."),
        Field("tile", _S.NUMBERS, "Its place on the tile map: column and row, counted from 0 at the upper left."),
        Field("since", _S.DATE, "When it began to be; editions before that do not cover it."),
        Field("until", _S.DATE, "When it ended; later editions do not cover it."),
        Field("merged_into", _S.ID, "The unit of which it became a part."),
        Field("reviewer", _S.TEXT, "Who follows its projects; `stale --mine` shows each reviewer their own."),
    ),
)
SOURCE = Record(
    "source",
    "Where facts were read.",
    (
        Field("title", _S.TEXT, "The title.", required=True),
        Field("publisher", _S.TEXT, "Who published it."),
        Field("date", _S.DATE, "When."),
        Field("url", _S.TEXT, "Where it can be read."),
    ),
)
TREND = Record(
    "trend",
    "What holds for several regions.",
    (
        Field("text", _S.TEXT, "The paragraph, in Markdown.", required=True),
        Field("regions", _S.IDS, "The regions that it names."),
        Field("events", _S.IDS, "The events that it rests on."),
    ),
)
BOOKLET_FILE = Record(
    "booklet",
    "The texts around the tables of one edition, in Markdown: paragraphs, emphasis, links, lists.",
    (
        Field("publishers", _S.TEXTS, "Who publishes it."),
        Field("place_date", _S.TEXT, "Where and when it appeared, for the title page."),
        Field("comment", _S.TEXT, "The authors' comment."),
        Field("method", _S.TEXT, "How the scores are found."),
        Field("trends", _S.RECORDS, "Numbered paragraphs, in the order of printing.", record=TREND),
        Field("tier_intro", _S.TEXTS_BY_ID, "For each tier, by its id, a line above its table."),
        Field("legend", _S.TEXT, "How to read the tables: what italics and brackets mean."),
        Field("footnotes", _S.TEXTS, "Notes at the end: the history of the rating, earlier issues."),
        Field("licence", _S.TEXT, "Under which terms it may be used."),
        Field("citation", _S.TEXT, "How to cite it."),
    ),
)
ERRATUM = Record(
    "erratum",
    "A correction of the published edition; `ratingctl erratum` writes it.",
    (
        Field("date", _S.DATE, "The day.", required=True),
        Field("by", _S.TEXT, "Who corrected it."),
        Field("id", _S.ID, "The event or region that was corrected.", required=True),
        Field("region", _S.ID, "The region in whose file it stands.", required=True),
        Field("field", _S.TEXT, "The field.", required=True),
        Field("was", _S.TEXT, "The value as it was published."),
        Field("now", _S.TEXT, "The value since."),
        Field("reason", _S.TEXT, "Why.", required=True),
    ),
)
ERRATA_FILE = Record(
    "errata",
    "What was corrected of the edition since it was published.",
    (Field("errata", _S.RECORDS, "In the order of time.", record=ERRATUM),),
)
FROZEN_REGION = Record(
    "frozen region",
    "A region as it was printed.",
    tuple(
        REGION.by_name[name]
        for name in ("name", "code", "district", "aliases", "order", "tile", "since", "until", "merged_into")
    ),
)
FROZEN_ORGANISATION = Record(
    "frozen organisation",
    "The names of an organisation, by each of which the report finds it.",
    (Field("names", _S.TEXTS, "The names that are one and the same."),),
)
FROZEN_KIND = Record(
    "frozen kind",
    "A kind of events as it counted.",
    (
        *(KIND.by_name[name] for name in ("class", "stage", "halt")),
        Field("news", _S.TEXT, "When it resets the silence clock; never by default.", choices=words_of(News)),
        KIND.by_name["promise"],
        Field("settles", _S.FLAG, "true if it delivers what was promised before it."),
        KIND.by_name["name"],
    ),
)
FROZEN_FILE = Record(
    "frozen",
    "The settings with which the edition was published; `ratingctl publish` writes it, and nobody changes it.",
    (
        *(RATING_FILE.by_name[name] for name in ("title", "language", "unit", "scale", "tiers", "stale")),
        *(RATING_FILE.by_name[name] for name in ("dimensions", "stages", "halts")),
        Field("kinds", _S.TABLE, "Every kind of events, by id.", record=FROZEN_KIND, key_pattern=KIND_PATTERN),
        Field("regions", _S.TABLE, "The register, by id.", record=FROZEN_REGION),
        Field("sources", _S.TABLE, "The sources that are cited, by key.", record=SOURCE),
        Field("organisations", _S.TABLE, "Names that are one and the same, by a slug.", record=FROZEN_ORGANISATION),
    ),
)


class FileKind(NamedTuple):
    """One kind of file.

    Attributes:
        shape: RECORD for a file of fixed keys; TABLE or LISTS for one whose keys are ids.
        record: Its keys, or those of each of its entries.
    """

    name: str
    doc: str
    shape: FieldType
    record: Record | None = None


FILE_KINDS = {
    kind.name: kind
    for kind in (
        FileKind("rating", RATING_FILE.doc, FieldType.RECORD, RATING_FILE),
        FileKind("regions", "The register: every unit of the rating, by id.", FieldType.TABLE, REGION),
        FileKind("sources", "Where facts were read, by key.", FieldType.TABLE, SOURCE),
        FileKind("organisations", "Names that are one and the same, by a slug.", FieldType.LISTS),
        FileKind("forms", "Inflected forms of the regions' names, by region.", FieldType.LISTS),
        FileKind("cities", "Names of towns in all cases, by region.", FieldType.LISTS),
        FileKind("edition", EDITION_FILE.doc, FieldType.RECORD, EDITION_FILE),
        FileKind("booklet", BOOKLET_FILE.doc, FieldType.RECORD, BOOKLET_FILE),
        FileKind("region", REGION_FILE.doc, FieldType.RECORD, REGION_FILE),
        FileKind("frozen", FROZEN_FILE.doc, FieldType.RECORD, FROZEN_FILE),
        FileKind("errata", ERRATA_FILE.doc, FieldType.RECORD, ERRATA_FILE),
    )
}
