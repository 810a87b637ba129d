"""Several cells recorded on one screen: a month of an area, or cells chosen on the board; proofs and day are the same for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.evidence.chosen import still_chosen, take_chosen
from renaksi.evidence.models import Evidence
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.access import reach_of
from renaksi.monitoring.choices import free_months, outcomes_in
from renaksi.monitoring.domain.many import CellSaid, ManyRefused, record_many
from renaksi.monitoring.domain.people import responsible_for
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet, year_sheet
from renaksi.monitoring.forms import RowForm, SharedForm
from renaksi.monitoring.models import Outcome
from renaksi.monitoring.status import Status
from renaksi.monitoring.views.finding import checked_month, found_plan, office_day
from renaksi.monitoring.views.month import MonthArea, month_areas
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.kinds import kind_of, unit_of
from renaksi.plan.models import Plan
from renaksi.plan.narrow import number_in

MOST = 60
PROOF_FIELDS = {"evidence", "file", "link_url"}


@dataclass
class Row:
    """A cell to be filled in; ``current`` is what another recorded meanwhile."""

    line: SheetLine
    month: int
    form: RowForm
    current: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return self.line.indicator.pk, self.month

    @property
    def status(self) -> Status:
        return self.line.status(self.month)

    @property
    def note(self) -> str:
        """What a verifier asked for when the cell was returned."""
        standing = self.line.realisations.get(self.month)
        return standing.review_note if standing else ""


@in_office(Right.RECORD)
def month_record(request: HttpRequest, office: Office, year: int, month: int) -> HttpResponse:
    """Every cell of an area that waits in the month (``area`` = its place from 1), recorded in one go; without it, which area."""
    checked_month(month)
    plan = found_plan(office, year)
    sheet = year_sheet(plan, office_day(office))
    areas = month_areas(sheet, month, responsible_for(plan), reach_of(user_of(request), plan))
    place = number_in(request.GET.get("area", ""), 99)
    chosen = next((each for each in areas if each.place == place), None)
    context = {"plan": plan, "month": month, "areas": areas, "area": chosen}
    cells = [
        (cell.line, month) for cell in chosen.cells if cell.may and (cell.is_open or _is_sent(request, cell.line, month))
    ] if chosen else []  # fmt: skip
    if chosen is None or not cells:
        return render(request, "monitoring/month_areas.html", context)
    back = f"{_month_address(plan, month)}?area={place}"
    return _many(request, sheet, cells, context | {"back": back, "title": _area_title(chosen, month)}, at_first="")


@in_office(Right.RECORD)
def cells_record(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """The cells in ``sel`` (``PK-MONTH,PK-MONTH``), recorded as carried out in one go."""
    plan = found_plan(office, year)
    sheet = year_sheet(plan, office_day(office))
    reach = reach_of(user_of(request), plan)
    asked = _asked(request, sheet)
    cells = [(line, month) for line, month in asked if reach.covers(line.indicator, line.area)][:MOST]
    back = reverse("plan_page", kwargs={"code": office.code, "year": year})
    context = {
        "plan": plan, "back": back, "title": f"Catat {len(cells)} bulan bersama", "beyond": len(asked) - len(cells),
        "sel": ",".join(f"{line.indicator.pk}-{month}" for line, month in cells),
    }  # fmt: skip
    if not cells:
        return render(request, "monitoring/many_none.html", context)
    return _many(request, sheet, cells, context, at_first=Outcome.DONE)


def _many(
    request: HttpRequest,
    sheet: YearSheet,
    cells: list[tuple[SheetLine, int]],
    context: dict[str, Any],
    *,
    at_first: str,
) -> HttpResponse:
    """Shows the rows, or records those filled in; what is refused stands beside its row and nothing typed is lost."""
    is_sent = request.method == "POST"
    rows = [_row(request if is_sent else None, sheet, line, month, at_first) for line, month in cells]
    months = [month for _, month in cells]
    period = Period(sheet.plan.year, min(months), max(months))
    shared = SharedForm(request.POST if is_sent else None, initial={"done_on": _likely_day(sheet, months)})
    shown = context | {
        "rows": rows, "shared": shared, "period": period, "office": sheet.plan.office, "chosen": [],
        "is_one_month": period.first == period.last, "link_url": request.POST.get("link_url", ""),
    }  # fmt: skip
    if is_sent:
        try:
            recorded = _record(request, sheet.plan, rows, shared, period)
        except Refused as refusal:
            shown |= {"refusal": refusal, "chosen": still_chosen(request, sheet.plan.office), "is_typed": True}
            if refusal.field in PROOF_FIELDS:
                shown["proof_error"] = refusal.text
            return render(request, "monitoring/many.html", shown)
        messages.success(request, f"Tersimpan: {recorded} bulan dicatat.")
        return redirect(context["back"])
    return render(request, "monitoring/many.html", shown)


def _record(request: HttpRequest, plan: Plan, rows: list[Row], shared: SharedForm, period: Period) -> int:
    """Records the rows filled in; gives how many. Raises Refused, the rows at fault saying why."""
    by = user_of(request)
    pieces: list[Evidence] = take_chosen(
        request, plan.office, by=by, proves_from=period.starts_on, proves_until=period.ends_on
    )
    filled = [row for row in rows if not row.form.is_empty]
    if not all([shared.is_valid(), *(row.form.is_valid() for row in filled)]):
        raise Refused("Belum ada yang tersimpan. Perbaiki isian yang bertanda.", code="monitoring.many")
    done_on: date | None = shared.cleaned_data["done_on"]
    cells = [
        CellSaid(row.line.indicator, row.month, row.form.said(done_on), row.form.cleaned_data["seen"] or 0)
        for row in filled
    ]
    try:
        return len(record_many(plan=plan, cells=cells, evidence=pieces, by=by))
    except ManyRefused as refusal:
        _tell(rows, shared, refusal.by_cell)
        raise Refused("Belum ada yang tersimpan. Perbaiki baris yang bertanda.", code=refusal.code) from None


def _tell(rows: Iterable[Row], shared: SharedForm, refusals: Mapping[tuple[int, int], Refused]) -> None:
    """Each refusal to its row, what is wrong with the day to the day; a stale row shows what stands there now."""
    for row in rows:
        refusal = refusals.get(row.key)
        if refusal is None:
            continue
        if isinstance(refusal, Stale):
            row.current = refusal.current
            row.form.data = _with_seen(row)
        elif refusal.field == "done_on" and not shared.errors:
            shared.refuse(refusal)
        else:
            row.form.refuse(refusal)


def _with_seen(row: Row) -> Any:
    """What was sent, but what is there now counts as seen."""
    sent: Any = row.form.data
    sent = sent.copy()
    fresh = row.line.indicator.realisations.filter(month=row.month, is_cleared=False).first()
    sent[row.form.add_prefix("seen")] = str(fresh.version if fresh else 0)
    return sent


def _row(request: HttpRequest | None, sheet: YearSheet, line: SheetLine, month: int, at_first: str) -> Row:
    standing = line.realisations.get(month)
    initial: dict[str, Any] = {"outcome": at_first, "seen": 0}
    if standing is not None:
        initial = {
            "outcome": standing.outcome, "amount": standing.amount, "base": standing.base, "new_month": standing.new_month,
            "text": standing.narrative or standing.reason, "seen": standing.version,
        }  # fmt: skip
    form = RowForm(
        request.POST if request else None,
        prefix=f"{line.indicator.pk}-{month}",
        initial=initial,
        kind=kind_of(line.indicator),
        unit=unit_of(line.indicator),
        outcomes=outcomes_in(line, month, sheet.plan.year, sheet.day),
        months=free_months(line, month),
    )
    return Row(line, month, form)


def _asked(request: HttpRequest, sheet: YearSheet) -> list[tuple[SheetLine, int]]:
    """The cells named in the address or sent along, each once, in printed order; names of no cell are passed over."""
    named = {each for sent in (*request.GET.getlist("sel"), *request.POST.getlist("sel")) for each in sent.split(",")}
    return [(line, month) for line in sheet.lines for month in range(1, 13) if f"{line.indicator.pk}-{month}" in named]


def _is_sent(request: HttpRequest, line: SheetLine, month: int) -> bool:
    """Whether a row of the cell was sent: what another recorded meanwhile must not take away what was typed."""
    return f"{line.indicator.pk}-{month}-seen" in request.POST


def _likely_day(sheet: YearSheet, months: list[int]) -> date | None:
    return sheet.day if set(months) == {sheet.this_month} else None


def _month_address(plan: Plan, month: int) -> str:
    return reverse("month_page", kwargs={"code": plan.office.code, "year": plan.year, "month": month})


def _area_title(area: MonthArea, month: int) -> str:
    number = f"{area.area.number}. " if area.area.number else ""
    return f"{MONTH_NAMES[month - 1]}: {number}{area.area.name or 'tanpa area'}"
