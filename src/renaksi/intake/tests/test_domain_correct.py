"""Corrections of a draft on the real database: what they change, what follows, what they settle, and what they refuse."""

from __future__ import annotations

import pytest

from renaksi.audit.models import AuditEvent
from renaksi.intake.domain.completion import completed
from renaksi.intake.domain.doubts import accept_doubts, reopen_doubt
from renaksi.intake.domain.facts import set_fact, set_year
from renaksi.intake.domain.months import copy_months, paste_months, set_months, toggle_month
from renaksi.intake.domain.proposals import choose_catalogue, proposal_of, take_proposal, take_proposals
from renaksi.intake.domain.rows import add_row, join_rows, move_rows, remove_rows, renumber, split_row
from renaksi.intake.domain.texts import restore_row, set_parent, set_text, take_parents
from renaksi.intake.models import Doubt, Draft, DraftChange, DraftRow, DraftState
from renaksi.intake.tests.samples_of_readings import decree_row, reading, staged
from renaksi.kernel.months import MonthSet
from renaksi.kernel.problem import Problem
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.tests.factories import OfficeFactory, UserFactory
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(full_name="SITI TELITI")


@pytest.fixture
def draft():
    return staged(OfficeFactory(name="KPU Kota Contoh"))


def rows(draft: Draft) -> list[DraftRow]:
    return list(draft.rows.order_by("position"))


def ids(draft: Draft) -> list[int]:
    return [row.pk for row in rows(draft)]


def texts(draft: Draft, field: str = "indicator") -> list[str]:
    return [getattr(row, field) for row in rows(draft)]


def states(draft: Draft) -> dict[tuple[int | None, str], str]:
    return {(doubt.row_id, doubt.field): doubt.state for doubt in draft.doubts.all()}


def refused(verb, **asked) -> str:
    with pytest.raises(Refused) as refusal:
        verb(**asked)
    return refusal.value.code


def test_a_text_is_set_told_and_kept(draft, user):
    first = ids(draft)[0]
    done = set_text(
        draft=draft, by=user, row_id=first, field="indicator", value=" Surat  tugas ", seen="Surat keputusan"
    )
    assert texts(draft)[0] == "Surat tugas"
    assert (done.rows, done.is_reordered, done.draft.version) == ((first,), False, 1)
    assert done.change.sentence == "Indikator keberhasilan baris 1 menjadi “Surat tugas”."
    event = AuditEvent.objects.filter(what="intake.draft_changed").get()
    assert (event.actor, event.details["sentence"]) == ("SITI TELITI", done.change.sentence)


def test_the_same_text_again_changes_nothing(draft, user):
    done = set_text(draft=draft, by=user, row_id=ids(draft)[0], field="indicator", value="Surat keputusan", seen="Lain")
    assert (done.change, done.draft.version) == (None, 0)
    assert not DraftChange.objects.exists()


def test_a_text_changed_meanwhile_shows_both(draft, user):
    first = ids(draft)[0]
    set_text(draft=draft, by=user, row_id=first, field="note", value="Baru")
    with pytest.raises(Stale) as stale:
        set_text(draft=draft, by=user, row_id=first, field="note", value="Milik saya", seen="")
    assert (stale.value.current, stale.value.attempted, stale.value.field) == ("Baru", "Milik saya", "note")
    assert rows(draft)[0].note == "Baru"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("source", "x", "intake.field_unknown"),
        ("area_no", "satu", "intake.number_unclear"),
        ("activity_no", "1" * 21, "intake.number_too_long"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(draft, user, field, value, code):
    assert refused(set_text, draft=draft, by=user, row_id=ids(draft)[0], field=field, value=value) == code


def test_a_parents_correction_runs_on_to_the_rows_that_inherited_it(draft, user):
    before = ids(draft)
    done = set_text(draft=draft, by=user, row_id=before[0], field="sub_activity", value="Rapat kerja")
    assert texts(draft, "sub_activity") == ["Rapat kerja"] * 3 + ["Monitoring"] * 2 + ["Standar"]
    assert done.rows == tuple(before[:3])
    assert states(draft)[before[2], "sub_activity"] == "settled"
    set_text(draft=draft, by=user, row_id=before[0], field="area_no", value="4.")
    assert [row.area_no for row in rows(draft)] == [4, 4, 4, 4, 4, 1]


def test_an_inheriting_rows_own_parent_ends_the_inheritance_there_and_runs_on_below(draft, user):
    before = ids(draft)
    set_text(draft=draft, by=user, row_id=before[1], field="activity", value="Pelaksanaan")
    assert texts(draft, "activity") == ["Perencanaan", *["Pelaksanaan"] * 4, "Penyusunan"]
    assert rows(draft)[1].inherited == ["area", "sub_activity"]
    set_text(draft=draft, by=user, row_id=before[0], field="activity", value="Persiapan")
    assert texts(draft, "activity") == ["Persiapan", *["Pelaksanaan"] * 4, "Penyusunan"]


def test_a_groups_heading_is_corrected_for_all_its_rows(draft, user):
    before = ids(draft)
    done = set_parent(
        draft=draft, by=user, row_ids=before[3:5], level="sub_activity", no="2", text="Evaluasi", seen="Monitoring"
    )
    assert texts(draft, "sub_activity")[3:5] == ["Evaluasi", "Evaluasi"]
    assert [row.sub_activity_no for row in rows(draft)] == ["1", "1", "1", "2", "2", "1"]
    assert set(done.rows) == set(before[3:5])
    with pytest.raises(Stale):
        set_parent(
            draft=draft, by=user, row_ids=before[3:5], level="sub_activity", no=None, text="X", seen="Monitoring"
        )


def test_a_heading_saved_unchanged_settles_nothing(draft, user):
    before = ids(draft)
    done = set_parent(
        draft=draft, by=user, row_ids=before[:3], level="sub_activity", no="1", text="Rapat", seen="Rapat"
    )
    assert done.change is None
    assert states(draft)[before[2], "sub_activity"] == "open"


def test_rows_take_the_parents_of_another(draft, user):
    before = ids(draft)
    take_parents(draft=draft, by=user, row_ids=[before[4]], like=before[5])
    assert (rows(draft)[4].area, rows(draft)[4].sub_activity) == ("Penataan", "Standar")
    assert rows(draft)[5].inherited == []


def test_a_row_is_put_back_as_read(draft, user):
    before = rows(draft)[0]
    set_text(draft=draft, by=user, row_id=before.pk, field="area", value="Lain")
    set_months(draft=draft, by=user, row_id=before.pk, months=MonthSet.of([9]))
    restore_row(draft=draft, by=user, row_id=before.pk)
    after = rows(draft)
    assert (after[0].area, after[0].months) == (before.area, before.months)
    assert {row.area for row in after[:5]} == {"Manajemen Perubahan"}
    new = add_row(draft=draft, by=user, after=None)
    assert refused(restore_row, draft=draft, by=user, row_id=new.rows[0]) == "intake.row_not_read"


def test_months_are_set_toggled_and_copied_and_settle_their_doubt(draft, user):
    before = ids(draft)
    set_months(draft=draft, by=user, row_id=before[1], months=MonthSet.of([5]), seen=MonthSet.of([2]))
    assert states(draft)[before[1], "months"] == "settled"
    assert Doubt.objects.get(row=before[1]).settled_by == user
    toggle_month(draft=draft, by=user, row_id=before[1], month=12)
    done = copy_months(draft=draft, by=user, from_row=before[1], to_rows=[before[3], before[4]])
    assert done.change.sentence == "Bulan baris 2 (Mei, Desember) disalin ke baris 4 dan 5."
    assert [list(row.months) for row in rows(draft)] == [[2], [5, 12], [2], [5, 12], [5, 12], [2]]
    with pytest.raises(Stale) as stale:
        set_months(draft=draft, by=user, row_id=before[1], months=MonthSet.of([1]), seen=MonthSet.of([2]))
    assert (stale.value.current, stale.value.attempted) == ("Mei, Desember", "Januari")
    assert refused(toggle_month, draft=draft, by=user, row_id=before[1], month=13) == "intake.month_unknown"


def block(*lines: str) -> str:
    return "\r\n".join("\t".join(line) for line in lines) + "\r\n"


def test_a_block_of_months_is_pasted(draft, user):
    before = ids(draft)
    heading = "\t".join(map(str, range(1, 13))) + "\n"
    paste_months(
        draft=draft,
        by=user,
        first_row=before[3],
        block=heading + block("√..........√", ".v-x.1......", ".............."),
    )
    assert [list(row.months) for row in rows(draft)[3:]] == [[1, 12], [2, 4, 6], []]


@pytest.mark.parametrize(
    ("pasted", "code", "says"),
    [
        ("", "intake.block_empty", "kosong"),
        ("v\tv", "intake.block_width", "Baris 1 memiliki 2 kolom"),
        (block("...........√", ".....?......"), "intake.block_mark", "Baris 2 kolom 6 berisi “?”"),
        (block(*["√..........."] * 7), "intake.block_too_long", "hanya tersisa 6 baris"),
    ],
)
def test_a_block_that_does_not_fit_is_refused_with_its_place(draft, user, pasted, code, says):
    with pytest.raises(Refused, match=says.replace("?", r"\?")) as refusal:
        paste_months(draft=draft, by=user, first_row=ids(draft)[0], block=pasted)
    assert refusal.value.code == code
    assert Draft.objects.get().version == 0


def test_the_last_row_filled_settles_the_doubt_about_all_months(user):
    lost = Problem("decree.months_missing", "Tidak ada tanda bulan.", 10, "months")
    two = (decree_row(0, "A", months=()), decree_row(1, "B"))
    draft = staged(OfficeFactory(name="KPU Kota Contoh"), reading(lost, rows=two))
    set_months(draft=draft, by=user, row_id=ids(draft)[0], months=MonthSet.of([1]))
    assert states(draft) == {(None, "months"): "settled"}


def test_a_row_is_added_under_the_parents_of_its_neighbour(draft, user):
    before = ids(draft)
    done = add_row(draft=draft, by=user, after=before[0], indicator="Undangan")
    assert texts(draft)[:3] == ["Surat keputusan", "Undangan", "Daftar hadir"]
    new = rows(draft)[1]
    assert (done.rows, done.is_reordered) == ((new.pk,), True)
    assert (new.sub_activity, new.inherited) == ("Rapat", ["area", "activity", "sub_activity"])
    set_text(draft=draft, by=user, row_id=before[0], field="area", value="Lain")
    assert texts(draft, "area")[:3] == ["Lain"] * 3
    top = add_row(draft=draft, by=user, after=None, like=before[5])
    assert rows(draft)[0].pk == top.rows[0]
    assert rows(draft)[0].area == "Penataan"


def test_a_removed_row_leaves_its_parents_to_the_row_below_and_its_doubts_settled(draft, user):
    before = ids(draft)
    assert refused(remove_rows, draft=draft, by=user, row_ids=before[:1], reason=" ") == "intake.reason_missing"
    assert refused(remove_rows, draft=draft, by=user, row_ids=[], reason="Ganda") == "intake.no_rows_chosen"
    assert refused(remove_rows, draft=draft, by=user, row_ids=[0], reason="Ganda") == "intake.row_unknown"
    done = remove_rows(draft=draft, by=user, row_ids=before[:2], reason="Ganda")
    assert set(done.removed) == set(before[:2])
    assert ids(draft) == before[2:]
    assert rows(draft)[0].inherited == []
    assert rows(draft)[0].area == "Manajemen Perubahan"
    assert states(draft)[None, "months"] == "settled"


def test_rows_are_moved_with_their_parents(draft, user):
    before = ids(draft)
    move_rows(draft=draft, by=user, row_ids=[before[4], before[1]], before=before[0])
    assert ids(draft) == [before[i] for i in (1, 4, 0, 2, 3, 5)]
    assert texts(draft, "sub_activity")[:3] == ["Rapat", "Monitoring", "Rapat"]
    assert rows(draft)[2].inherited == []
    move_rows(draft=draft, by=user, row_ids=[before[1]], before=None)
    assert ids(draft)[-1] == before[1]
    assert refused(move_rows, draft=draft, by=user, row_ids=[before[1]], before=before[1]) == "intake.move_onto_itself"


def test_a_row_is_split_by_its_numbered_parts_at_a_place_or_into_given_texts(draft, user):
    before = ids(draft)
    done = split_row(draft=draft, by=user, row_id=before[2])
    assert texts(draft)[2:5] == ["Notulen", "Foto", "Laporan"]
    assert len(done.rows) == 2
    assert rows(draft)[3].months == rows(draft)[2].months
    split_row(draft=draft, by=user, row_id=before[0], at=5)
    split_row(draft=draft, by=user, row_id=before[3], texts=["Laporan awal", "", "Laporan akhir"])
    assert texts(draft) == [
        "Surat", "keputusan", "Daftar hadir", "Notulen", "Foto", "Laporan awal", "Laporan akhir", "Rekapitulasi", "Standar",
    ]  # fmt: skip
    assert states(draft)[before[3], "indicator"] == "settled"
    assert refused(split_row, draft=draft, by=user, row_id=before[1]) == "intake.split_unclear"
    assert refused(split_row, draft=draft, by=user, row_id=before[1], at=0) == "intake.split_unclear"


def test_rows_are_joined_into_the_first(draft, user):
    before = ids(draft)
    done = join_rows(draft=draft, by=user, row_ids=[before[2], before[1]])
    assert set(done.removed) == {before[2]}
    joined = rows(draft)[1]
    assert joined.indicator == "Daftar hadir 1. Notulen 2. Foto"
    assert joined.source["lines"] == [11, 12]
    assert states(draft)[before[1], "sub_activity"] == "open"
    assert refused(join_rows, draft=draft, by=user, row_ids=[before[1]]) == "intake.join_few"
    assert refused(join_rows, draft=draft, by=user, row_ids=[before[0], before[3]]) == "intake.join_apart"


def test_joining_puts_a_broken_parent_together_for_the_rows_below(draft, user):
    before = ids(draft)
    join_rows(draft=draft, by=user, row_ids=before[2:4])
    assert texts(draft, "sub_activity") == ["Rapat", "Rapat", "Rapat Monitoring", "Rapat Monitoring", "Standar"]
    assert rows(draft)[2].inherited == ["area", "activity"]


def test_joining_over_the_border_of_an_area_leaves_the_other_area_as_it_was(draft, user):
    before = ids(draft)
    set_text(draft=draft, by=user, row_id=before[5], field="area_no", value="2")
    add_row(draft=draft, by=user, after=before[5], indicator="Pedoman")
    join_rows(draft=draft, by=user, row_ids=before[4:6])
    assert texts(draft, "area")[3:] == ["Manajemen Perubahan", "Manajemen Perubahan", "Penataan"]
    assert texts(draft)[4:] == ["Rekapitulasi Standar", "Pedoman"]
    assert rows(draft)[5].inherited == []


def test_numbers_are_given_in_order(draft, user):
    renumber(draft=draft, by=user)
    numbers = [(row.area_no, row.activity_no, row.sub_activity_no) for row in rows(draft)]
    assert numbers == [(1, "1", "1")] * 3 + [(1, "1", "2")] * 2 + [(2, "1", "1")]


def test_proposed_months_are_taken(draft, user):
    doubt = Doubt.objects.get(field="months")
    assert proposal_of(doubt).shown == "Maret, April"
    done = take_proposal(draft=draft, by=user, doubt_id=doubt.pk)
    assert list(rows(draft)[1].months) == [3, 4]
    assert done.doubts == (doubt.pk,)
    assert states(draft)[doubt.row_id, "months"] == "settled"
    assert refused(take_proposal, draft=draft, by=user, doubt_id=doubt.pk) == "intake.no_proposal"


def test_the_templates_text_is_proposed_for_a_cut_text_and_runs_on(user):
    whole = next(
        row for row in template_rows("KPU Kota Contoh") if len(row.indicator) > 90 and len(row.sub_activity) > 60
    )
    cut = decree_row(
        0, whole.indicator[:60].rsplit(" ", 1)[0], sub=whole.sub_activity,
        doubts=(("decree.text_cut", "indicator"),), match=(whole.catalogue_code, 0.8, "", 0.0),
    )  # fmt: skip
    draft = staged(OfficeFactory(name="KPU Kota Contoh"), reading(rows=(cut,)))
    done = take_proposals(draft=draft, by=user, code="decree.text_cut")
    assert texts(draft) == [whole.indicator]
    assert len(done.doubts) == 1
    assert take_proposals(draft=draft, by=user, code="decree.text_cut").change is None


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("Tersedianya survei dan", "Tersedianya survei dan sarana pengukuran kinerja serta indeks hasil pengolahannya"),
        (
            "1) Surat edaran pimpinan 2) Tersedianya survei dan",
            "1) Surat edaran pimpinan 2) Tersedianya survei dan sarana pengukuran kinerja serta indeks hasil pengolahannya",
        ),
        ("Tercapainya sesuatu yang tidak ada dalam templat dan", None),
        ("Tersedianya survei dan 2) Tercapainya sesuatu yang lain dan", None),
    ],
)
def test_only_the_piece_that_broke_off_is_completed(cut, whole):
    assert completed(cut, "indicator", "KPU Kota Contoh") == whole


def test_a_catalogue_item_is_chosen(draft, user):
    first = ids(draft)[0]
    choose_catalogue(draft=draft, by=user, row_id=first, code="1.1.1.1")
    assert rows(draft)[0].catalogue_code == "1.1.1.1"
    choose_catalogue(draft=draft, by=user, row_id=first, code="")
    assert rows(draft)[0].catalogue_code == ""
    assert refused(choose_catalogue, draft=draft, by=user, row_id=first, code="9.9") == "intake.code_unknown"


def test_doubts_are_accepted_by_name_by_kind_and_opened_again(draft, user):
    cut = list(Doubt.objects.filter(code="decree.text_cut"))
    done = accept_doubts(draft=draft, by=user, code="decree.text_cut")
    assert done.change.sentence == "2 keraguan (teks terpotong) diterima apa adanya."
    assert set(done.doubts) == {doubt.pk for doubt in cut}
    kept = Doubt.objects.get(pk=cut[0].pk)
    assert (kept.state, kept.settled_by, kept.settled_by_label) == ("accepted", user, "SITI TELITI")
    reopen_doubt(draft=draft, by=user, doubt_id=kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.settled_by, kept.settled_at) == ("open", None, None)
    accept_doubts(draft=draft, by=None, ids=[kept.pk])
    assert Doubt.objects.get(pk=kept.pk).settled_by_label == "baris perintah"
    assert refused(accept_doubts, draft=draft, by=user, ids=[0]) == "intake.doubt_unknown"


def test_facts_are_corrected_as_typed_and_settle_their_doubt(user):
    told = Problem("decree.date_missing", "Tanggal tidak ditemukan.", None, "date")
    draft = staged(OfficeFactory(name="KPU Kota Contoh"), reading(told))
    set_fact(draft=draft, by=user, field="date", value="1 Maret 2026", seen="14 Februari 2026")
    set_fact(draft=draft, by=user, field="dicta", value="Satu.\n\n Dua. ")
    set_fact(draft=draft, by=user, field="number", value="8 / HK.03.1 / 9999 / 2026")
    facts = Draft.objects.get().facts
    assert (facts["date"], facts["dicta"], facts["number"]) == ("2026-03-01", ["Satu.", "Dua."], "8/HK.03.1/9999/2026")
    assert states(draft)[None, "date"] == "settled"
    with pytest.raises(Stale):
        set_fact(draft=draft, by=user, field="place", value="Lain", seen="Sana")
    assert refused(set_fact, draft=draft, by=user, field="date", value="31 Februari 2026") == "plan.date_unclear"
    assert refused(set_fact, draft=draft, by=user, field="year", value="tahun ini") == "plan.year_unclear"
    assert refused(set_fact, draft=draft, by=user, field="source", value="x") == "plan.field_unknown"


def test_the_year_is_chosen(draft, user):
    assert set_year(draft=draft, by=user, year=2027).draft.year == 2027
    assert refused(set_year, draft=draft, by=user, year=27) == "intake.year_unlikely"


@pytest.mark.parametrize("state", [DraftState.READING, DraftState.ADOPTED, DraftState.DISCARDED, DraftState.FAILED])
def test_a_draft_not_under_review_cannot_be_changed(draft, user, state):
    Draft.objects.update(state=state)
    assert (
        refused(set_text, draft=draft, by=user, row_id=ids(draft)[0], field="note", value="x") == "intake.draft_closed"
    )


def test_another_drafts_row_is_unknown(draft, user):
    other = staged(OfficeFactory())
    code = refused(set_text, draft=draft, by=user, row_id=ids(other)[0], field="note", value="x")
    assert code == "intake.row_unknown"
