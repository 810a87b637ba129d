"""The end of a draft: adopted as the office's plan, or put aside."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.intake.domain.adopt import adopt_draft, adoption_hindrances
from renaksi.intake.domain.discard import discard_draft
from renaksi.intake.domain.review import review_summary
from renaksi.intake.domain.wording import label_of
from renaksi.intake.forms import AdoptForm, DiscardForm
from renaksi.intake.models import Doubt, DoubtState, Draft, DraftState
from renaksi.intake.views.amend import amendment_context, answers_in
from renaksi.intake.views.finding import find_draft
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan
from renaksi.plan.rows import facts_from_json


@in_office(Right.ADOPT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, office: Office, draft_id: UUID) -> HttpResponse:
    """Says what adopting will do, and does it."""
    draft = find_draft(office, draft_id)
    if draft.state != DraftState.REVIEW:
        return redirect("intake_draft", code=office.code, draft_id=draft.pk)
    year = draft.year or facts_from_json(draft.facts).year
    in_force = plan_in_force(office, year) if year else None
    form = AdoptForm(request.POST or None, initial={"year": year, "version": draft.version})
    answers = answers_in(request.POST) if in_force else None
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["version"] != draft.version:
            return _changed_meanwhile(request, office, draft)
        try:
            plan = adopt_draft(draft=draft, by=user_of(request), year=form.cleaned_data["year"], answers=answers)
        except Refused as no:
            form.add_error(None, no.text)
        else:
            done = (
                "diubah. Rencana semula tetap dapat dibaca"
                if in_force
                else "diterapkan. Berikutnya: cetak keputusannya"
            )
            messages.success(request, f"Rencana aksi tahun {plan.year} {done}.")
            return redirect("plan_page", code=office.code, year=plan.year)
    return _adopt_page(request, office, draft, form, in_force)


def _changed_meanwhile(request: HttpRequest, office: Office, draft: Draft) -> HttpResponse:
    messages.warning(request, "Rancangan berubah sejak halaman ini dibuka. Periksa sekali lagi, lalu terapkan.")
    return redirect("intake_adopt", code=office.code, draft_id=draft.pk)


def _adopt_page(
    request: HttpRequest, office: Office, draft: Draft, form: AdoptForm, in_force: Plan | None
) -> HttpResponse:
    year = draft.year or facts_from_json(draft.facts).year
    context = {
        "office": office,
        "draft": draft,
        "form": form,
        "summary": review_summary(draft),
        "facts": facts_from_json(draft.facts),
        "year": year,
        "accepted": _accepted(draft),
        "hindrances": adoption_hindrances(draft),
    }
    if in_force and draft.rows.exists():
        context |= amendment_context(request, draft, in_force)
        return render(request, "intake/amend.html", context, status=422 if form.errors else 200)
    return render(request, "intake/adopt.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Doubts of one kind that one person accepted as they stand; ``rows`` are the numbers of their rows."""

    label: str
    by: str
    count: int
    rows: tuple[int, ...]
    example: str


def _accepted(draft: Draft) -> list[Accepted]:
    """The accepted doubts by kind and person, the most first."""
    doubts = draft.doubts.filter(state=DoubtState.ACCEPTED).select_related("row").order_by("position")
    groups: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in doubts:
        groups.setdefault((doubt.code, doubt.settled_by_label), []).append(doubt)
    found = [
        Accepted(
            label=label_of(code),
            by=by,
            count=len(some),
            rows=tuple(sorted({doubt.row.position + 1 for doubt in some if doubt.row})),
            example=some[0].text,
        )
        for (code, by), some in groups.items()
    ]
    return sorted(found, key=lambda group: -group.count)


@in_office(Right.EDIT_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, office: Office, draft_id: UUID) -> HttpResponse:
    """Asks why, and puts the draft aside."""
    draft = find_draft(office, draft_id)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            discard_draft(draft=draft, by=user_of(request), reason=form.cleaned_data["reason"])
        except Refused as no:
            form.add_error("reason", no.text)
        else:
            messages.success(request, "Rancangan dibuang. Berkas dan riwayatnya tetap tersimpan.")
            return redirect("office_home", code=office.code)
    context = {"office": office, "draft": draft, "form": form, "summary": review_summary(draft)}
    return render(request, "intake/discard.html", context, status=422 if form.errors else 200)
