"""The register of verbs: the module of each, and its manual, which `--help` says below the options."""

from collections.abc import Mapping

from ratingctl.cli.verb_entry import VerbEntry

VERBS: Mapping[str, VerbEntry] = {
    "status": VerbEntry(
        "life",
        "Tell where an edition stands, what stops it, and the next step.",
        """
The page to open in the morning: scores, events and promises in numbers, what stops the next step (the gate), who has
what left, and the next step. --full shows every finding of the gate with the command that mends it.

How much a code of the gate counts is set in rating.yaml, as in `gate: {G105: off}`; `validate --explain G104` is its
manual.
""",
        ("ratingctl status", "ratingctl status 2026 --full"),
    ),
    "tiers": VerbEntry(
        "editors",
        "Print the tier tables of an edition.",
        """
By default the last edition with scores. --full prints the three columns of the published table: {unit} and score, what
was known before, what came since, with setbacks and fruitless checks in italics. --map shows the {units} as tiles,
where regions.yaml gives each a place.
""",
        ("ratingctl tiers --tier high", "ratingctl tiers --map", "ratingctl tiers 2026 --full -r amur -f markdown"),
    ),
    "diff": VerbEntry(
        "editors",
        "Compare two editions, with the events behind moves.",
        """
Scores, ranks and tiers side by side, and the events behind each move: what was achieved, then what went wrong, then
what was only said. Projects that somebody looked for in vain are named in italics.

Either side may be an edition as it was in git: 2026@v1.0, 2026@HEAD~3.
""",
        ("ratingctl diff 2025 2026 --tier high", "ratingctl diff 2025 2026 -r tver -r smolensk -f csv"),
    ),
    "report": VerbEntry(
        "booklets",
        "Write the booklet: a page, a Word file, a workbook.",
        """
The booklet for readers, as one file; the ending after -o chooses what it is. .html is a page that asks nothing of any
other place: map, moves, a list to sort and search, the tables as printed, trends, method, each {unit} with its
promises. It prints, and it reads without scripts and on a phone. .docx is the printed booklet for Word, .xlsx a
workbook with scores of all editions, moves, events and promises, .md headings and lists that other programs convert.

--template takes the styles of a Word file: Rating Fact, Rating Region, Rating Stalled, Rating Note, Rating Item and the
headings. --part map writes the map alone, as .svg. The texts around the tables stand in the edition's booklet.yaml. The
same rating gives the same bytes on every day.
""",
        ("ratingctl report 2026 -o rating.html", "ratingctl report 2026 --part map -o map.svg"),
    ),
    "show": VerbEntry(
        "readers",
        "Show one {unit}, or the story of one project.",
        """
The {unit} by any of its names, in any case; or a project by the id of any of its events, or by its name: its story with
deadlines, by how much they were put off, checks, and why it needs a look.

--edition looks from an edition, so that later ones are not seen; --as-of looks from a day.
""",
        ("ratingctl show khmao", "ratingctl show khmao-jmx8q", "ratingctl show khmao-jmx8q -e 2026"),
    ),
    "find": VerbEntry(
        "readers",
        "Find a text in all events, checks and notes.",
        """
Every word must be met, in any case and number, in either alphabet: khaier finds Haier, plants finds plant. A query of
five letters or more is also found across spaces and hyphens: greatwall finds Great Wall.
""",
        ("ratingctl find great wall", "ratingctl find haier -r tatarstan --edition 2026"),
    ),
    "stale": VerbEntry(
        "reviewers",
        "List the projects that need a look, and why.",
        """
Every project that promised something and now needs a look, with the reason: the deadline has passed or was put off,
there was no news for too long, the last check found nothing, nobody looked, or a result was long not confirmed. What
is done leaves the list.

The first are the most important: priority, 0 to 100, adds up by how much a deadline has passed, how far the project has
come, what is at stake, and what the last edition knew of it. Projects that one search serves stand together. General
intentions, which nobody can verify, come last: a line and one number for each {unit}.

Limits of silence stand in rating.yaml; what silence implies is marked as inferred. Reviewers stand in regions.yaml,
those of single projects in edition.yaml. The numbers of the list do for ids in `checked` until the files change; -o
list.csv makes a list that `checked --from` takes back.
""",
        (
            "ratingctl stale 2026 --reason overdue",
            "ratingctl stale -r moscow-oblast --group-by reason",
            "ratingctl stale --take 20",
        ),
    ),
    "checked": VerbEntry(
        "reviewers",
        "Record that somebody looked for news, and what was found.",
        """
Projects are named by ids, or by numbers and ranges of the list that `stale` showed last. A check goes into the edition
under review: the last one, or that of the list; a published one is refused. --until leaves a project in peace until a
day, for a year at most.

Two ways to clear hundreds. `stale -o list.csv`, filled in with any spreadsheet program (found, and as you like by,
date, note, until, sources), goes back with --from: rows with an empty `found` are not checked, giving the list twice
adds nothing, and one wrong row keeps all from being written. --review asks about one project at a time, with its story,
two phrases for a search engine and the {unit}'s events that belong to no story yet; every answer is saved at once.
""",
        (
            "ratingctl checked amur-nv07p --found nothing --until 2027-03 --by Anna",
            'ratingctl checked 2-4 --found nothing --note "news searched" --by Anna',
        ),
    ),
    "upcoming": VerbEntry(
        "reviewers",
        "List deadlines, ends of `until` and limits of silence still to come, by month; `-f ics` is a calendar.",
        """
By month: deadlines, days on which works are to begin, ends of `until`, and the days on which silence will reach a limit
or be taken for a suspension or cancellation. Many projects that reach one limit on one day share a line; -f json and
-f csv name each.

-f ics, or -o plan.ics, is a calendar to which a phone can subscribe.
""",
        ("ratingctl upcoming --until 2027-03", "ratingctl upcoming -r amur -f csv"),
    ),
    "add-event": VerbEntry(
        "analysts",
        "Log one event, by options, by prompts, or from an article.",
        """
By options, by prompts, or drafted from an article (--from FILE, - is standard input, several files make a queue). It
goes into the newest draft whose period holds its date; an older one is a late find. Only lines are added; the screen
shows them, what may be the same fact, and what the event may continue.

In a terminal the draft lies on a desk with its article: arrows choose a field, Enter opens it, letters link to earlier
events, w writes, ? explains; what is half-made is kept when you leave. An article that was logged or dropped here is
known again, also under a corrected title. A terminal that cannot be drawn on (TERM=dumb) is asked line by line.

--kind takes everyday words: meeting, order, opening; --kind '?' lists the kinds with an example of each. -r given
twice makes two events, one for each {unit}, as one step of `undo`. A date is asked for like the kind; `undated`, or
--undated, is an answer, and such an event is news of no day.

Without a terminal, or with --no-input or -f json, it writes when {unit}, kind and title are known, and otherwise says
which options are missing. A fact that is on record in any edition is not written again, unless --force says that it is
another one.
""",
        ('ratingctl add-event -r khmao -k talks --date 2026-10 -t "The road to Urumqi is discussed again"',),
    ),
    "events": VerbEntry(
        "journal",
        "List the events of an edition, by whom and when they were logged, and what they lack.",
        """
The journal: what was logged last comes first, with the day and the person that git knows; what is not saved yet is
yours. The options for what is lacking add up: --undated --unsourced lists what lacks either. Without git the list is
the same, without days and people.

A late find is dated before the edition's period. Correct the date, or say once that it is right, with --late --accept
for all that the list shows, or `edit 3 late=yes` for one: then nothing asks about it again.

The numbers of the list do for ids in `show`, `edit`, `link`, `unlink` and `remove`, until another list is shown or the
files change by another hand.
""",
        ("ratingctl events --undated --unsourced", "ratingctl events 2026 -r tatarstan --group-by kind -n 20"),
    ),
    "match": VerbEntry(
        "analysts",
        "Find the earlier announcements that new events continue.",
        """
For every event of an edition that follows nothing yet, the projects of its {unit} are ranked: a score, what was
announced, and why. Of the first candidates at 90 %, nine of ten are right.

Words weigh by how rare they are in this rating; cases, alphabets, misprints, compounds and words of one trade are
known, look-alikes are kept apart. A figure counts with its unit: 40 million yuan are no 40 thousand tonnes. Names of a
rating's own stand in organisations.yaml.

A line without a subject of its own is taken with the line before it, where neither has a project, a day or a source of
its own. Where a rating has fewer than 100 links and refusals, a likelihood is a word; --calibrate learns from them.

Nothing is linked by itself. --review asks about one event after the other; a no is not asked again unless one of the
two events changes. --accept links the candidates that are sure, as one step of `undo`.
""",
        ("ratingctl match -r khmao", 'ratingctl match --text "Haval makes more crossovers in Tula" -n 2'),
    ),
    "link": VerbEntry(
        "analysts",
        "Record that an event continues earlier ones.",
        "The earlier event may be one of another {unit}: the project has moved.",
        ("ratingctl link khmao-8qwbc --follows khmao-jmx8q",),
    ),
    "unlink": VerbEntry(
        "analysts",
        "Take back that an event continues earlier ones.",
        "One link with --follows, or all of them.",
        ("ratingctl unlink khmao-8qwbc --follows khmao-jmx8q",),
    ),
    "edit": VerbEntry(
        "analysts",
        "Correct the fields of an event.",
        """
Fields are given as field=value; an empty value takes a field away, the items of a list are parted by semicolons.
sources+=URL adds to a list, partners-=X takes from it. region=X moves the event into another {unit}: its id stays, its
links and the checks on it go with it; refused while something of the old {unit} leans on it. What `add-event` refuses
is refused here too. A published edition does not change.
""",
        (
            'ratingctl edit khmao-8qwbc date=2026-10-14 partners="Yugra; Urumqi"',
            "ratingctl edit khmao-8qwbc sources+=https://example.org/a region=tyumen",
        ),
    ),
    "remove": VerbEntry(
        "analysts",
        "Take an event out that should not be there.",
        "Refused, with the list, while others follow the event, cite it or check it.",
        ('ratingctl remove khmao-8qwbc --reason "entered twice" --dry-run',),
    ),
    "score": VerbEntry(
        "editors",
        "Adopt a score, or say why there is none.",
        """
Into the open edition. The score before and the {unit}'s events by weight are shown: results, setbacks, fruitless
checks, efforts. The evidence is cited by the ids of events; a check by that of the event that it names. A new score
never keeps the reasons of the old one. In a terminal, what is missing is asked for.

--contrary answers evidence that says the opposite, --not-rated says why there is no score: both are printed. --review
goes through all {units} without a score, one screen each, and goes on where it was ended.
""",
        ('ratingctl score khmao 5 --rationale "The road is discussed again" --evidence khmao-8qwbc',),
    ),
    "undo": VerbEntry(
        "analysts",
        "Take back what was written with the tool on this clone.",
        "The last step, or the step of a number. Refused if the lines have changed since.",
        ("ratingctl undo --list", "ratingctl undo"),
    ),
    "new-edition": VerbEntry(
        "life",
        "Open the edition that comes after the last one.",
        """
The next number, the period that adjoins and is as long, the cut-off at its end. There is one draft at a time.
""",
        ("ratingctl new-edition 2028 --dry-run",),
    ),
    "lock": VerbEntry(
        "life",
        "Close an edition for events, after its cut-off.",
        """
After the cut-off, if no file has an error and the gate lets it pass. From then on events are added, removed or recoded
only with --after-lock REASON, which `status` lists; links, checks and scores go on.
""",
        ("ratingctl lock 2027 --by Anna",),
    ),
    "publish": VerbEntry(
        "life",
        "Freeze and seal a locked edition, if the gate lets it pass.",
        """
Writes frozen.yaml, with which the edition is read ever after, and seal.json, if the gate lets it pass. --despite
overrides an error of the gate; the reason is kept in the seal and printed.

--printed seals an edition that was published before it could be sealed, from the first to the last.
""",
        ("ratingctl publish 2027 --by Anna", "ratingctl publish 2026 --despite 'G102=as printed' --printed 2026-06"),
    ),
    "verify": VerbEntry(
        "life",
        "Tell whether published editions are untouched; exit 1 if one is not.",
        """
Recomputes the seals and their chain, without git and without the cache: files that were changed, lost or added are
named, and in them the records. Part of `validate`.
""",
        ("ratingctl verify", "ratingctl verify 2026 -f json"),
    ),
    "erratum": VerbEntry(
        "life",
        "Correct a published edition in public.",
        """
The only way to change a published edition. The value, the reason, the day and the person go into errata.yaml and into
the reports, under a new seal. A dimension's score is named by its id: economy=70.
""",
        ('ratingctl erratum amur score=8 --reason "a misprint" -e 2026 --dry-run',),
    ),
    "save": VerbEntry(
        "together",
        "Save the rating's files: commit, merge with what others did, share.",
        """
The rating's files alone are committed, under a message that says what changed; what others have shared is fetched and
merged in memory, and all of it is shared. Events, checks and notes are merged by their ids, an event field by field.
Only what two people cannot both mean is asked; while a question is open nothing in the folder changes.

Without a terminal --mine and --theirs answer. What validate calls an error is not saved. Without network it is saved
here and shared the next time. Where the branch takes no direct changes, the work goes to a branch of one's own.
""",
        ("ratingctl save", 'ratingctl save -m "After the forum"'),
    ),
    "sync": VerbEntry(
        "together",
        "Fetch what others have shared and merge it, without saving.",
        "The other half of save: nothing of one's own is committed.",
        ("ratingctl sync",),
    ),
    "resolve": VerbEntry(
        "together",
        "Answer what two people cannot both mean.",
        """
Questions that save, sync or git itself have left: one screen each at a terminal, else --mine tula-g2n4m.due or
--theirs amur answers. Files in which somebody has left git's markers are merged too.
""",
        ("ratingctl resolve --list -f json", "ratingctl resolve"),
    ),
    "log": VerbEntry(
        "together",
        "Show who said what and when, field by field.",
        """
From git: of one {unit}, an event, an edition or everything. An event is known by its id, so that moving a line, quoting
or indenting it is no change.
""",
        ("ratingctl log amur --field score", "ratingctl log 2026 --by Anna --since 2026-11-01"),
    ),
    "setup-git": VerbEntry(
        "together",
        "Make git merge the rating's files by ids and fields.",
        """
Registers a merge driver in this clone and names it in .gitattributes; save does so by itself. Where the driver does not
run, git merges line by line and leaves markers, which resolve joins.
""",
        ("ratingctl setup-git",),
    ),
    "merge-file": VerbEntry(
        "together",
        "Merge three versions of a file into the second: for git.",
        """
What git runs for setup-git: three versions of a file become one, in the place of the second. No other file is touched,
and nobody is asked; exit 1 where both answers stand between markers.
""",
        ("ratingctl merge-file base.yaml mine.yaml theirs.yaml",),
    ),
    "validate": VerbEntry(
        "maintainers",
        "Name every problem in every file; exit 1 on errors.",
        "Each problem with its place and the next step.",
        ("ratingctl validate", "ratingctl validate --explain L302"),
    ),
    "schema": VerbEntry(
        "maintainers",
        "Print the JSON Schema of the files, for editors.",
        "The first line of each data file points editors to .schemas/; --write brings them up to date.",
        ("ratingctl schema edition", "ratingctl schema --write"),
    ),
    "import": VerbEntry(
        "imports",
        "Import what you have: units, a published table, scores, events.",
        """
Units come as .csv or .xlsx with a head over each column (name, id, code, group, aliases), or as a bare list of names.

A published table as .docx, .html, .md or plain text: {unit} and score (previous score), then a column of events for
each edition, italics where something has stalled. Its sentences become events with kind, date, partners and amounts;
what a page has torn is put together, what is not sure is listed. Nothing is published, and what is on record is not
added again.

Scores come as .csv or .xlsx: {units} by years or editions, in heads of one row or more, or in a column of their own; a
year that has no edition yet begins one; the scores of a dimension stand under its name or id. Events come as .csv,
.xlsx or .yaml. --map says what a column holds where its head does not; rating.yaml keeps it for the next time.

At a terminal the whole is shown and asked about; else --yes writes it. A name that is only near to one of the register
is never taken for it: --same says that it is. `undo` takes the whole import back.
""",
        (
            "ratingctl report 2026 -o booklet.docx",
            "ratingctl import table booklet.docx --edition 2027 --dry-run",
        ),
    ),
    "init": VerbEntry(
        "maintainers",
        "Begin a new rating in an empty, commented folder.",
        "All commented: an example begins with # and no space. --demo copies a practice rating of invented towns.",
        ("ratingctl init practice --demo", "ratingctl init my-rating --unit school --scale 0-100/0.1"),
    ),
}
"""Every verb, in the order of `--help`."""
