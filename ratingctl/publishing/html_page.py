"""The page: a publication as one HTML file that asks nothing of any other place."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ratingctl.domain.comparison import way_word
from ratingctl.domain.kinds import Halt, Stage
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.markdown_html import block_html, inline_html
from ratingctl.publishing.page_script import is_plain, kinds_of, page_script, resource, script_values, security_policy
from ratingctl.publishing.publication import BookletContent, ProjectEntry
from ratingctl.publishing.score_table import scores_address
from ratingctl.publishing.slope_chart import slope_chart
from ratingctl.publishing.tile_map import direction_of, shade_of, sign_of, tile_map
from ratingctl.words.fold import fold, words_of
from ratingctl.words.stemmer import stem

_stem = cache(stem)
_SHORTEST_WORD = 4
"""Letters of a word that is worth being found beyond what is printed."""
_STATUSES = [*(stage.name.lower() for stage in reversed(Stage)), *(halt.value for halt in Halt)]
"""The order in which the projects of a region are told."""


def html_page(publication: BookletContent, names: Sequence[Sequence[str]] = ()) -> bytes:
    """Return the page.

    Args:
        publication: What it shows.
        names: Groups of names that are one and the same; the search finds each by the others.
    """
    catalogue = Catalogue(publication.language)
    script, style = page_script(publication), _style(publication)
    anchors, kinds = _Anchors(publication), list(kinds_of(publication))
    template = page_environment(catalogue).get_template("page.html.j2")
    text = template.render(
        p=publication,
        policy=security_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        config=Markup(script_values(publication, catalogue, names)),
        map=tile_map(publication),
        slopes=slope_chart(publication),
        scores_address=scores_address(publication, catalogue),
        moved_summary=_moved_summary(publication, catalogue),
        districts=sorted({region.district for region in publication.regions if region.district}),
        shade=lambda score, same_scale=True: shade_of(score, publication, is_comparable=same_scale),
        direction=direction_of,
        is_plain=is_plain(publication),
        sign=sign_of,
        plain_number=lambda score: f"{score:f}" if isinstance(score, Decimal) else str(int(score)),
        section_word=lambda direction: catalogue.said(Message(f"section.{way_word(direction, publication.scale)}")),
        anchored=anchors.in_tables,
        replaced=anchors.replaced,
        missing=anchors.missing_words,
        first_anchor=anchors.first,
        is_told=anchors.is_told,
        by_status=_by_status,
        kind_number=lambda event: kinds.index(event.kind),
        short_name=lambda link: anchors.names.get(link.id, link.text),
    )
    return text.encode()


def page_environment(catalogue: Catalogue) -> Environment:
    """Return the templates of the page; every word of the data is escaped, every other word is the catalogue's."""
    environment = Environment(
        loader=PackageLoader("ratingctl.publishing", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: catalogue.said(value) if isinstance(value, Decimal | Message) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = lambda key, **values: catalogue.said(Message(key, values))
    environment.globals["block"] = block_html
    environment.globals["inline"] = inline_html
    return environment


class _Anchors:
    """Where the address of each event is: its line in a table, the line of a note, or its place in a story."""

    def __init__(self, publication: BookletContent) -> None:
        self._told: set[str] = set()
        lines = [line for region in publication.regions for line in (*region.before, *region.since)]
        printed = {line.events[0]: line.text for line in lines if line.is_event}
        self.replaced = {event for line in lines if not line.is_event for event in line.events} - printed.keys()
        unnamed = {project.id for region in publication.regions for project in region.plain_facts}
        self.missing_words = dict.fromkeys(self.replaced, "")
        told = {event: line.text for line in lines for event in line.events}
        self.names: dict[str, str] = {}
        for region in publication.regions:
            for project in region.projects:
                name = project.name if project.id in unnamed else ""
                for event in project.events:
                    self.names[event.id] = f"{project.name}: {event.kind_word}"
                    is_printed = event.id in printed
                    words = f"{event.words if is_printed else event.sentence} {name}"
                    self.missing_words[event.id] = _missing_words(words, told.get(event.id, ""))
        self.in_tables = printed.keys() | self.replaced

    def is_told(self, event: str) -> bool:
        """Return True if the event was asked for before: of two notes about it, the first has its address."""
        if event in self._told:
            return True
        self._told.add(event)
        return False

    def first(self, event: str) -> str:
        """The id of an event's place; only its first place has the address itself."""
        if event in self._told:
            return f"e-{event}-{len(self._told)}"
        self._told.add(event)
        return f"e-{event}"


def _missing_words(words: str, sentence: str) -> str:
    """Return the words that find an event and that its printed line has in no form."""
    if not words.strip():
        return ""
    folded = fold(sentence)
    unseen = [word for word in words_of(words) if word not in folded and not _says_nothing(word)]
    if not unseen:
        return ""
    there = set(map(_stem, words_of(folded)))
    return " ".join(dict.fromkeys(word for word in unseen if _stem(word) not in there))


def _says_nothing(word: str) -> bool:
    """True for a short word: nobody looks for an event by a preposition."""
    return len(word) < _SHORTEST_WORD and word.isalpha()


def _by_status(projects: Sequence[ProjectEntry]) -> list[tuple[str, list[ProjectEntry]]]:
    """Projects by the words of their status, those first that are further."""
    ordered = sorted(projects, key=lambda project: (_STATUSES.index(project.status), project.status_word))
    return [(word, list(group)) for word, group in groupby(ordered, key=attrgetter("status_word"))]


def _style(publication: BookletContent) -> str:
    """The style, with the heads of the printed columns for narrow screens, where there is no room for heads."""
    before, since = (_css_text(head) for head in publication.heads[1:])
    return f"\n{resource('style.css')}:root{{--before:{before};--since:{since}}}\n"


def _css_text(text: str) -> str:
    """A text as a string of CSS that cannot end the string or the style element."""
    return '"' + re.sub(r'[\\"<>&\n\r\f]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _moved_summary(publication: BookletContent, catalogue: Catalogue) -> str:
    directions = [direction_of(region.gain) for region in publication.moved()]
    ways = ((way_word(way, publication.scale), directions.count(way)) for way in ("up", "down", "same"))
    counts = ((f"diff.{word}", count) for word, count in ways)
    return ", ".join(catalogue.said(Message(key, {"n": count})) for key, count in counts)
