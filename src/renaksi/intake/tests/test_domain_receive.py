"""Files received, kept, read by the job and staged, on the real database and the real disk."""

from __future__ import annotations

import stat
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django_tasks_db.models import DBTaskResult

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.evidence.domain.store import keep_content, read_content
from renaksi.intake.domain.begin import draft_from_plan, draft_from_template, draft_typed
from renaksi.intake.domain.discard import discard_draft
from renaksi.intake.domain.identity import is_same_office
from renaksi.intake.domain.receive import PATIENCE, read_again, receive_file, receive_text
from renaksi.intake.domain.stage import stage_reading
from renaksi.intake.domain.understand import UNREADABLE, understand_draft
from renaksi.intake.models import Doubt, Draft, DraftOrigin, DraftRow, DraftState, SourceFile
from renaksi.intake.tasks import read_draft
from renaksi.intake.tests.samples_of_readings import DECREE_ROWS, FACTS, decree_file, reading, staged
from renaksi.jobs.worker import new_worker, new_worker_id
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import OfficeCode, OfficeKind
from renaksi.offices.tests.factories import OfficeFactory, ProfileFactory, UserFactory
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def office():
    return OfficeFactory(name="KPU Kota Contoh", code="9999", kind=OfficeKind.CITY)


@pytest.fixture
def user():
    return UserFactory(full_name="SITI TELITI")


def refused(verb, **asked) -> str:
    with pytest.raises(Refused) as refusal:
        verb(**asked)
    return refusal.value.code


def test_a_file_is_kept_by_its_content_and_put_in_line(office, user, media):
    draft = receive_file(office=office, name="keputusan.txt", data=decree_file(), by=user, year=2026)
    assert (draft.state, draft.year, draft.origin) == (DraftState.READING, 2026, DraftOrigin.FILE)
    kept = media / "sumber" / draft.source.sha256[:2] / draft.source.sha256
    assert kept.read_bytes() == decree_file()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.iterdir()) == [kept]
    assert DBTaskResult.objects.get().task_path == "renaksi.intake.tasks.read_draft"
    told = sentence_of(AuditEvent.objects.get())
    assert (
        told == "SITI TELITI mengunggah berkas keputusan.txt untuk Rancangan Rencana Aksi KPU Kota Contoh Tahun 2026."
    )


@pytest.mark.parametrize("kind", ["txt", "xlsx"])
def test_the_job_reads_the_file_into_rows_beside_its_lines(office, user, kind):
    draft = receive_file(office=office, name=f"keputusan.{kind}", data=decree_file(kind), by=user)
    read_draft.func(str(draft.pk))
    draft = Draft.objects.select_related("source").get(pk=draft.pk)
    assert (draft.state, draft.year) == (DraftState.REVIEW, 2026)
    rows = list(draft.rows.order_by("position"))
    assert [row.indicator for row in rows] == [row.indicator for row in DECREE_ROWS]
    for row in rows:
        assert row.indicator.split()[0] in draft.source.lines[row.source["line"] - 1]
    assert not draft.doubts.filter(code__startswith="intake.").exists()


def test_a_job_run_twice_has_one_effect(office, user):
    draft = receive_file(office=office, name="keputusan.txt", data=decree_file(), by=user)
    read_draft.func(str(draft.pk))
    once = (DraftRow.objects.count(), Doubt.objects.count(), AuditEvent.objects.count())
    read_draft.func(str(draft.pk))
    stage_reading(draft, reading())
    assert (DraftRow.objects.count(), Doubt.objects.count(), AuditEvent.objects.count()) == once


def test_a_job_for_a_draft_that_is_gone_does_nothing():
    read_draft.func("00000000-0000-0000-0000-000000000000")
    assert not Draft.objects.exists()


def test_the_same_file_while_its_draft_is_open_leads_to_that_draft(office, user):
    first = receive_file(office=office, name="a.txt", data=decree_file(), by=user)
    again = receive_file(office=office, name="b.txt", data=SimpleUploadedFile("b.txt", decree_file()), by=user)
    assert (again.pk, again.was_there, first.was_there) == (first.pk, True, False)
    assert DBTaskResult.objects.count() == 1
    other = receive_file(office=OfficeFactory(), name="a.txt", data=decree_file(), by=user)
    assert other.pk != first.pk
    discard_draft(draft=first, by=user, reason="Salah berkas")
    third = receive_file(office=office, name="C:\\berkas\\a.txt", data=decree_file(), by=user)
    assert third.source.name == "a.txt"
    assert third.pk != first.pk
    assert SourceFile.objects.filter(office=office).count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "intake.empty"),
        (b"   \n\t", "intake.empty"),
        (b"{\\rtf1 teks}", "intake.format_unread"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "intake.damaged"),
        (b"x" * 2001, "intake.too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_at_the_door(office, user, settings, media, data, code):
    settings.RENAKSI_MAX_UPLOAD = 2000
    assert refused(receive_file, office=office, name="keputusan.txt", data=data, by=user) == code
    assert refused(receive_file, office=office, name="a", data=SimpleUploadedFile("a", data), by=user) == code
    assert not media.exists()
    assert not Draft.objects.exists()


def test_an_unlikely_year_is_refused(office, user):
    assert refused(receive_file, office=office, name="a", data=b"x", by=user, year=1) == "intake.year_unlikely"


def test_pasted_text_goes_the_same_way(office, user):
    draft = receive_text(office=office, text=decree_file().decode(), by=user)
    understand_draft(str(draft.pk))
    assert DraftRow.objects.filter(draft=draft).count() == 12


def test_stray_nul_signs_do_not_hinder_the_reading(office, user):
    data = decree_file().replace(b"laporan rapat koordinasi ke-3", b"laporan\x00rapat koordinasi ke-3")
    draft = receive_file(office=office, name="a.txt", data=data, by=user)
    understand_draft(str(draft.pk))
    assert draft.rows.get(position=2).indicator == "Tersusunnya laporan rapat koordinasi ke-3"
    draft.source.refresh_from_db()
    assert not any("\x00" in line for line in draft.source.lines)


def test_a_file_that_is_no_decree_says_so_in_the_draft_and_can_be_read_again(office, user):
    draft = receive_text(office=office, text="Pada suatu hari di sebuah desa. " * 200, by=user)
    understand_draft(str(draft.pk))
    draft.refresh_from_db()
    assert draft.state == DraftState.FAILED
    assert draft.failure.endswith(".")
    assert draft.failure != UNREADABLE
    again = read_again(draft=draft, by=user)
    assert (again.state, again.failure) == (DraftState.READING, "")
    assert DBTaskResult.objects.count() == 2
    assert refused(read_again, draft=draft, by=user) == "intake.draft_not_failed"


def test_a_reading_that_never_comes_can_be_asked_for_again(office, user):
    draft = receive_file(office=office, name="a.txt", data=decree_file(), by=user)
    assert refused(read_again, draft=draft, by=user) == "intake.draft_not_failed"
    Draft.objects.update(changed_at=now() - PATIENCE - timedelta(seconds=1))
    assert read_again(draft=draft, by=user).state == DraftState.READING
    assert DBTaskResult.objects.count() == 2


def test_a_lost_file_fails_the_draft_with_a_general_sentence(office, user, media, caplog):
    draft = receive_file(office=office, name="a.txt", data=decree_file(), by=user)
    (media / "sumber" / draft.source.sha256[:2] / draft.source.sha256).unlink()
    understand_draft(str(draft.pk))
    draft.refresh_from_db()
    assert (draft.state, draft.failure) == (DraftState.FAILED, UNREADABLE)
    assert "could not be read" in caplog.text
    back = receive_file(office=office, name="a.txt", data=decree_file(), by=user)
    assert (back.pk, back.state) == (draft.pk, DraftState.READING)


def test_a_kept_file_that_changed_is_noticed(media):
    sha256 = keep_content(b"isi")
    assert read_content(sha256) == b"isi"
    (media / "sumber" / sha256[:2] / sha256).write_bytes(b"lain")
    with pytest.raises(ValueError, match="has changed"):
        read_content(sha256)


def told(draft: Draft) -> dict[str, str]:
    return {doubt.code: doubt.text for doubt in draft.doubts.filter(code__startswith="intake.")}


def test_anothers_decree_is_doubted_but_an_old_code_of_the_own_office_is_not(office):
    other = OfficeFactory(name="KPU Kabupaten Lain")
    OfficeCode.objects.create(office=office, code="8888")
    cases = {
        f"2/HK.03.1/{other.code}/2026": f"kode {other.code} milik KPU Kabupaten Lain, bukan KPU Kota Contoh",
        "2/HK.03.1/1111/2026": "Kode satuan kerja 1111",
        "2/HK.03.1/8888/2026": None,
        "29/HK.03.1-Kpt/9999/KPU-Kot/VI/2026": None,
        "19TAHUN2026": None,
    }
    for number, says in cases.items():
        doubts = told(staged(office, reading(facts=replace(FACTS, number=number))))
        assert (says in doubts["intake.other_office"]) if says else not doubts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("KPU Kota Contoh", "KPU Kota Contoh", True),
        ("KPU KOTA CONT0H", "KPU Kota Contoh", False),
        ("KPU Kabupaten Contoh", "KPU Kota Contoh", False),
        ("KPU Kab. Percontohan Raya", "KPU Kabupaten Percontohan Raya", True),
        ("KPU Kabupaten Percontohan Raye", "KPU Kabupaten Percontohan Raya", True),
        ("KIP Provinsi Aceh", "KIP Aceh", True),
        ("KPU Kabupaten Solok", "KPU Kabupaten Solok Selatan", False),
    ],
)
def test_two_names_of_one_office_are_told_from_two_offices(one, other, same):
    assert is_same_office(one, other) is same


def test_another_name_or_year_or_a_missing_fact_is_doubted_once(office):
    doubts = told(staged(office, reading(facts=replace(FACTS, work_unit="KPU Kota Lain"))))
    assert list(doubts) == ["intake.other_office"]
    doubts = told(staged(office, reading(facts=replace(FACTS, place="")), year=2025))
    assert set(doubts) == {"intake.year_differs", "intake.fact_missing"}
    assert "untuk Tahun 2026, sedangkan Anda memilih Tahun 2025" in doubts["intake.year_differs"]
    assert doubts["intake.fact_missing"].startswith("Ditetapkan di belum ada.")


def test_rows_keep_their_reading_their_doubts_and_their_true_inheritance(office):
    draft = staged(office)
    rows = list(draft.rows.order_by("position"))
    assert [row.inherited for row in rows] == [
        [], ["area", "activity", "sub_activity"], ["area", "activity", "sub_activity"],
        ["area", "activity"], ["area", "activity", "sub_activity"], [],
    ]  # fmt: skip
    assert rows[1].months_proposed == 0b1100
    assert [(doubt.row_id, doubt.field, doubt.line) for doubt in draft.doubts.order_by("position")] == [
        (rows[1].pk, "months", 11), (rows[2].pk, "sub_activity", 12), (rows[3].pk, "indicator", 13),
    ]  # fmt: skip
    assert rows[0].read_as == reading().rows[0].as_json()


def test_a_draft_begins_from_the_national_template(office, user):
    ProfileFactory(office=office)
    draft = draft_from_template(office=office, year=2027, by=user)
    wanted = template_rows(office.name)
    rows = list(draft.rows.order_by("position"))
    assert [(row.indicator, row.months) for row in rows] == [(row.indicator, row.months) for row in wanted]
    assert draft.facts["signatory"] == "RAHMAT TELADAN"
    assert draft.facts["title"].endswith("di Lingkungan Komisi Pemilihan Umum Kota Contoh Tahun 2027")
    assert draft.facts["dicta"][-1].endswith("sampai dengan bulan Desember 2027.")
    assert [doubt.field for doubt in draft.doubts.order_by("position")] == ["number", "date", "legal_basis_full"]
    assert sum(not row.inherited for row in rows) == len({row.area for row in rows})


def test_a_draft_begins_empty_and_from_a_withdrawn_plan(office, user):
    draft = draft_typed(office=office, year=2026, by=user)
    assert draft.rows.count() == 1
    assert refused(draft_typed, office=office, year=26, by=user) == "intake.year_unlikely"
    rows = [
        PlanRow(area_no=1, area="A", activity="B", indicator="C", source={"line": 3}),
        PlanRow(area="A", indicator="D"),
    ]
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=rows, by=user)
    assert refused(draft_from_template, office=office, year=2026, by=user) == "plan.exists"
    assert refused(draft_from_plan, plan=plan, by=user) == "intake.plan_in_force"
    again = draft_from_plan(plan=withdraw_plan(plan=plan, reason="Salah", by=user), by=user)
    assert [(row.area_no, row.indicator, row.source) for row in again.rows.order_by("position")] == [
        (1, "C", {"line": 3}),
        (None, "D", {}),
    ]
    assert again.facts == FACTS.as_json()
    assert not again.doubts.exists()


def test_a_discarded_draft_stays_readable_and_closed(office, user):
    draft = discard_draft(draft=staged(office), by=user, reason="Salah berkas")
    assert (draft.state, draft.discarded_reason) == (DraftState.DISCARDED, "Salah berkas")
    assert draft.rows.count() == 6
    assert refused(discard_draft, draft=draft, by=user) == "intake.draft_closed"


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_job(office, user):
    draft = receive_file(office=office, name="a.txt", data=decree_file(), by=user)
    new_worker(new_worker_id(), batch=True, interval=0).run()
    draft.refresh_from_db()
    assert draft.state == DraftState.REVIEW


@pytest.mark.django_db(transaction=True)
def test_one_job_run_by_two_workers_at_once_has_one_effect(office, user):
    draft = receive_file(office=office, name="a.txt", data=decree_file(), by=user)
    gate = threading.Barrier(2)

    def run() -> None:
        gate.wait()
        understand_draft(str(draft.pk))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert DraftRow.objects.filter(draft=draft).count() == 12
    assert AuditEvent.objects.filter(what="intake.read").count() == 1
