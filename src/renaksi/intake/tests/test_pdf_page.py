"""Letters, rules and colours of one PDF page put together: words, lines, cells, grounds."""

from __future__ import annotations

import pytest

from renaksi.intake.readers.pdf.colours import ground_of
from renaksi.intake.readers.pdf.content import dotted
from renaksi.intake.readers.pdf.grid import RuledGrid, grids_of
from renaksi.intake.readers.pdf.shapes import Box, Fill, Letter, Rule
from renaksi.intake.readers.pdf.words import TextLine, Vocabulary, text_lines, words_of

CELL = Box(0, 0, 20, 30)


def letters(text: str, *, left: float = 0, base: float = 10, wide: float = 5, step: float = 5) -> list[Letter]:
    """A text of even letters, its spaces left out as some programs do."""
    return [
        Letter(sign, Box(left + step * place, base - 8, left + step * place + wide, base), base, 10)
        for place, sign in enumerate(text)
        if sign != " "
    ]


def line(text: str) -> TextLine:
    return text_lines(words_of(letters(text)))[0]


def box_of(*xs: float, ys: tuple[float, ...]) -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs]


def only(across: list[Rule], down: list[Rule]) -> RuledGrid:
    (grid,) = grids_of(across, down)
    return grid


def test_letters_set_wide_are_one_word_and_words_apart_are_not() -> None:
    assert [word.text for word in words_of(letters("MENIMBANG", wide=5, step=7))] == ["MENIMBANG"]
    assert [word.text for word in words_of(letters("dua kata"))] == ["dua", "kata"]


def test_a_rule_parts_what_stands_close_to_it() -> None:
    ten, eleven = letters("10"), letters("11", left=10.7)
    assert [word.text for word in words_of([*ten, *eleven])] == ["1011"]
    assert [word.text for word in words_of([*ten, *eleven], [Rule(10.3, 0, 20)])] == ["10", "11"]


@pytest.mark.parametrize(
    ("known", "before", "after", "whole"),
    [
        ("kata pelaksanaan yang", "rencana pelak-", "sanaan kerja", "rencana pelaksanaan kerja"),
        ("kata lain yang", "peraturan perundang-", "undangan baru", "peraturan perundang-undangan baru"),
        ("satu dua tiga", "Nomor 612/", "ORT.04 tahun", "Nomor 612/ORT.04 tahun"),
        ("satu kerja/ unit dua", "satuan kerja/", "unit kerja", "satuan kerja/ unit kerja"),
        ("para pegawai baru", "pega", "wai baru", "pegawai baru"),
        ("para pegawai baru", "setiap", "pegawai", "setiap pegawai"),
    ],
)
def test_a_word_broken_at_a_lines_end_is_put_together(known: str, before: str, after: str, whole: str) -> None:
    assert Vocabulary.of([line(known)]).joined([before, after]) == whole


def test_running_lines_stay_lines() -> None:
    assert Vocabulary.of([]).unbroken(["Nomor 2/", "HK.03 tentang", "Rencana"]) == [
        "Nomor 2/HK.03",
        "tentang",
        "Rencana",
    ]


def test_a_table_left_open_at_its_end_is_closed_and_says_so() -> None:
    across, down = box_of(0, 50, 100, ys=(0, 20, 40))
    down = [Rule(rule.place, 0, 70) for rule in down]
    grid = only(across, down)
    assert [(cell.row, cell.open_bottom) for cell in grid.cells] == [(0, False)] * 2 + [(1, False)] * 2 + [
        (2, True)
    ] * 2


def test_merged_cells_are_one_and_an_underline_is_no_rule() -> None:
    across, down = box_of(0, 50, 100, ys=(0, 40))
    across += [Rule(20, 50, 100), Rule(30, 55, 95)]
    grid = only(across, down)
    assert [(cell.row, cell.column, cell.row_span) for cell in grid.cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]
    assert len(grid.strokes) == 1


def test_columns_that_run_past_a_page_without_a_rule_across_belong_to_the_table() -> None:
    across, down = box_of(50, 100, 150, ys=(0, 20, 40))
    grid = only(across, [*down, Rule(0, 0, 40)])
    assert (len(grid.xs), grid.cells[0].row_span) == (4, 2)


def test_dots_in_a_row_are_a_rule() -> None:
    assert dotted([(10, 3.0 * place) for place in range(8)]) == [(10, 0.0, 21.0)]
    assert dotted([(10, 9.0 * place) for place in range(8)]) == []


@pytest.mark.parametrize(
    ("fills", "found"),
    [
        ([Fill(Box(-1, -1, 21, 31), "FFC000")], ("FFC000", False)),
        ([Fill(Box(0, 0, 20, 12), "FFC000"), Fill(Box(0, 12, 20, 30), "FFC000")], ("FFC000", False)),
        ([Fill(CELL, "FFC000"), Fill(CELL, "FFFFFF")], ("", False)),
        ([Fill(Box(-20, 12, 40, 18), "00B050")], ("", True)),
        ([Fill(Box(0, 27, 20, 60), "FFC000")], ("", False)),
    ],
    ids=["whole", "strips", "whitened", "bar", "the cell below"],
)
def test_a_cells_ground_is_what_lies_on_top(fills: list[Fill], found: tuple[str, bool]) -> None:
    assert ground_of(CELL, fills) == found
