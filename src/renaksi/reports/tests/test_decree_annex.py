"""The annex keeps every row: what is merged, what is blank, and what a dash says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from renaksi.kernel.months import MonthSet
from renaksi.papers.tree import placed
from renaksi.plan.rows import PlanRow
from renaksi.reports.decree.annex import annex_table, listed
from renaksi.reports.tests.made_up import rows

JAN = MonthSet.of([1])


def grid(*given: PlanRow) -> list[list[str | None]]:
    """The table's body as texts; None where a cell from above goes on."""
    body = annex_table(given).body
    lines: list[list[str | None]] = [[None] * 18 for _ in body]
    for at, column, cell in placed(body, 18):
        lines[at][column] = cell.shown
    return lines


def row(area: str = "A", activity: str = "K", sub_activity: str = "S", indicator: str = "I", **more: object) -> PlanRow:
    values = {"area_no": 1 if area else None, "months": JAN} | more
    return PlanRow(area=area, activity=activity, sub_activity=sub_activity, indicator=indicator, **values)  # type: ignore[arg-type]  # the tests give the right kinds


def parents(*given: PlanRow) -> list[list[str | None]]:
    return [line[:5] for line in grid(*given)]


def test_neighbours_under_one_parent_share_its_cell() -> None:
    assert parents(row(indicator="a"), row(indicator="b"), row(sub_activity="T", indicator="c")) == [
        ["1", "A", "K", "S", "a"],
        [None, None, None, None, "b"],
        [None, None, None, "T", "c"],
    ]


def test_same_text_under_another_parent_or_number_is_printed_again() -> None:
    assert parents(row(), row(activity="L"), row(activity="L", sub_activity_no="2")) == [
        ["1", "A", "K", "S", "I"],
        [None, None, "L", "S", "I"],
        [None, None, None, "2. S", "I"],
    ]


def test_a_blank_that_would_be_read_as_above_is_a_dash() -> None:
    assert parents(row(), row(sub_activity="", indicator="j"), row(area="", activity="", sub_activity="")) == [
        ["1", "A", "K", "S", "I"],
        [None, None, None, "-", "j"],
        ["-", "-", "-", "", "I"],
    ]


def test_rows_without_an_area_from_the_start_stay_blank() -> None:
    assert parents(
        row(area="", activity="", sub_activity=""), row(area="", activity="", sub_activity="", indicator="j")
    ) == [
        ["", "", "", "", "I"],
        [None, None, None, None, "j"],
    ]


def test_a_row_without_indicator_is_blank_only_where_it_cannot_be_taken_for_a_part_of_another() -> None:
    found = parents(row(indicator=""), row(indicator=""), row(sub_activity="T", indicator="", months=MonthSet()))
    assert [line[4] for line in found] == ["", "-", "-"]


def test_numbers_are_printed_before_their_text_and_months_in_their_columns() -> None:
    line = grid(
        row(activity_no="2", sub_activity_no="3", indicator_no="b", months=MonthSet.of([1, 6, 12]), note="catatan"),
    )[0]
    assert line[2:5] == ["2. K", "3. S", "b. I"]
    assert [column for column, text in enumerate(line) if text == "√"] == [5, 10, 16]
    assert line[17] == "catatan"


def test_head_names_the_columns_and_numbers_them() -> None:
    head = annex_table(rows(3)).head
    assert [cell.text for cell in head[0]] == [
        "NO",
        "AREA PERUBAHAN",
        "KEGIATAN",
        "SUB KEGIATAN",
        "INDIKATOR KEBERHASILAN",
        "PELAKSANAAN (BULAN)",
        "KET",
    ]
    assert [cell.text for cell in head[2]] == [str(number) for number in range(1, 19)]


def test_lists_in_a_cell_stand_on_lines_of_their_own() -> None:
    assert listed("Terdiri dari: 1) Tim Pengarah; 2) Tim Pelaksana (8 area); 3) Assessor") == (
        "Terdiri dari:\n1) Tim Pengarah;\n2) Tim Pelaksana (8 area);\n3) Assessor"
    )
    assert listed("1. satu; 2. dua a. x b. y") == "1. satu;\n2. dua\na. x\nb. y"
    assert listed("paling sedikit 2. kali dan 12. kali") == "paling sedikit 2. kali dan 12. kali"


@given(st.text(alphabet="ab1 2.)(;:", max_size=80).map(lambda text: " ".join(text.split())))
def test_listed_only_turns_spaces_into_line_breaks(text: str) -> None:
    assert listed(text).replace("\n", " ") == text


def test_the_area_column_is_wide_enough_and_the_table_fits_the_sheet() -> None:
    for count in (1, 10):
        assert 290 <= sum(column.width for column in annex_table(rows(count)).columns) <= 300.5
