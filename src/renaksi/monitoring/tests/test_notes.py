"""Obstacles and recommendations of a period: kept, told in the trail, never overwritten unseen."""

from __future__ import annotations

import pytest

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.period import Period, parse_period
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.domain.notes import LONGEST, notes_of, save_note
from renaksi.monitoring.models import PeriodNote
from renaksi.monitoring.tests.stage import Stage
from renaksi.offices.tests.factories import member
from renaksi.plan.domain.withdraw import withdraw_plan

pytestmark = pytest.mark.django_db
FIRST_QUARTER = parse_period("2026-Q1")


@pytest.fixture
def stage() -> Stage:
    return Stage()


def save(
    stage: Stage, *, area: int | None = None, period: Period = FIRST_QUARTER, seen: int = 0, **given: object
) -> PeriodNote:
    texts = {"obstacles": "Anggaran belum turun.", "recommendations": "Ajukan revisi.", "by": stage.admin} | given
    place = None if area is None else stage.areas[area]
    return save_note(plan=stage.plan, period=period, area=place, seen=seen, **texts)


def test_a_note_is_kept_for_its_period_and_place_alone(stage: Stage) -> None:
    save(stage)
    save(stage, area=1, obstacles=" Petugas\r\nberganti. ", recommendations="")
    save(stage, period=parse_period("2026-01"), obstacles="Januari saja.")
    notes = notes_of(stage.plan, FIRST_QUARTER)
    assert set(notes) == {None, stage.areas[1].pk}
    assert notes[None].recommendations == "Ajukan revisi."
    assert notes[stage.areas[1].pk].obstacles == "Petugas\nberganti."
    assert notes[None].changed_by == stage.admin


def test_a_change_counts_a_version_and_the_trail_keeps_both_texts(stage: Stage) -> None:
    save(stage)
    note = save(stage, seen=1, obstacles="Anggaran turun terlambat.")
    assert note.version == 2
    event = AuditEvent.objects.latest("pk")
    assert event.details["before"]["obstacles"] == "Anggaran belum turun."
    assert event.details["after"]["obstacles"] == "Anggaran turun terlambat."
    assert sentence_of(event).endswith("menulis kendala dan rekomendasi Triwulan I Tahun 2026.")


def test_saving_what_stands_there_writes_nothing(stage: Stage) -> None:
    save(stage)
    before = AuditEvent.objects.count()
    assert save(stage, seen=1).version == 1
    save(stage, area=0, obstacles=" ", recommendations="")
    assert AuditEvent.objects.count() == before
    assert PeriodNote.objects.count() == 1


@pytest.mark.parametrize("seen", [0, 7])
def test_a_stale_note_is_refused_with_both_texts(stage: Stage, seen: int) -> None:
    save(stage)
    with pytest.raises(Stale) as refused:
        save(stage, seen=seen, obstacles="Isi lain")
    assert "Anggaran belum turun." in refused.value.current
    assert "Isi lain" in refused.value.attempted
    assert notes_of(stage.plan, FIRST_QUARTER)[None].obstacles == "Anggaran belum turun."


def test_a_coordinator_writes_of_the_own_area_only(stage: Stage) -> None:
    person = stage.person("koordinator", 5)
    assert save(stage, area=1, by=person).version == 1
    for area in (0, None):
        with pytest.raises(Refused) as refused:
            save(stage, area=area, by=person)
        assert refused.value.code == "monitoring.not_your_area"


def test_others_are_refused(stage: Stage) -> None:
    for person in (member(stage.office, "pembaca"), Stage().admin):
        with pytest.raises(Refused) as refused:
            save(stage, by=person)
        assert refused.value.code == "offices.not_allowed"
    with pytest.raises(Refused) as refused:
        save(stage, period=parse_period("2025-Q1"))
    assert refused.value.code == "monitoring.other_year"
    with pytest.raises(Refused) as refused:
        save_note(
            plan=stage.plan, period=FIRST_QUARTER, area=Stage().areas[0], obstacles="x", recommendations="", seen=0,
            by=stage.admin,
        )  # fmt: skip
    assert refused.value.code == "monitoring.not_found"
    with pytest.raises(Refused) as refused:
        save(stage, recommendations="a" * (LONGEST + 1))
    assert (refused.value.code, refused.value.field) == ("monitoring.note_too_long", "recommendations")
    withdraw_plan(plan=stage.plan, reason="Keliru", by=stage.admin)
    with pytest.raises(Refused) as refused:
        save(stage)
    assert refused.value.code == "plan.withdrawn"
    assert not PeriodNote.objects.exists()
