"""What the public sees of a round, without account or script: the form on the phone, the screen at the counter, result, badge."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from renaksi.accounts.access import public
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words
from renaksi.registers.surveys.badge import badge_svg
from renaksi.registers.surveys.domain.sheets import send_sheet, why_shut
from renaksi.registers.surveys.forms import SheetForm, read_stamp, stamp
from renaksi.registers.surveys.models import Means, Survey, Way, new_sheet_id
from renaksi.registers.surveys.outcome import earlier_rounds, outcome_of
from renaksi.registers.surveys.shown import period_words

KIOSK_PAUSE = 8
"""Seconds the thanks stay on the screen at the counter."""
_FORM = require_http_methods(["GET", "HEAD", "POST"])


@public
@_FORM
def answer_page(request: HttpRequest, token: str) -> HttpResponse:
    """The form of a round; sent, it thanks (``hasil`` = terkirim). A refused sheet comes back as it was filled in."""
    return _form(request, token, Way.LINK)


@public
@_FORM
def kiosk_page(request: HttpRequest, token: str) -> HttpResponse:
    """The same on a screen at the counter: after the thanks it returns to an empty form by itself."""
    return _form(request, token, Way.KIOSK)


@public
@require_safe
def result_page(request: HttpRequest, token: str) -> HttpResponse:
    """What a published round came to; not there before."""
    survey = _published(token)
    context = {
        "survey": survey, "outcome": outcome_of(survey), "period": period_words(survey),
        "index": number_words(survey.index, 2) if survey.index is not None else "",
        "rounds": [(each, number_words(each.index or 0, 2)) for each in earlier_rounds(survey, public=True)],
    }  # fmt: skip
    return render(request, "surveys/result.html", context)


@public
@require_safe
def badge(request: HttpRequest, token: str) -> HttpResponse:
    """The badge of a published round, for other sites to show."""
    answer = HttpResponse(badge_svg(_published(token)), content_type="image/svg+xml; charset=utf-8")
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _form(request: HttpRequest, token: str, way: Way) -> HttpResponse:
    survey = get_object_or_404(Survey.objects.standing().select_related("office"), token=token)
    form, shut = _sheet_form(request, survey), why_shut(survey, today(survey.office.time_zone))
    if request.method == "POST" and not shut and form.is_valid():
        try:
            values, code = form.cleaned_data, form.cleaned_data.get("code", "")
            send_sheet(survey=survey, sheet_id=form.sheet_id, values=values, way=way, code=code)
        except Refused as no:
            form.refuse(no)
        else:
            return redirect(f"{request.path}?hasil=terkirim")
    context = {
        "survey": survey, "form": form, "shut": shut, "period": period_words(survey), "is_kiosk": way is Way.KIOSK,
        "is_sent": request.method != "POST" and request.GET.get("hasil") == "terkirim", "stamp": _stamp(request, survey),
        "result": reverse("surveys_result", kwargs={"token": token}) if survey.state == "published" else "",
    }  # fmt: skip
    answer = render(request, "surveys/answer.html", context, status=403 if shut else 422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    if context["is_sent"] and way is Way.KIOSK:
        answer["Refresh"] = f"{KIOSK_PAUSE}; url={request.path}"  # the next person finds an empty form
    return answer


def _sheet_form(request: HttpRequest, survey: Survey) -> SheetForm:
    sent = request.POST if request.method == "POST" else None
    initial = {"code": request.GET.get("kartu", "")[:20]}
    asks_code = survey.means == Means.SLIPS
    return SheetForm(sent, initial=initial, instrument=survey.instrument, token=survey.token, asks_code=asks_code)


def _stamp(request: HttpRequest, survey: Survey) -> str:
    """The mark the form came with, so that it stays the same sheet; a new one where it had none."""
    sent = request.POST.get("cap", "")[:200]
    return sent if read_stamp(survey.token, sent) else stamp(survey.token, new_sheet_id())


def _published(token: str) -> Survey:
    survey: Survey = get_object_or_404(Survey.objects.standing().select_related("office"), token=token)
    if survey.state != "published":
        raise Http404
    return survey
