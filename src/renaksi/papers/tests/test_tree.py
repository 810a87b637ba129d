"""The tree refuses tables that do not fill their grid, and texts are made legible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.kernel.refusal import Refused
from renaksi.papers import write
from renaksi.papers.legible import BREAK_HERE, SOFT_HYPHEN, breakable, legible, one_line
from renaksi.papers.room import row_lines
from renaksi.papers.tree import Cell, Column, Paper, Section, Table, fitted, placed

TWO = (Column(20), Column(20))


def test_placed_walks_around_spans() -> None:
    body = ((Cell("a", rowspan=2), Cell("b")), (Cell("c"),), (Cell("d", colspan=2),))
    assert [(at, column, cell.text) for at, column, cell in placed(body, 2)] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
        (2, 0, "d"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        ((Cell("a"),),),
        ((Cell("a"), Cell("b"), Cell("c")),),
        ((Cell("a", rowspan=2), Cell("b")),),
        ((Cell("a", rowspan=2), Cell("b")), (Cell("c"), Cell("d"))),
        ((Cell("a", colspan=3),),),
    ],
)
def test_table_refuses_a_grid_with_holes_or_overlaps(body: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"fit|holes"):
        Table(columns=TWO, body=body)


def test_fitted_shrinks_in_proportion_and_never_stretches() -> None:
    assert fitted((Column(10), Column(30)), 20) == [5, 15]
    assert fitted((Column(10), Column(30)), 100) == [10, 30]


def test_row_lines_gives_a_long_span_the_room_it_needs() -> None:
    body = ((Cell("x" * 80, rowspan=2), Cell("b")), (Cell("c"),))
    lines = row_lines(body, Table(columns=TWO, body=body, size=8), 40)
    assert lines[0] == 1
    assert sum(lines) >= 80 / 11


@given(st.text())
def test_legible_keeps_no_control_character_and_changes_nothing_twice(text: str) -> None:
    seen = legible(text)
    assert legible(seen) == seen
    assert not any(ord(sign) < 32 and sign != "\n" for sign in seen)
    assert not set(seen) & set("\u202e\u2066\ufffe\x7f")


def test_legible_keeps_what_people_write() -> None:
    text = "Persentase (%) ≥ 90 – “laporan” √ é; 1/2 & <b> #import *tebal* \\ 日本"
    assert legible(text) == text
    assert legible("a\r\nb\u2028c\td") == "a\nb\nc d"
    assert one_line(" a\n b\t c ") == "a b c"


def test_breakable_leaves_short_words_and_splits_long_ones_by_syllable() -> None:
    assert breakable("laporan kinerja", 10) == "laporan kinerja"
    split = breakable("mempertanggungjawabkannya", 10)
    assert SOFT_HYPHEN in split
    assert split.replace(SOFT_HYPHEN, "") == "mempertanggungjawabkannya"
    address = breakable("https:" + "x" * 40, 10)
    assert BREAK_HERE in address
    assert address.replace(BREAK_HERE, "") == "https:" + "x" * 40


def test_write_refuses_an_unknown_format() -> None:
    with pytest.raises(Refused) as refused:
        write(Paper("x", (Section("x", ()),)), "odt")
    assert refused.value.code == "papers.format"
