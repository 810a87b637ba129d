"""Writes a Paper as DOCX to be worked on in Word: real styles and headings, merged cells, table heads that repeat."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as DocxSection
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as DocxParagraph

from renaksi.papers.docx_table import add_table
from renaksi.papers.legible import legible, one_line
from renaksi.papers.picture import png_of
from renaksi.papers.tree import (
    Align,
    Block,
    Clause,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Section,
    Side,
    Signature,
    Table,
)

FONT = "Bookman Old Style"  # what the offices' own decrees are set in; Word takes a near one where it is missing
_LOCALES = {"id": "id-ID", "en": "en-US"}
_LINE = 1.3  # height of a line, in type sizes
_LABEL, _COLON, _MARK = 30.0, 5.0, 9.0  # widths of a clause's first columns, mm
_ALIGNS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def write(paper: Paper) -> bytes:
    """The paper as DOCX bytes."""
    document = Document()
    _set_properties(document, paper)
    _set_styles(document)
    for at, section in enumerate(paper.sections):
        # A new document has its first section already; python-docx gives the next ones only from here on.
        page = document.add_section(WD_SECTION.NEW_PAGE) if at else document.sections[0]
        _set_page(page, section)
        _set_header(document, page, section, paper.mark)
        for block, after in zip(section.blocks, (*section.blocks[1:], None), strict=True):
            _add(document, block, section)
            if isinstance(after, Signature):
                _keep_with_next(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _set_properties(document: DocumentObject, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = one_line(paper.title)[:255]
    properties.author = one_line(paper.author)[:255]
    properties.language = paper.language
    properties.comments = ""
    if paper.dated:
        properties.created = properties.modified = datetime.combine(paper.dated, time())
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if defaults is not None:
        defaults.set(
            qn("w:val"), _LOCALES.get(paper.language, paper.language)
        )  # else Word marks every word as misspelt


def _set_styles(document: DocumentObject) -> None:
    """Real styles in the decree's type: body, headings, clauses, table cells."""
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name = FONT
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        colour = style.element.rPr.find(qn("w:color"))
        if colour is not None:
            style.element.rPr.remove(colour)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
    document.styles["Normal"].font.size = Pt(12)
    clause = document.styles.add_style("Klausul", WD_STYLE_TYPE.PARAGRAPH)
    clause.base_style = document.styles["Normal"]
    clause.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Kop", "Isi Tabel"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]


def _set_page(page: DocxSection, section: Section) -> None:
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(section.width), Mm(section.height)
    page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = (Mm(edge) for edge in section.margins)
    page.header_distance = page.footer_distance = Mm(10)


def _set_header(document: DocumentObject, page: DocxSection, section: Section, mark: str) -> None:
    """Page numbers from the second page of each section on, and the paper's mark on every page."""
    _restart_numbers(page)
    page.different_first_page_header_footer = True
    for header, numbered in ((page.first_page_header, False), (page.header, True)):
        header.is_linked_to_previous = False
        line = header.paragraphs[0]
        line.style = document.styles["Normal"]  # the header's own style has tab stops for another sheet
        line.paragraph_format.tab_stops.add_tab_stop(Mm(section.measure / 2), WD_TAB_ALIGNMENT.CENTER)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(section.measure), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t")
        if numbered:
            line.add_run("- ")
            _add_page_number(line)
            line.add_run(" -")
        if mark:
            line.add_run(f"\t{one_line(mark)}").bold = True


def _restart_numbers(page: DocxSection) -> None:
    properties = page._sectPr
    for copied in properties.findall(qn("w:pgNumType")):
        properties.remove(copied)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    next(properties.iterchildren(qn("w:cols"))).addprevious(numbering)


def _add_page_number(line: DocxParagraph) -> None:
    run = line.add_run()
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _add(document: DocumentObject, block: Block, section: Section) -> None:
    match block:
        case Paragraph():
            line = _paragraph(document, block.text, section, before=block.before, align=block.align, bold=block.bold)
            _keep_to_side(line, block.side, section)
            line.paragraph_format.keep_with_next = block.keep
        case Heading():
            style = f"Heading {block.level}"
            _paragraph(
                document, block.text, section, style=style, before=block.before, align=block.align, bold=block.bold
            )
        case Letterhead():
            _add_letterhead(document, block, section)
        case Clause():
            _add_clause(document, block, section)
        case Signature():
            _add_signature(document, block, section)
        case Table():
            _paragraph(document, "", section).paragraph_format.line_spacing = Pt(max(1.0, block.before * section.size))
            add_table(document, block, section.measure)
        case Picture():
            _add_picture(document, block, section)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _keep_with_next(document: DocumentObject) -> None:
    """Keeps the end of what was added last on the page of what follows: no signature stands alone on a page."""
    *_, last, _ = document.element.body  # the very last is the section's properties
    lines = [last] if last.tag == qn("w:p") else list(last.iterchildren(qn("w:tr")))[-1].iter(qn("w:p"))
    for line in lines:
        DocxParagraph(line, document._body).paragraph_format.keep_with_next = True


def _paragraph(
    document: DocumentObject,
    text: str,
    section: Section,
    *,
    style: str = "Normal",
    before: float = 0,
    align: Align | None = None,
    bold: bool | None = None,
) -> DocxParagraph:
    line = document.add_paragraph(style=style)
    run = line.add_run(legible(text))
    run.bold = bold
    run.font.size = Pt(section.size)
    if align is not None:
        line.alignment = _ALIGNS[align]
    line.paragraph_format.space_before = Pt(before * _LINE * section.size)
    return line


def _keep_to_side(line: DocxParagraph, side: Side, section: Section) -> None:
    if side is Side.RIGHT:
        line.paragraph_format.left_indent = Mm(section.measure * 0.45)
    elif side is Side.LEFT:
        line.paragraph_format.right_indent = Mm(section.measure * 0.4)


def _add_letterhead(document: DocumentObject, block: Letterhead, section: Section) -> None:
    for line in block.lines:
        _paragraph(document, line, section, style="Kop", align=Align.CENTER, bold=True)
    if not block.address:
        return
    last = _paragraph(document, block.address, section, style="Kop", align=Align.CENTER)
    rule = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    rule.append(bottom)
    next(last._p.get_or_add_pPr().iterchildren(qn("w:spacing"))).addprevious(rule)


def _add_clause(document: DocumentObject, block: Clause, section: Section) -> None:
    marked = any(point.mark for point in block.points)
    text_at = _LABEL + _COLON + (_MARK if marked else 0)
    for at, point in enumerate(block.points):
        first, *rest = legible(point.text).split("\n")
        start = f"{one_line(block.label)}\t:\t" if at == 0 else "\t\t"
        words = f"{start}{one_line(point.mark)}\t{first}" if marked else start + first
        line = _paragraph(document, "", section, style="Klausul", before=0 if at else block.before)
        # Tabs are set here and nowhere else: those a user typed were made spaces above.
        line.runs[0].text = words
        line.paragraph_format.left_indent = Mm(text_at)
        line.paragraph_format.first_line_indent = Mm(-text_at)
        for stop in (_LABEL, _LABEL + _COLON, text_at):
            line.paragraph_format.tab_stops.add_tab_stop(Mm(stop))
        for words in rest:
            more = _paragraph(document, words, section, style="Klausul")
            more.paragraph_format.left_indent = Mm(text_at)


def _add_picture(document: DocumentObject, block: Picture, section: Section) -> None:
    line = _paragraph(document, "", section, before=block.before, align=Align.CENTER)
    line.paragraph_format.keep_with_next = bool(block.caption)
    shape = line.add_run().add_picture(BytesIO(png_of(block.svg)), width=Mm(min(block.width, section.measure)))
    shape._inline.docPr.set("descr", legible(block.alt))
    if block.caption:
        caption = _paragraph(document, block.caption, section, align=Align.CENTER)
        caption.runs[0].font.size = Pt(section.size * 0.85)


def _add_signature(document: DocumentObject, block: Signature, section: Section) -> None:
    room = ("", block.mark, "") if block.mark else ("", "", "")
    texts = [*block.above, *legible(block.title).split("\n"), *room, block.name, *block.below]
    for at, text in enumerate(texts):
        line = _paragraph(document, text, section, before=block.before if at == 0 else 0)
        _keep_to_side(line, block.side, section)
        line.paragraph_format.keep_with_next = at < len(texts) - 1
