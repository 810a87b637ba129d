"""Paragraphs as they are seen: tracked changes as accepted, hidden text out, symbols and check boxes as signs, pages counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from renaksi.intake.readers.docx.drawing import Drawing, drawing_of
from renaksi.intake.readers.docx.numbering import Numbering
from renaksi.intake.readers.docx.styles import Styles, font_of
from renaksi.intake.readers.docx.xml import is_on, number, under, value
from renaksi.intake.readers.signs import EMPTY, TICK, sign_of, written
from renaksi.intake.readers.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_INSIDE = frozenset(
    ("hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "ins", "moveTo", "oMath", "oMathPara",
     "rad", "e", "box", "d", "sSup", "rubyBase", "ruby")
)  # fmt: skip
"""Elements whose runs are read as the paragraph's own."""
_PICTURES = frozenset(("drawing", "pict", "object"))
_CLEAR = frozenset(("", "auto", "FFFFFF", "ffffff"))


@dataclass(slots=True)
class Pages:
    """Counts pages by the breaks the file tells of: those set by hand and those Word left where it last printed them."""

    number: int = 1
    told: bool = False
    _fresh: bool = True

    def turn(self, *, rendered: bool = False) -> None:
        """A page break. One that Word only left behind at the top of a page counts once with the one set by hand."""
        self.told = True
        if rendered and self._fresh:
            return
        self.number, self._fresh = self.number + 1, True

    def write(self) -> None:
        """Something is printed on the page."""
        self._fresh = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph's lines, the page of its first letter, the drawings and text boxes in it, the colour behind its spaces."""

    lines: list[str]
    page: int
    drawings: list[Drawing] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    fill: str = ""
    bullet: str = ""

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(line for line in self.lines if line)


class Story:
    """Reads the document's paragraphs in order, with what is true of all of it."""

    def __init__(self, numbering: Numbering, styles: Styles) -> None:
        self.pages = Pages()
        self.tables = 0
        self._numbering, self._styles = numbering, styles

    def paragraph(self, element: _Element) -> Paragraph:
        """The next paragraph as it is seen, its number included."""
        settings = under(element, "pPr")
        if settings is not None and is_on(under(settings, "pageBreakBefore")):
            self.pages.turn()
        writer = _Writer(self, self._styles)
        style = "" if settings is None else value(under(settings, "pStyle"))
        writer.font = self._styles.font(style)
        writer.read(element)
        label, bullet = self._label(settings, style, empty=not writer.has_text)
        lines = [" ".join(line.split()) for line in f"{label}{''.join(writer.pieces)}".split("\n")]
        if label.strip():
            self.pages.write()
        if settings is not None:
            self._section(settings)
        return Paragraph(lines, writer.page or self.pages.number, writer.drawings, writer.boxes, writer.fill, bullet)

    def _label(self, settings: _Element | None, style: str, *, empty: bool) -> tuple[str, str]:
        """(number with a space behind it, bullet); a number that is deleted or hidden is none."""
        list_id, level = self._styles.numbering(style)
        own = None if settings is None else under(settings, "numPr")
        if own is not None:
            list_id = value(under(own, "numId"), default=list_id)
            level = number(value(under(own, "ilvl"), default=str(level)))
        if not list_id or list_id == "0":
            return "", ""
        label = self._numbering.label(list_id, level)
        if self._numbering.is_bullet(list_id, level):
            return "", label if empty else ""
        return (f"{label} " if label else ""), ""

    def _section(self, settings: _Element) -> None:
        section = under(settings, "sectPr")
        if section is not None and value(under(section, "type"), default="nextPage") not in (
            "continuous",
            "nextColumn",
        ):
            self.pages.turn()


class _Writer:
    """Collects one paragraph's text run by run."""

    def __init__(self, story: Story, styles: Styles) -> None:
        self.pieces: list[str] = []
        self.drawings: list[Drawing] = []
        self.boxes: list[_Element] = []
        self.page: int | None = None
        self.fill = ""
        self.font = ""
        self._pages, self._styles = story.pages, styles
        self._field: list[bool] = []

    @property
    def has_text(self) -> bool:
        """Whether anything but white space was written."""
        return any(piece.strip() for piece in self.pieces)

    def read(self, element: _Element) -> None:
        """All that stands in an element, in order."""
        for child in element:
            kind = local(child)
            if kind == "r":
                self._run(child)
            elif kind == "sdt":
                self._control(child)
            elif kind in _INSIDE:
                self.read(child)
            elif kind == "AlternateContent":
                self._alternative(child)

    def _control(self, element: _Element) -> None:
        """A content control; a check box shows whether it is ticked, whatever sign stands for it."""
        checked = next((each for each in element.iter() if local(each) == "checkbox"), None)
        content = under(element, "sdtContent")
        if checked is not None:
            state = next((each for each in checked if local(each) == "checked"), None)
            on = state is not None and any(each in ("1", "true", "on") for each in state.attrib.values())
            self._write(TICK if on else EMPTY)
        elif content is not None:
            self.read(content)

    def _alternative(self, element: _Element) -> None:
        """One of two forms of the same thing: the newer, unless it holds nothing that is read."""
        for form in element:
            before = len(self.pieces) + len(self.drawings) + len(self.boxes)
            self._content(form, "")
            if len(self.pieces) + len(self.drawings) + len(self.boxes) > before:
                return

    def _run(self, element: _Element) -> None:
        settings = under(element, "rPr")
        style = "" if settings is None else value(under(settings, "rStyle"))
        hidden = None if settings is None else under(settings, "vanish")
        if is_on(hidden) or (hidden is None and style and self._styles.hides(style)):
            return
        font = font_of(None if settings is None else under(settings, "rFonts"))
        before = len(self.pieces)
        self._content(element, font or self._styles.font(style) or self.font)
        if settings is not None and not "".join(self.pieces[before:]).strip():
            self.fill = self.fill or _behind(settings)

    def _content(self, element: _Element, font: str) -> None:
        for child in element:
            kind = local(child)
            if kind == "t":
                self._letters(child.text or "", font)
            elif kind in ("tab", "ptab"):
                self.pieces.append("\t")
            elif kind in ("br", "cr"):
                self._break(child)
            elif kind == "noBreakHyphen":
                self.pieces.append("-")
            elif kind == "sym":
                code = value(child, "char")
                self._write(sign_of(value(child, "font"), int(code, 16)) if _is_hex(code) else "")
            elif kind == "lastRenderedPageBreak":
                self._pages.turn(rendered=True)
            elif kind == "fldChar":
                self._field_mark(child)
            elif kind in _PICTURES:
                self._picture(child)
            elif kind == "AlternateContent":
                self._alternative(child)
            elif kind in _INSIDE:
                self.read(child)

    def _letters(self, text: str, font: str) -> None:
        self._write(written(text, font))

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        if text.strip():
            self.page = self.page or self._pages.number
            self._pages.write()

    def _break(self, element: _Element) -> None:
        if value(element, "type") == "page":
            self._pages.turn()
        self.pieces.append("\n")

    def _field_mark(self, element: _Element) -> None:
        """A check box of the older kind of form; other fields show the text Word last put into them."""
        box = under(element, "ffData/checkBox")
        if box is None:
            return
        checked = under(box, "checked")
        self._write(TICK if is_on(checked if checked is not None else under(box, "default")) else EMPTY)

    def _picture(self, element: _Element) -> None:
        boxes = [each for each in element.iter() if local(each) == "txbxContent"]
        if boxes:
            self.boxes += boxes[:1] if len(boxes) == 1 else [each for each in boxes if not _is_within(each, boxes)]
        else:
            self.drawings.append(drawing_of(element))


def _is_within(element: _Element, others: list[_Element]) -> bool:
    return any(above in others for above in element.iterancestors())


def _behind(settings: _Element) -> str:
    """The colour behind a run: its shading or its highlight; "" for none."""
    shade = value(under(settings, "shd"), "fill")
    bright = value(under(settings, "highlight"))
    if bright and bright not in ("none", "white"):
        return bright.upper()
    return "" if shade in _CLEAR else shade.upper()


def _is_hex(text: str) -> bool:
    return bool(text) and all(each in "0123456789abcdefABCDEF" for each in text) and len(text) <= 5
