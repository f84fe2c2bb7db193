"""A publication as Markdown that survives conversion: headings, paragraphs and lists, no HTML, no table of texts."""

import re
from collections.abc import Iterator, Sequence

from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.publication import BookletContent, Line, ProjectEntry, RegionEntry, TierEntry
from ratingctl.publishing.tile_map import scores_message
from ratingctl.words.markdown import escaped, without_block_start

_HEADING = re.compile(r"^(#+ |=+$|-+$)", re.MULTILINE)


def markdown_text(publication: BookletContent) -> str:
    """Return the booklet as Markdown; words of the data are escaped, those of booklet.yaml are Markdown already."""
    return "\n\n".join(_MarkdownWriter(publication).blocks()) + "\n"


class _MarkdownWriter:
    """Makes the blocks, each a paragraph, a heading or a list."""

    def __init__(self, publication: BookletContent) -> None:
        self._publication = publication
        self._catalogue = Catalogue(publication.language)

    def blocks(self) -> Iterator[str]:
        publication, booklet = self._publication, self._publication.booklet
        yield f"# {_escaped(publication.title)}"
        yield f"**{_escaped(publication.subtitle)}** ({publication.state_word})"
        yield f"{publication.period}. {self._word('page.as_of', date=publication.as_of)}."
        yield from (_listed(booklet.publishers),) if booklet.publishers else ()
        yield from (_escaped(booklet.place_date),) if booklet.place_date else ()
        yield from self._errata()
        yield from self._own("page.comment", booklet.comment)
        yield from self._trends()
        yield from self._own("page.method", booklet.method)
        for number, tier in enumerate(tier for tier in publication.tiers if tier.regions):
            yield from self._tier(tier, booklet.legend if number == 0 else "")
        yield from self._not_rated()
        yield from self._promises()
        yield from self._end()

    def _own(self, heading: str, text: str) -> Iterator[str]:
        """A text of booklet.yaml under a heading; its own lines never become headings."""
        if text:
            yield f"## {self._word(heading)}"
            yield _HEADING.sub(r"\\\1", text.strip())

    def _trends(self) -> Iterator[str]:
        if self._publication.trends:
            yield f"## {self._word('page.trends')}"
            yield "\n".join(
                f"{number}. {' '.join(trend.text.split())}" for number, trend in enumerate(self._publication.trends, 1)
            )

    def _errata(self) -> Iterator[str]:
        if self._publication.errata:
            yield f"## {self._word('page.errata')}"
            yield _listed(
                f"{erratum.what} ({erratum.when}): {erratum.published} → {erratum.corrected}. {erratum.reason}"
                for erratum in self._publication.errata
            )

    def _tier(self, tier: TierEntry, legend: str) -> Iterator[str]:
        yield f"## {_escaped(tier.name)} ({tier.range})"
        yield from (_HEADING.sub(r"\\\1", text.strip()) for text in (tier.intro, legend) if text)
        for region in tier.regions:
            yield from self._region(region)

    def _region(self, region: RegionEntry) -> Iterator[str]:
        yield f"### {_escaped(region.name)} {self._catalogue.said(scores_message(region))}"
        yield from (_escaped(self._catalogue.said(remark)) for remark in region.remarks)
        yield from (_escaped(text) for text in (region.rationale, region.not_rated) if text)
        for head, lines in zip(self._publication.heads[1:], (region.before, region.since), strict=True):
            if lines:
                yield f"**{_escaped(head)}**"
                yield "\n".join(_item(line) for line in lines)

    def _not_rated(self) -> Iterator[str]:
        if self._publication.not_rated:
            yield f"## {self._word('page.not_rated')}"
            for region in self._publication.not_rated:
                yield from self._region(region)

    def _promises(self) -> Iterator[str]:
        owing = [region for region in self._publication.regions if region.promises]
        if owing:
            yield f"## {self._word('page.promises')}"
        for region in owing:
            yield f"**{_escaped(region.name)}**"
            yield _listed(f"{project.name}: {', '.join(self._owed(project))}" for project in region.promises)

    def _owed(self, project: ProjectEntry) -> Iterator[str]:
        yield project.status_word
        if project.due:
            yield self._word("page.due", due=project.due)
        if project.silence:
            yield project.silence
        for check in project.checks:
            yield self._word("page.looked", when=check.when, found=check.found)

    def _end(self) -> Iterator[str]:
        publication, booklet = self._publication, self._publication.booklet
        yield f"## {self._word('page.notes')}"
        yield from (_HEADING.sub(r"\\\1", note.strip()) for note in booklet.footnotes)
        if booklet.citation:
            yield f"{self._word('page.cite')} {booklet.citation.strip()}"
        if booklet.licence:
            yield f"{self._word('page.licence')} {booklet.licence.strip()}"
        if publication.seal:
            seal = self._word("page.seal", date=publication.seal.when, by=publication.seal.by)
            yield f"{_escaped(seal)} `{publication.seal.fingerprint}`"
        yield self._word("publication.made_by", tool=f"ratingctl {publication.tool}", edition=publication.edition)

    def _word(self, key: str, **values: str) -> str:
        return self._catalogue.said(Message(key, values))


def _item(line: Line) -> str:
    text = _escaped(line.text)
    return f"- *{text}*" if line.is_italic else f"- {text}"


def _listed(texts: Sequence[str] | Iterator[str]) -> str:
    return "\n".join(f"- {_escaped(' '.join(text.split()))}" for text in texts)


def _escaped(text: str) -> str:
    """Return a text of the data as Markdown that shows it as it is."""
    return without_block_start(escaped(text))
