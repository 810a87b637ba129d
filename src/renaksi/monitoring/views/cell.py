"""One cell: as a drawer beside the board and as its own page; recorded, proved, checked, taken back and brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.evidence.chosen import still_chosen, take_chosen
from renaksi.kernel.refusal import Refused, Stale
from renaksi.monitoring.access import reach_of
from renaksi.monitoring.book_side import book_side
from renaksi.monitoring.cell_page import CellPage, cell_page
from renaksi.monitoring.choices import WAITING
from renaksi.monitoring.domain.proofs import remove_proof
from renaksi.monitoring.domain.pull import confirm_proposal, reject_proposal
from renaksi.monitoring.domain.record import clear_realisation, record_realisation, restore_realisation
from renaksi.monitoring.domain.review import may_review, return_realisation, verify_realisation
from renaksi.monitoring.domain.sheet import SheetLine, year_sheet
from renaksi.monitoring.forms import CellForm, KindForm, RejectForm, ReturnForm, SeenReasonForm, initial_of
from renaksi.monitoring.models import Proof
from renaksi.monitoring.views.finding import found_indicator, found_plan, office_day, why_not_recorded
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.domain.kinds import set_kind

PROOF_FIELDS = {"evidence", "file", "link_url"}  # the picker's own, whose refusals stand beside it


@in_office(Right.READ)
def cell(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """What a month of an indicator came to. Sent (RECORD), it records it; a stale save shows both versions."""
    page = _page(office, year, pk, month)
    if request.method != "POST":
        return _answer(request, page, following=_following(request, page) if request.GET.get("lanjut") else None)
    form = _form(page, request.POST)
    if why_not := why_not_recorded(request, page.indicator):
        return _answer(request, page, form=form, said=why_not)
    return _record(request, page, form)


@in_office(Right.VERIFY)
def cell_review(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Verifies the cell, or returns it with a reason (``do`` = verify, return)."""
    page = _page(office, year, pk, month)
    realisation = page.standing
    if request.method != "POST" or realisation is None:
        return redirect(_address(page))
    form = ReturnForm(request.POST, auto_id="kembali-%s")
    seen = _seen(form)
    if request.POST.get("do") == "verify":
        return _do(request, page, lambda: verify_realisation(realisation=realisation, seen=seen, by=user_of(request)))
    if not form.is_valid():
        return _answer(request, page, return_form=form)
    reason = form.cleaned_data["reason"]
    return _do(
        request,
        page,
        lambda: return_realisation(realisation=realisation, seen=seen, reason=reason, by=user_of(request)),
        return_form=form,
    )


@in_office(Right.RECORD)
def cell_clear(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Takes back what was recorded, with a reason."""
    page = _page(office, year, pk, month)
    realisation = page.standing
    if request.method != "POST" or realisation is None:
        return redirect(_address(page))
    form = SeenReasonForm(request.POST, auto_id="hapus-%s")
    if not form.is_valid():
        return _answer(request, page, clear_form=form)
    seen, reason = _seen(form), form.cleaned_data["reason"]
    return _do_recording(
        request,
        page,
        lambda: clear_realisation(realisation=realisation, seen=seen, reason=reason, by=user_of(request)),
        clear_form=form,
    )


@in_office(Right.RECORD)
def cell_restore(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Brings back what was taken back."""
    page = _page(office, year, pk, month)
    realisation = page.standing
    if request.method != "POST" or realisation is None:
        return redirect(_address(page))
    return _do_recording(request, page, lambda: restore_realisation(realisation=realisation, by=user_of(request)))


@in_office(Right.RECORD)
def cell_proof_remove(
    request: HttpRequest, office: Office, year: int, pk: int, month: int, proof_id: int
) -> HttpResponse:
    """Takes a proof off the cell; the evidence itself stays."""
    page = _page(office, year, pk, month)
    proofs = Proof.objects.select_related("realisation__indicator__plan")
    proof = get_object_or_404(proofs, pk=proof_id, realisation__indicator=page.indicator, realisation__month=month)
    if request.method != "POST":
        return redirect(_address(page))
    return _do_recording(request, page, lambda: remove_proof(proof=proof, by=user_of(request)))


@in_office(Right.RECORD)
def cell_confirm(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Takes what the book proposes, as it was seen (``seen``)."""
    page = _page(office, year, pk, month)
    if request.method != "POST":
        return redirect(_address(page))
    seen = request.POST.get("seen", "")
    return _do_recording(
        request,
        page,
        lambda: confirm_proposal(indicator=page.indicator, month=month, seen=seen, by=user_of(request)),
        is_recorded=True,
    )


@in_office(Right.RECORD)
def cell_reject(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Keeps why what the book proposes is not taken."""
    page = _page(office, year, pk, month)
    if request.method != "POST":
        return redirect(_address(page))
    form = RejectForm(request.POST, auto_id="tolak-%s")
    if not form.is_valid():
        return _answer(request, page, reject_form=form)
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
    return _do_recording(
        request,
        page,
        lambda: reject_proposal(indicator=page.indicator, month=month, seen=seen, reason=reason, by=user_of(request)),
        reject_form=form,
        words="Usulan buku ditolak. Alasannya tersimpan.",
    )


@in_office(Right.CORRECT_PLAN)
def cell_kind(request: HttpRequest, office: Office, year: int, pk: int, month: int) -> HttpResponse:
    """Sets what sort of value the indicator asks for, in every month."""
    page = _page(office, year, pk, month)
    if request.method != "POST":
        return redirect(_address(page))
    form = KindForm(request.POST, auto_id="jenis-%s")
    if not form.is_valid():
        return _answer(request, page, kind_form=form)
    given = form.cleaned_data
    try:
        set_kind(plan=page.plan, indicator_id=pk, kind=given["kind"], unit=given["unit"], by=user_of(request))
    except Refused as refusal:
        form.refuse(refusal)
        return _answer(request, page, kind_form=form)
    page.indicator.refresh_from_db(fields=("kind", "unit"))
    return _done(request, page, "Jenis nilai disimpan. Catatan yang sudah ada tidak berubah.")


def _record(request: HttpRequest, page: CellPage, form: CellForm) -> HttpResponse:
    """Keeps what was said with its proofs; files sent along are kept even where something else is wrong."""
    stale, proof_error = None, ""
    office, by = page.plan.office, user_of(request)
    try:
        pieces = take_chosen(
            request, office, by=by, proves_from=page.period.starts_on, proves_until=page.period.ends_on
        )
        if form.is_valid():
            seen = form.cleaned_data["seen"] or 0
            record_realisation(
                indicator=page.indicator, month=page.month, said=form.said(), seen=seen, by=by, evidence=pieces
            )
            return _done(request, page, is_recorded=True)
    except Stale as refusal:
        stale = refusal
        page = cell_page(page.indicator, page.month, page.day)
        form = _form(page, _with_seen(request, page.seen))
    except Refused as refusal:
        if refusal.field in PROOF_FIELDS:
            proof_error = refusal.text
        else:
            form.refuse(refusal)
    return _answer(
        request, page, form=form, stale=stale, proof_error=proof_error, chosen=still_chosen(request, office),
        link_url=request.POST.get("link_url", ""), is_typed=True,
    )  # fmt: skip


def _do(
    request: HttpRequest,
    page: CellPage,
    verb: Callable[[], object],
    *,
    words: str = "",
    is_recorded: bool = False,
    **forms: Any,
) -> HttpResponse:
    """A verb on what is recorded: its refusal above the cell as it now stands, its form as it was filled in."""
    try:
        verb()
    except Refused as refusal:
        fresh = cell_page(page.indicator, page.month, page.day)
        return _answer(request, fresh, said=_told(refusal), **_both(refusal), **forms)
    return _done(request, page, words, is_recorded=is_recorded)


def _both(refusal: Refused) -> dict[str, Any]:
    """What stands there now beside what was meant, of a stale deed."""
    if not isinstance(refusal, Stale):
        return {}
    return {"said_both": [("Sekarang", refusal.current), ("Yang Anda lihat", refusal.attempted)]}


def _do_recording(request: HttpRequest, page: CellPage, verb: Callable[[], object], **forms: Any) -> HttpResponse:
    """Likewise, of those who record this indicator."""
    if why_not := why_not_recorded(request, page.indicator):
        return _answer(request, page, said=why_not)
    return _do(request, page, verb, **forms)


def _told(refusal: Refused) -> str:
    if isinstance(refusal, Stale):
        return "Catatan ini diubah orang lain sejak Anda membukanya. Periksa isinya yang sekarang, lalu ulangi."
    return refusal.text


def _done(request: HttpRequest, page: CellPage, words: str = "", *, is_recorded: bool = False) -> HttpResponse:
    """The cell as it stands after a deed: in the drawer at once, else by its address; after recording, with what waits next."""
    fresh = cell_page(page.indicator, page.month, page.day)
    words = words or f"Tersimpan. {fresh.month_name} {fresh.plan.year}: {fresh.words or 'belum ada catatan'}."
    if not _is_drawer(request):
        messages.success(request, words)
        return redirect(f"{_address(page)}?lanjut=1" if is_recorded else _address(page))
    response = _answer(request, fresh, done=words, following=_following(request, fresh) if is_recorded else None)
    former = {month: page.line.status(month) for month in range(1, 13)}
    response["HX-Trigger"] = json.dumps({"renaksi:cell": fresh.told(former=former)})
    return response


def _answer(request: HttpRequest, page: CellPage, *, form: CellForm | None = None, **more: Any) -> HttpResponse:
    """The cell as drawer or page, with the forms a person may use."""
    rights = request.rights  # type: ignore[attr-defined]  # put there by in_office
    why_not = why_not_recorded(request, page.indicator)
    chosen = more.pop("chosen", [])
    realisation = page.realisation
    by_another = realisation is not None and may_review(realisation, user_of(request).pk)
    context = {
        "page": page, "plan": page.plan, "indicator": page.indicator, "is_drawer": _is_drawer(request),
        "form": form or _form(page), "may_record": not why_not, "why_not": why_not if Right.RECORD in rights else "",
        "may_verify": Right.VERIFY in rights and realisation is not None, "by_another": by_another,
        "may_set_kind": Right.CORRECT_PLAN in rights, "chosen": chosen,
        "taken": [each.proof.evidence_id for each in page.proofs],
        "book": book_side(page, user_of(request)), "reject_form": RejectForm(auto_id="tolak-%s"),
        "return_form": ReturnForm(auto_id="kembali-%s"), "clear_form": SeenReasonForm(auto_id="hapus-%s"),
        "kind_form": KindForm(initial={"kind": page.indicator.kind, "unit": page.indicator.unit}, auto_id="jenis-%s"),
    }  # fmt: skip
    template = "monitoring/cell_drawer.html" if context["is_drawer"] else "monitoring/cell.html"
    return render(request, template, context | more)


def _following(request: HttpRequest, page: CellPage) -> SheetLine | None:
    """The next row, round from this one, that waits in the month for someone who may record it."""
    lines = year_sheet(page.plan, page.day).lines
    at = next(place for place, line in enumerate(lines) if line.indicator.pk == page.indicator.pk)
    reach = reach_of(user_of(request), page.plan)
    round_from_here = (*lines[at + 1 :], *lines[:at])
    waiting = (line for line in round_from_here if line.status(page.month) in WAITING)
    return next((line for line in waiting if reach.covers(line.indicator, line.area)), None)


def _form(page: CellPage, sent: Any = None) -> CellForm:
    initial = initial_of(page.realisation)
    if page.realisation is None and page.month == page.day.month and page.plan.year == page.day.year:
        initial["done_on"] = page.day
    return CellForm(
        sent, initial=initial, kind=page.kind, unit=page.unit, outcomes=page.outcomes, months=page.free_months,
        auto_id=f"sel-{page.indicator.pk}-{page.month}-%s",
    )  # fmt: skip


def _seen(form: SeenReasonForm) -> int:
    form.is_valid()
    return form.cleaned_data.get("seen") or 0


def _with_seen(request: HttpRequest, seen: int) -> Any:
    """What was sent, but what is there now counts as seen: sending it again is then a choice made knowingly."""
    sent = request.POST.copy()
    sent["seen"] = str(seen)
    return sent


def _page(office: Office, year: int, pk: int, month: int) -> CellPage:
    plan = found_plan(office, year)
    return cell_page(found_indicator(plan, pk, month), month, office_day(office))


def _address(page: CellPage) -> str:
    kwargs = {"code": page.plan.office.code, "year": page.plan.year, "pk": page.indicator.pk, "month": page.month}
    return reverse("cell", kwargs=kwargs)


def _is_drawer(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == "laci" and "HX-History-Restore-Request" not in request.headers
