"""What a person says of a new rating, `0-100/0.1` or `country, countries`, as the YAML of its settings."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ratingctl.domain.scores import Scale, Score, number_of, shortest
from ratingctl.domain.settings import Tier
from ratingctl.errors import UsageError
from ratingctl.language.files import languages
from ratingctl.message import sentence
from ratingctl.storage.yaml.scalars import flow_list, scalar, score_text
from ratingctl.words.transliteration import latin_key

_RANGE = re.compile(r"(-?[\d.]+)\s*(?:-|–|\.\.|:)\s*(-?[\d.]+)(?:\s*(?:/|step)\s*([\d.]+))?")
_TIER_IDS = ("high", "moderate", "low")
_TIER_NAMES = {"en": ("High", "Moderate", "Low"), "ru": ("Высокая", "Средняя", "Низкая")}
_TITLES = {"en": "A rating", "ru": "Рейтинг"}
_EXAMPLES = {
    "en": "#unit: {one: country, many: countries, group: continent}",
    "ru": "#unit: {one: страна, few: страны, many: стран, plural: страны, group: часть света}",
}


class NewRating(NamedTuple):
    """What a person says of a new rating; what is empty is so by default.

    Attributes:
        language: The code of its language.
        unit: What a unit is called, its forms parted by commas: `country, countries`.
        group: What a group of units is called.
        scale: `1-10`, `0-100/0.1`, or grades, the best one first: `AAA, AA, A`.
        best: `min` if the lowest score is the best.
        tiers: Names, each with its lowest score: `High 70, Low 0`.
    """

    title: str = ""
    language: str = "en"
    unit: str = ""
    group: str = ""
    scale: str = ""
    best: str = ""
    tiers: str = ""


def template_values(rating: NewRating) -> dict[str, str]:
    """Return the YAML of the settings of a new rating, by the names that its templates fill in.

    Raises:
        UsageError: If something cannot be understood.
    """
    if rating.language not in languages():
        raise UsageError(
            sentence("there are no words for the language {language!r}", language=rating.language),
            next_step=sentence("name one of {languages}", languages=", ".join(languages())),
        )
    scale = typed_scale(rating.scale, rating.best)
    tiers = typed_tiers(rating.tiers, scale) if rating.tiers.strip() else _thirds(scale, rating.language)
    unit = unit_text(rating.unit, rating.group, rating.language)
    return {
        "title": rating.title.strip() or _TITLES.get(rating.language, _TITLES["en"]),
        "unit": unit or _EXAMPLES.get(rating.language, _EXAMPLES["en"]),
        "scale": _scale_text(scale),
        "tiers": "\n".join(
            f"- {{id: {tier.id}, name: {scalar(tier.name, flow=True)}, from: {score_text(tier.start)}}}"
            for tier in tiers
        ),
        "score": score_text(tiers[0].start),
    }


def typed_scale(typed: str, best: str = "") -> Scale:
    """Return the scale that a person types; 1 to 10 where nothing is.

    Raises:
        UsageError: If it is none.
    """
    text = typed.strip().replace("−", "-") or "1-10"
    if best.strip() not in ("", "min", "max"):
        raise UsageError(sentence("--best: no {typed!r}", typed=best), next_step=sentence("write min or max"))
    matched = _RANGE.fullmatch(text.replace(",", ".")) if text.count(",") < 2 else None
    numbers = [number_of(part) for part in matched.groups("1")] if matched else []
    if len(numbers) == 3 and None not in numbers:
        low, high, step = (number for number in numbers if number is not None)
        if low < high and step > 0:
            return _numeric(low, high, step, lower_is_better=best.strip() == "min")
    grades = tuple(part.strip() for part in typed.split(",") if part.strip())
    if not matched and len(set(grades)) > 1 and len(set(grades)) == len(grades):
        return Scale.of_grades(grades)
    raise UsageError(
        sentence("{typed!r} is no scale", typed=typed),
        next_step=sentence("write it like 1-10, 0-100/0.1 (in steps of 0.1), or AAA, AA, A with the best grade first"),
    )


def typed_tiers(typed: str, scale: Scale) -> list[Tier]:
    """Return the tiers that a person types, each a name with its lowest score, or worst grade; the best first.

    Raises:
        UsageError: If a score is missing, or not one of the scale.
    """
    tiers: list[Tier] = []
    for part in filter(None, (part.strip() for part in typed.split(","))):
        name, _, start = part.replace(":", " ").rpartition(" ")
        score = scale.typed_score(start)
        if not name.strip() or score is None or not scale.allows(score):
            raise UsageError(
                sentence("{part!r} is no tier", part=part),
                next_step=sentence("write names with their lowest scores: High 7, Moderate 4, Low 1"),
            )
        name = " ".join(name.split())
        known = {tier.id for tier in tiers}
        id_ = _slug(name)
        tiers.append(Tier(id_ if id_ and id_ not in known else f"tier-{len(tiers) + 1}", name, score))
    if not tiers or min(tier.start for tier in tiers) > scale.lowest:
        lowest = scale.lowest
        raise UsageError(
            sentence("no tier holds the score {low}", low=lowest), next_step=sentence("begin the lowest tier there")
        )
    return sorted(tiers, key=lambda tier: scale.worth(tier.start), reverse=True)


def unit_text(words: str, group: str, language: str) -> str:
    """Return the words for units as a line of YAML; empty where none are given.

    Raises:
        UsageError: If there are too few or too many forms.
    """
    forms = [" ".join(word.split()) for word in words.split(",") if word.strip()]
    names: Sequence[str] = ("one", "few", "many", "plural") if language == "ru" else ("one", "many")
    if not forms:
        return ""
    if language != "ru" and len(forms) == 1:
        forms.append(_english_plural(forms[0]))
    if not len(names) - (language == "ru") <= len(forms) <= len(names):
        raise UsageError(
            sentence("{words!r} are not the forms that are needed", words=words),
            next_step=sentence("write two for English: country, countries; three for Russian: страна, страны, стран"),
        )
    values = {**dict(zip(names, forms, strict=False)), **({"group": group.strip()} if group.strip() else {})}
    return f"unit: {{{', '.join(f'{name}: {scalar(word, flow=True)}' for name, word in values.items())}}}"


def _numeric(low: Score, high: Score, step: Score, *, lower_is_better: bool) -> Scale:
    if all(number == int(number) for number in (low, high, step)):
        return Scale(int(low), int(high), int(step), lower_is_better)
    return Scale(Decimal(low), Decimal(high), Decimal(step), lower_is_better)


def _scale_text(scale: Scale) -> str:
    if scale.grades:
        return f"{{grades: {flow_list(scale.grades)}}}"
    values = {"min": shortest(scale.lowest), "max": shortest(scale.highest)}
    values |= {} if scale.step == 1 else {"step": shortest(scale.step)}
    values |= {"best": "min"} if scale.lower_is_better else {}
    return f"{{{', '.join(f'{name}: {value}' for name, value in values.items())}}}"


def _thirds(scale: Scale, language: str) -> list[Tier]:
    """Return three tiers of about the same width, the best first; of two scores or grades only two."""
    steps = int((scale.highest - scale.lowest) / scale.step)
    places = sorted({0, round(steps / 3), round(steps * 2 / 3)})
    starts = sorted((scale.neighbour(scale.lowest, place) for place in places), key=scale.worth, reverse=True)
    names = _TIER_NAMES.get(language, _TIER_NAMES["en"])
    chosen = (0, 1, 2) if len(starts) == 3 else (0, 2)
    return [Tier(_TIER_IDS[place], names[place], start) for place, start in zip(chosen, starts, strict=True)]


def _slug(name: str) -> str:
    """Return a name as an id: Latin letters without marks; other alphabets by their transliteration."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or re.sub(r"[^a-z0-9]+", "-", latin_key(name)).strip("-")


def _english_plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"
