"""An amending decree on a year under way: what follows its row, what stays in sight, what the old version still shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.months import MonthSet
from renaksi.kernel.period import parse_period
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.carry import recorded_for, removed_rows
from renaksi.monitoring.domain.history import history_of
from renaksi.monitoring.domain.notes import notes_of, save_note
from renaksi.monitoring.domain.people import mine, responsible_for
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.domain.uses import uses_of_evidence
from renaksi.monitoring.models import Assignment, Outcome, Realisation
from renaksi.monitoring.status import Status
from renaksi.monitoring.tests.factories import (
    CoordinatorFactory,
    ImplementerFactory,
    ProofFactory,
    RealisationFactory,
)
from renaksi.monitoring.tests.stage import FACTS, ROWS, Stage
from renaksi.plan.domain.amend import amend_plan
from renaksi.plan.domain.kinds import set_kind
from renaksi.plan.domain.table import plan_in_force, plan_rows
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.models import Plan, PlanState

pytestmark = pytest.mark.django_db
CHANGED = replace(FACTS, number="9/HK.03.1/9999/2026", amends=FACTS.number, date=date(2026, 4, 1))
NEW_ROWS = [
    ROWS[1],
    replace(ROWS[0], months=MonthSet.of([4, 5])),
    replace(ROWS[2], area_no=1, area="Manajemen Perubahan"),
    replace(ROWS[3], area="Penguatan Pengawasan"),
]
PAIRS = {0: 1, 1: 0, 2: 2, 3: 3}  # the last row is removed


@pytest.fixture
def stage() -> Stage:
    return Stage()


def amended(stage: Stage) -> Plan:
    return amend_plan(
        plan=stage.plan, facts=CHANGED, rows=NEW_ROWS, pairs=PAIRS, by=stage.admin, summary="satu dihapus"
    )


def test_the_new_version_is_in_force_and_the_old_stays_as_it_was(stage: Stage):
    new = amended(stage)
    old = Plan.objects.get(pk=stage.plan.pk)
    assert plan_in_force(stage.office, 2026) == new
    assert (new.version, new.number, old.state, old.replaced_by) == (2, CHANGED.number, PlanState.REPLACED, new)
    assert plan_rows(new) == NEW_ROWS
    assert plan_rows(old) == ROWS
    event = AuditEvent.objects.get(what="plan.amended")
    assert sentence_of(event) == f"{stage.admin} mengubah {new} dengan keputusan nomor {CHANGED.number}: satu dihapus."


def test_work_and_proof_follow_their_row(stage: Stage):
    proof = ProofFactory(realisation=RealisationFactory(indicator=stage.presence, month=2))
    RealisationFactory(indicator=stage.share, month=3)
    sheet = year_sheet(amended(stage), date(2026, 5, 20))
    count, presence, share, _ = sheet.lines
    assert presence.realisations[2] == proof.realisation
    assert presence.status(2) is Status.EXTRA  # the new decree does not ask for February any more
    assert presence.status(4) is Status.LATE
    assert share.status(3) is Status.UNPROVEN
    assert count.realisations == {}
    assert sheet.figures(range(1, 13)).total.scheduled == sum(len(row.months) for row in NEW_ROWS)


def test_a_removed_row_stays_in_sight_with_what_was_done_and_is_no_obligation(stage: Stage):
    proof = ProofFactory(realisation=RealisationFactory(indicator=stage.trend, month=5))
    new = amended(stage)
    (row,) = removed_rows(new)
    assert (row.indicator, row.number, [cell.month for cell in row.cells]) == (stage.trend, CHANGED.number, [5])
    (use,) = uses_of_evidence([proof.evidence])
    assert use.address.endswith(f"/rencana/2026/#dihapus-{stage.trend.pk}")


def test_a_row_removed_twice_over_is_still_told_by_the_decree_that_removed_it(stage: Stage):
    RealisationFactory(indicator=stage.trend, month=5)
    new = amended(stage)
    third = amend_plan(plan=new, facts=replace(CHANGED, number="12"), rows=NEW_ROWS[:1], pairs={0: 0}, by=stage.admin)
    assert [(row.indicator, row.number) for row in removed_rows(third)] == [(stage.trend, CHANGED.number)]
    assert removed_rows(new)[0].indicator == stage.trend


def test_the_old_version_still_shows_what_had_been_recorded(stage: Stage):
    ProofFactory(realisation=RealisationFactory(indicator=stage.presence, month=2))
    RealisationFactory(indicator=stage.trend, month=5)
    later = datetime(2099, 1, 1, tzinfo=UTC)
    new = amended(stage)
    RealisationFactory(indicator=new.indicators.get(position=1), month=4, recorded_at=later)
    shown = recorded_for(Plan.objects.select_related("replaced_by").get(pk=stage.plan.pk))
    assert {pk: (list(each.months), each.words) for pk, each in shown.items()} == {
        stage.presence.pk: ([2], "1 catatan dan 1 bukti"),
        stage.trend.pk: ([5], "1 catatan"),
    }
    assert [list(each.months) for each in recorded_for(new).values()] == [[2, 4]]


def test_a_cells_history_goes_on_across_the_amendment(stage: Stage):
    said = Said(Outcome.DONE, amount=Decimal(1), done_on=date(2026, 2, 10), narrative="Ada")
    record_realisation(indicator=stage.presence, month=2, said=said, seen=0, by=stage.admin)
    row = amended(stage).indicators.get(position=1)
    said = replace(said, narrative="Ada, sudah ditandatangani")
    record_realisation(indicator=row, month=2, said=said, seen=1, by=stage.admin)
    told = [event.what for event, _ in history_of(stage.office, row, 2)]
    assert told == ["monitoring.changed", "monitoring.recorded"]


def test_people_follow_their_rows_and_areas(stage: Stage):
    one, other = stage.person("pelaksana"), stage.person("pelaksana")
    ImplementerFactory(plan=stage.plan, indicator=stage.share, user=one)
    gone = ImplementerFactory(plan=stage.plan, indicator=stage.trend, user=one)
    for area in stage.areas:
        CoordinatorFactory(plan=stage.plan, area=area, user=other)
    new = amended(stage)
    people = responsible_for(new)
    assert mine(one, new) == {new.indicators.get(position=2).pk}
    assert {pk: [each.user_id for each in some] for pk, some in people.coordinators.items()} == {
        new.areas.get(position=place).pk: [other.pk] for place in (0, 1)
    }
    assert Assignment.objects.get(pk=gone.pk).plan == stage.plan


def test_two_areas_made_one_have_each_coordinator_once(stage: Stage):
    person = stage.person("pelaksana")
    for area in stage.areas:
        CoordinatorFactory(plan=stage.plan, area=area, user=person)
    one = [replace(row, area_no=1, area="Semua area") for row in ROWS]
    new = amend_plan(
        plan=stage.plan, facts=CHANGED, rows=one, pairs={place: place for place in range(5)}, by=stage.admin
    )
    assert [len(some) for some in responsible_for(new).coordinators.values()] == [1]


def test_notes_of_periods_follow_plan_and_area(stage: Stage):
    quarter = parse_period("2026-Q1")
    for area in (None, stage.areas[1]):
        save_note(
            plan=stage.plan, period=quarter, area=area, obstacles=f"Kendala {area and area.name}", recommendations="",
            seen=0, by=stage.admin,
        )  # fmt: skip
    new = amended(stage)
    said = {pk: note.obstacles for pk, note in notes_of(new, quarter).items()}
    assert said == {None: "Kendala None", new.areas.get(position=1).pk: "Kendala Pengawasan"}


def test_the_kind_a_person_chose_is_kept(stage: Stage):
    set_kind(plan=stage.plan, indicator_id=stage.count.pk, kind="share", unit="", by=stage.admin)
    assert amended(stage).indicators.get(position=0).kind == "share"


def test_nothing_is_recorded_or_amended_on_a_replaced_plan(stage: Stage):
    amended(stage)
    said = Said(Outcome.DONE, amount=Decimal(1), done_on=date(2026, 2, 10), narrative="Ada")
    for verb in (
        lambda: record_realisation(indicator=stage.presence, month=2, said=said, seen=0, by=stage.admin),
        lambda: amended(stage),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.code == "plan.replaced"
    assert not Realisation.objects.exists()


def test_pairs_that_do_not_fit_are_refused_whole(stage: Stage):
    for pairs in ({0: 9}, {9: 0}, {0: 1, 1: 1}):
        with pytest.raises(Refused) as refusal:
            amend_plan(plan=stage.plan, facts=CHANGED, rows=NEW_ROWS, pairs=pairs, by=stage.admin)
        assert refusal.value.code == "plan.pairs_wrong"
    assert Plan.objects.get().state == PlanState.ADOPTED


def test_an_address_from_before_leads_to_the_row_that_goes_on(stage: Stage):
    client = Client()
    client.force_login(stage.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    old, gone = stage.address(stage.presence, 2), stage.address(stage.trend, 5)
    new = amended(stage).indicators.get(position=1)
    page = client.get(old)
    assert page.status_code == 200
    assert f"/sel/{new.pk}-2/" in page.content.decode()
    assert client.get(gone).status_code == 404


def test_a_withdrawn_amendment_gives_its_place_back_with_all_that_was_recorded(stage: Stage):
    RealisationFactory(indicator=stage.trend, month=5)
    duty = ImplementerFactory(plan=stage.plan, indicator=stage.share, user=stage.person("pelaksana"))
    new = amended(stage)
    presence = new.indicators.get(position=1)
    proof = ProofFactory(realisation=RealisationFactory(indicator=presence, month=4))
    set_kind(plan=new, indicator_id=new.indicators.get(position=0).pk, kind="count", unit="berkas", by=stage.admin)
    withdraw_plan(plan=new, reason="salah berkas", by=stage.admin)
    old = plan_in_force(stage.office, 2026)
    assert (old, Plan.objects.get(pk=new.pk).state) == (stage.plan, PlanState.WITHDRAWN)
    assert plan_rows(old) == ROWS
    kept = {(cell.indicator_id, cell.month) for cell in Realisation.objects.all()}
    assert kept == {(stage.presence.pk, 4), (stage.trend.pk, 5)}
    proof.realisation.refresh_from_db()
    assert proof.realisation.indicator == stage.presence
    assert Assignment.objects.get(pk=duty.pk).plan == old
    assert Assignment.objects.get(pk=duty.pk).indicator == stage.share
    assert old.indicators.get(position=1).unit == "berkas"
    event = AuditEvent.objects.get(what="plan.amendment_withdrawn")
    assert sentence_of(event) == (
        f"{stage.admin} menarik perubahan {new} dengan keputusan nomor {CHANGED.number}; keputusan nomor {FACTS.number} berlaku "
        "kembali. Alasan: salah berkas"
    )


def test_a_plan_restored_is_amended_anew_and_again_restored_with_one_past(stage: Stage):
    said = Said(Outcome.DONE, amount=Decimal(1), done_on=date(2026, 2, 10), narrative="Ada")
    first = amended(stage)
    row = first.indicators.get(position=1)
    record_realisation(indicator=row, month=4, said=said, seen=0, by=stage.admin)
    withdraw_plan(plan=first, reason="salah berkas", by=stage.admin)
    second = amended(stage)
    again = second.indicators.get(position=1)
    assert Realisation.objects.get().indicator == again
    assert len(history_of(stage.office, again, 4)) == 1
    withdraw_plan(plan=second, reason="salah lagi", by=stage.admin)
    assert Realisation.objects.get().indicator == stage.presence
    assert len(history_of(stage.office, stage.presence, 4)) == 1
    assert plan_in_force(stage.office, 2026) == stage.plan


def test_an_amendment_with_work_on_a_row_it_added_is_not_withdrawn(stage: Stage):
    added = replace(ROWS[0], indicator="Laporan baru", indicator_no="9")
    new = amend_plan(plan=stage.plan, facts=CHANGED, rows=[*ROWS, added], pairs={0: 0, 1: 1, 2: 2, 3: 3, 4: 4}, by=None)
    RealisationFactory(indicator=new.indicators.get(position=5), month=2)
    with pytest.raises(Refused) as refusal:
        withdraw_plan(plan=new, reason="keliru", by=stage.admin)
    assert refusal.value.code == "plan.in_use"
    assert "“Laporan baru”" in refusal.value.text
    assert plan_in_force(stage.office, 2026) == new
