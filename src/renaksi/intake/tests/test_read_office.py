"""Office files at the door: told apart by content, refused with a sentence, converted where LibreOffice is there."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from renaksi.intake.read import read_decree
from renaksi.intake.readers import read_bytes, type_of
from renaksi.intake.readers.convert import command, converted
from renaksi.intake.readers.table import Table
from renaksi.intake.tests.documents import TYPES, document, packed, para
from renaksi.intake.tests.made_files import docx_of, xlsx_of
from renaksi.intake.tests.made_tables import Manner, plan
from renaksi.kernel.refusal import Refused
from renaksi.plan.rows import PlanRow

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
WORD_HEAD = b"\xec\xa5\xc1\x00" + b"\x00" * 7


def ole(*names: str, head: bytes = b"") -> bytes:
    """The start of an old Office file: its mark, a document's head at a sector's start, the names of its streams."""
    listed = b"".join(f"{name}\x00".encode("utf-16-le").ljust(64, b"\x00") for name in names)
    return OLE + head.ljust(512, b"\x00") + listed


def refused(data: bytes, name: str = "") -> str:
    with pytest.raises(Refused) as refusal:
        read_decree(data, name)
    assert refusal.value.text.endswith(".")
    return refusal.value.code


MACRO_TYPES = TYPES.replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled")
MANIFEST = '<manifest:encryption-data manifest:checksum="x"/>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (document(para("x"), types=MACRO_TYPES), "intake.macro"),
        (packed({"word/document.xml": "<w/>", "word/vbaProject.bin": b"x"}), "intake.macro"),
        (packed({"mimetype": ODT, "Basic/Standard/Module1.xml": "x"}), "intake.macro"),
        (packed({"mimetype": ODT, "META-INF/manifest.xml": MANIFEST}), "intake.locked"),
        (ole("EncryptedPackage"), "intake.locked"),
        (ole("WordDocument", head=WORD_HEAD + b"\x01"), "intake.locked"),
        (ole("WordDocument", "_VBA_PROJECT"), "intake.macro"),
        (ole("Sesuatu"), "intake.format_unread"),
        (document(para("x"))[:-60], "intake.damaged"),
        (packed({"word/document.xml": "<w:document"}), "intake.damaged"),
        (packed({"word/document.xml": f"{BOMB}<x>&b;</x>"}), "intake.damaged"),
        (packed({"word/document.xml": b"<x>" + b" " * 20_000_000 + b"</x>"}), "intake.too_large"),
        (packed({f"xl/{number}.xml": b"" for number in range(2_100)}), "intake.too_large"),
        (packed({"[Content_Types].xml": "presentationml.presentation"}), "intake.format_unread"),
        (document("".join(para(str(number)) for number in range(10_500))), "intake.too_large"),
        (document(para("Hidup sehat") * 20), "intake.not_decree"),
    ],
)
def test_office_files_that_cannot_be_read_are_refused_with_their_reason(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "keputusan.pdf", "intake.wrong_type"),
        (b"%PDF-1.7", "keputusan.docx", "intake.wrong_type"),
        (document(para("x")), "keputusan.PDF", "intake.wrong_type"),
        (document(para("x")), "keputusan.xlsx", "intake.wrong_type"),
        (b"teks biasa", "keputusan.docx", "intake.wrong_type"),
        (bytes(range(256)) * 9, "keputusan.docx", "intake.damaged"),
        (b"", "keputusan.docx", "intake.empty"),
        (ole("EncryptedPackage"), "keputusan.docx", "intake.locked"),
    ],
)
def test_a_name_that_denies_the_content_is_refused(data: bytes, name: str, code: str) -> None:
    assert refused(data, name) == code


def test_type_is_told_by_content_and_a_name_without_meaning_says_nothing() -> None:
    assert type_of(document(para("x")), "Keputusan No. 2") == "docx"
    assert type_of(document(para("x")), "keputusan.DOCX") == "docx"
    assert type_of(b"teks", "keputusan.md") == "text"


PROCUREMENT = ("NO", "PROGRAM", "KEGIATAN", "PAKET PEKERJAAN", "INDIKATOR")


def test_a_table_of_months_of_another_plan_is_refused() -> None:
    rows = plan(areas=(2,))
    goods = [
        replace(
            row, area="Belanja Modal", activity=f"Pengadaan {place}", sub_activity=f"Paket {place}", indicator="Kontrak"
        )
        for place, row in enumerate(rows)
    ]
    body = ["RENCANA UMUM PENGADAAN BARANG/JASA", "TAHUN 2025"]
    for data in (docx_of(goods, Manner(heads=PROCUREMENT), body), xlsx_of(goods, Manner(heads=PROCUREMENT), body)):
        assert refused(data) == "intake.not_decree"


@pytest.mark.parametrize(("kind", "data"), [("doc", ole("WordDocument")), ("odt", packed({"mimetype": ODT}))])
def test_old_files_need_libreoffice_and_say_so(kind: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refused) as refusal:
        read_decree(data, f"keputusan.{kind}")
    assert refusal.value.code == "intake.format_unread"
    assert "LibreOffice" in refusal.value.text
    assert "DOCX" in refusal.value.text


def test_libreoffice_is_called_without_window_and_with_a_profile_of_its_own(tmp_path: Path) -> None:
    call = command("/usr/bin/soffice", tmp_path / "keputusan.doc", "docx")
    assert call[0] == "/usr/bin/soffice"
    assert call[-5:] == ["--convert-to", "docx", "--outdir", str(tmp_path), str(tmp_path / "keputusan.doc")]
    assert "--headless" in call
    assert f"-env:UserInstallation=file://{tmp_path}/profil" in call


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program called soffice that does what the script says."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_what_libreoffice_makes_is_read_on_and_a_failure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, 'for last; do :; done; cp "$last" "${last%.doc}.docx"', monkeypatch)
    assert converted(b"isi", "doc") == b"isi"
    for script in ("exit 1", "exit 0"):
        stand_in(tmp_path, script, monkeypatch)
        with pytest.raises(Refused) as refusal:
            converted(b"isi", "doc")
        assert refusal.value.code == "intake.damaged"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("file", "kind"), [("pub1.docx", "doc"), ("pub4.docx", "odt"), ("pub3.xlsx", "xls"), ("pub1.xlsx", "ods")]
)
def test_old_files_are_read_through_libreoffice(file: str, kind: str, shared: Path, tmp_path: Path) -> None:
    source = tmp_path / file
    source.write_bytes((shared / "corpus" / file).read_bytes())
    call = command(shutil.which("soffice") or "", source, kind)
    subprocess.run(call, check=True, capture_output=True, timeout=120)  # noqa: S603 - a copy of our own
    old = read_decree(source.with_suffix(f".{kind}").read_bytes(), f"a.{kind}").as_json()["rows"]
    new = read_decree(source.read_bytes()).as_json()["rows"]
    told = ("area", "activity", "sub_activity", "indicator", "months", "note")
    assert [[row[key] for key in told] for row in old] == [[row[key] for key in told] for row in new]


def book(fill: Any) -> Table:
    """A workbook as ``fill`` leaves its first sheet, read."""
    made = Workbook()
    fill(made)
    file = io.BytesIO()
    made.save(file)
    return read_bytes(file.getvalue())


def test_cells_of_a_workbook_are_read_as_they_are_seen() -> None:
    def fill(made: Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        sheet["A1"], sheet["B1"], sheet["C1"], sheet["D1"] = "ü", "P", 1, "ü"
        sheet["A1"].font, sheet["B1"].font = Font(name="Wingdings"), Font(name="Wingdings 2")
        sheet["C1"].number_format = '"√";;'
        sheet["E1"] = CellRichText("a ", TextBlock(InlineFont(rFont="Wingdings"), "ü"))
        sheet["F1"], sheet["G1"] = "#REF!", 2.0
        sheet["H1"].fill = PatternFill("solid", fgColor="FFFDFDFD")
        sheet["I1"].fill = PatternFill("lightGray")

    (line,) = book(fill).lines
    assert [(cell.column, cell.text, cell.fill) for cell in line.cells] == [
        (0, "√", ""),
        (1, "√", ""),
        (2, "√", ""),
        (3, "ü", ""),
        (4, "a √", ""),
        (6, "2", ""),
        (8, "", "LIGHTGRAY"),
    ]


def test_hidden_rows_columns_and_sheets_are_left_out_and_told() -> None:
    def fill(made: Workbook) -> None:
        sheet = made.active
        assert sheet is not None
        for number in range(1, 9):
            sheet.append([f"a{number}", f"b{number}", f"c{number}"])
        sheet.column_dimensions["B"].hidden = True
        for number in (3, 4):
            sheet.row_dimensions[number].hidden = True
        other = made.create_sheet("Rahasia")
        other.sheet_state = "hidden"
        other.append(["x"])
        other.append(["y"])

    found = book(fill)
    assert [line.text for line in found.lines[:3]] == ["a1 c1", "a2 c2", "a5 c5"]
    assert found.lines[0].cells[1].column == 2
    assert found.told == (("decree.rows_hidden", 3, "baris 3, 4"), ("decree.sheets_hidden", None, "Rahasia"))


def test_formulas_nobody_reckoned_are_told() -> None:
    rows = plan(areas=(2,))
    made = load_workbook(io.BytesIO(xlsx_of(rows, Manner(), sheets=True)))
    made["Lampiran"]["Z9"] = "=A1"
    file = io.BytesIO()
    made.save(file)
    reading = read_decree(file.getvalue())
    assert [problem.text for problem in reading.problems if problem.code == "decree.formulas_unread"] == [
        "Rumus di sel Z9 tidak menyimpan hasilnya, sehingga isinya tidak terbaca. Buka dan simpan berkasnya di Excel, "
        "lalu unggah kembali."
    ]
    assert len(reading.rows) == len(rows)


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with the first such words of a part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    parts[part] = source_text(parts[part]).replace(old, new, 1)
    return packed(parts)


def source_text(part: bytes | str) -> str:
    return part if isinstance(part, str) else part.decode()


def test_a_range_merged_over_the_whole_sheet_is_refused_before_it_is_filled_in() -> None:
    data = xlsx_of(plan(areas=(2,)), Manner())
    vast = '<mergeCell ref="A1:XFD1048576"/><mergeCell '
    assert refused(changed(data, "xl/worksheets/sheet1.xml", "<mergeCell ", vast)) == "intake.too_large"


def test_a_style_that_is_not_there_is_a_damaged_file() -> None:
    data = changed(xlsx_of(plan(areas=(2,)), Manner(marks="fill")), "xl/styles.xml", 'fillId="2"', 'fillId="77"')
    assert refused(data) == "intake.damaged"


def test_a_cell_far_away_costs_nothing() -> None:
    def fill(made: Workbook) -> None:
        for number in range(10):
            sheet = made.create_sheet(str(number))
            sheet["A1"], sheet["DP4999"] = "dekat", "jauh"

    assert [len(line.cells) for line in book(fill).lines] == [1] * 20


def test_elements_nested_beyond_reason_are_refused() -> None:
    deep = document("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)
    assert refused(deep) == "intake.damaged"


def test_shapes_mark_the_cells_they_cover() -> None:
    from xlsxwriter import Workbook as Writer

    file = io.BytesIO()
    with Writer(file) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["teks", "", "", "", "", "akhir"])
        sheet.insert_textbox(0, 1, "", {"width": 170, "height": 12, "x_offset": 8, "y_offset": 3})
        sheet.insert_textbox(0, 4, "catatan", {"width": 50, "height": 12})
    (line,) = read_bytes(file.getvalue()).lines
    assert [(cell.column, cell.is_marked) for cell in line.cells] == [
        (0, False),
        (1, True),
        (2, True),
        (3, True),
        (5, False),
    ]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """The file cut off, with bytes changed, or with the numbers, cells or paragraphs of one part changed, dropped or doubled."""
    if chance.random() < 0.2:
        return data[: chance.randrange(len(data))]
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts: dict[str, bytes | str] = {name: source.read(name) for name in source.namelist()}
    part = chance.choice([name for name in parts if re.search(r"document|numbering|styles|sheet|workbook", name)])
    text = source_text(parts[part])
    pieces = re.split(r"(?=<w:tc>|<w:p>|<w:tr>|<c |<row )", text)
    match chance.randrange(3):
        case 0:
            text = "".join(piece * chance.choice([1] * 30 + [0, 2]) for piece in pieces)
        case 1:
            text = re.sub(
                r'="\d+"', lambda found: chance.choice([found[0]] * 40 + ['="-1"', '="999999999"', '="x"']), text
            )
        case _:
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice("<>&\x01é9") + text[place + 1 :]
    return packed(parts | {part: text})


@pytest.mark.parametrize("write", [docx_of, xlsx_of])
def test_spoilt_files_are_read_or_refused_and_nothing_else(write: Callable[[list[PlanRow], Manner], bytes]) -> None:
    whole = write(plan(areas=(3,)), Manner(marks="fill", column_numbers=True))
    codes = {outcome(spoilt(whole, random.Random(seed))) for seed in range(60)}  # noqa: S311 - damage that can be made again
    assert {"read", "intake.damaged"} <= codes


def outcome(data: bytes) -> str:
    try:
        read_decree(data)
    except Refused as refusal:
        return refusal.code
    return "read"
