"""How a draft begins: a file, pasted text, the national template, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.intake.domain.begin import draft_from_plan, draft_from_template, draft_typed
from renaksi.intake.domain.receive import read_again, receive_file, receive_text
from renaksi.intake.domain.review import open_drafts
from renaksi.intake.forms import UploadForm, YearForm
from renaksi.intake.models import Draft
from renaksi.intake.samples import find_sample, list_samples
from renaksi.intake.views.address import number
from renaksi.intake.views.finding import find_draft
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.plan.models import Plan, PlanState


@in_office(Right.EDIT_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, office: Office) -> HttpResponse:
    """One drop zone for a decree in any form; below it the ways without a file, and the samples of a demo."""
    if request.method != "POST":
        return _upload_page(request, office, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            draft = _received(office, form, request)
        except Refused as no:
            form.add_error(no.field if no.field in form.fields else "file", no.text)
        else:
            if getattr(draft, "was_there", False):
                messages.info(
                    request, "Berkas ini sudah pernah diunggah. Inilah telaahnya, dilanjutkan dari yang terakhir."
                )
            return _to_draft(request, office, draft)
    return _upload_page(request, office, form, status=200 if request.headers.get("HX-Request") else 422)


def _to_draft(request: HttpRequest, office: Office, draft: Draft) -> HttpResponse:
    address = reverse("intake_draft", kwargs={"code": office.code, "draft_id": draft.pk})
    return HttpResponseClientRedirect(address) if request.headers.get("HX-Request") else redirect(address)


def _received(office: Office, form: UploadForm, request: HttpRequest) -> Draft:
    given, by = form.cleaned_data, user_of(request)
    if file := given["file"]:
        return receive_file(office=office, name=file.name, data=file, by=by, year=given["year"])
    return receive_text(office=office, text=given["text"], by=by, year=given["year"])


def _upload_page(request: HttpRequest, office: Office, form: Form, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    year = _next_year(office)
    context = {
        "office": office,
        "form": form,
        "template_form": YearForm(initial={"year": year}, auto_id="templat_%s", prefix="template"),
        "typed_form": YearForm(initial={"year": year}, auto_id="ketik_%s", prefix="typed"),
        "drafts": open_drafts(office),
        "samples": list_samples(),
        "withdrawn": _withdrawn(office),
    }
    return render(request, "intake/upload.html", context | more, status=status)


def _next_year(office: Office) -> int:
    """This year, or the first after it that has no plan in force."""
    taken = set(Plan.objects.filter(office=office, state=PlanState.ADOPTED).values_list("year", flat=True))
    year = today(office.time_zone).year
    while year in taken:
        year += 1
    return year


def _begin(request: HttpRequest, office: Office, name: str, start: Callable[..., Draft]) -> HttpResponse:
    form = YearForm(request.POST, auto_id=f"{name}_%s", prefix=name)
    if form.is_valid():
        try:
            draft = start(office=office, year=form.cleaned_data["year"], by=user_of(request))
        except Refused as no:
            form.add_error("year", no.text)
        else:
            return redirect("intake_draft", code=office.code, draft_id=draft.pk)
    return _upload_page(request, office, UploadForm(), status=422, **{f"{name}_form": form})


@in_office(Right.EDIT_DRAFT)
@require_POST
def begin_template(request: HttpRequest, office: Office) -> HttpResponse:
    """A draft from the national template, for the year asked."""
    return _begin(request, office, "template", draft_from_template)


@in_office(Right.EDIT_DRAFT)
@require_POST
def begin_typed(request: HttpRequest, office: Office) -> HttpResponse:
    """A draft to be typed in, for the year asked."""
    return _begin(request, office, "typed", draft_typed)


def _withdrawn(office: Office) -> list[Plan]:
    """Withdrawn plans of years that have none in force now, the last withdrawn of each year."""
    plans = Plan.objects.filter(office=office).order_by("year", "version")
    last = {plan.year: plan for plan in plans}
    in_force = {plan.year for plan in plans if plan.state == PlanState.ADOPTED}
    return [plan for year, plan in last.items() if year not in in_force]


@in_office(Right.EDIT_DRAFT)
@require_POST
def begin_from_plan(request: HttpRequest, office: Office) -> HttpResponse:
    """A draft with the rows and facts of a withdrawn plan of this office."""
    plan = get_object_or_404(Plan, office=office, pk=number(request.POST.get("plan")) or 0)
    try:
        draft = draft_from_plan(plan=plan, by=user_of(request))
    except Refused as no:
        messages.error(request, no.text)
        return redirect("intake_upload", code=office.code)
    return redirect("intake_draft", code=office.code, draft_id=draft.pk)


@in_office(Right.EDIT_DRAFT)
@require_POST
def retry(request: HttpRequest, office: Office, draft_id: UUID) -> HttpResponse:
    """Reads a file that could not be read once more."""
    draft = find_draft(office, draft_id)
    try:
        read_again(draft=draft, by=user_of(request))
    except Refused as no:
        messages.error(request, no.text)
    return redirect("intake_draft", code=office.code, draft_id=draft.pk)


@in_office(Right.READ)
@require_safe
def sample(request: HttpRequest, office: Office, name: str) -> HttpResponseBase:
    """One sample file, as a download."""
    found = find_sample(name)
    if found is None:
        raise Http404
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name)
