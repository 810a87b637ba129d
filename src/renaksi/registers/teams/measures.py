"""What the decrees measure: which bodies and officers stand on the month's last day."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet

from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import all_present, presence
from renaksi.measures.declare import Asked, Count, Measure, Span
from renaksi.registers.teams.models import Team, TeamKind


def in_force(asked: Asked, kind: TeamKind) -> QuerySet[Team]:
    """The office's decrees of this kind in force on the month's last day."""
    on = asked.ends_on
    until = Q(until__isnull=True) | Q(until__gte=on)
    found: QuerySet[Team] = Team.objects.filter(until, office=asked.office, removed_at__isnull=True, since__lte=on)
    return found.filter(kind=kind)


def _there(kind: TeamKind) -> Callable[[Asked], Count]:
    def counted(asked: Asked) -> Count:
        return presence(in_force(asked, kind))

    return counted


def _three(asked: Asked) -> Count:
    kinds = (TeamKind.REFORM, TeamKind.CHANGE_AGENTS, TeamKind.ASSESSORS)
    return all_present((kind.label, in_force(asked, kind)) for kind in kinds)


def _measure(what: str, title: str, formula: str, counted: Callable[[Asked], Count]) -> Measure:
    return Measure(f"teams.{what}", title, Kind.PRESENCE, "keputusan", Span.AT_END, formula, counted, is_public=True)


MEASURES = (
    _measure(
        "reform_team_decree", "Tim Reformasi Birokrasi", "Keputusan Tim RB atau penanggung jawab yang berlaku",
        _there(TeamKind.REFORM),
    ),
    _measure(
        "reform_teams_complete", "Tim RB, agen perubahan, dan assessor",
        "Keputusan yang berlaku untuk ketiganya: Tim RB, agen perubahan, assessor", _three,
    ),
    _measure(
        "integrity_zone_team", "Tim Zona Integritas", "Keputusan Tim Zona Integritas yang berlaku",
        _there(TeamKind.INTEGRITY_ZONE),
    ),
    _measure(
        "gratification_unit", "Unit Pengendalian Gratifikasi", "Keputusan UPG yang berlaku", _there(TeamKind.GRATIFICATION)
    ),
    _measure("wbs_managers", "Pengelola WBS", "Keputusan pengelola WBS yang berlaku", _there(TeamKind.WBS)),
    _measure("spip_team", "Tim SPIP", "Keputusan Tim atau Satgas SPIP yang berlaku", _there(TeamKind.SPIP)),
    _measure(
        "complaint_officers", "Petugas pengaduan", "Keputusan petugas pengaduan yang berlaku", _there(TeamKind.COMPLAINTS)
    ),
    _measure(
        "procurement_unit", "Struktur pengadaan", "Keputusan struktur pengelola pengadaan yang berlaku",
        _there(TeamKind.PROCUREMENT),
    ),
)  # fmt: skip
