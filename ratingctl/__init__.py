"""ratingctl keeps an annual expert rating true, year after year, on a git-tracked folder of YAML files.

Architecture
------------
Imports run down, siblings are acyclic, and import-linter holds both (the contracts stand in pyproject.toml):

    cli > interactive > commands
        > (storage | render | publishing | matching | merging | intake)
        > (domain | language) > (words | report | errors) > (message | streams)

cli          parse, call, render, exit: options and exit codes, the only place for typer and the clock
interactive  a person at a terminal: prompts, the draft screen, the reviews; it decides nothing
commands     one verb, one file, one function with plain arguments that returns a Report, and edits if it writes;
             over commands/views (typed values to tables for people) over commands/shared (names, selections, searches)
storage      the only code that touches disk or git: yaml/ (nodes, splices), loading/ (files to typed values), cache/
             (SQLite, disposable), local_state/ (journal, judgements), inputs/ (articles, tables), packaged/ (resources)
render       a Report to terminal, JSON, CSV, Markdown, a calendar
publishing   the content of a booklet to a page, a Word file, a workbook, Markdown
matching     record linkage: which earlier project a new event continues, with a score and reasons
merging      three versions of a file to one, or to questions; the semantic diff of two
intake       information extraction: an article, or a sentence of a published table, to a draft of an event
domain       what a rating is and what follows from it: model, dates, lifecycle, staleness, tiers, comparison, rules
language     the catalogue: every word that people read, one file per language
words        text normalisation: case, ё, homoglyphs, transliteration, stems, name forms
report.py    the Report, a value between commands and render; errors.py: what may be raised
message.py   a sentence with its values, said in a language only when rendered; streams.py: standard streams, safely

publishing, matching, merging, intake, domain and words are pure: no disk, no clock, no screen. Way in: text, nodes,
typed values, once, at the border; then domain, Report, renderer, stdout. Way back: a command returns edits, the CLI
confirms, storage applies. Problems in the data are collected as values and shown all at once; an exception means
"cannot go on".

Glossary
--------
rating          the folder: `rating.yaml`, `regions.yaml`, `sources.yaml`, one folder per edition
edition         one issue of the rating; its chain is itself and its `previous` ones
page            one region's file in one edition: score, events, checks, notes
event           one fact about one region, with a kind, a date and sources; an event stub lacks the long texts
follow-up       an event that continues earlier ones (`follows`)
project         a root event and all that reaches it through `follows` in its region
check           a record that somebody looked for news of a project on a day; a recorded check knows its edition
rating view     what an edition shows of a rating on a day (as-of): its chain, without what was not yet known
summary         what the events of a project come to, whatever the day (summarize); valid from a day on
status          stage or halt of a project on a day; reported, or inferred from silence
review case     a project with its status and checks, put to the staleness reasons
staleness reason  a record: word, test, first day on which it may hold, whether `until` hides it
due for review  the prefilter of `stale`: summaries whose earliest review day has come
finding         a problem in the data, with code, place, fact and next step; a rule is the generator that finds it
candidate       an earlier project that a new event may continue
blocking        keeping, of very many events, the few that are worth comparing
alignment       the pairs of words of two events that match (same, root, spelling, concept), with weights
logit, score    the weighted sum of a pair's features; the probability that it is a follow-up, calibrated among rivals
judgement       a person's yes or no to a candidate; a no is remembered by the fingerprint of the pair
search signature  one line that rules most texts out before they are searched; false positives only
fingerprint     a checksum that changes when its files or values do
node            a piece of parsed YAML with its place in the text; a document is edited by splicing bytes at nodes
edit            path, bytes before, bytes after; applied under a lock and only if the file is still "before"
journal         the edits of past commands, from which `undo` takes them back
report          what a command returns: data (exactly the JSON) and a screen of typed cells for people
outline         a file cut into sections, entries and fields, each with its text and value; its parts are its bytes
three-way merge  of a common base, mine and theirs: by id and field; what cannot be merged is a question
question        something that two sides cannot both mean; a person's answer is kept until the merge is made
semantic diff   what two versions of a file say differently, by record and field; layout and order are no changes
message         a key of the catalogue with its values, said in a language only when rendered
gate            the findings that stop an edition from being locked or published, by code (`gate:` in rating.yaml)
frozen settings  the settings and the register with which an edition was published, and is read ever after
seal            checksums of a published edition's files, chained to the seal of the edition before
erratum         a correction of a published edition, in public and under a new seal
draft           an event that is being entered: from options, prompts or an article
"""

__version__ = "0.1.0"
