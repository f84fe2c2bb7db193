"""The questions of `init`: title, language, the unit's word, scale and tiers, each with a default."""

from ratingctl.commands.shared.new_rating import NewRating, template_values
from ratingctl.errors import UsageError
from ratingctl.interactive.dialogue import ask, tell_error
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message

_QUESTIONS = ("title", "language", "unit", "group", "scale", "best", "tiers")
_NEEDS_NUMBERS = "best"


def asked_rating(language: str) -> NewRating:
    """Return what a person answers; an empty answer is the default, and what cannot be understood is asked again.

    Args:
        language: The person's language, which is the default of the rating's.

    Raises:
        EOFError: If there is no more input.
    """
    rating = NewRating(language=language)
    for name in _QUESTIONS:
        if name == _NEEDS_NUMBERS and "," in rating.scale:
            continue  # grades are typed in their order
        rating = _answered(rating, name)
    return rating


def _answered(rating: NewRating, name: str) -> NewRating:
    said = Catalogue(rating.language).said
    while True:
        answer = ask(said(Message(f"init.{name}"))).strip()
        answered = rating._replace(**{name: answer}) if answer else rating
        try:
            template_values(answered)
        except UsageError as error:
            tell_error(error)
        else:
            return answered
