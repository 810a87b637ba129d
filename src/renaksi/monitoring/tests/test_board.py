"""The board: the signed table with the state of every month, its figures, people, filters, weight and cost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.kernel.months import MonthSet
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.models import Realisation, Review
from renaksi.monitoring.status import Standing, Status
from renaksi.monitoring.tests.factories import (
    CoordinatorFactory,
    ImplementerFactory,
    MissedFactory,
    PostponedFactory,
    ProofFactory,
    RealisationFactory,
)
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.models import Indicator, Plan
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows
from renaksi.web.status import STATUSES

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)
FACTS = DecreeFacts(number="2/HK.03.1/9999/2026", title="Rencana Aksi", date=date(2026, 1, 12), year=2026)


@dataclass
class Stage:
    office: Office
    plan: Plan
    admin: User
    client: Client

    def page(self, query: str = "") -> str:
        return self.client.get(f"/satker/{self.office.code}/rencana/2026/{query}").content.decode()

    def rows(self, query: str = "") -> list[int]:
        """The ids of the rows the board shows."""
        return [int(pk) for pk in re.findall(r'<tr data-pk="(\d+)"', self.page(query))]

    def indicators(self) -> list[Indicator]:
        return list(self.plan.indicators.select_related("plan__office", "sub_activity__activity__area"))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY.isoformat())


def _stage(client: Client, rows: list[PlanRow] | None = None) -> Stage:
    office = OfficeFactory()
    admin = member(office, full_name="Siti Teladan")
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=rows or template_rows(office.name), by=admin)
    client.force_login(admin)
    return Stage(office, plan, admin, client)


@pytest.fixture
def stage(client: Client) -> Stage:
    return _stage(client)


@pytest.fixture
def small(client: Client) -> Stage:
    """Two areas, three indicators: ticked in March and August, in May, in no month."""
    rows = [
        PlanRow(area_no=1, area="Satu", activity="Kegiatan", indicator="Pertama", months=MonthSet.of([3, 8])),
        PlanRow(area_no=1, area="Satu", activity="Kegiatan", indicator="Kedua", months=MonthSet.of([5])),
        PlanRow(area_no=2, area="Dua", activity="Lain", indicator="Ketiga"),
    ]
    return _stage(client, rows)


def cells(html: str, pk: int) -> list[str]:
    """The twelve states of a row as the board shows them."""
    row = re.search(rf'<tr data-pk="{pk}".*?</tr>', html, re.S)
    assert row
    shown = re.findall(r'<td(?: class="?([a-z_]+)"?)?>(?:<a href=sel/[^>]*>)?([^<]*)(?:</a>)?', row[0])
    states = [(state or "unplanned", sign) for state, sign in shown if state not in {"act", "sub", "ket"}]
    for state, sign in states:
        assert sign == STATUSES[state].sign
    return [state for state, _ in states]


def fill(stage: Stage, wanted: int) -> int:
    """Records ``wanted`` ticked cells in every way, with proofs and people; gives the number recorded."""
    made = 0
    for place, indicator in enumerate(stage.indicators()):
        ImplementerFactory(plan=stage.plan, indicator=indicator, user=stage.admin)
        for month in indicator.months:
            if made == wanted:
                return made
            made += 1
            if (place + month) % 11 == 0:
                MissedFactory(indicator=indicator, month=month, recorded_by=stage.admin)
                continue
            review = Review.VERIFIED if (place + month) % 5 == 0 else Review.NONE
            cell = RealisationFactory(indicator=indicator, month=month, recorded_by=stage.admin, review=review)
            if (place + month) % 3:
                ProofFactory(realisation=cell)
    return made


def test_every_row_stands_once_with_the_states_of_its_year(stage: Stage) -> None:
    fill(stage, 80)
    html = stage.page()
    sheet = year_sheet(stage.plan, DAY)
    assert [int(pk) for pk in re.findall(r'<tr data-pk="(\d+)"', html)] == [line.indicator.pk for line in sheet.lines]
    for line in sheet.lines:
        assert cells(html, line.indicator.pk) == [state.value for state in line.statuses], line.indicator.text


def test_merged_cells_cover_the_table(stage: Stage) -> None:
    html = stage.page()
    for column in ("act", "sub"):
        spans = [int(span) for span in re.findall(rf'<td class="{column}" rowspan="(\d+)"', html)]
        assert sum(spans) == 188, column


def test_cell_says_its_word_value_day_person_and_proofs(small: Stage) -> None:
    first, second, _ = small.indicators()
    done = RealisationFactory(indicator=first, month=3, recorded_by=small.admin)
    ProofFactory(realisation=done)
    PostponedFactory(indicator=second, month=5, new_month=9, reason="Menunggu anggaran", recorded_by=small.admin)
    html = unescape(small.page())
    assert 'aria-label="Maret: terlaksana"' in html
    assert 'data-tip="ada · 10 Maret · dicatat Siti Teladan · 1 bukti"' in html
    assert 'data-tip="Ditunda ke September: Menunggu anggaran · dicatat Siti Teladan"' in html
    assert 'aria-label="September: dijadwalkan" data-tip="Ditunda dari Mei"' in html


def test_area_heading_adds_up_to_the_sheet(stage: Stage) -> None:
    fill(stage, 300)
    html = stage.page()
    figures = year_sheet(stage.plan, DAY).figures(range(1, 13))
    shown = re.findall(r'<span class="area-figures">(\d+) dari (\d+) terlaksana', html)
    assert [(int(done), int(begun)) for done, begun in shown] == [(t.realised, t.begun) for t in figures.by_area]
    late = re.findall(r"! (\d+) terlambat", html)
    assert [int(count) for count in late] == [n for t in figures.by_area if (n := t.of(Standing.LATE))]
    headings = re.findall(r'<tr class="area-row".*?</tr>', html, re.S)
    in_months = [(int(a), int(b)) for row in headings for a, b in re.findall(r"<td>(\d+)/<wbr>(\d+)</td>", row)]
    assert in_months == [(t.realised, t.begun) for t in figures.by_cell.values() if t.begun]


def test_signs_in_use_are_named_and_counted(stage: Stage) -> None:
    fill(stage, 200)
    html = stage.page()
    lines = year_sheet(stage.plan, DAY).lines
    for state in Status:
        count = sum(each is state for line in lines for each in line.statuses)
        if count and state is not Status.UNPLANNED:
            assert f"{STATUSES[state].word} <b>{count}</b>" in html


def test_full_board_is_light(stage: Stage, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    assert fill(stage, 600) == 600
    for area in stage.plan.areas.all():
        CoordinatorFactory(plan=stage.plan, area=area, user=stage.admin)
    stage.page()  # the first visit also marks the session
    for query in ("", "?bulan=7", "?keadaan=done&orang=saya"):
        with django_assert_max_num_queries(14):
            html = stage.page(query)
        assert len(html.encode()) <= 300_000, query


def test_queries_do_not_grow_with_rows(small: Stage, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    small.page()
    with django_assert_max_num_queries(14):
        small.page()


def test_unplanned_work_shows_as_outside_the_schedule(small: Stage) -> None:
    third = small.indicators()[2]
    assert set(cells(small.page(), third.pk)) == {"unplanned"}
    RealisationFactory(indicator=third, month=2)
    assert cells(small.page(), third.pk)[1] == "extra"


def test_board_follows_the_day(small: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, _ = small.indicators()
    assert [cells(small.page(), first.pk)[i] for i in (2, 7)] == ["late", "planned"]
    assert cells(small.page(), second.pk)[4] == "this_month"
    monkeypatch.setenv("RENAKSI_TODAY", "2025-12-01")
    before = small.page()
    assert cells(before, first.pk)[2] == "planned"
    assert "Catat bulan ini" not in before
    monkeypatch.setenv("RENAKSI_TODAY", "2027-02-01")
    assert [cells(small.page(), first.pk)[i] for i in (2, 7)] == ["late", "late"]


def test_taken_back_recordings_leave_the_cell_open(small: Stage) -> None:
    first = small.indicators()[0]
    RealisationFactory(indicator=first, month=3)
    Realisation.objects.update(is_cleared=True)
    assert cells(small.page(), first.pk)[2] == "late"


def test_withdrawn_proof_does_not_prove(small: Stage) -> None:
    first = small.indicators()[0]
    proof = ProofFactory(realisation=RealisationFactory(indicator=first, month=3))
    assert cells(small.page(), first.pk)[2] == "done"
    proof.evidence.state = "withdrawn"
    proof.evidence.save()
    assert cells(small.page(), first.pk)[2] == "unproven"


def test_hostile_words_stay_words(client: Client) -> None:
    nasty = '"><script>alert("x")</script>'
    stage = _stage(client, [PlanRow(area=nasty, activity=nasty, sub_activity=nasty, indicator=nasty, note=nasty)])
    indicator = stage.indicators()[0]
    stage.admin.full_name = nasty[:60]
    stage.admin.save()
    MissedFactory(indicator=indicator, month=2, reason=nasty, recorded_by=stage.admin)
    ImplementerFactory(plan=stage.plan, indicator=indicator, user=stage.admin)
    for query in ("", f"?cari={nasty}", "?bulan=2", f"?segarkan={indicator.pk}&cari={nasty}"):
        assert "<script>alert" not in stage.page(query), query


def test_rows_without_words_can_still_be_opened(client: Client) -> None:
    stage = _stage(client, [PlanRow(area="Satu"), PlanRow(indicator="Ada")])
    assert "(tanpa indikator)" in stage.page()


def test_other_office_sees_nothing(stage: Stage, client: Client) -> None:
    client.force_login(member(OfficeFactory()))
    pk = stage.indicators()[0].pk
    for query in ("", f"?segarkan={pk}", f"?sel={pk}-3"):
        assert client.get(f"/satker/{stage.office.code}/rencana/2026/{query}").status_code == 404


def test_reader_sees_states_and_is_offered_no_recording(stage: Stage, client: Client) -> None:
    client.force_login(member(stage.office, "pembaca"))
    html = stage.page()
    assert "terlambat" in html
    for offered in ("Catat bulan ini", "Tandai sel", "Catat bersama", "data-marks"):
        assert offered not in html


def test_plan_taken_back_shows_ticks_and_no_states(stage: Stage) -> None:
    RealisationFactory(indicator=stage.indicators()[0], month=2)
    Plan.objects.update(state="withdrawn", withdrawn_reason="Keliru unggah", withdrawn_at="2026-03-01T00:00Z")
    html = stage.page(f"?versi={stage.plan.version}")
    assert '<td class="t">√</td>' in html
    assert "data-board" not in html
    assert "Keliru unggah" in html


def test_address_with_a_cell_opens_it_where_the_plan_has_it(small: Stage) -> None:
    pk = small.indicators()[0].pk
    assert f'data-open="{pk}-3"' in small.page(f"?sel={pk}-3")
    for nonsense in (f"{pk}-13", f"{pk}", "0-3", "abc-1", "9" * 40 + "-1", ""):
        assert "data-open" not in small.page(f"?sel={nonsense}")


def test_changed_cell_is_asked_for_alone(small: Stage, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    first = small.indicators()[0]
    RealisationFactory(indicator=first, month=3)
    small.page()
    with django_assert_max_num_queries(10):
        html = small.page(f"?segarkan={first.pk}")
    assert "<html" not in html
    assert cells(html, first.pk)[2] == "unproven"
    assert "1 dari 2 terlaksana" in html
    assert f'id="area-{first.sub_activity.activity.area_id}"' in html
    assert 'id="tanda"' in html
    assert small.client.get(f"/satker/{small.office.code}/rencana/2026/?segarkan=0").status_code == 404


def test_phone_lists_the_months_cells_with_what_was_said(small: Stage) -> None:
    first, second, third = small.indicators()
    ImplementerFactory(plan=small.plan, indicator=second, user=small.admin)
    ProofFactory(realisation=RealisationFactory(indicator=second, month=5, recorded_by=small.admin))

    def listed(query: str = "") -> str:
        return small.page(query).split('<section class="board-list"')[1].split("</section>")[0]

    now = listed()
    assert f"sel/{second.pk}-5/" in now
    assert "10 Mei · dicatat Siti Teladan · 1 bukti" in now
    assert "Penanggung jawab: Siti Teladan" in now
    assert f"sel/{first.pk}-" not in now
    assert f"sel/{first.pk}-3/" in listed("?bulan=3")
    assert f"sel/{first.pk}-3/" in listed("?keadaan=late"), "the first month with what is late"
    assert f"sel/{third.pk}-5/" in listed("?cari=ketiga"), "what the month does not ask for is found by words"
    assert re.search(r"Mar<span[^>]*>! 1<span[^>]*> terlambat", small.page())
