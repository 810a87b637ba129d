"""The report's screens: which periods, the cells behind every number, notes kept and never overwritten unseen, files, charts."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from renaksi.kernel.period import parse_period
from renaksi.monitoring.domain.notes import notes_of, save_note
from renaksi.monitoring.models import PeriodNote, Realisation
from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, member
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.reports.monev.columns import BY_KEY
from renaksi.reports.monev.gather import monev_of
from renaksi.reports.monev.periods import period_lines, suggested
from renaksi.reports.monev.tests.year import DAY, Year

pytestmark = pytest.mark.django_db
QUARTER = parse_period("2026-Q1")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY)


@pytest.fixture
def year(client: Client) -> Year:
    year = Year()
    client.force_login(year.admin)
    return year


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def cell_links(html: str) -> list[str]:
    """The cells a page lists, each as ``indicator-month``."""
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*/sel/(\d+-\d+)/"', html)


def test_every_number_opens_as_many_cells_as_it_says(year: Year, client: Client) -> None:
    html = page(client, year.address())
    links = re.findall(r'<a[^>]* href="([^"]*/sel/\?[^"]*)">([\d.]+)</a>', html)
    assert len(links) > 40
    for address, number in dict(links).items():
        cells = page(client, address.replace("&amp;", "&"))
        assert len(cell_links(cells)) == int(number.replace(".", "")), address
        assert f"{number} sel" in cells


def test_a_share_opens_its_working(year: Year, client: Client) -> None:
    html = page(client, year.address("sel/?keadaan=begun&area=0"))
    assert "Capaian 66,67 % = 4 terlaksana ÷ 6 sudah waktunya × 100 %." in html
    nothing = page(client, year.address("sel/?keadaan=begun&area=2"))
    assert "tidak dapat dihitung" in nothing
    assert "Tidak ada sel" in nothing


def test_a_cell_leads_to_where_it_was_settled_and_to_its_proofs(year: Year, client: Client) -> None:
    html = page(client, year.address("sel/?keadaan=done&area=1"))
    assert f"{year.report.pk}-4" in cell_links(html)  # planned for February, done in April
    assert "Februari (ditunda ke April)" in html
    assert "Berita laman" in html


def test_the_list_of_evidence_comes_when_asked_for(year: Year, client: Client) -> None:
    proofs = monev_of(year.plan, QUARTER).proofs
    hashes = [proof.sha256 for proof in proofs if proof.sha256]
    short = page(client, year.address())
    assert hashes
    assert not any(sha256 in short for sha256 in hashes)
    assert f"Lihat {len(proofs)} bukti" in short
    [asked] = set(re.findall(r'hx-get="([^"]*buka=bukti)"', short))
    long = page(client, asked.replace("&amp;", "&"))
    assert all(sha256 in long for sha256 in hashes)


@pytest.mark.parametrize(
    "query", ["", "keadaan=apa", "keadaan=late&area=9", "keadaan=late&bulan=4", "keadaan=late&area=x"]
)
def test_an_unknown_figure_leads_back_to_the_report(year: Year, client: Client, query: str) -> None:
    assert client.get(year.address(f"sel/?{query}")).headers["Location"] == year.address()


def test_every_figure_can_be_asked_for(year: Year, client: Client) -> None:
    monev = monev_of(year.plan, parse_period("2026"))
    for key, figure in BY_KEY.items():
        html = page(client, year.address(f"sel/?keadaan={key}", "2026"))
        assert len(cell_links(html)) == figure.of(monev.total), key


def test_index_lists_every_period_with_its_state(year: Year, client: Client) -> None:
    html = page(client, f"/satker/{year.office.code}/laporan/")
    assert html.count("cetak.pdf") == 19
    assert html.count("sudah berakhir") == 5
    assert html.count("sedang berjalan") == 4
    assert "Buka Triwulan I Tahun 2026" in html
    lines = {line.period.code: line for line in period_lines(year.plan)}
    assert (lines["2026-Q1"].tally.realised, lines["2026-Q1"].percent) == (6, "50 %")
    assert lines["2026-Q3"].percent == "tidak dapat dihitung"
    assert sum(lines[f"2026-Q{quarter}"].tally.scheduled for quarter in range(1, 5)) == lines["2026"].tally.scheduled


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-01-15", "2026-01"), ("2026-04-01", "2026-Q1"), ("2027-02-01", "2026-Q4"), ("2025-12-31", "2026")],
)
def test_the_report_suggested_is_the_one_due(year: Year, monkeypatch: pytest.MonkeyPatch, day: str, code: str) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", day)
    assert suggested(period_lines(year.plan)).period.code == code


def test_index_without_a_plan_says_what_belongs_there(client: Client) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    html = page(client, f"/satker/{office.code}/laporan/")
    assert "Belum ada yang dapat dilaporkan" in html
    assert "Unggah keputusan" in html


def test_a_year_without_plan_is_told_and_an_unclear_period_not_found(year: Year, client: Client) -> None:
    response = client.get(year.address(period="2031-Q1"))
    assert response.status_code == 404
    assert "Belum ada rencana" in response.content.decode()
    for code in ("2026-13", "2026-Q5", "apa", "202"):
        for rest in ("", "cetak.pdf", "sel/", "grafik-area.svg", "catatan/"):
            assert client.get(year.address(rest, code)).status_code == 404


def test_a_period_to_come_is_shown_without_a_share(year: Year, client: Client) -> None:
    html = page(client, year.address(period="2026-Q4"))
    assert "tidak dapat dihitung" in html
    assert "belum mulai" in html


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx", "txt"])
def test_files_are_handed_out_under_telling_names(year: Year, client: Client, file_format: str) -> None:
    response = client.get(year.address(f"cetak.{file_format}"))
    way = "inline" if file_format == "pdf" else "attachment"
    name = f"laporan-monev-{year.office.code}-2026-Q1.{file_format}"
    assert response.headers["Content-Disposition"] == f'{way}; filename="{name}"'
    assert response.headers["Cache-Control"] == "no-store, private"
    assert client.get(year.address("cetak.exe")).status_code == 404


def test_a_proof_of_very_many_cells_is_still_printed(year: Year, client: Client) -> None:
    file = year.office.evidence.get(title__startswith="Laporan")
    year.plan.indicators.update(text="Indikator yang panjang " * 60)
    for month in range(1, 13):
        for indicator in (year.notice, year.index):
            if not indicator.realisations.filter(month=month).exists():
                year.prove(year.done(indicator, month), file)
    assert client.get(year.address("cetak.xlsx", "2026")).status_code == 200


def test_a_text_too_long_for_a_spreadsheet_is_told_and_not_a_fault(year: Year, client: Client) -> None:
    year.plan.indicators.filter(pk=year.decree.pk).update(text="panjang " * 5000)
    response = client.get(year.address("cetak.xlsx"), follow=True)
    assert response.redirect_chain[0][0] == year.address()
    assert "terlalu panjang untuk satu sel XLSX" in response.content.decode()
    assert client.get(year.address("cetak.docx")).status_code == 200


def test_who_signs_is_chosen(year: Year, client: Client) -> None:
    assert "DEWI TELADANI" in client.get(year.address("cetak.txt")).content.decode()
    chair = client.get(year.address("cetak.txt?penanda=ketua")).content.decode()
    assert "RAHMAT TELADAN" in chair
    assert "KETUA KOMISI PEMILIHAN UMUM" in chair
    assert "RAHMAT TELADAN" in page(client, year.address("?penanda=ketua"))
    assert "DEWI TELADANI" in page(client, year.address("?penanda=siapa"))


@pytest.mark.parametrize("name", ["area", "bulan", "peta"])
def test_charts_are_pictures_the_browser_may_keep(year: Year, client: Client, name: str) -> None:
    address = year.address(f"grafik-{name}.svg")
    response = client.get(address)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")
    assert "private" in response.headers["Cache-Control"]
    assert client.get(address, HTTP_IF_NONE_MATCH=response.headers["ETag"]).status_code == 304
    assert client.get(f"{address}?gelap&sempit").content != response.content
    assert client.get(year.address("grafik-lain.svg")).status_code == 404


def test_a_note_is_written_and_stands_in_the_report(year: Year, client: Client) -> None:
    texts = {"obstacles": "Anggaran <belum> turun.\r\nDua baris.", "recommendations": "Ajukan revisi.", "seen": "0"}
    response = client.post(year.address("catatan/"), texts)
    assert response.headers["Location"] == f"{year.address()}#kendala"
    html = page(client, year.address())
    assert "Anggaran &lt;belum&gt; turun." in html
    assert "Ratna Teladani" in html
    text = client.get(year.address("cetak.txt")).content.decode()
    assert "Kendala : Anggaran <belum> turun. Dua baris." in text
    assert "Anggaran" not in client.get(year.address("cetak.txt", "2026-01")).content.decode()


def test_a_stale_note_shows_both_and_keeps_what_was_typed(year: Year, client: Client) -> None:
    save_note(
        plan=year.plan, period=QUARTER, area=None, obstacles="Isi orang lain", recommendations="", seen=0, by=year.admin
    )
    sent = {"obstacles": "Isi saya", "recommendations": "", "seen": "0"}
    response = client.post(year.address("catatan/"), sent)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Isi orang lain" in html
    assert "Isi saya" in html
    assert re.search(r'name="seen" value="1"', html)
    assert notes_of(year.plan, QUARTER)[None].obstacles == "Isi orang lain"
    client.post(year.address("catatan/"), {**sent, "seen": "1"})
    assert notes_of(year.plan, QUARTER)[None].obstacles == "Isi saya"


def test_a_coordinator_is_offered_the_own_area_only(year: Year, client: Client) -> None:
    person = MembershipFactory(office=year.office, role="koordinator", areas=[5]).user
    client.force_login(person)
    html = page(client, year.address())
    own, other = year.areas[1].pk, year.areas[0].pk
    assert f"catatan/?area={own}" in html
    assert f"catatan/?area={other}" not in html
    assert f'href="{year.address("catatan/")}"' not in html
    refused = client.post(year.address(f"catatan/?area={other}"), {"obstacles": "x", "seen": "0"})
    assert "koordinator area itu" in refused.content.decode()
    assert not PeriodNote.objects.exists()
    assert client.post(year.address(f"catatan/?area={own}"), {"obstacles": "x", "seen": "0"}).status_code == 302


@pytest.mark.parametrize("area", ["0", "x", "9" * 30, "-1"])
def test_an_area_that_is_not_the_plans_is_not_found(year: Year, client: Client, area: str) -> None:
    assert client.get(year.address(f"catatan/?area={area}")).status_code == 404


def test_readers_see_notes_and_may_not_write(year: Year, client: Client) -> None:
    client.force_login(member(year.office, "pembaca"))
    assert "catatan/" not in page(client, year.address())
    assert client.post(year.address("catatan/"), {"obstacles": "x", "seen": "0"}).status_code == 403


def test_form_in_the_drawer_is_the_same(year: Year, client: Client) -> None:
    html = client.get(year.address("catatan/"), HTTP_HX_TARGET="laci", HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in html
    assert 'name="obstacles"' in html


def test_a_withdrawn_plan_has_no_report(year: Year, client: Client) -> None:
    Realisation.objects.filter(indicator__plan=year.plan).update(is_cleared=True)
    withdraw_plan(plan=year.plan, reason="Keliru", by=year.admin)
    assert client.get(year.address()).status_code == 404
    assert "Belum ada yang dapat dilaporkan" in page(client, f"/satker/{year.office.code}/laporan/")


def test_page_asks_a_constant_number_of_questions(
    year: Year, client: Client, django_assert_max_num_queries: object
) -> None:
    page(client, year.address())
    with django_assert_max_num_queries(20):  # type: ignore[operator]  # a fixture of pytest-django
        page(client, year.address())
