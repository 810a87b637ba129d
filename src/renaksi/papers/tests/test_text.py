"""Plain text: one line per paragraph and per table row, tabs between columns and nowhere else."""

from __future__ import annotations

from renaksi.papers import write
from renaksi.papers.tests.harm import HARMFUL, harmful_paper
from renaksi.papers.tree import Cell, Clause, Column, Paper, Paragraph, Point, Section, Signature, Table


def lines(*blocks: Paragraph | Clause | Table | Signature) -> list[str]:
    return write(Paper("x", (Section("x", blocks),)), "txt").decode().split("\n")


def test_clause_stands_on_a_line_per_point() -> None:
    clause = Clause("Menimbang", (Point("a.", "bahwa\nsatu;"), Point("b.", "bahwa dua;")))
    assert lines(clause) == ["Menimbang : a. bahwa satu;", "b. bahwa dua;", ""]


def test_table_row_is_a_line_and_spanned_places_are_blank() -> None:
    table = Table(
        (Column(10), Column(10), Column(10)),
        head=((Cell("NO"), Cell("BULAN", colspan=2)),),
        body=((Cell("a\tb\nc", rowspan=2), Cell(tick=True), Cell()), (Cell("d"), Cell())),
    )
    assert lines(table) == ["NO\tBULAN\t", "a b c\t√\t", "\td\t", ""]


def test_signature_keeps_mark_and_name_apart() -> None:
    signed = Signature(("Ditetapkan di Contoh",), "KETUA,", "NAMA", mark="ttd.")
    assert lines(signed) == ["Ditetapkan di Contoh", "KETUA,", "", "ttd.", "", "NAMA", ""]


def test_harmful_texts_are_only_text() -> None:
    text = write(harmful_paper(), "txt").decode()
    assert text.count("\t") == len(HARMFUL) + 1
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in text)
