"""The last day of 46 limits, wrong in none: by the pure arithmetic, and by the verbs over the seeded calendar."""

from __future__ import annotations

import pytest

from renaksi.calendars.domain.clocks import extend_clock, pause_clock, resume_clock, start_clock
from renaksi.calendars.domain.seed import seed_year
from renaksi.calendars.models import CaseClock, Holiday, Limit
from renaksi.calendars.reckon import Reckoning
from renaksi.calendars.tests.golden import GOLDEN, JANUARY_2027, LEAVE_DAYS, PUBLIC_DAYS, Case, listed
from renaksi.offices.tests.factories import OfficeFactory


def test_there_are_forty_and_more() -> None:
    assert len(GOLDEN) >= 40
    assert {case.start.year for case in GOLDEN} == {2024, 2025, 2026}


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_reckoning_gives_the_day(case: Case) -> None:
    off = listed(PUBLIC_DAYS) | JANUARY_2027 | (listed(LEAVE_DAYS) if case.collective else set())
    assert Reckoning(case.start, case.days, case.unit, case.pauses, case.extension).due_on(off) == case.due


@pytest.mark.django_db
def test_seeded_days_are_those_of_the_decrees() -> None:
    for year in (2024, 2025, 2026):
        seed_year(year)
    seeded = Holiday.objects.filter(office__isnull=True)
    assert set(seeded.filter(kind="public").values_list("day", flat=True)) == listed(PUBLIC_DAYS)
    assert set(seeded.filter(kind="collective").values_list("day", flat=True)) == listed(LEAVE_DAYS)


@pytest.mark.django_db
def test_verbs_over_the_seeded_calendar_give_every_day() -> None:
    for year in (2024, 2025, 2026, 2027):
        seed_year(year)
    office = OfficeFactory()
    wrong = {}
    for case in GOLDEN:
        clock = _run(case, office)
        if clock.due_on != case.due:
            wrong[case.name] = (clock.due_on, case.due)
    assert not wrong


def _run(case: Case, office: object) -> CaseClock:
    key = f"uji.{case.days}_{case.unit}_{case.collective}"
    Limit.objects.get_or_create(
        key=key,
        defaults={
            "title": "Uji", "days": case.days, "unit": case.unit, "counts_collective_leave": case.collective,
            "legal_source": "Uji",
        },
    )  # fmt: skip
    clock = start_clock(office=office, limit_key=key, subject=f"uji:{case.name}"[:80], on=case.start, by=None)
    for pause in case.pauses:
        assert pause.until
        pause_clock(clock=clock, on=pause.since, reason="menunggu pelapor", by=None)
        clock = resume_clock(clock=clock, on=pause.until, by=None)
    if case.extension:
        clock = extend_clock(clock=clock, days=case.extension, reason="Berkas banyak.", by=None)
    return clock
