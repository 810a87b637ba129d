"""Collects the proofs of a period: the plan's sheet and what proves its cells, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from renaksi.evidence.fitness import warnings_of
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.sheet import YearSheet, year_sheet
from renaksi.monitoring.models import Proof
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.kinds import unit_of
from renaksi.plan.models import Indicator, Plan, PlanState
from renaksi.reports.proofs.folders import Folders
from renaksi.reports.proofs.values import ProofFile, ProofList, ProofUse
from renaksi.web.status import STATUSES


def proofs_of(office: Office, period: Period) -> ProofList:
    """The proofs of the cells of the period's months, as they stand on the office's today; those of rows that an amending decree
    removed come last. Five queries, of an amended plan six.

    Refuses ``proofs.no_plan`` and ``proofs.none``.
    """
    plan = plan_in_force(office, period.year)
    if plan is None:
        raise Refused(
            f"Belum ada rencana aksi tahun {period.year} yang berlaku.", code="proofs.no_plan", field="period"
        )
    found = _Gathering(plan, period, today(office.time_zone)).found()
    if not found.uses:
        raise Refused(f"Belum ada bukti untuk {period.words}.", code="proofs.none", field="period")
    return found


class _Gathering:
    """One plan and period being collected."""

    def __init__(self, plan: Plan, period: Period, day: date) -> None:
        self._plan, self._period = plan, period
        self._sheet: YearSheet = year_sheet(plan, day)
        self._folders = Folders(self._sheet.table)
        self._zone = ZoneInfo(plan.office.time_zone)
        self._files: dict[int, ProofFile] = {}

    def found(self) -> ProofList:
        """Everything, in printed order, then by month and by when it was attached."""
        proofs, of_removed = self._proofs(), self._of_removed()
        active = [proof for proof in proofs if proof.evidence.is_active]
        removed = [proof for proof in of_removed if proof.evidence.is_active]
        years = _years_used([*active, *removed])
        of_cell: dict[tuple[int, int], list[Proof]] = {}
        for proof in active:
            of_cell.setdefault((proof.realisation.indicator_id, proof.realisation.month), []).append(proof)
        uses = [
            self._use(proof, line.indicator, month, STATUSES[line.status(month).value].word, years)
            for line in self._sheet.lines
            for month in self._period
            for proof in of_cell.get((line.indicator.pk, month), [])
        ]
        uses += self._uses_of_removed(removed, years)
        withdrawn = len(proofs) + len(of_removed) - len(active) - len(removed)
        office = self._plan.office
        return ProofList(
            office.name, office.code, f"Rencana Aksi Reformasi Birokrasi Tahun {self._plan.year}", self._period,
            self._sheet.day, tuple(uses), withdrawn,
        )  # fmt: skip

    def _proofs(self) -> list[Proof]:
        return list(
            Proof.objects.filter(
                realisation__indicator__plan=self._plan, realisation__month__in=list(self._period),
                realisation__is_cleared=False, removed_at__isnull=True,
            ).select_related("realisation", "evidence__uploaded_by").order_by("attached_at", "pk")
        )  # fmt: skip

    def _of_removed(self) -> list[Proof]:
        """What proves rows that were removed on the way to this plan."""
        if self._plan.version == 1:
            return []
        place = "realisation__indicator__plan"
        earlier = {
            f"{place}__office": self._plan.office_id, f"{place}__year": self._plan.year,
            f"{place}__state": PlanState.REPLACED, f"{place}__version__lt": self._plan.version,
        }  # fmt: skip
        return list(
            Proof.objects.filter(
                **earlier, realisation__month__in=list(self._period), realisation__is_cleared=False,
                removed_at__isnull=True,
            ).select_related(
                "evidence__uploaded_by", f"{place}__replaced_by",
                "realisation__indicator__sub_activity__activity__area",
            ).order_by(
                f"{place}__version", "realisation__indicator__position", "realisation__month", "attached_at", "pk"
            )
        )  # fmt: skip

    def _uses_of_removed(self, proofs: list[Proof], years: dict[int, set[int]]) -> Iterator[ProofUse]:
        rows = {proof.realisation.indicator_id: proof.realisation.indicator for proof in proofs}
        self._folders.add_removed(rows.values())
        for proof in proofs:
            row = rows[proof.realisation.indicator_id]
            by = row.plan.replaced_by.number if row.plan.replaced_by else ""
            use = self._use(proof, row, proof.realisation.month, "baris dihapus", years)
            yield replace(use, removed_by=by or "tidak bernomor")

    def _use(self, proof: Proof, indicator: Indicator, month: int, status: str, years: dict[int, set[int]]) -> ProofUse:
        evidence, quantity = proof.evidence, proof.realisation.quantity
        activity = indicator.sub_activity.activity
        other = years[evidence.pk] - {self._period.year}
        return ProofUse(
            file=self._file(evidence),
            area=_numbered(activity.area.number, activity.area.name),
            activity=_numbered(activity.number, activity.name),
            sub_activity=_numbered(indicator.sub_activity.number, indicator.sub_activity.name),
            indicator=_numbered(indicator.number, indicator.text),
            month=month,
            status=status,
            value=quantity.words(unit_of(indicator)) if quantity else "",
            warnings=tuple(warnings_of(evidence, date(self._period.year, month, 1), other)),
            path=self._folders.path(indicator.pk, self._period.year, month, _file_name(evidence)),
        )

    def _file(self, evidence: Evidence) -> ProofFile:
        """The same values for every use of it."""
        if evidence.pk not in self._files:
            by = evidence.uploaded_by
            self._files[evidence.pk] = ProofFile(
                title=evidence.title, kind=evidence.get_kind_display(), name=evidence.name, sha256=evidence.sha256,
                size=evidence.size, url=evidence.url, document_on=evidence.document_on,
                proves_from=evidence.proves_from, proves_until=evidence.proves_until,
                uploaded_at=evidence.uploaded_at.astimezone(self._zone).replace(tzinfo=None, microsecond=0),
                uploaded_by=str(by) if by else "",
            )  # fmt: skip
        return self._files[evidence.pk]


def _years_used(proofs: list[Proof]) -> dict[int, set[int]]:
    """The years of all plans each piece proves something in, this plan's and others'."""
    ids = {proof.evidence_id for proof in proofs}
    used = Proof.objects.filter(evidence__in=ids, removed_at__isnull=True, realisation__is_cleared=False)
    years: dict[int, set[int]] = {pk: set() for pk in ids}
    for pk, year in used.order_by().values_list("evidence_id", "realisation__indicator__plan__year").distinct():
        years[pk].add(year)
    return years


def _numbered(number: int | str | None, text: str) -> str:
    return f"{number}. {text}" if number else text


def _file_name(evidence: Evidence) -> str:
    return f"{evidence.title}.url" if evidence.is_link else evidence.name or evidence.title
