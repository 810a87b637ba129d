"""Plans on the real database: adopted and given back identical, corrected with both values kept, withdrawn."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.tests.factories import OfficeFactory, UserFactory
from renaksi.plan.commands import plan_json
from renaksi.plan.domain import withdraw
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.domain.correct import correct_fact, correct_plan, move_indicator, value_shown
from renaksi.plan.domain.table import plan_facts, plan_in_force, plan_rows, plan_table
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.models import Activity, Area, Plan, PlanState, SubActivity
from renaksi.plan.rows import DecreeFacts, PlanRow

pytestmark = pytest.mark.django_db

FACTS = DecreeFacts(
    number="7/HK.03.1/9999/2026",
    title="Rencana Aksi Reformasi Birokrasi Tahun 2026",
    work_unit="KPU Kota Contoh",
    year=2026,
    date=date(2026, 2, 14),
    signatory="RAHMAT TELADAN",
    legal_basis=("Undang-Undang Nomor 7 Tahun 2017",),
    dicta=("Menetapkan rencana aksi.", "Berlaku sejak ditetapkan."),
    valid_until="2026-12",
)


def row(area=1, activity="1", sub="1", text="Tersusunnya laporan", months=(2,), **more) -> PlanRow:
    return PlanRow(
        area_no=area,
        area=f"Area {area}",
        activity_no=activity,
        activity=f"Kegiatan {activity}",
        sub_activity_no=sub,
        sub_activity=f"Sub {sub}",
        indicator=text,
        months=MonthSet.of(months),
        **more,
    )


ROWS = [
    row(text="A", source={"line": 10, "lines": [10, 11]}, catalogue_code="1.1.1.1"),
    row(text="B", months=(1, 12), note="Triwulan"),
    row(sub="2", text="C", indicators=("C1", "C2"), indicator_no="a"),
    row(activity="2", sub="1", text=""),
    row(area=2, text="D", months=()),
    row(area=1, text="E"),
]


@pytest.fixture
def office():
    return OfficeFactory(name="KPU Kota Contoh")


@pytest.fixture
def user():
    return UserFactory(full_name="SITI TELITI")


@pytest.fixture
def plan(office, user):
    return adopt_plan(office=office, year=2026, facts=FACTS, rows=ROWS, by=user)


def part(plan: Plan, text: str):
    return plan.indicators.get(text=text)


def test_a_plan_gives_back_what_was_adopted(plan, office):
    assert plan_rows(plan) == ROWS
    assert plan_facts(Plan.objects.get(pk=plan.pk)) == FACTS
    assert plan_in_force(office, 2026) == plan
    assert plan_in_force(office, 2025) is None
    printed = plan_json(office.code, 2026)
    assert printed["rows"] == [each.as_json() for each in ROWS]
    assert printed["decree"] == FACTS.as_json()
    assert printed["problems"] == []


texts = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=12)
few = st.sampled_from(["", "Area", "1. Rapat; (dua)", "=1+1", "Kegiatan"])
plan_row = st.builds(
    PlanRow,
    area_no=st.none() | st.integers(0, 9),
    area=few,
    activity_no=st.sampled_from(["", "1", "a"]),
    activity=few,
    sub_activity_no=st.sampled_from(["", "1"]),
    sub_activity=few | texts,
    indicator_no=st.sampled_from(["", "b"]),
    indicator=texts,
    indicators=st.lists(texts, max_size=2).map(tuple),
    months=st.integers(0, 4095).map(MonthSet),
    note=texts,
    source=st.just({}) | st.builds(lambda line: {"line": line, "lines": [line, line]}, st.integers(1, 900)),
    catalogue_code=st.sampled_from(["", "1.2.3.4"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(plan_row, min_size=1, max_size=12))
def test_any_rows_come_back_identical(office, rows):
    with transaction.atomic():
        plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=rows, by=None)
        assert plan_rows(plan) == rows
        table = plan_table(plan)
        assert [line.indicator.text for line in table.lines] == [each.indicator for each in rows]
        assert sum(area.span for area in table.areas) == len(rows)
        transaction.set_rollback(True)


def test_the_table_merges_as_the_decree_does(plan, django_assert_num_queries):
    with django_assert_num_queries(1):
        table = plan_table(plan)
        lines = table.lines
    assert [(area.area.name, area.span) for area in table.areas] == [("Area 1", 4), ("Area 2", 1), ("Area 1", 1)]
    assert [bool(line.area) for line in lines] == [True, False, False, False, True, True]
    assert [bool(line.activity) for line in lines] == [True, False, False, True, True, True]
    assert [line.sub_activity.span if line.sub_activity else 0 for line in lines] == [2, 0, 1, 1, 1, 1]


def test_two_hundred_rows_are_adopted_and_read_in_one_query(office, django_assert_num_queries):
    rows = [row(area=n // 25 + 1, activity=str(n // 5), sub=str(n // 2), text=f"Indikator {n}") for n in range(200)]
    plan = adopt_plan(office=office, year=2026, facts=FACTS, rows=rows, by=None)
    with django_assert_num_queries(1):
        assert plan_rows(plan) == rows


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rows": []}, "plan.no_rows"),
        ({"year": 2025}, "plan.year_differs"),
        ({"year": 1926}, "plan.year_unlikely"),
        ({"rows": [row(), row(activity="1" * 21)]}, "plan.number_too_long"),
        ({"rows": [row(text="A\x00")]}, "plan.unprintable"),
        ({"facts": replace(FACTS, number="1" * 121)}, "plan.number_too_long"),
        ({"facts": replace(FACTS, dicta=("\x00",))}, "plan.unprintable"),
    ],
)
def test_what_is_no_plan_is_refused(office, change, code):
    with pytest.raises(Refused) as refusal:
        adopt_plan(**{"office": office, "year": 2026, "facts": FACTS, "rows": ROWS, "by": None} | change)
    assert refusal.value.code == code
    assert not Plan.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_second_plan_of_the_year_is_refused(plan, office):
    with pytest.raises(Refused) as refusal:
        adopt_plan(office=office, year=2026, facts=FACTS, rows=ROWS, by=None)
    assert refusal.value.code == "plan.exists"
    assert adopt_plan(office=OfficeFactory(), year=2026, facts=FACTS, rows=ROWS, by=None).version == 1


def test_the_trail_tells_who_adopted(plan, user):
    event = AuditEvent.objects.get()
    assert sentence_of(event) == (
        "SITI TELITI menerapkan Rencana Aksi KPU Kota Contoh Tahun 2026: 6 baris, nomor keputusan 7/HK.03.1/9999/2026."
    )
    assert event.actor_id == str(user.pk)


@pytest.mark.parametrize(
    ("field", "find", "value", "shown"),
    [
        ("indicator", lambda plan: part(plan, "A"), " Tersusunnya  laporan ", "Tersusunnya laporan"),
        ("months", lambda plan: part(plan, "B"), "2, 7-9", "Februari, Juli s.d. September"),
        ("months", lambda plan: part(plan, "B"), "", ""),
        ("note", lambda plan: part(plan, "B"), "", ""),
        ("area", lambda plan: plan.areas.first(), "Penataan Organisasi", "Penataan Organisasi"),
        ("area_no", lambda plan: plan.areas.first(), "3", "3"),
        ("activity", lambda plan: plan.areas.first().activities.first(), "Rapat", "Rapat"),
        ("sub_activity_no", lambda plan: part(plan, "A").sub_activity, "1a", "1a"),
    ],
)
def test_a_correction_changes_the_plan_and_keeps_both_values(plan, user, field, find, value, shown):
    pk = find(plan).pk
    before = value_shown(plan, field, pk)
    correction = correct_plan(plan=plan, field=field, pk=pk, value=value, reason="Salah ketik", by=user, seen=before)
    assert (correction.before, correction.after, correction.reason) == (before, shown, "Salah ketik")
    assert value_shown(plan, field, pk) == shown
    changed = [a for a, b in zip(plan_rows(plan), ROWS, strict=True) if a != b]
    assert len(changed) == {"area": 4, "area_no": 4, "activity": 3, "sub_activity_no": 2}.get(field, 1)
    assert AuditEvent.objects.get(what="plan.corrected").details["before"] == before or "kosong"


def test_months_shown_can_be_typed_back(plan):
    for mask in range(1, 4096):
        assert MonthSet.parse(MonthSet(mask).words()).mask == mask


def test_a_correction_of_what_another_changed_meanwhile_shows_both(plan, user):
    pk = part(plan, "A").pk
    correct_plan(plan=plan, field="note", pk=pk, value="Baru", reason="Lupa", by=user)
    with pytest.raises(Stale) as stale:
        correct_plan(plan=plan, field="note", pk=pk, value="Lain", reason="Lupa", by=user, seen="")
    assert (stale.value.current, stale.value.attempted) == ("Baru", "Lain")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "plan.reason_missing"),
        ({"field": "source"}, "plan.field_unknown"),
        ({"pk": 0}, "plan.not_found"),
        ({"field": "months", "value": "Januar"}, "plan.months_unclear"),
        ({"field": "indicator_no", "value": "1" * 21}, "plan.number_too_long"),
        ({"value": "A"}, "plan.unchanged"),
    ],
)
def test_a_wrong_correction_is_refused(plan, user, change, code):
    asked = {"field": "indicator", "pk": part(plan, "A").pk, "value": "X", "reason": "Salah"} | change
    with pytest.raises(Refused) as refusal:
        correct_plan(plan=plan, by=user, **asked)
    assert refusal.value.code == code
    assert plan_rows(plan) == ROWS


def test_another_plans_part_cannot_be_corrected(plan, user):
    other = adopt_plan(office=OfficeFactory(), year=2026, facts=FACTS, rows=ROWS, by=None)
    with pytest.raises(Refused) as refusal:
        correct_plan(plan=plan, field="area", pk=other.areas.first().pk, value="X", reason="Salah", by=user)
    assert refusal.value.code == "plan.not_found"


def test_an_indicator_moves_under_another_sub_activity(plan, user):
    target = part(plan, "D").sub_activity
    correction = move_indicator(
        plan=plan, indicator_id=part(plan, "A").pk, sub_activity_id=target.pk, reason="Salah tempat", by=user
    )
    assert (correction.before, correction.after) == (
        "1. Area 1 › 1. Kegiatan 1 › 1. Sub 1",
        "2. Area 2 › 1. Kegiatan 1 › 1. Sub 1",
    )
    assert [each.indicator for each in plan_rows(plan)] == ["B", "C", "", "D", "A", "E"]
    assert plan_rows(plan)[4].area == "Area 2"
    assert list(plan.indicators.values_list("position", flat=True)) == list(range(6))


def test_a_parent_left_empty_goes_and_a_new_one_can_be_made(plan, user):
    activity = Activity.objects.get(area=plan.areas.first(), name="Kegiatan 1")
    move_indicator(
        plan=plan, indicator_id=part(plan, "E").pk, activity_id=activity.pk, number="3", name="Sub baru",
        reason="Salah tempat", by=user,
    )  # fmt: skip
    assert Area.objects.filter(plan=plan).count() == 2
    assert not SubActivity.objects.filter(indicators=None).exists()
    assert [(each.indicator, each.sub_activity) for each in plan_rows(plan)][3] == ("E", "Sub baru")


def test_a_fact_is_corrected_but_not_the_year(plan, user, office):
    correct_fact(
        plan=plan, field="date", value="15 Februari 2026", reason="Salah baca", by=user, seen="14 Februari 2026"
    )
    correct_fact(plan=plan, field="number", value="8 / HK.03.1/9999/2026", reason="Salah baca", by=user)
    kept = plan_in_force(office, 2026)
    assert plan_facts(kept).date == date(2026, 2, 15)
    assert kept.number == plan_facts(kept).number == "8/HK.03.1/9999/2026"
    with pytest.raises(Refused) as refusal:
        correct_fact(plan=plan, field="year", value="2027", reason="Salah baca", by=user)
    assert refusal.value.code == "plan.year_fixed"


def test_a_withdrawn_plan_frees_the_year_and_stays_readable(plan, user, office):
    withdraw_plan(plan=plan, reason="Keputusan diganti", by=user)
    assert plan_in_force(office, 2026) is None
    assert plan_rows(plan) == ROWS
    again = adopt_plan(office=office, year=2026, facts=FACTS, rows=ROWS[:2], by=user)
    assert again.version == 2
    for verb in (
        lambda: withdraw_plan(plan=plan, reason="Lagi", by=user),
        lambda: correct_plan(plan=plan, field="area", pk=plan.areas.first().pk, value="X", reason="Y", by=user),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.code == "plan.withdrawn"


def test_a_plan_in_use_is_not_withdrawn(plan, user, monkeypatch):
    monkeypatch.setattr(withdraw, "VETOES", [lambda each: None, lambda each: "Rencana ini sudah memiliki realisasi."])
    with pytest.raises(Refused, match="sudah memiliki realisasi"):
        withdraw_plan(plan=plan, reason="Keputusan diganti", by=user)
    assert Plan.objects.get(pk=plan.pk).state == PlanState.ADOPTED


def test_withdrawing_needs_a_reason(plan, user):
    with pytest.raises(Refused) as refusal:
        withdraw_plan(plan=plan, reason="", by=user)
    assert refusal.value.code == "plan.reason_missing"


def test_an_unknown_office_or_year_is_told_on_the_command_line(office):
    for code, year, why in (("0000", 2026, "plan.office_unknown"), (office.code, 2026, "plan.none")):
        with pytest.raises(Refused) as refusal:
            plan_json(code, year)
        assert refusal.value.code == why


@pytest.mark.django_db(transaction=True)
def test_of_two_adoptions_at_once_exactly_one_wins():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("an in-memory database has one writer only: run on PostgreSQL or a file")
    office, results = OfficeFactory(), []
    gate = threading.Barrier(2)

    def adopt() -> None:
        gate.wait()
        try:
            results.append(adopt_plan(office=office, year=2026, facts=FACTS, rows=ROWS, by=None).version)
        except Refused as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=adopt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, results)) == ["1", "plan.exists"]
    assert Plan.objects.count() == 1
