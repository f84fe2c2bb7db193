"""The styles of the Word file: what a house template restyles by their names."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FACT, REGION, NOTE, ITEM = "Rating Fact", "Rating Region", "Rating Note", "Rating Item"
"""Paragraphs: a fact in a column, a region's name and score, what is small, an item of a list."""
STALLED = "Rating Stalled"
"""The character style of what has stalled, failed or left no trace."""

_LANGUAGES = {"ru": "ru-RU", "en": "en-GB"}
_OUTLINE_OF_REGION = 2


def add_styles(document: Document, language: str) -> None:
    """Add the styles that a document does not have yet, and set its language.

    Args:
        document: The document, empty or made from a template.
        language: The code of the publication's language.
    """
    known = {style.name for style in document.styles}
    if FACT not in known:
        _add_paragraph_styles(document)
    if STALLED not in known:
        document.styles.add_style(STALLED, WD_STYLE_TYPE.CHARACTER).font.italic = True
    _set_language(document, _LANGUAGES.get(language, language))


def style_id(document: Document, name: str) -> str:
    """Return the id of a style by its name."""
    return str(document.styles[name].style_id)


def _add_paragraph_styles(document: Document) -> None:
    sizes = {FACT: 9, REGION: 10, NOTE: 9, ITEM: 10}
    for name, size in sizes.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.widow_control = True
    region = document.styles[REGION]
    region.font.bold = True
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), str(_OUTLINE_OF_REGION))
    region.element.get_or_add_pPr().append(level)
    document.styles[NOTE].font.color.rgb = RGBColor(0x40, 0x48, 0x4C)
    document.styles[ITEM].paragraph_format.left_indent = Mm(6)
    document.styles[ITEM].paragraph_format.first_line_indent = Mm(-6)


def _set_language(document: Document, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
