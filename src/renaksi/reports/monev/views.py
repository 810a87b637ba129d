"""The screens of the monitoring report: the periods there are, one of them, the cells behind its figures, its notes and files."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.charts import svg
from renaksi.kernel.clock import today
from renaksi.kernel.period import Period, parse_period
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.domain.notes import may_note, notes_of, save_note
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.papers import MEDIA_TYPES, write
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Area, Plan, PlanState
from renaksi.reports.monev.behind import asked, cells_behind, working
from renaksi.reports.monev.build import build_monev
from renaksi.reports.monev.columns import DETAILED, FORMULA, SHORT
from renaksi.reports.monev.forms import NoteForm
from renaksi.reports.monev.gather import SIGNERS, monev_of
from renaksi.reports.monev.periods import KIND_TITLES, STATE_WORDS, neighbours, period_lines, state_of, suggested
from renaksi.reports.monev.pictures import CHARTS, areas_told, chart_sizes
from renaksi.reports.monev.shown import area_rows, heads, heat_rows, month_rows
from renaksi.reports.monev.sign import signed_copies
from renaksi.reports.monev.summary import introduction, proofs_words, summary
from renaksi.reports.monev.values import Monev

DEFAULT_SIGNER = next(iter(SIGNERS))


@in_office(Right.READ)
def report_index(request: HttpRequest, office: Office) -> HttpResponse:
    """The reports of a year (``tahun``): every month, quarter, semester and the year, with figures in short."""
    years = list(office.plans.filter(state=PlanState.ADOPTED).order_by("-year").values_list("year", flat=True))
    plan = plan_in_force(office, _year(request, office, years)) if years else None
    if plan is None:
        return render(request, "reports/monev/none.html", {"years": years})
    lines = period_lines(plan)
    groups = [(title, [line for line in lines if line.period.kind == kind]) for kind, title in KIND_TITLES.items()]
    context = {"plan": plan, "years": years, "groups": groups, "wanted": suggested(lines), "states": STATE_WORDS}
    return render(request, "reports/monev/index.html", context)


@in_office(Right.READ)
def monev_page(request: HttpRequest, office: Office, period: str) -> HttpResponse:
    """The report on screen, in the order it prints; every figure leads to its cells."""
    plan, wanted = plan_asked(office, period)
    if plan is None:
        return render(request, "plan/none.html", {"year": wanted.year}, status=404)
    monev = monev_of(plan, wanted, signer=_signer(request))
    before, after = neighbours(wanted)
    context = _facts(plan, monev) | {
        "before": before, "after": after, "state": state_of(wanted, monev.day), "states": STATE_WORDS, "signers": SIGNERS,
        "introduction": introduction(monev), "summary": summary(monev), "formula": FORMULA, "columns": heads(DETAILED),
        "area_rows": area_rows(monev, DETAILED), "month_columns": heads(SHORT), "month_rows": month_rows(monev, SHORT),
        "heat_rows": heat_rows(monev), "sizes": chart_sizes(monev), "areas_told": areas_told(monev),
        "note_rows": _note_rows(request, plan, monev), "proofs_told": proofs_words(monev),
        "signed": signed_copies(office, wanted),
        "shows_proofs": request.GET.get("buka") == "bukti",  # a year's list is as long as all the rest: only when asked for
    }  # fmt: skip
    return render(request, "reports/monev/page.html", context)


@in_office(Right.READ)
def monev_cells(request: HttpRequest, office: Office, period: str) -> HttpResponse:
    """The cells behind a figure (``keadaan``), of an area (``area``, its place from 0) and a month (``bulan``) or of all."""
    plan, wanted = plan_asked(office, period)
    if plan is None:
        raise Http404
    monev = monev_of(plan, wanted)
    figure = asked(monev, *(request.GET.get(name, "") for name in ("keadaan", "area", "bulan")))
    if figure is None:
        return redirect("monev_page", code=office.code, period=wanted.code)
    context = _facts(plan, monev) | {
        "asked": figure,
        "cells": cells_behind(monev, plan, figure),
        "working": working(monev, figure),
    }
    return render(request, "reports/monev/cells.html", context)


@in_office(Right.READ)
def monev_chart(request: HttpRequest, office: Office, period: str, name: str) -> HttpResponse:
    """A chart of the report as SVG; ``gelap`` for dark screens, ``sempit`` for narrow ones."""
    plan, wanted = plan_asked(office, period)
    if plan is None or name not in CHARTS:
        raise Http404
    drawing = svg(CHARTS[name](monev_of(plan, wanted), dark="gelap" in request.GET, narrow="sempit" in request.GET))
    mark = f'"{hashlib.sha256(drawing.encode()).hexdigest()[:16]}"'
    answer = get_conditional_response(request, etag=mark)
    if answer is None:
        answer = HttpResponse(drawing, content_type="image/svg+xml", headers={"ETag": mark})
    answer["Cache-Control"] = "private, no-cache"
    return answer


@in_office(Right.READ)
def monev_file(request: HttpRequest, office: Office, period: str, file_format: str) -> HttpResponse:
    """The report as a file; ``penanda`` chooses who signs. A PDF opens in the browser, the others are saved."""
    plan, wanted = plan_asked(office, period)
    if plan is None or file_format not in MEDIA_TYPES:
        raise Http404
    try:
        content = write(build_monev(monev_of(plan, wanted, signer=_signer(request))), file_format)
    except Refused as refusal:  # a text no spreadsheet's cell can hold
        messages.error(request, refusal.text)
        return redirect("monev_page", code=office.code, period=wanted.code)
    way = "inline" if file_format == "pdf" else "attachment"
    response = HttpResponse(content, content_type=MEDIA_TYPES[file_format])
    response["Content-Disposition"] = f'{way}; filename="laporan-monev-{office.code}-{wanted.code}.{file_format}"'
    response["Cache-Control"] = "no-store, private"
    return response


@in_office(Right.RECORD)
def monev_note(request: HttpRequest, office: Office, period: str) -> HttpResponse:
    """Obstacles and recommendations of the period, of one area (``area``, its id) or the whole plan: written here."""
    plan, wanted = plan_asked(office, period)
    if plan is None:
        raise Http404
    area = _area(request, plan)
    known = notes_of(plan, wanted).get(area.pk if area else None)
    initial = {name: getattr(known, name, "") for name in ("obstacles", "recommendations")}
    form = NoteForm(request.POST or None, initial={**initial, "seen": known.version if known else 0})
    stale: Stale | None = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, plan, wanted, area, form)
        except Stale as refusal:
            stale = refusal
            now = notes_of(plan, wanted).get(area.pk if area else None)
            sent = request.POST.copy()  # what is there now counts as seen: sending it again is a choice made knowingly
            sent["seen"] = str(now.version if now else 0)
            form.data = sent
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Kendala dan rekomendasi disimpan.")
            return redirect(f"{reverse('monev_page', kwargs={'code': office.code, 'period': wanted.code})}#kendala")
    place = f"{wanted.code}-{area.pk if area else 'rencana'}"
    context = {
        "plan": plan, "period": wanted, "area": area, "form": form, "stale": stale, "known": known,
        "keep": {name: f"{name}-{place}" for name in initial},
    }  # fmt: skip
    is_drawer = request.headers.get("HX-Target") == "laci" and "HX-History-Restore-Request" not in request.headers
    return render(request, "reports/monev/note_drawer.html" if is_drawer else "reports/monev/note.html", context)


def _save(request: HttpRequest, plan: Plan, period: Period, area: Area | None, form: NoteForm) -> None:
    given = form.cleaned_data
    save_note(
        plan=plan,
        period=period,
        area=area,
        obstacles=given["obstacles"],
        recommendations=given["recommendations"],
        seen=given["seen"] or 0,
        by=user_of(request),
    )


def plan_asked(office: Office, code: str) -> tuple[Plan | None, Period]:
    """The plan in force and the period an address asks for; an unclear period is not found."""
    try:
        period = parse_period(code)
    except Refused:
        raise Http404 from None
    return plan_in_force(office, period.year), period


def _area(request: HttpRequest, plan: Plan) -> Area | None:
    """The area of the plan the address names by its id; None where it names none."""
    asked_for = request.GET.get("area", "")
    if not asked_for:
        return None
    area = plan.areas.filter(pk=int(asked_for)).first() if asked_for.isdecimal() and len(asked_for) < 16 else None
    if area is None:
        raise Http404
    return area


def _signer(request: HttpRequest) -> str:
    wanted = request.GET.get("penanda", "")
    return wanted if wanted in SIGNERS else DEFAULT_SIGNER


def _year(request: HttpRequest, office: Office, years: list[int]) -> int:
    """The year asked for, else this year, else the latest there is."""
    wanted = request.GET.get("tahun", "")
    if wanted.isascii() and wanted.isdecimal() and int(wanted[:4]) in years:
        return int(wanted[:4])
    this_year = today(office.time_zone).year
    return this_year if this_year in years else years[0]


def _note_rows(request: HttpRequest, plan: Plan, monev: Monev) -> list[dict[str, Any]]:
    """What is said of the period and of each area, with the address to write it where this person may; blank ones only then."""
    base = reverse("monev_note", kwargs={"code": plan.office.code, "period": monev.period.code})
    areas: dict[int | None, Area | None] = {None: None} | {area.pk: area for area in plan.areas.all()}
    rows = []
    for note in monev.notes:
        may = may_note(user_of(request), plan.office, areas[note.area_id])
        address = f"{base}?area={note.area_id}" if note.area_id else base
        if may or not note.is_blank or note.area_id is None:
            rows.append({"note": note, "address": address if may else ""})
    return rows


def _facts(plan: Plan, monev: Monev) -> dict[str, Any]:
    """What the report's pages say of where they are."""
    base = reverse("monev_page", kwargs={"code": plan.office.code, "period": monev.period.code})
    cells = reverse("plan_page", kwargs={"code": plan.office.code, "year": plan.year})
    return {"plan": plan, "monev": monev, "period": monev.period, "base": base, "cell_base": f"{cells}sel/"}
