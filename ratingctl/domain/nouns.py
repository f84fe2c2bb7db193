"""The nouns of findings: what a value has to be, and what an entry of a file is."""

from ratingctl.message import Text, sentence

_NOUNS = {
    "text": sentence("a text"),
    "whole number": sentence("a whole number"),
    "number": sentence("a number"),
    "number above 0": sentence("a number above 0"),
    "score": sentence("a score"),
    "true or false": sentence("true or false"),
    "date": sentence("a date"),
    "id": sentence("an id"),
    "edition id": sentence("an edition id"),
    "language code": sentence("a language code"),
    "list of ids": sentence("a list of ids"),
    "list of texts": sentence("a list of texts"),
    "list of whole numbers": sentence("a list of whole numbers"),
    "mapping": sentence("a mapping"),
    "list of mappings": sentence("a list of mappings"),
    "mapping of mappings": sentence("a mapping of mappings"),
    "mapping of lists": sentence("a mapping of lists"),
    "mapping of texts": sentence("a mapping of texts"),
    "event": sentence("an event"),
    "check": sentence("a check"),
    "note": sentence("a note"),
    "region": sentence("a region"),
    "edition": sentence("an edition"),
    "rating": sentence("a rating"),
    "tier": sentence("a tier"),
    "scale": sentence("a scale"),
    "kind": sentence("a kind"),
    "source": sentence("a source"),
    "trend": sentence("a trend"),
    "booklet": sentence("a booklet"),
    "reviewer": sentence("a reviewer"),
    "erratum": sentence("an erratum"),
}


def noun(name: str) -> Text:
    """Return a type of values or a record with its article; as it is called in the schema where it has no message.

    Args:
        name: The value of a `FieldType`, or the name of a `Record`.
    """
    return _NOUNS.get(name) or f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"
