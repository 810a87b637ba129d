"""What of a Word document is read: just what is seen on paper, and where each table's cell stands."""

from __future__ import annotations

import pytest

from renaksi.intake.readers import read_bytes
from renaksi.intake.readers.docx.numbering import in_form
from renaksi.intake.readers.table import Cell, Line
from renaksi.intake.tests.documents import cell, document, para, row, table, words

_LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'
_WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    + _LEVEL.format(0, "lowerLetter", "%1.", "")
    + _LEVEL.format(1, "decimal", "%1.%2)", "")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _LEVEL.format(0, "bullet", "&#xF0FC;", _WINGDINGS)
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
LETTERED = (
    ("bahwa satu;", 1, 0), ("dua;", 1, 0), ("anak;", 1, 1), ("lagi;", 1, 1), ("tiga;", 1, 0), ("anak;", 1, 1), ("lain", 3, 0),
)  # fmt: skip


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def lines(body: str, **parts: str) -> tuple[Line, ...]:
    return read_bytes(document(body, **parts)).lines


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in lines(body, **parts) if line.text]


def cells(*rows_of_table: str, widths: tuple[int, ...] = (400,) * 6) -> list[tuple[Cell, ...]]:
    return [line.cells for line in lines(table(*rows_of_table, widths=widths)) if line.in_table]


def only(content: str, **parts: str) -> Cell:
    """The one cell of interest, in a row wide enough to be a table's."""
    found = lines(table(row(cell(content), "b", "c", "d", "e", "f"), widths=(400,) * 6), **parts)
    return next(line for line in found if line.in_table).cells[0]


def test_automatic_numbers_are_made_visible_and_count_by_list_and_level() -> None:
    body = "".join(para(text, settings=listed(number, level)) for text, number, level in LETTERED)
    assert texts(body, numbering=LIST) == [
        "a. bahwa satu;",
        "b. dua;",
        "b.1) anak;",
        "b.2) lagi;",
        "c. tiga;",
        "c.1) anak;",
        "a. lain",
    ]


def test_number_comes_from_the_style_too_and_an_empty_paragraph_shows_it() -> None:
    styles = f'<w:style w:type="paragraph" w:styleId="Dasar"><w:pPr>{listed(1)}</w:pPr></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="Anak"><w:basedOn w:val="Dasar"/></w:style>'
    body = para("satu", settings='<w:pStyle w:val="Dasar"/>') + para(settings='<w:pStyle w:val="Anak"/>')
    assert texts(body, numbering=LIST, styles=styles) == ["a. satu", "b."]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (3, "decimalZero", "03"),
        (2, "none", ""),
    ],
)
def test_numbers_are_counted_in_every_form_decrees_use(count: int, form: str, shown: str) -> None:
    assert in_form(count, form) == shown


SEEN = {
    "insertion in, deletion out": (
        para("a", f"<w:ins>{words('b')}</w:ins>", f"<w:del>{words('c')}</w:del>", "d"),
        "abd",
    ),
    "moved": (para("a", f"<w:moveFrom>{words('b')}</w:moveFrom>", f"<w:moveTo>{words('c')}</w:moveTo>"), "ac"),
    "hidden": (para("a", words("rahasia", "<w:vanish/>"), "b"), "ab"),
    "tab and break": (para("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a b c"),
    "hyphens": (para("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>Lapkin</w:t><w:softHyphen/></w:r>"), "e-Lapkin"),
    "link": (para(f"<w:hyperlink>{words('tautan')}</w:hyperlink>"), "tautan"),
    "content control": (para(f"<w:sdt><w:sdtContent>{words('isi')}</w:sdtContent></w:sdt>"), "isi"),
    "field code": (para("<w:r><w:instrText>PAGE</w:instrText></w:r>", "3"), "3"),
    "two paragraphs": (para("satu") + para("dua"), "satu dua"),
    "nested table": (f"<w:p><w:r><w:t>luar</w:t></w:r></w:p>{table(row('dalam', 'kanan'))}<w:p/>", "luar dalam kanan"),
}


@pytest.mark.parametrize("name", SEEN)
def test_text_is_what_is_seen(name: str) -> None:
    content, seen = SEEN[name]
    assert only(content).text == seen


CHECKED = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)
FORM = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/>{}</w:checkBox></w:ffData></w:fldChar></w:r>'
INLINE = "<w:drawing><wp:inline><wp:extent cx='90000'/></wp:inline></w:drawing>"


@pytest.mark.parametrize(
    ("content", "is_tick"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', True),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', True),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', False),
        (words("ü", '<w:rFonts w:ascii="Wingdings"/>'), True),
        (words("P", '<w:rFonts w:ascii="Wingdings 2"/>'), True),
        (words("P"), False),
        (words("\uf0fc"), True),
        (CHECKED.format(1, words("☒")), True),
        (CHECKED.format(0, words("☐")), False),
        (FORM.format("<w:checked/>"), True),
        (FORM.format(""), False),
        (f"<w:r>{INLINE}</w:r>", True),
        ("<w:r><w:pict><v:line style='position:absolute;width:9pt'/></w:pict></w:r>", True),
        (
            f"<mc:AlternateContent><mc:Choice>{INLINE}</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>",
            True,
        ),
    ],
)
def test_ticks_are_known_however_they_were_put_in(content: str, is_tick: bool) -> None:
    assert only(para(content)).is_tick is is_tick


def test_a_bullet_alone_is_a_tick_and_before_a_text_is_nothing() -> None:
    assert only(para(settings=listed(2)), numbering=LIST).text == "√"
    assert only(para("teks", settings=listed(2)), numbering=LIST).text == "teks"


def test_cells_stand_in_their_columns_with_their_spans() -> None:
    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    found = cells(
        row(cell("a", settings=start), cell("b", span=2), "c", "d", "e", "f"),
        row(cell("", settings=more), "g", "h", "i", "j", "k", "l"),
        row("m", "n", "o", "p", "q", "r", settings='<w:gridBefore w:val="1"/>'),
        widths=(400,) * 7,
    )
    assert [(each.column, each.text, each.column_span, each.row_span) for each in found[0][:3]] == [
        (0, "a", 1, 2),
        (1, "b", 2, 1),
        (3, "c", 1, 1),
    ]
    assert [each.column for each in found[1]] == [1, 2, 3, 4, 5, 6]
    assert found[2][0] == Cell(1, "m")


def test_edges_dragged_by_hand_are_one_column() -> None:
    widths = (500, 460, 40, 500, 500, 500, 500)
    crooked = row("a", cell("b", span=2), "c", "d", "e", "f")
    straight = row("g", "h", cell("i", span=2), "j", "k", "l")
    first, second = cells(crooked, straight, widths=widths)
    assert [each.column for each in first] == [each.column for each in second] == [0, 1, 2, 3, 4, 5]


def test_deleted_and_hidden_rows_and_deleted_cells_are_left_out() -> None:
    gone = row("x", "x", "x", "x", "x", "x", settings="<w:del/>")
    hidden = row("y", "y", "y", "y", "y", "y", settings="<w:hidden/>")
    kept = row("a", cell("b", settings="<w:cellDel/>"), "c", "d", "e", "f", "g")
    (found,) = cells(gone, hidden, kept, widths=(400,) * 7)
    assert "".join(each.text for each in found) == "acdefg"


@pytest.mark.parametrize(
    ("shade", "fill"),
    [
        ('<w:shd w:val="clear" w:fill="FFC000"/>', "FFC000"),
        ('<w:shd w:val="clear" w:fill="auto"/>', ""),
        ('<w:shd w:val="clear" w:fill="FFFFFF"/>', ""),
        ('<w:shd w:val="pct25" w:color="auto" w:fill="auto"/>', "PCT25"),
        ('<w:shd w:val="solid" w:color="92D050" w:fill="auto"/>', "92D050"),
    ],
)
def test_fill_is_the_colour_that_is_seen(shade: str, fill: str) -> None:
    assert cells(row(cell("", settings=shade), "b", "c", "d", "e", "f"))[0][0].fill == fill


def test_highlighted_spaces_are_a_fill() -> None:
    assert only(para(words("   ", '<w:highlight w:val="yellow"/>'))).fill == "YELLOW"


def test_a_shape_marks_every_cell_it_is_drawn_over() -> None:
    arrow = "<w:r><w:pict><v:line style='position:absolute;margin-left:2pt;width:56pt'/></w:pict></w:r>"
    (found,) = cells(row("teks", cell(para(arrow)), "", "", "", ""))
    assert [each.is_marked for each in found] == [False, True, True, True, False, False]


def test_pages_are_counted_once_by_hand_set_and_by_remembered_breaks() -> None:
    left = "<w:r><w:lastRenderedPageBreak/><w:t>dua</w:t></w:r>"
    body = para("satu") + para('<w:r><w:br w:type="page"/></w:r>') + para(left) + para("lagi") + para(left)
    assert [line.page for line in lines(body) if line.text] == [1, 2, 2, 3]
    assert [line.page for line in lines(para("satu") + para("dua"))] == [None, None]


def test_rows_know_their_page() -> None:
    broken = cell(para("<w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r>"))
    found = lines(table(row(*"abcdef"), row(broken, *"bcdef"), row(*"ghijkl"), widths=(400,) * 6))
    assert [line.page for line in found] == [1, 2, 2]


def test_tables_that_only_hold_text_in_place_are_running_text() -> None:
    points = para("bahwa satu;", settings=listed(1)) + para("bahwa dua;", settings=listed(1))
    body = table(row("Menimbang", ":", cell(points)), row("KESATU", ":", "Menetapkan."), widths=(1000, 200, 5000))
    body += table(
        row(cell(para("Salinan sesuai") + para("SEKRETARIS,")), cell(para("KETUA,") + para("ttd"))), widths=(4000, 4000)
    )
    assert texts(body, numbering=LIST) == [
        "Menimbang : a. bahwa satu;",
        "b. bahwa dua;",
        "KESATU : Menetapkan.",
        "Salinan sesuai",
        "SEKRETARIS,",
        "KETUA,",
        "ttd",
    ]
    assert not any(line.in_table for line in lines(body, numbering=LIST))


def test_text_boxes_are_read_where_they_hang() -> None:
    inner = f"<w:txbxContent>{para('ttd')}{para('RAHMAT TELADAN')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(para("KETUA,", box) + para("akhir")) == ["KETUA,", "ttd", "RAHMAT TELADAN", "akhir"]
