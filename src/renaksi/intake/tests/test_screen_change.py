"""The review screen worked with: every form on real drafts, with and without HTMX; nothing typed is lost."""

from __future__ import annotations

import re

import pytest

from renaksi.intake.domain.texts import set_text
from renaksi.intake.models import Doubt, DoubtState, Draft, DraftRow
from renaksi.intake.tests.samples_of_readings import decree_row, reading, staged
from renaksi.intake.tests.screens import Desk, ids_in, text_of, value_of, words_of
from renaksi.kernel.months import MonthSet
from renaksi.kernel.problem import Problem
from renaksi.offices.tests.factories import OfficeFactory, member

pytestmark = pytest.mark.django_db

HEAD = Problem("decree.header_missing", "Nomor keputusan tidak terbaca.", 3, "number")


@pytest.fixture
def draft() -> Draft:
    return staged(OfficeFactory(code="9999", name="KPU Kota Contoh"), reading(HEAD), year=2026)


@pytest.fixture
def desk(draft: Draft) -> Desk:
    return Desk(draft.office, member(draft.office, "administrator", full_name="Siti Teladan"), draft)


def row(draft: Draft, place: int) -> DraftRow:
    return draft.rows.get(position=place)


def doubt_of(draft: Draft, place: int) -> Doubt:
    return draft.doubts.get(row__position=place)


def form_of(each: DraftRow, **changes: object) -> dict[str, object]:
    """The editor's form as the page shows it, with what the user changed."""
    names = (
        "area_no",
        "area",
        "activity_no",
        "activity",
        "sub_activity_no",
        "sub_activity",
        "indicator_no",
        "indicator",
        "note",
    )
    form: dict[str, object] = {
        "row": each.pk,
        "months-shown": 1,
        "seen-months": each.month_mask,
        "months": list(each.months),
    }
    for name in names:
        form[name] = form[f"seen-{name}"] = getattr(each, name) if getattr(each, name) is not None else ""
    return form | changes


def send(
    desk: Desk, each: DraftRow, do: str = "simpan", *, swap: bool = False, query: str = "", **changes: object
) -> object:
    response = desk.do("baris", query, swap=swap, **form_of(each, do=do, **changes))
    each.refresh_from_db()
    return response


def test_saving_a_row_writes_only_what_differs(desk: Desk, draft: Draft) -> None:
    each = row(draft, 3)
    response = send(desk, each, indicator="Laporan triwulanan", months=[3, 6])
    assert (each.indicator, each.months) == ("Laporan triwulanan", MonthSet.of([3, 6]))
    assert response.headers["Location"].endswith(f"?baris={each.pk}#r{each.pk}")
    assert doubt_of(draft, 3).state == DoubtState.SETTLED
    assert draft.changes.count() == 1  # one press, one step of undo


def test_saving_nothing_changes_nothing(desk: Desk, draft: Draft) -> None:
    send(desk, row(draft, 3), indicator=" Laporan \r\n")
    assert draft.changes.count() == 0


def test_parent_is_corrected_for_its_whole_group(desk: Desk, draft: Draft) -> None:
    send(desk, row(draft, 2), sub_activity="Rapat koordinasi", **{"scope-sub_activity": "group"})
    assert [each.sub_activity for each in draft.rows.order_by("position")][:4] == ["Rapat koordinasi"] * 3 + [
        "Monitoring"
    ]


def test_parent_is_corrected_from_one_row_on(desk: Desk, draft: Draft) -> None:
    send(desk, row(draft, 1), sub_activity="Rapat khusus", **{"scope-sub_activity": "row"})
    assert [each.sub_activity for each in draft.rows.order_by("position")][:4] == [
        "Rapat", "Rapat khusus", "Rapat khusus", "Monitoring",
    ]  # fmt: skip


def test_accepting_goes_on_to_the_next_doubt(desk: Desk, draft: Draft) -> None:
    response = send(desk, row(draft, 1), do=f"terima:{doubt_of(draft, 1).pk}")
    accepted = doubt_of(draft, 1)
    assert (accepted.state, accepted.settled_by_label) == (DoubtState.ACCEPTED, "Siti Teladan")
    assert response.headers["Location"].endswith(
        f"?baris={row(draft, 2).pk}&ragu={doubt_of(draft, 2).pk}#r{row(draft, 2).pk}"
    )


def test_accepting_keeps_what_was_typed_beside_it(desk: Desk, draft: Draft) -> None:
    each = row(draft, 1)
    send(desk, each, do="terima", note="lihat lampiran")
    assert each.note == "lihat lampiran"


def test_done_kind_gives_way_to_what_is_left(desk: Desk, draft: Draft) -> None:
    response = send(desk, row(draft, 1), do="terima", query="?saring=ragu&jenis=decree.month_drifted")
    assert response.headers["Location"].endswith(
        f"?saring=ragu&baris={row(draft, 2).pk}&ragu={doubt_of(draft, 2).pk}#r{row(draft, 2).pk}"
    )


def test_kind_is_accepted_from_its_row(desk: Desk, draft: Draft) -> None:
    response = send(desk, row(draft, 2), do="jenis:decree.text_cut")
    assert not draft.doubts.filter(code="decree.text_cut", state=DoubtState.OPEN).exists()
    assert f"ragu={draft.doubts.get(field='number').pk}" in response.headers["Location"]  # round the end, to the first


def test_taking_the_proposal_sets_the_months(desk: Desk, draft: Draft) -> None:
    each = row(draft, 1)
    send(desk, each, do=f"usul:{doubt_of(draft, 1).pk}")
    assert each.months == MonthSet.of([3, 4])


def test_settled_doubt_is_opened_again(desk: Desk, draft: Draft) -> None:
    send(desk, row(draft, 1), do="terima")
    send(desk, row(draft, 1), do=f"buka:{doubt_of(draft, 1).pk}")
    assert doubt_of(draft, 1).state == DoubtState.OPEN


def test_kind_is_accepted_at_once_and_undone(desk: Desk, draft: Draft) -> None:
    desk.do("keraguan", do="terima", kind="decree.text_cut")
    assert draft.doubts.filter(state=DoubtState.ACCEPTED).count() == 2
    page = desk.look()
    desk.do("urung", change=value_of(page, "change"))
    assert draft.doubts.filter(state=DoubtState.OPEN).count() == 4


def test_kinds_proposals_are_taken_at_once(desk: Desk, draft: Draft) -> None:
    assert "1 keraguan diselesaikan" in words_of(desk.do("keraguan", do="usul", kind="decree.month_drifted", swap=True))
    assert row(draft, 1).months == MonthSet.of([3, 4])


def test_everything_left_is_accepted_by_name(desk: Desk, draft: Draft) -> None:
    response = desk.do("keraguan", do="terima", kind="semua", swap=True)
    assert draft.doubts.filter(state=DoubtState.ACCEPTED, settled_by_label="Siti Teladan").count() == 4
    assert "Terapkan" in words_of(response)
    assert "Belum dapat diterapkan" not in words_of(response)


def test_last_doubt_of_a_filter_lets_the_filter_go(desk: Desk, draft: Draft) -> None:
    response = desk.do("keraguan", "?saring=ragu&jenis=decree.month_drifted", do="terima", kind="decree.month_drifted")
    assert response.headers["Location"].endswith("?saring=ragu")


def test_stale_save_shows_both_and_lets_choose(desk: Desk, draft: Draft) -> None:
    each = row(draft, 3)
    form = form_of(each, do="simpan", indicator="Isi saya")
    set_text(draft=draft, by=member(draft.office), row_id=each.pk, field="indicator", value="Isi rekan")
    response = desk.do("baris", **form)
    assert response.status_code == 409
    page = text_of(response)
    assert "Isi saya</textarea>" in page
    assert "<strong>Isi rekan</strong>" in page
    assert value_of(response, "seen-indicator") == "Isi rekan"
    desk.do("baris", **(form | {"seen-indicator": "Isi rekan"}))
    each.refresh_from_db()
    assert each.indicator == "Isi saya"


def test_stale_months_keep_the_choice(desk: Desk, draft: Draft) -> None:
    each = row(draft, 3)
    response = desk.do("baris", **(form_of(each, do="simpan", months=[7]) | {"seen-months": 1}))
    assert response.status_code == 409
    assert "Sementara itu bulannya diubah menjadi Februari" in words_of(response)
    assert 'name="months" value="7" checked' in text_of(response)
    assert value_of(response, "seen-months") == str(each.month_mask)


def test_refusal_by_htmx_keeps_the_form(desk: Desk, draft: Draft) -> None:
    desk.look()
    each = row(draft, 0)
    response = desk.do("baris", swap=True, **form_of(each, do="simpan", area_no="satu", note="catatan yang diketik"))
    assert response.status_code == 200
    assert "note-error" in text_of(response)
    assert "catatan yang diketik</textarea>" in text_of(response)
    assert {"pemberitahuan", "t1"} <= ids_in(response)
    each.refresh_from_db()
    assert each.note == ""  # nothing half-done


def test_month_in_the_table_sends_that_row_alone(desk: Desk, draft: Draft) -> None:
    desk.look()
    each = row(draft, 0)
    response = desk.do("bulan", swap=True, row=each.pk, month=5, seen__months=each.month_mask)
    each.refresh_from_db()
    assert each.months == MonthSet.of([2, 5])
    assert f"r{each.pk}" in ids_in(response)
    assert not {"t1", "t2", "tabel"} & ids_in(response)
    assert "data-digests" in text_of(response)


@pytest.mark.parametrize(("month", "seen"), [("13", "0"), ("x", "0"), ("1", ""), ("1", "99999")])
def test_month_that_is_none_is_refused(desk: Desk, draft: Draft, month: str, seen: str) -> None:
    assert desk.do("bulan", row=row(draft, 0).pk, month=month, seen__months=seen).status_code == 422
    assert draft.changes.count() == 0


def test_months_are_filled_copied_and_pasted(desk: Desk, draft: Draft) -> None:
    ids = [row(draft, place).pk for place in (3, 4)]
    desk.do("isi", rows=ids, bulk__months=[1, 12])
    assert [row(draft, place).months for place in (3, 4)] == [MonthSet.of([1, 12])] * 2
    assert draft.changes.count() == 1
    desk.do("salin", rows=ids, **{"from": 1})
    assert row(draft, 4).months == MonthSet.of([2])
    desk.do("tempel", first=4, block="√\t\t\t\t\t\t\t\t\t\t\t\n\tv\t\t\t\t\t\t\t\t\t\t")
    assert [list(row(draft, place).months) for place in (3, 4)] == [[1], [2]]


def test_bad_block_is_refused_and_kept_by_the_browser(desk: Desk, draft: Draft) -> None:
    response = desk.do("tempel", swap=True, first=4, block="√\t√")
    assert "note-error" in text_of(response)
    assert draft.changes.count() == 0
    assert "pemberitahuan" in ids_in(response)


@pytest.mark.parametrize("verb", ["isi", "salin", "gabung", "pindah", "hapus", "induk"])
def test_nothing_ticked_is_told(desk: Desk, verb: str) -> None:
    response = desk.do(verb, like="1", reason="x", **{"from": "2"})
    assert response.status_code == 422
    assert "Centang dahulu baris yang dimaksud" in words_of(response)


def test_number_of_no_row_is_told(desk: Desk, draft: Draft) -> None:
    response = desk.do("salin", rows=[row(draft, 0).pk], **{"from": "77"})
    assert "Nomor baris berjalan dari 1 sampai 6." in words_of(response)


def test_rows_are_added_split_joined_moved_and_removed(desk: Desk, draft: Draft) -> None:
    def texts() -> list[str]:
        return list(draft.rows.order_by("position").values_list("indicator", flat=True))

    desk.do("pecah", row=row(draft, 2).pk, texts="Notulen\r\nFoto\r\n")
    assert texts()[2:4] == ["Notulen", "Foto"]
    desk.do("gabung", row=row(draft, 2).pk, **{"with": row(draft, 3).pk})
    assert texts()[2] == "Notulen Foto"
    response = desk.do("tambah", row=row(draft, 0).pk)
    assert texts()[1] == ""
    assert f"baris={row(draft, 1).pk}" in response.headers["Location"]
    desk.do("hapus", row=row(draft, 1).pk, reason="tidak ada dalam naskah")
    desk.do("pindah", rows=[row(draft, 0).pk], before="3")
    assert texts()[:3] == ["Daftar hadir", "Surat keputusan", "Notulen Foto"]
    desk.do("geser", row=row(draft, 1).pk, do="naik")
    assert texts()[:2] == ["Surat keputusan", "Daftar hadir"]
    desk.do("induk", row=row(draft, 0).pk, like="6")
    assert row(draft, 0).area == "Penataan"


def test_typing_goes_on_with_a_new_row_and_undoes_as_one(desk: Desk, draft: Draft) -> None:
    response = send(desk, row(draft, 0), do="tambah", indicator="Baris pertama")
    assert [row(draft, place).indicator for place in (0, 1)] == ["Baris pertama", ""]
    assert f"baris={row(draft, 1).pk}" in response.headers["Location"]
    assert draft.changes.count() == 1


def test_removing_asks_for_a_reason(desk: Desk, draft: Draft) -> None:
    assert desk.do("hapus", row=row(draft, 0).pk, reason=" ").status_code == 422
    assert draft.rows.count() == 6


def test_numbers_are_set_in_order_and_a_row_restored(desk: Desk, draft: Draft) -> None:
    send(desk, row(draft, 0), indicator="Lain")
    desk.do("nomori")
    assert [each.sub_activity_no for each in draft.rows.order_by("position")] == ["1", "1", "1", "2", "2", "1"]
    desk.do("pulihkan", row=row(draft, 0).pk)
    assert row(draft, 0).indicator == "Surat keputusan"


def test_catalogue_item_is_searched_and_chosen(desk: Desk, draft: Draft) -> None:
    each = row(draft, 0)
    page = desk.look(f"?baris={each.pk}&cari=LHKPN")
    assert "LHKPN" in words_of(page)
    code = value_of_button(text_of(page), "catalogue")
    desk.do("katalog", row=each.pk, catalogue=code)
    each.refresh_from_db()
    assert each.catalogue_code == code


def value_of_button(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_search_by_htmx_shows_what_it_found(desk: Desk, draft: Draft) -> None:
    each = row(draft, 0)
    desk.look(f"?baris={each.pk}")
    assert 'name="catalogue"' in text_of(desk.look(f"?baris={each.pk}&cari=LHKPN", swap=True))


def test_facts_are_corrected_and_settle_their_doubt(desk: Desk, draft: Draft) -> None:
    desk.do("keputusan", do="simpan", number="2/HK.03.1/9999/2026", seen__number="19TAHUN2026")
    draft.refresh_from_db()
    assert draft.facts["number"] == "2/HK.03.1/9999/2026"
    assert draft.doubts.get(field="number").state == DoubtState.SETTLED


def test_unclear_date_keeps_the_form_and_says_how(desk: Desk, draft: Draft) -> None:
    response = desk.do(
        "keputusan",
        do="simpan",
        date="kapan-kapan",
        seen__date="14 Februari 2026",
        place="Kota Contoh",
        seen__place="Contoh",
    )
    assert response.status_code == 422
    page = text_of(response)
    assert 'value="kapan-kapan"' in page
    assert 'value="Kota Contoh"' in page
    assert "Tulis seperti 14 Februari 2022." in words_of(response)
    draft.refresh_from_db()
    assert draft.facts["place"] == "Contoh"


def test_doubt_of_a_fact_is_accepted_where_it_stands(desk: Desk, draft: Draft) -> None:
    doubt = draft.doubts.get(field="number")
    response = desk.do("keputusan", do=f"terima:{doubt.pk}")
    doubt.refresh_from_db()
    assert doubt.state == DoubtState.ACCEPTED
    following = draft.doubts.filter(state=DoubtState.OPEN).values_list("pk", flat=True)
    found = re.search(r"ragu=(\d+)", response.headers["Location"])
    assert found
    assert int(found[1]) in following  # on to the next one


def test_undo_of_another_change_is_refused(desk: Desk, draft: Draft) -> None:
    send(desk, row(draft, 0), note="satu")
    old = value_of(desk.look(), "change")
    send(desk, row(draft, 0), note="dua")
    assert desk.do("urung", change=old).status_code == 422
    assert row(draft, 0).note == "dua"


def test_unknown_verb_is_no_page_and_get_changes_nothing(desk: Desk) -> None:
    assert desk.do("musnahkan").status_code == 404
    assert desk.client.get(desk.address("intake_change", verb="tambah")).status_code == 405


def test_row_of_another_draft_is_not_touched(desk: Desk, draft: Draft) -> None:
    other = staged(OfficeFactory(), reading(rows=(decree_row(0, "Milik lain"),)))
    each = row(other, 0)
    assert desk.do("baris", **form_of(each, do="simpan", indicator="Diubah")).status_code == 422
    assert desk.do("hapus", row=each.pk, reason="coba").status_code == 422
    each.refresh_from_db()
    assert each.indicator == "Milik lain"
