"""The Word file: the booklet as it is printed, A4 landscape, three columns, one paragraph for each fact."""

import io
from collections.abc import Sequence
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from ratingctl.language.catalogue import Catalogue
from ratingctl.message import Message
from ratingctl.publishing.archive import EPOCH, with_fixed_times
from ratingctl.publishing.markdown_blocks import blocks_of
from ratingctl.publishing.problems import NoWordFileError
from ratingctl.publishing.publication import BookletContent, Line, RegionEntry, TierEntry
from ratingctl.publishing.tile_map import scores_message
from ratingctl.publishing.word_styles import FACT, ITEM, NOTE, REGION, STALLED, add_styles, style_id
from ratingctl.publishing.word_text import add_field, add_runs, fact_paragraph

_COLUMNS_MM = (43, 112, 112)
_MARGIN_MM = 15


def word_file(publication: BookletContent, template: bytes | None = None) -> bytes:
    """Return the booklet as a Word file.

    Args:
        publication: What it prints.
        template: A Word file whose styles are used where it has them (`Rating Fact`, `Rating Region`, `Rating Stalled`,
            `Rating Note`, `Rating Item`, the headings); its own text is left out.

    Raises:
        NoWordFileError: If the template is no Word file.
    """
    return _WordWriter(publication, template).content()


class _WordWriter:
    """Writes one document from its title to its notes."""

    def __init__(self, publication: BookletContent, template: bytes | None) -> None:
        self._publication = publication
        self._catalogue = Catalogue(publication.language)
        self._document = _opened(template)
        add_styles(self._document, publication.language)
        self._fact, self._stalled = style_id(self._document, FACT), style_id(self._document, STALLED)

    def content(self) -> bytes:
        self._lay_out()
        self._title_page()
        booklet = self._publication.booklet
        self._errata()
        self._own("page.comment", booklet.comment)
        self._trends()
        self._own("page.method", booklet.method)
        for number, tier in enumerate(tier for tier in self._publication.tiers if tier.regions):
            self._tier(tier, booklet.legend if number == 0 else "")
        if self._publication.not_rated:
            self._document.add_heading(self._word("page.not_rated"), 1)
            self._table(self._publication.not_rated)
        self._end()
        file = io.BytesIO()
        self._document.save(file)
        return with_fixed_times(file.getvalue())

    def _lay_out(self) -> None:
        section = self._document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
        footer = section.footer.paragraphs[0]
        footer.text = ""
        footer.alignment = 1
        add_field(footer, "PAGE")
        properties = self._document.core_properties
        properties.title = f"{self._publication.title}. {self._publication.subtitle}"
        properties.author = properties.last_modified_by = " · ".join(self._publication.booklet.publishers)
        properties.comments = f"ratingctl {self._publication.tool}"
        properties.language = self._publication.language
        properties.created = properties.modified = EPOCH
        properties.revision = 1

    def _title_page(self) -> None:
        publication, booklet = self._publication, self._publication.booklet
        for publisher in booklet.publishers:
            self._paragraph(publisher, NOTE)
        self._document.add_heading(publication.title, 0)
        self._paragraph(f"{publication.subtitle} ({publication.state_word})")
        self._paragraph(f"{publication.period}.")
        if booklet.place_date:
            self._paragraph(booklet.place_date, NOTE)

    def _errata(self) -> None:
        if not self._publication.errata:
            return
        self._document.add_heading(self._word("page.errata"), 1)
        for erratum in self._publication.errata:
            change = f"{erratum.published} → {erratum.corrected}. {erratum.reason}"
            self._paragraph(f"{erratum.what} ({erratum.when}): {change}", ITEM)

    def _trends(self) -> None:
        if self._publication.trends:
            self._document.add_heading(self._word("page.trends"), 1)
        for number, trend in enumerate(self._publication.trends, 1):
            for block in blocks_of(trend.text)[:1]:
                add_runs(self._paragraph(f"{number}. ", ITEM), block.runs)

    def _own(self, heading: str, text: str) -> None:
        """A Markdown text under a heading."""
        if text:
            self._document.add_heading(self._word(heading), 1)
            self._markdown(text)

    def _markdown(self, text: str, style: str | None = None) -> None:
        for block in blocks_of(text):
            paragraph = self._paragraph(f"{block.mark} " if block.mark else "", ITEM if block.mark else style)
            add_runs(paragraph, block.runs)

    def _tier(self, tier: TierEntry, legend: str) -> None:
        self._document.add_heading(f"{tier.name} ({tier.range})", 1).paragraph_format.page_break_before = True
        for text in (tier.intro, legend):
            if text:
                self._markdown(text, NOTE)
        self._table(tier.regions)

    def _table(self, regions: Sequence[RegionEntry]) -> None:
        table = self._document.add_table(rows=1, cols=3, style="Table Grid")
        table.autofit = False
        _set_widths(table)
        for cell, head in zip(table.rows[0].cells, self._publication.heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        _repeat_on_each_page(table)
        for region in regions:
            table._tbl.append(self._row(region))

    def _row(self, region: RegionEntry) -> object:
        """A row, built at once: the library's own way looks every style up for every paragraph."""
        row = OxmlElement("w:tr")
        row.append(_cell(0, self._region_paragraphs(region)))
        for column, lines in ((1, region.before), (2, region.since)):
            row.append(_cell(column, [self._line(line) for line in lines] or [fact_paragraph("", self._fact)]))
        return row

    def _region_paragraphs(self, region: RegionEntry) -> list[object]:
        score = self._catalogue.said(scores_message(region))
        texts = [(region.name, REGION), (score, REGION)]
        texts += [(self._catalogue.said(remark), NOTE) for remark in region.remarks]
        texts += [(text, NOTE) for text in (region.rationale, region.not_rated) if text]
        return [fact_paragraph(text, style_id(self._document, style)) for text, style in texts]

    def _line(self, line: Line) -> object:
        return fact_paragraph(line.text, self._fact, self._stalled if line.is_italic else "")

    def _end(self) -> None:
        publication, booklet = self._publication, self._publication.booklet
        self._document.add_heading(self._word("page.notes"), 1)
        for note in booklet.footnotes:
            self._markdown(note, NOTE)
        for key, text in (("page.cite", booklet.citation), ("page.licence", booklet.licence)):
            if text:
                self._markdown(f"{self._word(key)} {text}", NOTE)
        if publication.seal:
            seal = self._word("page.seal", date=publication.seal.when, by=publication.seal.by)
            self._paragraph(f"{seal} {publication.seal.fingerprint}", NOTE)
        made = self._word("publication.made_by", tool=f"ratingctl {publication.tool}", edition=publication.edition)
        self._paragraph(made, NOTE)

    def _paragraph(self, text: str, style: str | None = None) -> Paragraph:
        return self._document.add_paragraph(text, style)

    def _word(self, key: str, **values: str) -> str:
        return self._catalogue.said(Message(key, values))


def _opened(template: bytes | None) -> WordDocument:
    """An empty document with the styles of a template."""
    try:
        document = Document(io.BytesIO(template)) if template is not None else Document()
    except (BadZipFile, KeyError, ValueError) as error:
        raise NoWordFileError from error
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    return document


def _set_widths(table: Table) -> None:
    """Widths stand in the cells and in the grid: LibreOffice reads one, Word the other."""
    for column, width in zip(table.columns, _COLUMNS_MM, strict=True):
        column.width = Mm(width)
    for cell, width in zip(table.rows[0].cells, _COLUMNS_MM, strict=True):
        cell.width = Mm(width)


def _repeat_on_each_page(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    for name in ("w:cantSplit", "w:tblHeader"):
        properties.append(OxmlElement(name))


def _cell(column: int, paragraphs: Sequence[object]) -> object:
    cell, properties, width = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    width.set(qn("w:w"), str(Mm(_COLUMNS_MM[column]).twips))
    width.set(qn("w:type"), "dxa")
    properties.append(width)
    cell.append(properties)
    for paragraph in paragraphs:
        cell.append(paragraph)
    return cell
