"""The proofs of a period from the database to the download."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from renaksi.evidence.domain.store import keep_content
from renaksi.evidence.models import Evidence
from renaksi.evidence.tests.factories import EvidenceFactory, LinkFactory, WithdrawnFactory
from renaksi.kernel.clock import now
from renaksi.kernel.period import parse_period
from renaksi.monitoring.models import Realisation
from renaksi.monitoring.tests.factories import ProofFactory, RealisationFactory
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.amend import amend_plan
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows
from renaksi.reports.proofs.gather import proofs_of

pytestmark = pytest.mark.django_db
PACKED_BY_THE_BROWSER = {"Accept-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def plan(client: Client, settings, tmp_path) -> Plan:
    settings.MEDIA_ROOT = tmp_path
    office = OfficeFactory(time_zone="Asia/Makassar")
    client.force_login(member(office, "pembaca"))
    facts = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)
    return adopt_plan(office=office, year=2026, facts=facts, rows=template_rows(office.name), by=None)


def kept(office: Office, content: bytes, name: str, **facts: object) -> Evidence:
    sha256 = keep_content(content)
    return EvidenceFactory(office=office, name=name, sha256=sha256, size=len(content), **facts)


def cell(plan: Plan, position: int, month: int) -> Realisation:
    indicator = plan.indicators.order_by("position")[position]
    return RealisationFactory(indicator=indicator, month=month)


def address(plan: Plan, rest: str) -> str:
    return f"/satker/{plan.office.code}/laporan/bukti/{rest}"


def test_proofs_are_packed_as_the_plan_is_built(plan: Plan, client: Client):
    sk = kept(
        plan.office, b"%PDF-1.7 sk", "SK Tim RB.pdf", proves_from=date(2026, 2, 1), proves_until=date(2026, 2, 28)
    )
    link = LinkFactory(office=plan.office, title="Berita kick off")
    first, second = cell(plan, 0, 2), cell(plan, 1, 3)
    for realisation, evidence in ((first, sk), (second, sk), (second, link)):
        ProofFactory(realisation=realisation, evidence=evidence)
    ProofFactory(realisation=cell(plan, 2, 4), evidence=sk)  # another period
    ProofFactory(realisation=first, evidence=WithdrawnFactory(office=plan.office))
    ProofFactory(realisation=first, removed_at=now(), evidence=link)
    response = client.get(address(plan, "2026-Q1/bukti.zip"), headers=PACKED_BY_THE_BROWSER)
    content = b"".join(response.streaming_content)
    assert response["Content-Disposition"] == f'attachment; filename="bukti-{plan.office.code}-2026-Q1.zip"'
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/zip", "no-store, private")
    package = ZipFile(io.BytesIO(content))  # not packed a second time
    top = "01 Manajemen Perubahan/1 Perencanaan Reformasi Birokrasi"
    tim, kick_off, link_file, *rest = package.namelist()
    assert tim.startswith(f"{top}/1 SK Tim Reformasi Birokrasi")
    assert tim.endswith("/2026-02/SK Tim RB.pdf")
    assert kick_off.startswith(f"{top}/2 Kegiatan kick off")
    assert kick_off.endswith("/2026-03/SK Tim RB.pdf")
    assert link_file.endswith("/2026-03/Berita kick off.url")
    assert rest == ["DAFTAR BUKTI.xlsx", "MANIFEST.csv", "MANIFEST.txt"]
    assert package.read(tim) == b"%PDF-1.7 sk"
    told = package.read("MANIFEST.txt").decode()
    assert "# 3 pemakaian bukti dari 2 bukti." in told
    assert "# 1 pemakaian bukti yang telah ditarik tidak disertakan." in told


def test_the_index_tells_state_value_and_what_is_worth_a_look(plan: Plan, client: Client):
    sk = kept(
        plan.office, b"sk", "sk.pdf", title="SK Tim", proves_from=date(2026, 2, 1), proves_until=date(2026, 2, 28)
    )
    ProofFactory(realisation=cell(plan, 1, 2), evidence=sk)
    ProofFactory(realisation=cell(plan, 1, 3), evidence=sk)
    other = adopt_plan(
        office=plan.office,
        year=2025,
        facts=DecreeFacts(number="1", year=2025),
        rows=template_rows(plan.office.name)[:3],
        by=None,
    )
    ProofFactory(realisation=RealisationFactory(indicator=other.indicators.first(), month=2), evidence=sk)
    response = client.get(address(plan, "2026/daftar.xlsx"))
    assert response["Content-Disposition"] == f'attachment; filename="bukti-{plan.office.code}-2026.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    head = [cell.value for cell in sheet[5]]
    rows = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=6)]
    assert [(row["Keadaan"], row["Nilai"], row["Judul bukti"]) for row in rows] == [
        ("terlaksana", "ada", "SK Tim"), ("di luar jadwal", "ada", "SK Tim"),
    ]  # fmt: skip
    assert rows[0]["Perhatian"] == "Bukti ini juga dipakai untuk tahun 2025."
    assert rows[1]["Perhatian"].startswith("Bukti ini membuktikan Februari 2026, bukan Maret 2026.")
    assert str(rows[0]["Diunggah pada"]) == "2026-02-11 11:00:00"  # in the office's zone
    assert rows[0]["Area perubahan"] == "1. Manajemen Perubahan"


def test_a_file_gone_from_the_store_is_named(plan: Plan, client: Client):
    ProofFactory(realisation=cell(plan, 0, 2), evidence=EvidenceFactory(office=plan.office, name="hilang.pdf"))
    package = ZipFile(io.BytesIO(b"".join(client.get(address(plan, "2026-02/bukti.zip")).streaming_content)))
    assert "hilang.pdf: berkas tidak ditemukan di penyimpanan" in package.read("MANIFEST.txt").decode()


@pytest.mark.parametrize("what", ["daftar.xlsx", "bukti.zip"])
@pytest.mark.parametrize(
    ("period", "says"),
    [
        ("2026-Q5", "Periode “2026-Q5” tidak dikenal."),
        ("2026-Q1", "Belum ada bukti untuk Triwulan I Tahun 2026."),
        ("2030", "Belum ada rencana aksi tahun 2030"),
    ],
)
def test_a_period_without_proofs_is_refused_on_a_page(plan: Plan, client: Client, what: str, period: str, says: str):
    response = client.get(address(plan, f"{period}/{what}"))
    assert response.status_code == 409
    assert says in response.content.decode()


def test_the_number_of_queries_does_not_grow(plan: Plan):
    def queries() -> int:
        office = Office.objects.get(pk=plan.office.pk)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            proofs_of(office, parse_period("2026"))
        return len(asked)

    ProofFactory(realisation=cell(plan, 0, 2))
    few = queries()
    for position in range(1, 20):
        ProofFactory(realisation=cell(plan, position, 2))
    assert queries() == few <= 5


def test_every_path_of_the_whole_template_is_short_and_its_own(plan: Plan):
    evidence = kept(plan.office, b"x", f"{'nama yang panjang sekali ' * 7}.pdf")
    for indicator in plan.indicators.all():
        ProofFactory(realisation=RealisationFactory(indicator=indicator, month=12), evidence=evidence)
    paths = [use.path for use in proofs_of(plan.office, parse_period("2026-12")).uses]
    assert len(paths) == plan.indicators.count()
    assert len({path.casefold() for path in paths}) == len(paths)
    assert max(map(len, paths)) <= 200


def test_proofs_of_removed_rows_stand_under_their_own_heading(client: Client, plan: Plan):
    rows = template_rows(plan.office.name)
    stays = ProofFactory(realisation=cell(plan, 1, 2), evidence=kept(plan.office, b"tetap", "tetap.pdf"))
    gone = ProofFactory(realisation=cell(plan, 0, 3), evidence=kept(plan.office, b"hapus", "hapus.pdf"))
    facts = DecreeFacts(number="9/HK.03.1/9999/2026", title="Perubahan", date=date(2026, 4, 1), year=2026)
    pairs = {place: place - 1 for place in range(1, len(rows))}
    amend_plan(plan=plan, facts=facts, rows=rows[1:], pairs=pairs, by=None)
    with CaptureQueriesContext(connection) as queries:
        found = proofs_of(plan.office, parse_period("2026"))
    assert len(queries) == 6
    assert [(use.file.name, use.removed_by) for use in found.in_force] == [(stays.evidence.name, "")]
    (use,) = found.removed
    assert (use.file.name, use.month, use.removed_by) == (gone.evidence.name, 3, facts.number)
    assert use.path.startswith("Baris yang dihapus/")
    assert use.path.endswith("/2026-03/hapus.pdf")
    packed = ZipFile(io.BytesIO(b"".join(client.get(address(plan, "2026/bukti.zip")).streaming_content)))
    assert packed.read(use.path) == b"hapus"
    assert "1 pemakaian di antaranya membuktikan baris yang dihapus" in packed.read("MANIFEST.txt").decode()
    book = openpyxl.load_workbook(io.BytesIO(packed.read("DAFTAR BUKTI.xlsx")))
    assert book.sheetnames == ["Daftar bukti", "Baris yang dihapus", "Berkas"]
    assert [book["Daftar bukti"].cell(6, 11).value, book["Daftar bukti"].cell(7, 11).value] == ["tetap.pdf", None]
    removed = book["Baris yang dihapus"]
    assert [removed.cell(6, column).value for column in (7, 11)] == [facts.number, "hapus.pdf"]
