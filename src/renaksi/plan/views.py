"""The screens of an adopted plan below its table: one row with where it was read, corrections, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.catalogue.template import indicator as catalogue_indicator
from renaksi.kernel.months import MONTH_NAMES, MonthSet
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.asked import asked_plan
from renaksi.plan.domain.correct import CORRECTABLE, correct_fact, correct_plan, move_indicator, value_shown
from renaksi.plan.domain.table import plan_facts, plan_in_force, plan_table
from renaksi.plan.domain.withdraw import withdraw_plan
from renaksi.plan.facts import FACT_TITLES, LIST_FACTS, fact_text
from renaksi.plan.forms import MonthsCorrectionForm, MoveForm, NumberCorrectionForm, TextCorrectionForm, WithdrawForm
from renaksi.plan.models import Correction, Indicator, Plan
from renaksi.plan.page import may
from renaksi.plan.provenance import excerpt_of

SHORT_FIELDS = {"area_no", "activity_no", "sub_activity_no", "indicator_no"}
LONG_FACTS = LIST_FACTS | {"title"}


@in_office(Right.READ)
def plan_row(request: HttpRequest, office: Office, year: int, pk: int) -> HttpResponse:
    """One row: its place in the decree, months, catalogue item, the source lines it was read from, its corrections."""
    plan = _plan_or_404(request, office, year)
    indicator = _indicator(plan, pk)
    context = {
        "plan": plan,
        "indicator": indicator,
        "catalogue": _catalogue(indicator.catalogue_code),
        "excerpt": excerpt_of(indicator),
        "corrections": _corrections(plan).filter(indicator=indicator),
        "months": list(enumerate(MONTH_NAMES, 1)),
    }
    is_drawer = request.headers.get("HX-Target") == "laci" and "HX-History-Restore-Request" not in request.headers
    return render(request, "plan/row_drawer.html" if is_drawer else "plan/row.html", context | may(request, plan))


@in_office(Right.READ)
def plan_corrections(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """What was corrected since the plan was adopted, newest first, both values kept."""
    plan = _plan_or_404(request, office, year)
    return render(request, "plan/corrections.html", {"plan": plan, "corrections": _corrections(plan)})


@in_office(Right.CORRECT_PLAN)
def plan_correct(request: HttpRequest, office: Office, year: int, field: str, pk: int) -> HttpResponse:
    """Puts one field of the plan right. ``pk`` is the area's, activity's, sub-activity's or indicator's."""
    plan = _plan_or_404(request, office, year)
    try:
        current = value_shown(plan, field, pk)
    except Refused:
        raise Http404 from None
    form = _correction_form(request, field, current)
    back = _back(request, plan)

    def correct(reason: str, value: str, seen: str) -> Correction:
        return correct_plan(plan=plan, field=field, pk=pk, value=value, reason=reason, seen=seen, by=user_of(request))

    return _answer_correction(request, plan, form, CORRECTABLE[field], current, back, correct)


@in_office(Right.CORRECT_PLAN)
def plan_correct_fact(request: HttpRequest, office: Office, year: int, field: str) -> HttpResponse:
    """Puts one fact of the decree's head right."""
    plan = _plan_or_404(request, office, year)
    if field not in FACT_TITLES or field == "year":
        raise Http404
    current = fact_text(plan_facts(plan), field)
    kind = TextCorrectionForm if field in LONG_FACTS else NumberCorrectionForm
    form = kind(request.POST or None, initial={"value": current, "seen": current})

    def correct(reason: str, value: str, seen: str) -> Correction:
        return correct_fact(plan=plan, field=field, value=value, reason=reason, seen=seen, by=user_of(request))

    title = FACT_TITLES[field]
    return _answer_correction(request, plan, form, title, current, _back(request, plan), correct)


@in_office(Right.CORRECT_PLAN)
def plan_move(request: HttpRequest, office: Office, year: int, pk: int) -> HttpResponse:
    """Puts a row under another sub-activity."""
    plan = _plan_or_404(request, office, year)
    indicator = _indicator(plan, pk)
    choices = _sub_activity_choices(plan)
    form = MoveForm(request.POST or None, choices=choices, initial={"sub_activity": indicator.sub_activity_id})
    if request.method == "POST" and form.is_valid():
        try:
            move_indicator(
                plan=plan, indicator_id=pk, sub_activity_id=int(form.cleaned_data["sub_activity"]),
                reason=form.cleaned_data["reason"], by=user_of(request),
            )  # fmt: skip
        except Refused as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, "Baris dipindahkan. Letak semula dan alasannya tercatat dalam riwayat koreksi.")
            return redirect(_back(request, plan))
    context = {"plan": plan, "indicator": indicator, "form": form, "back": _back(request, plan)}
    return render(request, "plan/move.html", context)


@in_office(Right.ADOPT_PLAN)
def plan_withdraw(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """Takes a plan back, with a reason, so that the year is free for another."""
    plan = plan_in_force(office, year)
    if plan is None:
        raise Http404
    before = Plan.objects.filter(replaced_by=plan).first()
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_plan(plan=plan, reason=form.cleaned_data["reason"], by=user_of(request))
        except Refused as refusal:
            _tell(form, refusal)
        else:
            then = "Rencana yang digantinya berlaku kembali." if before else "Tahun itu dapat diisi rencana yang baru."
            messages.success(request, f"Rencana aksi tahun {year} ditarik. {then}")
            return redirect("plan_index", code=office.code)
    context = {"plan": plan, "form": form, "rows": plan.indicators.count(), "before": before}
    return render(request, "plan/withdraw.html", context)


def _plan_or_404(request: HttpRequest, office: Office, year: int) -> Plan:
    plan = asked_plan(request, office, year)
    if plan is None:
        raise Http404
    return plan


def _indicator(plan: Plan, pk: int) -> Indicator:
    rows = Indicator.objects.select_related("plan", "sub_activity__activity__area")
    return get_object_or_404(rows, plan=plan, pk=pk)


def _catalogue(code: str) -> Any:
    """The national template's indicator, or None for no or an unknown code."""
    try:
        return catalogue_indicator(code) if code else None
    except KeyError:
        return None


def _corrections(plan: Plan) -> QuerySet[Correction]:
    return plan.corrections.select_related("corrected_by", "indicator")


def _sub_activity_choices(plan: Plan) -> list[tuple[str, list[tuple[int, str]]]]:
    """Sub-activities by area, as a list of choices with headings."""
    return [
        (
            area.area.name or "Tanpa area",
            [
                (sub.sub_activity.pk, f"{activity.activity.name} › {sub.sub_activity.name or 'tanpa sub kegiatan'}")
                for activity in area.activities
                for sub in activity.sub_activities
            ],
        )
        for area in plan_table(plan).areas
    ]


def _correction_form(request: HttpRequest, field: str, current: str) -> forms.Form:
    if field == "months":
        chosen = [str(month) for month in (MonthSet.parse(current) if current else MonthSet())]
        return MonthsCorrectionForm(request.POST or None, initial={"value": chosen, "seen": current})
    kind = NumberCorrectionForm if field in SHORT_FIELDS else TextCorrectionForm
    return kind(request.POST or None, initial={"value": current, "seen": current})


def _answer_correction(
    request: HttpRequest,
    plan: Plan,
    form: forms.Form,
    title: str,
    current: str,
    back: str,
    correct: Callable[[str, str, str], Correction],
) -> HttpResponse:
    """Shows the form, or corrects and goes back; a refusal stands beside its field, a stale value beside the present one."""
    stale: Stale | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            correct(given["reason"], given["value"], given["seen"])
        except Stale as refusal:
            stale = refusal
            form.data = _with_seen(request, refusal.current)
        except Refused as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, "Koreksi disimpan. Isi semula dan alasannya tercatat dalam riwayat koreksi.")
            return redirect(back)
    context = {"plan": plan, "form": form, "title": title, "current": current, "stale": stale, "back": back}
    return render(request, "plan/correct.html", context)


def _with_seen(request: HttpRequest, current: str) -> QueryDict:
    """What was sent, but what is there now counts as seen: sending it again is then a choice made knowingly."""
    sent = request.POST.copy()
    sent["seen"] = current
    return sent


def _tell(form: forms.Form, refusal: Refused) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)


def _back(request: HttpRequest, plan: Plan) -> str:
    """Where a correction was begun: the row's page (``baris``), else the plan."""
    row = request.GET.get("baris", "")
    place = {"code": plan.office.code, "year": plan.year}
    if row.isascii() and row.isdecimal() and len(row) < 16:  # longer is no key, and no number Python would read
        return reverse("plan_row", kwargs={**place, "pk": int(row)})
    return reverse("plan_page", kwargs=place)
