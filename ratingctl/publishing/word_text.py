"""Paragraphs and runs of a Word file, as XML where the library has no way of its own."""

from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ratingctl.publishing.markdown_blocks import TextRun


def fact_paragraph(text: str, style: str, character_style: str = "") -> object:
    """Return a paragraph of one run.

    Args:
        text: Its text.
        style: The id of its style.
        character_style: The id of the run's style; empty for none.
    """
    paragraph, properties, name = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
    name.set(qn("w:val"), style)
    properties.append(name)
    paragraph.append(properties)
    if text:
        paragraph.append(_run(text, character_style))
    return paragraph


def add_runs(paragraph: Paragraph, runs: Sequence[TextRun]) -> None:
    """Append runs of Markdown to a paragraph; links lead to their addresses."""
    for run in runs:
        if run.address:
            paragraph._p.append(_hyperlink(paragraph, run))
        else:
            added = paragraph.add_run(run.text)
            added.bold, added.italic = run.is_bold or None, run.is_italic or None


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Append a field, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(_run("1", ""))
    paragraph._p.append(field)


def _run(text: str, character_style: str) -> object:
    run, content = OxmlElement("w:r"), OxmlElement("w:t")
    if character_style:
        properties, name = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        name.set(qn("w:val"), character_style)
        properties.append(name)
        run.append(properties)
    content.set(qn("xml:space"), "preserve")
    content.text = text
    run.append(content)
    return run


def _hyperlink(paragraph: Paragraph, run: TextRun) -> object:
    link = OxmlElement("w:hyperlink")
    relation = paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    link.append(_run(run.text, ""))
    return link
