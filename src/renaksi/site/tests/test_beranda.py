"""Beranda of an office with a plan: what is to be done now, whose, and how far each area is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.charts import heat_map as heat_spec
from renaksi.charts import size_of, svg
from renaksi.kernel.clock import today
from renaksi.kernel.months import MonthSet
from renaksi.monitoring.domain.people import assign_coordinator, assign_implementers
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.models import Realisation
from renaksi.monitoring.tests.factories import PostponedFactory, ProofFactory, RealisationFactory
from renaksi.monitoring.views.heat_map import heat_sizes
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, ProvinceFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Indicator, Plan
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows

pytestmark = pytest.mark.django_db
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)


@pytest.fixture(autouse=True)
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@dataclass
class Stage:
    office: Office
    plan: Plan
    admin: User
    client: Client

    @property
    def board(self) -> str:
        return f"/satker/{self.office.code}/rencana/2026/"

    def html(self, query: str = "") -> str:
        answer = self.client.get(f"/satker/{self.office.code}/{query}")
        assert answer.status_code == 200
        return answer.content.decode()


def stage_of(client: Client, rows: list[PlanRow] | None = None) -> Stage:
    office = OfficeFactory()
    admin = member(office)
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=rows or template_rows(office.name), by=admin)
    client.force_login(admin)
    return Stage(office, plan, admin, client)


def row(name: str, *months: int, area: int = 1) -> PlanRow:
    return PlanRow(area_no=area, area=f"Area {area}", activity="Kegiatan", indicator=name, months=MonthSet.of(months))


SMALL = [row("Rapat", 2, 5, 9), row("Survei", 3, 5), row("Laporan", 1, 6, area=2), row("Evaluasi", 12, area=2)]


@pytest.fixture
def small(client: Client) -> Stage:
    """Four indicators in two areas: late in January, February and March, two due in May."""
    return stage_of(client, SMALL)


def named(stage: Stage, text: str) -> Indicator:
    return stage.plan.indicators.get(text=text)


def section(html: str, key: str) -> str:
    found = re.search(rf'<section[^>]* aria-labelledby="{key}">.*?</section>', html, re.S)
    return found[0] if found else ""


def tasks(html: str) -> list[tuple[str, str]]:
    """The texts and months of the rows shown, in order."""
    found = re.findall(
        r'<p class="task-what"[^>]*>([^<]*)</p>\s*<p class="task-facts">.*?</span></span><span>(\w+)', html, re.S
    )
    return [(text, month) for text, month in found]


def test_late_come_oldest_first_and_open_their_cell(small: Stage) -> None:
    html = small.html()
    assert tasks(section(html, "terlambat")) == [("Laporan", "Januari"), ("Rapat", "Februari"), ("Survei", "Maret")]
    cell = f"{small.board}sel/{named(small, 'Laporan').pk}-1/"
    assert f'href="{cell}" hx-get="{cell}"' in html
    assert html.count(">Catat</a>") == 5
    assert "Tugas saya" not in html


def test_this_month_is_told_by_area(small: Stage) -> None:
    RealisationFactory(indicator=named(small, "Rapat"), month=5)
    part = section(small.html(), "bulan-ini")
    assert tasks(part) == [("Survei", "Mei")]
    assert "2 sel dijadwalkan Mei 2026, 1 sudah dicatat" in part
    assert "1. Area 1" in part
    assert "tidak ada jadwal" in part


def test_returned_come_with_their_reason(small: Stage) -> None:
    RealisationFactory(indicator=named(small, "Rapat"), month=2, review="returned", review_note="Belum ditandatangani")
    html = small.html()
    part = section(html, "dikembalikan")
    assert tasks(part) == [("Rapat", "Februari")]
    assert "Alasan: Belum ditandatangani" in part
    assert ">Perbaiki</a>" in part
    assert html.index('id="dikembalikan"') < html.index('id="terlambat"') < html.index('id="bulan-ini"')


def test_postponed_work_says_where_it_came_from(small: Stage) -> None:
    PostponedFactory(indicator=named(small, "Laporan"), month=1, new_month=4)
    assert "April, ditunda dari Januari" in small.html()


def test_done_month_says_what_follows(small: Stage) -> None:
    for indicator in small.plan.indicators.all():
        for month in indicator.months:
            if month <= 5:
                ProofFactory(realisation=RealisationFactory(indicator=indicator, month=month))
    html = small.html()
    assert "Tidak ada yang terlambat." in html
    assert "Semua jadwal bulan ini sudah dicatat. Berikutnya: Juni, 1 sel." in html
    assert tasks(section(html, "terlambat")) == tasks(section(html, "bulan-ini")) == []


def test_mine_come_first_where_there_are_any(small: Stage) -> None:
    siti = member(small.office, "pelaksana", full_name="Siti Teladan")
    assign_implementers(plan=small.plan, indicator_ids=[named(small, "Survei").pk], users=[siti], by=None)
    small.client.force_login(siti)
    assert tasks(small.html()) == [("Survei", "Maret"), ("Survei", "Mei")]
    assert len(tasks(small.html("?tugas=semua"))) == 5
    assert "Siti Teladan" in small.html("?tugas=semua")
    assert f'{small.board}bulan/5/?orang=saya"' in small.html()


def test_coordinator_has_the_area(small: Stage) -> None:
    assign_coordinator(plan=small.plan, area_id=small.plan.areas.get(number=2).pk, user=small.admin, by=None)
    assert tasks(small.html()) == [("Laporan", "Januari")]


def test_office_where_nobody_answers_is_asked_to_name_people(small: Stage) -> None:
    page = f'href="{small.board}penanggung-jawab/"'
    assert page in small.html()
    small.client.force_login(member(small.office, "pelaksana"))
    assert page not in small.html()
    small.client.force_login(small.admin)
    assign_coordinator(plan=small.plan, area_id=small.plan.areas.get(number=2).pk, user=small.admin, by=None)
    assert page not in small.html()


def test_who_carries_nothing_is_told_so_when_asking(small: Stage) -> None:
    assert "Belum ada tugas untuk Anda" in small.html("?tugas=saya")
    assert len(tasks(small.html("?tugas=apa"))) == 5


def test_long_lists_end_in_a_link_to_the_board(client: Client) -> None:
    stage = stage_of(client)
    html = stage.html()
    sheet = year_sheet(stage.plan, today())
    late = sum(line.statuses.count("late") for line in sheet.lines)
    part = section(html, "terlambat")
    assert len(tasks(part)) == 8
    assert f'href="{stage.board}?keadaan=late">Lihat semua {late}</a>' in part
    assert re.search(rf'href="{stage.board}\?area=\d&amp;bulan=5&amp;keadaan=this_month">Lihat semua \d+</a>', html)
    everything = [one.pk for one in stage.plan.indicators.all()]
    assign_implementers(plan=stage.plan, indicator_ids=everything, users=[stage.admin], by=None)
    assert f'href="{stage.board}?keadaan=late&amp;orang=saya">Lihat semua {late}</a>' in stage.html()


def test_areas_are_measured_to_date(small: Stage) -> None:
    ProofFactory(realisation=RealisationFactory(indicator=named(small, "Rapat"), month=2))
    RealisationFactory(indicator=named(small, "Survei"), month=5)
    part = section(small.html(), "capaian")
    assert "<strong>40,00 %</strong> 2 dari 5 jadwal terlaksana" in part
    assert '<progress value="2" max="4"' in part
    assert "2 dari 4" in part
    assert "0 dari 1" in part
    assert f'href="{small.board}?area=1"' in part
    assert f'href="{small.board}?area=2&amp;keadaan=late"' in part


def test_map_and_table_tell_the_same_numbers(small: Stage) -> None:
    RealisationFactory(indicator=named(small, "Rapat"), month=2)
    html = small.html()
    rows = re.findall(r'<tr><th scope="row">([^<]*)</th>(.*?)</tr>', html, re.S)
    cells = [re.findall(r'<td class="num" data-label="[\w ]+">\s*([^<\s]*)\s*</td>', row) for _, row in rows]
    assert [name for name, _ in rows] == ["1. Area 1", "2. Area 2"]
    assert cells[0] == ["·", "1/1", "0/1", "·", "0/2", "·", "·", "·", "1", "·", "·", "·", "1/4"]
    address = re.search(r'<img src="([^"]*)"', html)
    assert address
    drawing = small.client.get(address[1])
    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing["Cache-Control"] == "private, no-cache"
    told = re.findall(r">([^<>]+)</text>", drawing.content.decode())
    for words in ("1/1", "0/1", "0/2", "Feb"):
        assert words in told, words


def test_map_is_asked_for_again_only_when_it_changed(small: Stage) -> None:
    address = f"{small.board}peta.svg"
    mark = small.client.get(address)["ETag"]
    assert small.client.get(address, headers={"If-None-Match": mark}).status_code == 304
    dark = small.client.get(f"{address}?gelap")
    assert dark["ETag"] != mark
    assert dark.content != small.client.get(address).content
    RealisationFactory(indicator=named(small, "Rapat"), month=2)
    assert small.client.get(address, headers={"If-None-Match": mark}).status_code == 200


@pytest.mark.parametrize("areas", [1, 8])
def test_place_of_the_map_is_kept_as_large_as_it_will_be(areas: int) -> None:
    names = [f"Area yang panjang namanya nomor {number}" for number in range(areas)]
    for narrow, key in ((False, "wide"), (True, "narrow")):
        assert size_of(svg(heat_spec(names, range(1, 13), {}, narrow=narrow))) == heat_sizes(areas)[key]


@pytest.mark.parametrize("role", ["pembaca", "agen_perubahan", "verifikator"])
def test_reader_sees_the_state_and_is_offered_no_recording(small: Stage, role: str) -> None:
    small.client.force_login(member(small.office, role))
    html = small.html()
    assert len(tasks(html)) == 5
    assert "Catat" not in html.replace("dicatat", "")
    assert html.count(">Lihat</a>") == 5
    assert "Capaian sampai hari ini" in html


def test_latest_changes_are_for_those_who_read_the_trail(small: Stage) -> None:
    assign_implementers(plan=small.plan, indicator_ids=[named(small, "Survei").pk], users=[small.admin], by=None)
    assert "Perubahan terakhir" in small.html()
    small.client.force_login(member(small.office, "pelaksana"))
    assert "Perubahan terakhir" not in small.html()


def test_verifier_is_led_first_to_what_others_recorded(small: Stage) -> None:
    verifier = member(small.office, "verifikator")
    for text, month, by in (("Rapat", 2, small.admin), ("Laporan", 1, small.admin), ("Survei", 3, verifier)):
        ProofFactory(realisation=RealisationFactory(indicator=named(small, text), month=month, recorded_by=by))
    RealisationFactory(indicator=named(small, "Survei"), month=5)
    small.client.force_login(verifier)
    html = small.html()
    assert tasks(section(html, "periksa")) == [("Laporan", "Januari"), ("Rapat", "Februari")]
    assert html.count(">Periksa</a>") == 2
    assert html.index('id="periksa"') < html.index('id="terlambat"')
    assert f'href="{small.board}?keadaan=unproven"' in html
    small.client.force_login(small.admin)
    assert tasks(section(small.html(), "periksa")) == [("Survei", "Maret")]
    small.client.force_login(member(small.office, "pelaksana"))
    assert section(small.html(), "periksa") == ""


def test_narrowed_implementer_records_in_the_own_area_alone(small: Stage) -> None:
    small.client.force_login(MembershipFactory(office=small.office, role="pelaksana", areas=[2]).user)
    html = small.html()
    assert html.count(">Catat</a>") == 1
    assert html.count(">Lihat</a>") == 4


def test_province_reads_an_office_below_without_recording(client: Client) -> None:
    province = ProvinceFactory()
    office = OfficeFactory(parent=province)
    adopt_plan(office=office, year=2026, facts=FACTS, rows=SMALL, by=None)
    client.force_login(member(province, "penelaah_provinsi"))
    html = client.get(f"/satker/{office.code}/").content.decode()
    assert len(tasks(html)) == 5
    assert ">Catat" not in html
    assert "1 dari 1 satuan kerja" in client.get(f"/satker/{province.code}/").content.decode()


@pytest.mark.parametrize("year", [2025, 2027])
def test_plan_of_another_year_is_offered_and_not_counted(client: Client, year: int) -> None:
    office = OfficeFactory()
    client.force_login(member(office))
    adopt_plan(office=office, year=year, facts=replace(FACTS, year=year), rows=SMALL, by=None)
    html = client.get(f"/satker/{office.code}/").content.decode()
    assert "Belum ada rencana aksi yang berlaku untuk tahun 2026" in html
    assert f'<a href="/satker/{office.code}/rencana/{year}/">{year}</a>' in html
    assert tasks(html) == []


@pytest.mark.parametrize(("day", "late", "now"), [("2026-01-02", 0, 1), ("2026-12-31", 7, 1), ("2026-07-01", 6, 0)])
def test_day_decides(small: Stage, monkeypatch: pytest.MonkeyPatch, day: str, late: int, now: int) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", day)
    html = small.html()
    assert [len(tasks(section(html, key))) for key in ("terlambat", "bulan-ini")] == [late, now]
    assert f'id="jumlah-terlambat" data-fresh>{late}</span>' in html


@pytest.mark.parametrize("role", ["pembaca", "pelaksana"])
def test_office_without_plan_tells_every_reader(client: Client, role: str) -> None:
    office = OfficeFactory()
    client.force_login(member(office, role))
    html = client.get(f"/satker/{office.code}/").content.decode()
    assert "Belum ada rencana aksi yang berlaku untuk tahun 2026" in html
    assert "Capaian" not in html


def test_beranda_of_a_full_year_stays_cheap_and_light(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stage = stage_of(client)
    people = [member(stage.office, "pelaksana") for _ in range(4)]
    everything = list(stage.plan.indicators.all())
    assign_implementers(plan=stage.plan, indicator_ids=[one.pk for one in everything], users=people, by=None)
    for one in everything[::2]:
        for month in one.months:
            RealisationFactory(
                indicator=one, month=month, review="returned" if month == 1 else "", review_note="Ulangi"
            )
    assert Realisation.objects.count() > 300
    stage.html()
    with django_assert_max_num_queries(15):
        html = stage.html()
    assert len(html.encode()) < 110_000
    assert " style=" not in html
    assert " onclick=" not in html


def test_what_the_year_before_left_open_is_told_while_it_is_wrapped_up(
    small: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "belum tuntas" not in small.html()
    RealisationFactory(indicator=named(small, "Rapat"), month=2)
    monkeypatch.setenv("RENAKSI_TODAY", "2027-01-05")
    html = small.html()
    assert "Rencana aksi tahun 2026 belum tuntas" in html
    told = re.findall(rf'href="{small.board}\?keadaan=(\w+)">.*?<span>(\d+) sel</span></a>', html, re.S)
    assert told == [("late", "7"), ("unproven", "1")]
    monkeypatch.setenv("RENAKSI_TODAY", "2027-04-01")
    assert "belum tuntas" not in small.html()
