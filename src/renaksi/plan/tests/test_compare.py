"""Two plans compared: nothing changed, every kind of change, doubt, and random edits found back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from renaksi.kernel.months import MonthSet
from renaksi.plan.compare import ChangeKind, Comparison, compare_rows
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

OFFICE = "KPU Kota Contoh"
WHOLE = template_rows(OFFICE)
Told = set[tuple[str, int | None, int | None]]


def row(
    indicator: str = "Tersedianya laporan pelaksanaan", sub: str = "Penyusunan", months: str = "1", **more: Any
) -> PlanRow:
    given = {"area_no": 1, "area": "Manajemen Perubahan", "activity": "Perencanaan", "sub_activity": sub}
    return PlanRow(**(given | more), indicator=indicator, months=MonthSet.parse(months))


def told(comparison: Comparison) -> Told:
    return {(change.kind.value, change.old_row, change.new_row) for change in comparison.changes}


def truth_rows(path: Path) -> list[PlanRow]:
    texts = ("area", "activity_no", "activity", "sub_activity_no", "sub_activity", "indicator_no", "indicator", "note")
    return [
        PlanRow(
            area_no=each["area_no"],
            months=MonthSet.of(each["months"]),
            **{name: each.get(name) or "" for name in texts},
        )
        for each in json.loads(path.read_text())["rows"]
    ]


def test_every_change_of_the_made_amendment_is_found_and_none_invented(shared: Path):
    corpus = shared / "corpus"
    truth = json.loads((corpus / "pub5.diff.json").read_text())
    comparison = compare_rows(truth_rows(corpus / "pub1.docx.truth.json"), truth_rows(corpus / "pub5.docx.truth.json"))
    wanted = {(each["kind"], each["old_row"], each["new_row"]) for each in truth["changes"]}
    assert told(comparison) == wanted
    fields = {(each["old_row"], each["new_row"]): each.get("fields") for each in truth["changes"]}
    for change in comparison.changes:
        assert list(change.fields) == (fields[change.old_row, change.new_row] or [])
    renumbered = {(each["old_row"], each["new_row"]) for each in truth["renumbered"]}
    assert set(comparison.renumbered) == renumbered
    assert comparison.unchanged == truth["counts"]["unchanged"]


def test_a_plan_compared_with_itself_has_no_change():
    comparison = compare_rows(WHOLE, WHOLE)
    assert comparison.changes == ()
    assert comparison.asked == ()
    assert comparison.unchanged == len(WHOLE)


def test_numbers_order_and_a_lists_joining_word_are_no_changes():
    old = [row("SOP telah ditetapkan; dan", indicator_no="1"), row("SOP telah dilegalkan;", indicator_no="2")]
    new = [row("SOP telah dilegalkan.", indicator_no="1"), row("SOP  telah ditetapkan;", indicator_no="2")]
    comparison = compare_rows(old, new)
    assert comparison.changes == ()
    assert comparison.renumbered == [(0, 1), (1, 0)]


def test_one_row_may_be_moved_reworded_and_retimed_at_once():
    elsewhere = row("Rekap penanganan benturan", area="Penguatan Pengawasan", activity="Pengaduan", sub="Rekap")
    old = [row("Laporan survei kepuasan pemohon informasi publik"), elsewhere]
    changed = replace(
        elsewhere, indicator="Laporan survei kepuasan para pemohon informasi publik", months=MonthSet.parse("2")
    )
    comparison = compare_rows([*old, row("Renstra hasil reviu")], [elsewhere, changed, row("Renstra hasil reviu")])
    assert told(comparison) == {("moved", 0, 1), ("reworded", 0, 1), ("retimed", 0, 1)}
    by_kind = {change.kind: change.fields for change in comparison.changes}
    assert by_kind[ChangeKind.MOVED] == ("area", "activity", "sub_activity")
    assert by_kind[ChangeKind.REWORDED] == ("indicator",)


def test_a_renamed_sub_activity_is_reworded_and_not_moved():
    old = [row("Dokumen pertama tersusun"), row("Laporan kedua tersampaikan")]
    new = [replace(each, sub_activity="Penyusunan dokumen reformasi") for each in old]
    comparison = compare_rows(old, new)
    assert told(comparison) == {("reworded", 0, 0), ("reworded", 1, 1)}
    assert {change.fields for change in comparison.changes} == {("sub_activity",)}


def test_a_row_put_under_a_sub_activity_that_was_there_is_moved():
    old = [row("Dokumen pertama tersusun lengkap", sub="Satu"), row("Laporan kedua tersampaikan", sub="Dua")]
    new = [replace(old[0], sub_activity="Dua"), old[1]]
    assert told(compare_rows(old, new)) == {("moved", 0, 0)}


def test_same_words_in_several_places_are_paired_by_place_then_months():
    here, there = row("Laporan tersusun", months="1"), row("Laporan tersusun", sub="Pelaporan", months="2")
    assert told(compare_rows([here, there], [replace(there, months=MonthSet.parse("3")), here])) == {("retimed", 1, 0)}
    twice = [row("Laporan tersusun", months="1"), row("Laporan tersusun", months="7")]
    assert compare_rows(twice, twice[::-1]).changes == ()
    assert told(compare_rows(twice, twice[1:])) == {("removed", 0, None)}


def test_a_better_match_is_not_taken_away_by_a_row_that_came_first():
    old = [row("Pelaporan LHKASN seluruh pegawai wajib lapor"), row("Pelaporan LHKPN seluruh pegawai wajib lapor")]
    new = [row("Pelaporan LHKPN seluruh pegawai yang wajib lapor")]
    assert told(compare_rows(old, new)) == {("removed", 0, None), ("reworded", 1, 0)}


def test_a_row_worded_quite_anew_is_asked_and_the_answer_holds():
    old = [row("SOTK unit/satuan kerja sesuai mandat.", sub="Penyesuaian SOTK")]
    new = [row("SOTK satuan kerja telah disesuaikan dengan mandat organisasi.", sub="Penyesuaian SOTK")]
    guess = compare_rows(old, new)
    assert [(pair.old_row, pair.new_row, pair.is_same) for pair in guess.asked] == [(0, 0, True)]
    assert [change.is_doubtful for change in guess.changes] == [True]
    same, other = compare_rows(old, new, {(0, 0): True}), compare_rows(old, new, {(0, 0): False})
    assert (told(same), same.asked) == ({("reworded", 0, 0)}, ())
    assert (told(other), other.asked) == ({("removed", 0, None), ("added", None, 0)}, ())


def test_two_candidates_as_good_as_each_other_are_asked():
    old = [row("Rekap pengaduan masyarakat yang diselesaikan", sub="Pengaduan")]
    new = [
        row("Rekap pengaduan masyarakat yang diselesaikan pertama", sub="Pengaduan"),
        row("Rekap pengaduan masyarakat yang diselesaikan kedua", sub="Pengaduan"),
    ]
    assert [pair.is_same for pair in compare_rows(old, new).asked] == [True]


def test_rows_without_an_indicator_are_known_by_what_stands_above_them():
    old = [row("", sub="Penyusunan agenda"), row("", sub="Pelaksanaan rapat")]
    assert told(compare_rows(old, old[1:])) == {("removed", 0, None)}


def test_an_empty_plan_has_every_row_added_or_removed():
    rows = WHOLE[:3]
    assert told(compare_rows([], rows)) == {("added", None, place) for place in range(3)}
    assert told(compare_rows(rows, [])) == {("removed", place, None) for place in range(3)}


def test_the_json_names_rows_by_their_places():
    old = [row("Dokumen pertama tersusun"), row("Laporan kedua tersampaikan")]
    printed = compare_rows(old, [replace(old[1], months=MonthSet.parse("5"))]).as_json()
    found = [(each["kind"], each["old_row"], each["new_row"], each["fields"]) for each in printed["changes"]]
    assert sorted(found) == [("removed", 0, None, []), ("retimed", 1, 0, ["months"])]
    assert json.loads(json.dumps(printed)) == printed


@dataclass
class Edited:
    """A plan after an edit script, and what the script did."""

    rows: list[PlanRow]
    told: Told


def _distinct() -> list[PlanRow]:
    """The template's rows that no other resembles by its words: what an edit did to one is then beyond doubt."""
    words = [row.indicator.lower() for row in WHOLE]
    return [row for row in WHOLE if words.count(row.indicator.lower()) == 1 and len(row.indicator.split()) > 6]


BASE = _distinct()
ADDED = "Butir percontohan nomor {} tentang hal yang belum pernah dimuat, ditulis ulang {}"


def _edited(edits: dict[int, str]) -> Edited:
    rows: list[tuple[int | None, PlanRow]] = []
    done: Told = set()
    for place, before in enumerate(BASE):
        edit = edits.get(place, "")
        if edit == "added":
            fresh = replace(before, sub_activity=f"Kegiatan baru {place}", indicator=ADDED.format(place, place * 7919))
            rows += [(None, fresh), (place, before)]
        elif edit != "removed":
            rows.append((place, _changed(before, edit)))
    for at, (place, _) in enumerate(rows):
        if place is None:
            done.add(("added", None, at))
        elif edits.get(place, "added") != "added":
            done.add((edits[place], place, at))
    done |= {("removed", place, None) for place, edit in edits.items() if edit == "removed"}
    return Edited([each for _, each in rows], done)


def _changed(row: PlanRow, edit: str) -> PlanRow:
    if edit == "reworded":
        head, _, tail = row.indicator.partition(" ")
        return replace(row, indicator=f"{head} seluruh {tail}")
    if edit == "retimed":
        return replace(row, months=MonthSet(row.months.mask ^ 0b1))
    if edit == "moved":
        other = next(each for each in BASE if each.area != row.area)
        return replace(row, area=other.area, activity=other.activity, sub_activity=other.sub_activity)
    return row


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, len(BASE) - 1),
        st.sampled_from(["removed", "added", "reworded", "retimed", "moved"]),
        max_size=20,
    )
)
def test_what_an_edit_script_did_is_found_back(edits: dict[int, str]):
    edited = _edited(edits)
    assert told(compare_rows(BASE, edited.rows)) == edited.told


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WHOLE), max_size=12), st.lists(st.sampled_from(WHOLE), max_size=12))
def test_every_row_is_kept_removed_or_added_exactly_once(old: list[PlanRow], new: list[PlanRow]):
    comparison = compare_rows(old, new)
    assert sorted([*comparison.removed, *(pair.old_row for pair in comparison.pairs)]) == list(range(len(old)))
    assert sorted([*comparison.added, *(pair.new_row for pair in comparison.pairs)]) == list(range(len(new)))
