"""The office's own screens of a round: what came in and came of it, keying in paper, slips, the poster with the code."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from renaksi.accounts.access import user_of
from renaksi.desk.guard import opens, posts, writes
from renaksi.desk.views import DeskView
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words
from renaksi.offices.models import Office
from renaksi.papers import MEDIA_TYPES, write
from renaksi.papers.tree import Paper
from renaksi.registers.surveys.arithmetic import FORMULA_WORDS, sample_size
from renaksi.registers.surveys.domain.sheets import enter_sheets, why_shut
from renaksi.registers.surveys.domain.slips import issue_slips
from renaksi.registers.surveys.forms import PaperDayForm, PaperRows
from renaksi.registers.surveys.models import Means, Slip, Survey
from renaksi.registers.surveys.outcome import Outcome, earlier_rounds, outcome_of, profile_of, ways_of
from renaksi.registers.surveys.posters import code_poster, slips_paper
from renaksi.registers.surveys.prints import customary_words
from renaksi.registers.surveys.shown import period_words


class SurveyDesk(DeskView):
    """Adds the screens of a round to its page."""

    own_links = (("Jawaban dan hasil", "surveys_results"),)

    @opens
    def results(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """How many answered by which way; once closed, the index with its working, the lowest three and the earlier rounds."""
        return self._results(request, office, self._round(request, office, entry_id))

    @writes
    def paper_sheets(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Ten sheets of paper at a time; a refused batch comes back as it was keyed in."""
        survey = self._round(request, office, entry_id)
        sent = request.POST if request.method == "POST" else None
        day = PaperDayForm(sent, initial={"on": min(survey.asked_until, self._day(office))})
        rows = PaperRows(sent, prefix="lembar", form_kwargs={"many": len(survey.instrument.questions)})
        if request.method == "POST" and day.is_valid() and rows.is_valid():
            sheets = [row.cleaned_data for row in rows if row.has_changed()]
            try:
                many = enter_sheets(survey=survey, sheets=sheets, on=day.cleaned_data["on"], by=user_of(request))
            except Refused as no:
                day.refuse(no)
            else:
                messages.success(request, f"{many} lembar tersimpan.")
                return redirect("surveys_sheets", code=office.code, entry_id=survey.pk)
        context = {
            "entry": survey, "day_form": day, "rows": rows, "questions": survey.instrument.questions,
            "is_open": survey.state == "open", "in_all": survey.answers.count(), "period": period_words(survey),
        }  # fmt: skip
        has_fault = day.is_bound and (day.errors or not rows.is_valid())
        return self._render(request, office, "surveys/sheets.html", context, status=422 if has_fault else 200)

    @posts
    def slips(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Issues so many slips (``many``) and hands them out as PDF, this once: their codes are kept nowhere."""
        survey, text = self._round(request, office, entry_id), request.POST.get("many", "")
        many = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
        try:
            codes = issue_slips(survey=survey, many=many, by=user_of(request))
        except Refused as no:
            return self._results(request, office, survey, said=no.text)
        return _pdf(slips_paper(survey, codes, _address(request, survey)), f"kartu-{survey.number}-{survey.year}")

    @opens
    def poster(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """The round's address as code on a sheet for the wall, as PDF; none for a round on paper or one that is over."""
        survey = self._round(request, office, entry_id)
        if survey.means == Means.PAPER or survey.state not in {"draft", "open"}:
            raise Http404
        address = _address(request, survey)
        return _pdf(code_poster(survey, address, _drawing(address)), f"survei-{survey.number}-{survey.year}")

    def _results(self, request: HttpRequest, office: Office, survey: Survey, said: str = "") -> HttpResponse:
        outcome, answered = outcome_of(survey), survey.answers.count()
        asked = sample_size(survey.population or 0)
        context: dict[str, Any] = {
            "entry": survey, "said": said, "outcome": outcome, "answered": answered, "asked": asked,
            "ways": ways_of(survey), "profile": profile_of(survey) if outcome else [], "period": period_words(survey),
            "formula": FORMULA_WORDS.get(survey.formula, survey.formula), "shut": why_shut(survey, today(office.time_zone)),
            "is_going": survey.state in {"draft", "open"}, "on_slips": survey.means == Means.SLIPS,
            "on_paper": survey.means == Means.PAPER,
        }  # fmt: skip
        if outcome:
            context |= _working(outcome)
        else:
            context |= _ways_in(request, survey)
        return self._render(request, office, "surveys/results.html", context, status=422 if said else 200)

    def _round(self, request: HttpRequest, office: Office, entry_id: int) -> Survey:
        found = self._find(request, office, entry_id)
        assert isinstance(found, Survey)  # noqa: S101 - the entries of this book are rounds
        return found


def _working(outcome: Outcome) -> dict[str, Any]:
    """The index of a closed round in words, what the customary weight makes of it, and the earlier rounds."""
    survey, result = outcome.survey, outcome.result
    return {
        "index": number_words(result.index, 2) if result else "", "customary": customary_words(result) if result else "",
        "rounds": [(each, number_words(each.index or 0, 2)) for each in earlier_rounds(survey)],
    }  # fmt: skip


def _ways_in(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    """The public addresses of a round that is not over, its code, and how many of its slips were spent."""
    address, slips = _address(request, survey), Slip.objects.filter(survey=survey)
    kiosk = request.build_absolute_uri(reverse("surveys_kiosk", kwargs={"token": survey.token}))
    return {
        "address": address, "kiosk": kiosk, "code": _code(address),
        "slips": slips.count(), "spent": slips.filter(is_spent=True).count(),
    }  # fmt: skip


def _address(request: HttpRequest, survey: Survey) -> str:
    return request.build_absolute_uri(reverse("surveys_answer", kwargs={"token": survey.token}))


def _drawing(address: str) -> str:
    """The address as QR code: SVG with its size, dark on white in every theme; readable with a corner torn off."""
    drawn: str = segno.make_qr(address, error="m").svg_inline(scale=10, border=4, light="#fff")
    return drawn


def _code(address: str) -> SafeString:
    drawn = segno.make_qr(address, error="m").svg_inline(
        scale=6, border=4, light="#fff", omitsize=True, svgclass="survey-code", title="Kode QR survei"
    )
    return mark_safe(drawn)  # noqa: S308 - drawn here from our own address, which holds no markup


def _pdf(paper: Paper, name: str) -> HttpResponse:
    answer = HttpResponse(write(paper, "pdf"), content_type=MEDIA_TYPES["pdf"])
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store, private"
    return answer
