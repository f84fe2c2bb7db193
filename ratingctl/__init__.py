"""ratingctl keeps an annual expert rating true, year after year, on a git-tracked folder of YAML files.

The house, and the only direction in which its rooms know each other:

    cli > commands > (storage | render | matching | intake) > domain > (words | report | errors)

cli       the door: options and exit codes, the only place for typer and the clock
commands  one verb, one file, one function with plain arguments that returns a Report, and Edits if it writes
storage   disk and git: text comes in, typed values with problems and their places go on; edits are spliced and applied
intake    an article becomes a draft of an event
matching  which earlier announcement a new event continues, how likely, and why
render    a Report to terminal, JSON, CSV, Markdown, in the rating's language
domain    what a rating is and what follows from it: model, dates, projects, tiers, comparison, rules
words     words as people write them: case, ё, alphabets, inflected names, words of one trade

Problems in the data are collected as values and shown all at once; exceptions (errors.py) mean "cannot go on".
"""

__version__ = "0.1.0"
