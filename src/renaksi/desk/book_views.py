"""The screens of a book as a whole: its measures, empty months, officers, import and papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from renaksi.accounts.access import user_of
from renaksi.desk.domain.nil import lift_nil_said, say_nil
from renaksi.desk.guard import opens, posts
from renaksi.desk.measure_page import measure_page_of
from renaksi.desk.register import Register
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office


class BookViews:
    """What belongs to the book and not to one entry. DeskView stands on it."""

    register: Register

    def _render(
        self, request: HttpRequest, office: Office, template: str, context: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        raise NotImplementedError

    def _day(self, office: Office) -> date:
        raise NotImplementedError

    @opens
    def measure_list(self, request: HttpRequest, office: Office) -> HttpResponse:
        """What the book measures, month by month of a year (``tahun``), each figure a way to the entries behind it."""
        page = measure_page_of(self.register, office, self._day(office), request.GET.get("tahun", ""))
        return self._render(request, office, "desk/measures.html", {"page": page})

    @posts
    def nil(self, request: HttpRequest, office: Office) -> HttpResponse:
        """Says that a month (``bulan`` = 2026-03) was empty, or takes it back (``do`` = lift)."""
        year, month = _month_of(request.POST.get("bulan", ""), self._day(office))
        verb = lift_nil_said if request.POST.get("do") == "lift" else say_nil
        try:
            verb(register=self.register, office=office, year=year, month=month, by=user_of(request))
        except Refused as no:
            messages.error(request, no.text)
        else:
            messages.success(request, "Tersimpan.")
        answer = redirect(f"{self.register.name}_measures", code=office.code)
        answer["Location"] += f"?tahun={year}"
        return answer


def _month_of(code: str, day: date) -> tuple[int, int]:
    try:
        first = date.fromisoformat(f"{code}-01")
    except ValueError:
        return day.year, day.month
    return first.year, first.month
