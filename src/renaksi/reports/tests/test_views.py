"""The decree as a download: each format, for those who may read, and no one else."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.test import Client

from renaksi.intake.domain.begin import draft_from_template
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, ProfileFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows
from renaksi.reports.decree.issue import FORMATS

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)


@pytest.fixture
def office(client: Client) -> Office:
    office = OfficeFactory()
    ProfileFactory(office=office)
    adopt_plan(office=office, year=2026, facts=FACTS, rows=template_rows(office.name), by=None)
    client.force_login(member(office, "pembaca"))
    return office


def address(office: Office, rest: str) -> str:
    return f"/satker/{office.code}/rencana/2026/keputusan.{rest}"


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_format_is_downloaded_under_a_telling_name(office: Office, client: Client, file_format: str) -> None:
    response = client.get(address(office, file_format))
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[file_format]
    way = "inline" if file_format == "pdf" else "attachment"
    assert response["Content-Disposition"] == f'{way}; filename="rencana-aksi-{office.code}-2026.{file_format}"'
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_pdf_prints_the_decree_and_a_copy_says_so(office: Office, client: Client) -> None:
    def words(rest: str) -> str:
        pdf = pypdfium2.PdfDocument(client.get(address(office, rest)).content)
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())

    original, copied = words("pdf"), words("pdf?salinan=1")
    assert "2/HK.03.1/9999/2026" in original
    assert "Salinan sesuai dengan aslinya" not in original
    assert "Salinan sesuai dengan aslinya" in copied


def test_workbook_carries_every_row(office: Office, client: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(client.get(address(office, "xlsx")).content))
    ticks = sum(cell.value == "√" for row in book["Lampiran"].iter_rows() for cell in row)
    assert ticks == sum(len(row.months) for row in template_rows(office.name))


def test_browsers_own_viewer_may_show_the_pdf_but_no_page_may_frame_it(office: Office, client: Client) -> None:
    response = client.get(address(office, "pdf"))
    assert response["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert "default-src 'none'" in client.get(address(office, "txt"))["Content-Security-Policy"]


@pytest.mark.parametrize("rest", ["exe", "PDF", "..", "pdf.html"])
def test_unknown_format_is_not_found(office: Office, client: Client, rest: str) -> None:
    assert client.get(address(office, rest)).status_code == 404


def test_year_without_plan_and_other_offices_are_not_found(office: Office, client: Client) -> None:
    assert client.get(f"/satker/{office.code}/rencana/2031/keputusan.pdf").status_code == 404
    client.force_login(member(OfficeFactory()))
    assert client.get(address(office, "pdf")).status_code == 404


def test_withdrawn_plan_is_printed_when_asked_by_version(office: Office, client: Client) -> None:
    plan = office.plans.get()
    withdraw_plan(plan=plan, reason="Keliru", by=None)
    assert client.get(address(office, "txt")).status_code == 404
    assert client.get(address(office, f"txt?versi={plan.version}")).status_code == 200
    assert client.get(address(office, "txt?versi=9")).status_code == 404


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_draft_is_printed_as_a_draft(office: Office, client: Client, file_format: str) -> None:
    draft = draft_from_template(office=office, year=2027, by=None)
    response = client.get(f"/satker/{office.code}/telaah/{draft.pk}/rancangan.{file_format}")
    assert response.status_code == 200
    assert f'filename="rancangan-{office.code}-2027.{file_format}"' in response["Content-Disposition"]
    if file_format == "pdf":
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(response.content)]
        assert all("RANCANGAN" in page for page in pages)
        assert "Menimbang" in pages[0]
        assert "ttd" not in "".join(pages)


def test_a_draft_is_printed_for_its_own_office_only(office: Office, client: Client) -> None:
    draft = draft_from_template(office=office, year=2027, by=None)
    elsewhere = OfficeFactory()
    assert client.get(f"/satker/{office.code}/telaah/{draft.pk}/rancangan.exe").status_code == 404
    client.force_login(member(elsewhere, "administrator"))
    for code in (office.code, elsewhere.code):
        assert client.get(f"/satker/{code}/telaah/{draft.pk}/rancangan.pdf").status_code == 404
