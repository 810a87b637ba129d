"""An amending decree adopted from the command line: asked for by name, and never where a person must judge a pair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from renaksi.intake.commands import adopt_file
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.tests.made_files import docx_of
from renaksi.intake.tests.made_tables import BODY, Manner, plan
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.domain.table import plan_in_force, plan_rows
from renaksi.plan.models import Plan, PlanState
from renaksi.plan.rows import PlanRow

pytestmark = pytest.mark.django_db
ROWS = plan(areas=(2,))
CHANGED = [*ROWS[:2], replace(ROWS[2], months=MonthSet.of([1, 12])), *ROWS[4:]]


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "media"
    return OfficeFactory(name="KPU Kota Contoh")


def adopted(office: Office, folder: Path, rows: list[PlanRow], number: str, *, amend: bool) -> Plan:
    path = folder / f"{number}.docx"
    path.write_bytes(docx_of(rows, Manner(), [line.replace("12/ORT", f"{number}/ORT") for line in BODY]))
    return adopt_file(path, office_code=office.code, year=2025, accept_doubts=True, amend=amend)


def test_an_amendment_takes_the_place_of_the_plan_in_force(office: Office, tmp_path: Path) -> None:
    old = adopted(office, tmp_path, ROWS, "12", amend=False)
    new = adopted(office, tmp_path, CHANGED, "40", amend=True)
    assert (new.version, new.number, plan_in_force(office, 2025)) == (2, "40/ORT.07/9999/2025", new)
    assert Plan.objects.get(pk=old.pk).state == PlanState.REPLACED
    assert [list(row.months) for row in plan_rows(new)] == [list(row.months) for row in CHANGED]
    assert new.indicators.filter(previous__isnull=False).count() == len(CHANGED)


def test_a_second_adoption_says_how_an_amendment_is_asked_for(office: Office, tmp_path: Path) -> None:
    adopted(office, tmp_path, ROWS, "12", amend=False)
    with pytest.raises(Refused) as refusal:
        adopted(office, tmp_path, CHANGED, "40", amend=False)
    assert refusal.value.code == "plan.exists"
    assert refusal.value.text.endswith("Bila berkas ini keputusan perubahannya, tambahkan --amend.")
    assert Draft.objects.count() == 1


def test_without_a_plan_there_is_nothing_to_amend(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        adopted(office, tmp_path, ROWS, "12", amend=True)
    assert refusal.value.code == "intake.nothing_to_amend"


def test_rows_that_a_person_must_pair_leave_the_draft_for_the_browser(office: Office, tmp_path: Path) -> None:
    adopted(office, tmp_path, ROWS, "12", amend=False)
    unlike = replace(ROWS[2], indicator="Naskah dinas yang telah ditinjau dan disahkan kembali")
    with pytest.raises(Refused) as refusal:
        adopted(office, tmp_path, [*ROWS[:2], unlike, *ROWS[3:]], "40", amend=True)
    draft = Draft.objects.exclude(state=DraftState.ADOPTED).get()
    assert refusal.value.code == "intake.pairs_open"
    assert refusal.value.text.endswith(f"/telaah/{draft.pk}/terapkan/")
    assert draft.state == DraftState.REVIEW
