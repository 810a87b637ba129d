"""What the books propose for a whole month, taken together; and which measure answers an indicator."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.refusal import Refused, Stale
from renaksi.measures.registry import MEASURES
from renaksi.monitoring.access import reach_of
from renaksi.monitoring.domain.cells import value_words, version_seen
from renaksi.monitoring.domain.offers import Offer, fill_due, offers_of
from renaksi.monitoring.domain.pull import confirm_proposal
from renaksi.monitoring.domain.sheet import YearSheet, year_sheet
from renaksi.monitoring.forms import BindingForm
from renaksi.monitoring.views.finding import checked_month, found_indicator, found_plan, office_day
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.binding import BY_HAND, binding_of, book_title, measure_title, template_key
from renaksi.plan.domain.bind import set_binding
from renaksi.plan.kinds import kind_of
from renaksi.plan.models import Indicator, Plan


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A cell that waits for a decision on what a book proposes; ``said`` is why it was not taken just now."""

    offer: Offer
    mark: str
    recorded: str
    is_ticked: bool
    said: str = ""

    @property
    def key(self) -> str:
        """The row's name in the form."""
        return str(self.offer.line.indicator.pk)


@in_office(Right.RECORD)
def month_proposals(request: HttpRequest, office: Office, year: int, month: int) -> HttpResponse:
    """What the books propose for the month, for the reader's own cells. Sent, those ticked are taken, each by itself."""
    checked_month(month)
    plan = found_plan(office, year)
    fill_due(year_sheet(plan, office_day(office)), month)
    refused: dict[str, str] = {}
    if request.method == "POST":
        taken, refused = _take(request, plan, month)
        if taken:
            messages.success(request, f"{taken} usulan buku diterima.")
        if taken and not refused:
            return redirect("month_page", code=office.code, year=year, month=month)
    sheet = year_sheet(plan, office_day(office))
    rows = _rows(request, sheet, month, refused)
    context = {
        "plan": plan,
        "month": month,
        "rows": rows,
        "refused": len(refused),
        "is_empty_choice": _chose_none(request),
    }
    return render(request, "monitoring/month_proposals.html", context)


def _chose_none(request: HttpRequest) -> bool:
    return request.method == "POST" and not request.POST.getlist("sel")


def _take(request: HttpRequest, plan: Plan, month: int) -> tuple[int, dict[str, str]]:
    """Takes each row ticked in a transaction of its own; gives how many, and the sentences of those refused."""
    wanted = {pk for pk in request.POST.getlist("sel") if pk.isascii() and pk.isdecimal() and len(pk) < 16}
    reach, taken, refused = reach_of(user_of(request), plan), 0, {}
    rows = Indicator.objects.select_related("plan__office", "sub_activity__activity__area").filter(
        plan=plan, pk__in=wanted
    )
    for indicator in rows.order_by("position"):
        key = str(indicator.pk)
        if not reach.covers(indicator, indicator.sub_activity.activity.area):
            continue
        try:
            seen = request.POST.get(f"seen-{key}", "")
            confirm_proposal(indicator=indicator, month=month, seen=seen, by=user_of(request))
            taken += 1
        except Stale as no:
            refused[key] = f"Berubah sejak Anda membukanya. Sekarang: {no.current}. Yang Anda lihat: {no.attempted}."
        except Refused as no:
            refused[key] = no.text
    return taken, refused


def _rows(request: HttpRequest, sheet: YearSheet, month: int, refused: dict[str, str]) -> list[ProposalRow]:
    reach = reach_of(user_of(request), sheet.plan)
    offers = [each for each in offers_of(sheet) if each.month == month and each.is_waiting]
    return [_row(each, refused) for each in offers if reach.covers(each.line.indicator, each.line.area)]


def _row(offer: Offer, refused: dict[str, str]) -> ProposalRow:
    """Ticked at first, unless something is missing from it or it was just refused."""
    recorded = offer.line.realisations.get(offer.month)
    if recorded is not None:
        recorded.indicator = offer.line.indicator
    said = refused.get(str(offer.line.indicator.pk), "")
    return ProposalRow(
        offer, offer.proposal.mark(version_seen(recorded)), value_words(recorded) if recorded else "",
        is_ticked=not (offer.proposal.missing or said), said=said,
    )  # fmt: skip


@in_office(Right.CORRECT_PLAN)
def cell_binding(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Which measure answers the indicator in every month: the template's, another of its kind, or none."""
    plan = found_plan(office, year)
    indicator = found_indicator(plan, pk, month)
    form = BindingForm(
        request.POST if request.method == "POST" else None,
        initial={"binding": indicator.binding}, choices=_choices(indicator),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            set_binding(plan=plan, indicator_id=indicator.pk, binding=form.cleaned_data["binding"], by=user_of(request))
        except Refused as no:
            form.refuse(no)
        else:
            messages.success(request, "Asal nilai disimpan. Catatan yang sudah ada tidak berubah.")
            kwargs = {"code": office.code, "year": year, "pk": indicator.pk, "month": month}
            return redirect(reverse("cell", kwargs=kwargs))
    context = {"plan": plan, "indicator": indicator, "month": month, "form": form, "binding": binding_of(indicator)}
    return render(request, "monitoring/cell_binding.html", context)


def _choices(indicator: Indicator) -> list[tuple[str, str | list[tuple[str, str]]]]:
    """The template's measure, none, and every measure that is built and gives the indicator's kind, by book."""
    key, kind = template_key(indicator), kind_of(indicator)
    by_book: dict[str, list[tuple[str, str]]] = {}
    for measure in MEASURES:
        if measure.kind is kind:
            by_book.setdefault(book_title(measure.register), []).append((measure.key, measure.title))
    first = f"Menurut templat: {measure_title(key)}" if key else "Menurut templat: tidak ada buku untuk baris ini"
    return [("", first), (BY_HAND, "Diisi sendiri, tanpa buku"), *sorted(by_book.items())]
