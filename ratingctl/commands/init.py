"""`init`: begin a new rating in a commented folder, or a practice rating in which every mistake may be made."""

from collections.abc import Mapping
from pathlib import Path

from ratingctl.commands.shared.change import Change
from ratingctl.commands.shared.new_rating import NewRating, template_values
from ratingctl.commands.shared.schema_files import schema_edits
from ratingctl.errors import UsageError
from ratingctl.message import Message, sentence
from ratingctl.report import Records, Report, Screen, paragraph
from ratingctl.storage.edits import Edit
from ratingctl.storage.git_setup import attribute_lines, with_attributes
from ratingctl.storage.packaged.scaffold import practice, scaffold
from ratingctl.storage.root import rating_in_the_way

_DEFAULTS = NewRating()


def init(root: Path, year: int, rating: NewRating = _DEFAULTS) -> Change:
    """Return the change that begins a rating: settings, two units, a first edition, and schemas for editors.

    Args:
        root: The folder to fill; it may exist, but none of the files to be written may.
        year: The year of the first edition.
        rating: What is known of it: title, language, the unit's word, scale and tiers.

    Raises:
        UsageError: If a file is in the way, or something cannot be understood; nothing is written then.
    """
    texts = scaffold(rating.language, year, template_values(rating))
    next_steps = [
        sentence(
            "Next: write your units into regions.yaml in the place of the two examples, "
            "or `ratingctl import units FILE`; then `ratingctl validate`."
        )
    ]
    return _begun(root, texts, rating.language, sentence("A new rating in {root}", root=root), next_steps)


def init_practice(root: Path, year: int, language: str) -> Change:
    """Return the change that copies the practice rating: invented towns, a locked edition and a draft.

    Args:
        root: As in `init`.
        year: The year of the draft.
        language: The language of the rating.

    Raises:
        UsageError: As in `init`.
    """
    template_values(NewRating(language=language))  # refuses a language that there is not
    commands = (
        ("status", sentence("where the draft stands, and what is left to do")),
        ("diff", sentence("what moved between the two editions")),
        ("match", sentence("what a new event may continue")),
        ("score saltmarsh 3.5 --rationale ..", sentence("adopt a score")),
        ("undo", sentence("take the last step back, whatever it was")),
    )
    steps = [sentence("Try:"), *(sentence("  ratingctl {command}: {why}", command=c, why=w) for c, w in commands)]
    title = sentence("A practice rating in {root}: break what you like", root=root)
    return _begun(root, practice(language, year), language, title, steps)


def _begun(root: Path, texts: Mapping[str, str], language: str, title: Message, next_steps: list[Message]) -> Change:
    """Return the change that writes the files of a rating.

    Raises:
        UsageError: If a file or another rating is in the way.
    """
    if (other := rating_in_the_way(root)) is not None:
        raise UsageError(
            sentence("{rating} is a rating already, and one inside the other would be mistaken for it", rating=other),
            place=str(root),
            next_step=sentence("name another folder, or go on with this rating"),
        )
    if root.exists() and not root.is_dir():
        raise UsageError(sentence("a file is in the way"), place=str(root), next_step=sentence("name another folder"))
    edits = [*(Edit.of(root / path, text) for path, text in texts.items()), *schema_edits(root)]
    attributes = root / ".gitattributes"
    if not attributes.exists():
        edits.append(Edit.of(attributes, with_attributes("", attribute_lines(""))))
    in_the_way = [edit.path for edit in edits if edit.before is not None]
    if in_the_way:
        raise UsageError(
            sentence(
                "{relative_to} is there already, nothing was written", relative_to=in_the_way[0].relative_to(root)
            ),
            place=str(root),
            next_step=sentence("name another folder, or go on with this rating"),
        )
    paths = [str(edit.path.relative_to(root)) for edit in edits]
    report = Report(
        data={"root": str(root), "written": paths},
        records=Records((), (), ("root", "written")),
        screen=Screen(
            language,
            title=paragraph(title),
            notes=[
                *(paragraph(f"  {path}") for path in paths if not path.startswith(".")),
                *(paragraph(step) for step in next_steps),
            ],
        ),
    )
    return Change(report, edits, None, most_lines=0)
