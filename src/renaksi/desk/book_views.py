"""The screens of a book as a whole: its measures, empty months, officers, import and papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from renaksi.accounts.access import user_of
from renaksi.accounts.models import User
from renaksi.desk.book_paper_views import PaperViews
from renaksi.desk.domain.keepers import end_keeper, name_keeper
from renaksi.desk.domain.nil import lift_nil_said, say_nil
from renaksi.desk.guard import names_officers, opens, posts
from renaksi.desk.import_page import ImportViews
from renaksi.desk.measure_page import measure_page_of
from renaksi.desk.models import Keeper
from renaksi.desk.register import Reading, Register
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Membership, Office

KEEPING = {
    Reading.OFFICE: (
        "Semua yang berhak mencatat di satuan kerja ini menulis di buku ini. Petugas bernama melihat juga catatan yang tertutup."
    ),
    Reading.OFFICERS: "Hanya petugas bernama yang menulis di buku ini; yang lain membacanya.",
    Reading.CLOSED: "Hanya petugas bernama yang membuka buku ini.",
}


class BookViews(PaperViews, ImportViews):
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

    @names_officers
    def keepers(self, request: HttpRequest, office: Office) -> HttpResponse:
        """Who is named officer of the book; sent, a user (``user``) is named or a duty (``keeper``) ended."""
        said = ""
        if request.method == "POST":
            try:
                self._turn_keeper(request, office)
            except Refused as no:
                said = no.text
            else:
                messages.success(request, "Tersimpan.")
                return redirect(f"{self.register.name}_keepers", code=office.code)
        named = Keeper.objects.filter(office=office, book=self.register.name, ended_at__isnull=True)
        members = Membership.objects.current(self._day(office)).filter(office=office)
        users = User.objects.filter(pk__in=members.values("user")).exclude(pk__in=named.values("user"))
        context = {
            "keepers": named.select_related("user", "named_by"), "users": users.order_by("full_name"), "said": said,
            "keeping": KEEPING[self.register.access.reading],
        }  # fmt: skip
        return self._render(request, office, "desk/keepers.html", context, status=422 if said else 200)

    def _turn_keeper(self, request: HttpRequest, office: Office) -> None:
        if ended := request.POST.get("keeper", ""):
            end_keeper(register=self.register, office=office, keeper_id=_number(ended), by=user_of(request))
        else:
            chosen = _number(request.POST.get("user", ""))
            name_keeper(register=self.register, office=office, user_id=chosen, by=user_of(request))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _month_of(code: str, day: date) -> tuple[int, int]:
    try:
        first = date.fromisoformat(f"{code}-01")
    except ValueError:
        return day.year, day.month
    return first.year, first.month
