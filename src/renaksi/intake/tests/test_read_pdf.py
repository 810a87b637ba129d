"""PDF files with letters of their own: every way of marking months, every way of cutting a table into pages, what is refused."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from renaksi.intake.read import read_decree
from renaksi.intake.readers import read_bytes
from renaksi.intake.reading import DecreeRow
from renaksi.intake.tests.made_pdf import HIGH, WIDE, Cut, Leaf, leaves_of, pdf_of
from renaksi.intake.tests.made_tables import BODY, MONTHS_LONG, Manner, made, plan
from renaksi.intake.tests.test_read_seeds import reading, score
from renaksi.kernel.refusal import Refused
from renaksi.plan.rows import PlanRow

ROWS = plan(7, (1, 2))
MARKED = Manner(marks="x")
BARS = {
    "header": 1.0, "rows_recall": 0.99, "rows_precision": 0.99, "area": 0.98, "activity": 0.98, "sub_activity": 0.98,
    "text": 0.99, "months": 0.995,
}  # fmt: skip


def table(cut: Cut | None = None, mark: str = "tick", manner: Manner = MARKED) -> list[Leaf]:
    return leaves_of(made(ROWS, manner)[0], cut or Cut(), mark)


def body() -> Leaf:
    """The decree's own text as one page."""
    leaf = Leaf(600, 900)
    for place, line in enumerate(BODY):
        leaf.text(60, 60 + 14 * place, line.replace("\t", " "), size=10)
    return leaf


def said(row: PlanRow) -> tuple[str, ...]:
    return (row.area, row.activity, row.sub_activity, row.indicator, row.months.words())


def plain(rows: Sequence[DecreeRow]) -> list[tuple[str, ...]]:
    return [said(each.row) for each in rows]


@pytest.mark.parametrize("mark", ["tick", "fill", "bar", "v", "X", "3", "4", "ü", "•"])
def test_months_are_read_however_they_are_marked(mark: str) -> None:
    found = read_decree(pdf_of(table(mark=mark)))
    assert plain(found.rows) == [said(row) for row in ROWS]
    assert [row.problems for row in found.rows] == [()] * len(ROWS)


def test_a_ground_filled_in_strips_and_under_the_rules_is_one_colour() -> None:
    leaves = table(mark="")
    whole = table(mark="fill")
    for leaf, filled in zip(leaves, whole, strict=True):
        areas = [op for op in filled.ops if " re f" in op]
        leaf.ops = [strip for op in areas for strip in strips(op)] + leaf.ops
    assert plain(read_decree(pdf_of(leaves)).rows) == [said(row) for row in ROWS]


def strips(op: str) -> list[str]:
    """A filled area as a word processor writes it: in bands, a little over the cell's rules."""
    words = op.split()
    x, y, wide, high = (float(word) for word in words[-7:-3])
    bands = [(y - 0.4, high * 0.4 + 0.4), (y + high * 0.4, high * 0.6 + 0.4)]
    return [" ".join([*words[:-7], f"{x} {low:.2f} {wide} {tall:.2f} re f Q"]) for low, tall in bands]


def test_a_watermark_is_no_text() -> None:
    leaves = table(Cut(30))
    for leaf in leaves:
        leaf.ops.append("BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 100 Tm (SALINAN CONTOH) Tj ET")
        leaf.text(200, 400, "KONSEP", size=80)
    assert plain(read_decree(pdf_of(leaves)).rows) == [said(row) for row in ROWS]


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize("heading_again", [True, False], ids=["heading again", "heading once"])
@pytest.mark.parametrize("lines", [22, 27, 31, 36, 43])
@pytest.mark.parametrize("mark", ["tick", "fill"])
def test_a_table_cut_anywhere_comes_back_whole(mark: str, lines: int, heading_again: bool, closed: bool) -> None:
    cut = Cut(lines, heading_again=heading_again, closed=closed)
    assert plain(read_decree(pdf_of(table(cut, mark))).rows) == [said(row) for row in ROWS]


def test_the_decree_around_the_table_is_read() -> None:
    found = read_decree(pdf_of([body(), *table()]))
    facts = found.decree
    assert (facts.number, facts.work_unit, facts.year, facts.place) == (
        "12/ORT.07/9999/2025",
        "KPU Kota Contoh",
        2025,
        "Contoh",
    )
    assert (facts.signatory, str(facts.date), len(facts.considerations)) == ("RAHMAT TELADAN", "2025-01-14", 2)
    assert plain(found.rows) == [said(row) for row in ROWS]
    assert found.rows[0].row.source["page"] == 2


def test_only_the_pages_asked_for_are_read() -> None:
    data = pdf_of([body(), *table()])
    assert read_decree(data, pages={2, 3}).decree.place == ""
    with pytest.raises(Refused) as refusal:
        read_decree(data, pages={40})
    assert refusal.value.code == "intake.pages_unknown"


def test_months_named_upward_in_narrow_columns_are_found() -> None:
    sheet = made(ROWS, Manner(marks="x", month_heads=MONTHS_LONG))[0]
    for spot in sheet.months:
        sheet.rows[1] = [each for each in sheet.rows[1] if each.column != spot.column]
    leaves = leaves_of(sheet, Cut(heading_again=False), "tick")
    for spot in sheet.months:
        leaves[0].text(666 + 17 * (spot.column - 5) + 10, 59, spot.text[:3], size=4, turned=True)
    assert [row.row.months for row in read_decree(pdf_of(leaves)).rows] == [row.months for row in ROWS]


def turned(leaf: Leaf) -> Leaf:
    """The page drawn on its side and shown upright by its own word, as a landscape table in an upright file is."""
    ops = f"q 0 1 -1 0 {leaf.high} 0 cm\n" + "\n".join(leaf.ops) + "\nQ"
    return Leaf(leaf.high, leaf.wide, rotate=90, ops=[ops])


def test_a_page_turned_by_the_file_is_read_as_it_is_seen() -> None:
    assert plain(read_decree(pdf_of([turned(leaf) for leaf in table()])).rows) == [said(row) for row in ROWS]


@pytest.mark.parametrize("rotate", [0, 180])
def test_a_table_drawn_on_its_side_is_read_too(rotate: int) -> None:
    leaves = [replace(turned(leaf), rotate=rotate) for leaf in table()]
    found = read_decree(pdf_of(leaves))
    assert plain(found.rows) == [said(row) for row in ROWS]
    first = read_bytes(pdf_of(leaves)).lines[0].cells[0].box
    assert first is not None
    heading = (30 / WIDE, 40 / HIGH, 54 / WIDE, 60 / HIGH)
    as_shown = (heading[1], 1 - heading[2], heading[3], 1 - heading[0])
    upside = (1 - as_shown[2], 1 - as_shown[3], 1 - as_shown[0], 1 - as_shown[1])
    assert first == pytest.approx(upside if rotate else as_shown, abs=0.002)


def test_words_set_without_spaces_are_not_glued() -> None:
    leaf, place = Leaf(), 50.0
    for word, wide in (("Laporan", 3.67), ("evaluasi", 3.67), ("yang", 2.17), ("ditindaklanjuti", 0)):
        leaf.text(place, 60, word, size=9)
        place += 9 * (wide + 0.2)
    leaf.text(50, 80, "AKSI", size=9)
    (line, _) = read_bytes(pdf_of([leaf])).lines
    assert line.text == "Laporan evaluasi yang ditindaklanjuti"


def test_blocks_side_by_side_are_read_one_after_the_other() -> None:
    leaf = Leaf(600, 900)
    for place, line in enumerate(("Ditetapkan di Contoh", "KETUA,", "ttd", "RAHMAT TELADAN")):
        leaf.text(330, 100 + 20 * place, line, size=10)
    for place, line in enumerate(("Salinan sesuai dengan aslinya", "Kepala Subbagian Hukum,", "Siti Percontohan")):
        leaf.text(60, 126 + 20 * place, line, size=10)
    texts = [line.text for line in read_bytes(pdf_of([leaf])).lines]
    assert texts[:4] == ["Ditetapkan di Contoh", "KETUA,", "ttd", "RAHMAT TELADAN"]
    assert texts[4:] == ["Salinan sesuai dengan aslinya", "Kepala Subbagian Hukum,", "Siti Percontohan"]


def test_page_numbers_and_footers_are_no_text_of_the_table() -> None:
    leaves = table(Cut(25))
    for number, leaf in enumerate(leaves, 1):
        leaf.text(440, 20, f"- {number} -")
        leaf.text(40, 550, "Dokumen contoh untuk pengujian")
    found = read_decree(pdf_of(leaves))
    assert plain(found.rows) == [said(row) for row in ROWS]
    assert [problem.code for problem in found.problems if problem.row is not None] == []


def test_a_text_that_may_go_on_overleaf_is_told() -> None:
    first, second = Leaf(), Leaf()
    xs = [30, 54, 190, 330, 470, 620, *[620 + 20 * place for place in range(1, 13)]]
    for leaf, rows in ((first, (40, 50, 60, 70)), (second, (40, 50, 60))):
        for y in rows:
            leaf.line(xs[0], y, xs[-1], y)
        for x in xs:
            leaf.line(x, rows[0], x, rows[-1])
    heads = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR")
    for x, text in zip(xs, heads, strict=False):
        first.text(x + 2, 47.5, text)
    for month in range(1, 13):
        first.text(xs[month + 4] + 2, 57.5, str(month))
    for x, text in zip(xs, ("1", "Manajemen Perubahan", "Kegiatan ganda", "Sub tunggal", "Wujud nyata"), strict=False):
        first.text(x + 2, 67.5, text)
    first.tick(xs[5] + 10, 65)
    second.text(xs[3] + 2, 47.5, "Kelola bersama")
    second.text(xs[4] + 2, 47.5, "Hasil kedua")
    second.tick(xs[6] + 10, 45)
    second.text(xs[4] + 2, 57.5, "Hasil ketiga")
    second.tick(xs[7] + 10, 55)
    found = read_decree(pdf_of([first, second]))
    told = [problem.code for row in found.rows for problem in row.problems]
    assert "decree.break_unclear" in told
    assert [row.row.indicator for row in found.rows] == ["Wujud nyata", "Hasil kedua", "Hasil ketiga"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf_of([Leaf(), Leaf()]), "intake.blank"),
        (pdf_of([Leaf()] * 401), "intake.too_large"),
        (pdf_of(table())[:-600], "intake.damaged"),
        (pdf_of(table())[:200] + b"\n%%EOF\n", "intake.damaged"),
        (pdf_of([body()])[:9] + b"\n%%EOF", "intake.damaged"),
    ],
    ids=["blank", "too many pages", "cut off", "a piece", "nothing in it"],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_decree(data)
    assert refusal.value.code == code


def outcome(data: bytes) -> str:
    try:
        read_decree(data)
    except Refused as refusal:
        return refusal.code
    return "read"


def test_damage_anywhere_ends_in_a_reading_or_a_refusal() -> None:
    whole, chance = pdf_of([body(), *table()]), random.Random(5)  # noqa: S311 - damage of a test, no secret
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert outcome(bytes(data)) in ("read", "intake.damaged", "intake.not_decree", "intake.blank", "intake.locked")


@pytest.mark.parametrize("name", ["pub1_libreoffice.pdf", "pub1_chromium.pdf", "pub3.pdf", "pub4.pdf"])
def test_files_of_word_processors_and_browsers_hold_the_bars(name: str, shared: Path) -> None:
    file = shared / "corpus" / name
    truth = json.loads((shared / "corpus" / f"{name}.truth.json").read_text(encoding="utf-8"))
    result = score(shared, truth, reading(file))
    assert {figure: result[figure] for figure, bar in BARS.items() if result[figure] < bar} == {}
    assert result["false_alarms"] <= 0.05
    assert result["sure_wrong"] <= 0.01


@pytest.mark.parametrize("name", ["neg1_keputusan_lain", "neg3_terkunci", "neg4_terpotong", "neg5_400_halaman_kosong"])
def test_files_that_hold_no_plan_are_refused(name: str, shared: Path) -> None:
    file = shared / "corpus" / "pub_neg" / f"{name}.pdf"
    with pytest.raises(Refused):
        read_decree(file.read_bytes(), file.name)
