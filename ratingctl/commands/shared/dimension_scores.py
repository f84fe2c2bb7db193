"""Scores by dimension, spliced into a region's file."""

from collections.abc import Mapping

from ratingctl.commands.shared.region_files import keys_above
from ratingctl.storage.yaml.splice import YamlDocument

_KEY = "scores"


def with_dimensions(document: YamlDocument, scores: Mapping[str, str | None]) -> YamlDocument:
    """Return a document with other scores by dimension; those that are not named stay.

    Args:
        document: The region's file.
        scores: The scores as they are written, by the dimension's id; None for one that is to be taken away.
    """
    if any(score is None for score in scores.values()) and document.has((_KEY,)):
        kept = {name: text for name, text in document.texts(_KEY).items() if name not in scores}
        document = _with_new(document.remove_key((_KEY,)), kept)
    given = {name: score for name, score in scores.items() if score is not None}
    if not document.has((_KEY,)):
        return _with_new(document, given)
    for name, text in given.items():
        document = document.set_value((_KEY, name), text, ())
    return document


def _with_new(document: YamlDocument, scores: Mapping[str, str]) -> YamlDocument:
    text = ", ".join(f"{name}: {score}" for name, score in scores.items())
    return document.set_value((_KEY,), f"{{{text}}}", keys_above(_KEY)) if scores else document
