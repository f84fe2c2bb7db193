"""The page: a publication as one HTML file that asks nothing of any other place."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from operator import attrgetter

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ratingctl.domain.kinds import Halt, Stage
from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.markdown_html import block_html, inline_html
from ratingctl.publishing.publication import ProjectEntry, Publication
from ratingctl.publishing.slope_chart import slope_chart
from ratingctl.publishing.tile_map import direction_of, shade_of, sign_of, tile_map
from ratingctl.words.fold import words_of
from ratingctl.words.search import stem

_STATUSES = [*(stage.name.lower() for stage in reversed(Stage)), *(halt.value for halt in Halt)]
"""The order in which the projects of a region are told."""


def html_page(publication: Publication, names: Sequence[Sequence[str]] = ()) -> bytes:
    """Return the page.

    Args:
        publication: What it shows.
        names: Groups of names that are one and the same; the search finds each by the others.
    """
    catalogue = Catalogue(publication.language)
    script, style = _script(), _style(publication)
    anchors = _Anchors(publication)
    template = page_environment(catalogue).get_template("page.html.j2")
    text = template.render(
        p=publication,
        policy=_policy(script, style),
        script=Markup(script),
        style=Markup(style),
        config=Markup(_config(publication, catalogue, names)),
        map=tile_map(publication),
        slopes=slope_chart(publication),
        moved_summary=_moved_summary(publication, catalogue),
        districts=sorted({region.district for region in publication.regions if region.district}),
        shade=lambda score: shade_of(score, publication),
        direction=direction_of,
        sign=sign_of,
        section_word=lambda direction: catalogue.said(Message(f"section.{direction}")),
        anchored=anchors.in_tables,
        replaced=anchors.replaced,
        missing=anchors.missing_words,
        first_anchor=anchors.first,
        by_status=_by_status,
    )
    return text.encode()


def page_environment(catalogue: Catalogue) -> Environment:
    """Return the templates of the page; every word of the data is escaped, every other word is the catalogue's."""
    environment = Environment(
        loader=PackageLoader("ratingctl.publishing", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = lambda key, **values: catalogue.said(Message(key, values))
    environment.globals["block"] = block_html
    environment.globals["inline"] = inline_html
    return environment


class _Anchors:
    """Where the address of each event is: its line in a table, the line of a note, or its place in a story."""

    def __init__(self, publication: Publication) -> None:
        self._told: set[str] = set()
        lines = [line for region in publication.regions for line in (*region.before, *region.since)]
        printed = {line.events[0]: line.text for line in lines if line.is_event}
        self.replaced = {event for line in lines if not line.is_event for event in line.events} - printed.keys()
        listed = {project.id for region in publication.regions for project in region.single_facts}
        self.missing_words = dict.fromkeys(self.replaced, "")
        for region in publication.regions:
            for project in region.projects:
                name = project.name if project.id in listed else ""
                for event in project.events:
                    words = f"{event.words} {name}"
                    self.missing_words[event.id] = _missing_words(words, printed.get(event.id, ""))
        self.in_tables = printed.keys() | self.replaced

    def first(self, event: str) -> str:
        """The id of an event's place; only its first place has the address itself."""
        if event in self._told:
            return f"e-{event}-{len(self._told)}"
        self._told.add(event)
        return f"e-{event}"


def _missing_words(words: str, sentence: str) -> str:
    """The words by which an event is found that its printed line does not have, in no form."""
    there = {stem(word) for word in words_of(sentence)}
    missing = dict.fromkeys(word for word in words_of(words) if stem(word) not in there)
    return " ".join(missing)


def _kinds(publication: Publication) -> dict[str, str]:
    """What people call the kinds of all events, with their ids."""
    projects = (project for region in publication.regions for project in region.projects)
    return dict(sorted({event.kind_word: event.kind for project in projects for event in project.events}.items()))


def _by_status(projects: Sequence[ProjectEntry]) -> list[tuple[str, list[ProjectEntry]]]:
    """Projects by the words of their status, those first that are further."""
    ordered = sorted(projects, key=lambda project: (_STATUSES.index(project.status), project.status_word))
    return [(word, list(group)) for word, group in groupby(ordered, key=attrgetter("status_word"))]


def _policy(script: str, style: str) -> str:
    """The Content-Security-Policy: nothing is loaded, and only the page's own script and style count."""
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _resource(name: str) -> str:
    return resources.files("ratingctl.publishing").joinpath("page", name).read_text(encoding="utf-8")


def _script() -> str:
    """The two scripts without comments and indentation."""
    text = f"\n{_resource('search.js')}{_resource('page.js')}"
    return re.sub(r"\n\s*(//.*)?(?=\n)", "", re.sub(r"\n +", "\n", text))


def _style(publication: Publication) -> str:
    """The style, with the heads of the printed columns for narrow screens, where there is no room for heads."""
    before, since = (_css_text(head) for head in publication.heads[1:])
    return f"\n{_resource('style.css')}:root{{--before:{before};--since:{since}}}\n"


def _css_text(text: str) -> str:
    """A text as a string of CSS that cannot end the string or the style element."""
    return '"' + re.sub(r'[\\"<>&\n\r\f]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'


def _config(publication: Publication, catalogue: Catalogue, names: Sequence[Sequence[str]]) -> str:
    """What the script must know, as JSON that cannot end its element."""
    values: Mapping[str, object] = {
        "language": publication.language,
        "edition": publication.edition,
        "editions": [edition.id for edition in publication.editions],
        "tool": publication.tool,
        "file": f"rating-{publication.edition}",
        "kinds": _kinds(publication),
        "names": [list(group) for group in names],
        "words": {
            key: catalogue.said(Message(f"page.script_{key}", dict.fromkeys(fields, "")))
            if not fields
            else _template(catalogue, f"page.script_{key}", fields)
            for key, fields in (("more", ("n",)), ("found", ("n", "of", "lines")), ("shown", ("n", "of")))
        },
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _template(catalogue: Catalogue, key: str, fields: Sequence[str]) -> str:
    """A message that the script fills in itself: its fields stay in braces."""
    return catalogue.said(Message(key, {field: f"{{{field}}}" for field in fields}))


def _moved_summary(publication: Publication, catalogue: Catalogue) -> str:
    directions = [direction_of(region.change) for region in publication.moved()]
    counts = ((f"diff.{way}", directions.count(way)) for way in ("up", "down", "same"))
    return ", ".join(catalogue.said(Message(key, {"n": count})) for key, count in counts)
