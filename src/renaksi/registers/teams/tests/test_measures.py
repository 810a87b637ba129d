"""Each measure of the teams on real decrees: in force on the month's last day, replaced, revoked, of another office."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from renaksi.desk.domain.lines import add_line
from renaksi.desk.domain.record import record_entry, remove_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.measures.declare import Asked, Count
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory
from renaksi.papers.text import write
from renaksi.papers.tree import Paper
from renaksi.registers.teams.models import Member, Team
from renaksi.registers.teams.prints import build_changes, build_list, build_members

pytestmark = pytest.mark.django_db
OF_ONE_KIND = {
    "reform_team_decree": "reform",
    "integrity_zone_team": "integrity_zone",
    "gratification_unit": "gratification",
    "wbs_managers": "wbs",
    "spip_team": "spip",
    "complaint_officers": "complaints",
    "procurement_unit": "procurement",
}


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


def _text(paper: Paper) -> str:
    return write(paper).decode()


def _team(office: Office, kind: str, since: date = date(2025, 6, 1), until: date | None = None) -> Team:
    values = {
        "kind": kind, "name": f"Tim {kind}", "decree_number": "7 TAHUN 2025", "decree_on": since, "since": since,
        "until": until,
    }  # fmt: skip
    entry = record_entry(register=REGISTERS["teams"], office=office, values=values, by=None)
    assert isinstance(entry, Team)
    return entry


def _count(office: Office, what: str, month: int = 3) -> Count:
    measure = MEASURES.get(f"teams.{what}")
    assert measure
    return measure.counted(Asked(office, 2026, month))


@pytest.mark.parametrize(("what", "kind"), OF_ONE_KIND.items())
def test_a_decree_in_force_counts_until_its_last_day(office: Office, what: str, kind: str):
    _team(OfficeFactory(), kind)
    assert _count(office, what).amount == 0
    team = _team(office, kind, until=date(2026, 3, 31))
    assert [_count(office, what, month).amount for month in (2, 3, 4)] == [1, 1, 0]
    assert _count(office, what).entries == (team.pk,)
    remove_entry(register=REGISTERS["teams"], entry=team, reason="Salah", by=None)
    assert _count(office, what).amount == 0


def test_a_decree_of_last_year_still_counts_and_one_of_next_month_not_yet(office: Office):
    _team(office, "spip", since=date(2026, 4, 1))
    assert [_count(office, "spip_team", month).amount for month in (3, 4)] == [0, 1]


def test_all_three_teams_are_asked_for(office: Office):
    _team(office, "reform")
    _team(office, "assessors")
    count = _count(office, "reform_teams_complete")
    assert (count.amount, [part.amount for part in count.parts]) == (0, [1, 0, 1])
    _team(office, "change_agents")
    assert _count(office, "reform_teams_complete").amount == 1


def test_a_team_is_replaced_by_another_of_the_office(office: Office):
    register = REGISTERS["teams"]
    old, new = _team(office, "procurement"), _team(office, "procurement", since=date(2026, 3, 1))
    replace = register.step("replace")
    assert replace
    given: dict[str, Any] = {"replaced_by": new, "until": date(2026, 2, 28)}
    with pytest.raises(Refused) as no:
        take_step(register=register, entry=old, step=replace, values={"until": date(2026, 2, 28)}, by=None)
    assert no.value.field == "replaced_by"
    done = take_step(register=register, entry=old, step=replace, values=given, by=None)
    assert (done.state, _count(office, "procurement_unit").entries) == ("replaced", (new.pk,))


def test_a_member_is_a_person_of_the_office_or_a_name(office: Office):
    team, register = _team(office, "wbs"), REGISTERS["teams"]
    person = PersonFactory(office=office, name="Siti Marlina")
    lines = register.lines[0]
    for wrong in ({"part": "chair"}, {"part": "chair", "person": person, "name": "Lain"}):
        with pytest.raises(Refused):
            add_line(register=register, entry=team, lines=lines, values=wrong, by=None)
    add_line(register=register, entry=team, lines=lines, values={"part": "chair", "person": person}, by=None)
    add_line(register=register, entry=team, lines=lines, values={"part": "member", "name": "Andi dari luar"}, by=None)
    assert [member.shown_name for member in Member.objects.order_by("pk")] == ["Siti Marlina", "Andi dari luar"]
    paper = _text(build_members(team))
    assert "Siti Marlina" in paper
    assert "Banyaknya: 2 orang." in paper


def test_the_papers_tell_who_is_in_force_and_what_changed(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    _team(office, "spip")
    _team(office, "wbs", until=date(2026, 2, 1))
    rows = Team.objects.all()
    span = (date(2026, 1, 1), date(2026, 12, 31))
    listed, changed = (_text(build(office, rows, *span)) for build in (build_list, build_changes))
    assert ("Tim spip" in listed, "Tim wbs" in listed) == (True, False)
    assert ("Tim spip" in changed, "Tim wbs" in changed) == (False, True)
