"""Rows an amending decree removed: listed in the report, on screen and on paper, and counted nowhere."""

from __future__ import annotations

import pytest
from django.test import Client

from renaksi.kernel.period import parse_period
from renaksi.monitoring.tests.factories import ProofFactory, RealisationFactory
from renaksi.monitoring.tests.stage import FACTS, ROWS, Stage
from renaksi.papers import write
from renaksi.plan.domain.amend import amend_plan
from renaksi.plan.models import Plan
from renaksi.reports.monev.build import REMOVED_TITLE, build_monev
from renaksi.reports.monev.gather import monev_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def plan(stage: Stage) -> Plan:
    """The plan amended: its first row removed after February's work was proved."""
    ProofFactory(realisation=RealisationFactory(indicator=stage.presence, month=2))
    pairs = {place: place - 1 for place in range(1, 5)}
    return amend_plan(plan=stage.plan, facts=FACTS, rows=ROWS[1:], pairs=pairs, by=stage.admin)


def test_removed_rows_are_listed_and_not_counted(plan: Plan):
    monev = monev_of(plan, parse_period("2026"))
    (row,) = monev.removed
    assert (row.indicator, row.decree, row.done) == ("Surat keputusan tim", FACTS.number, ("Februari: ada, 1 bukti",))
    assert monev.total.scheduled == sum(len(each.months) for each in ROWS[1:])
    assert (monev.total.realised, monev.total.extra) == (0, 0)
    text = write(build_monev(monev), "txt").decode()
    assert REMOVED_TITLE in text
    assert "Februari: ada, 1 bukti" in text


def test_a_period_in_which_nothing_was_done_for_them_lists_none(plan: Plan):
    monev = monev_of(plan, parse_period("2026-Q2"))
    assert monev.removed == ()
    assert REMOVED_TITLE not in write(build_monev(monev), "txt").decode()


def test_the_screen_lists_them_too(stage: Stage, plan: Plan):
    client = Client()
    client.force_login(stage.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/satker/{stage.office.code}/laporan/monev/2026-Q1/").content.decode()
    assert "tidak dihitung dalam angka capaian" in page
    assert "Februari: ada, 1 bukti" in page
