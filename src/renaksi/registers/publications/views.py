"""The monthly round on the phone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renaksi.accounts.access import user_of
from renaksi.desk.access import in_book
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.chosen import take_chosen
from renaksi.kernel.clock import today
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.registers.publications.looks import round_of, see
from renaksi.registers.publications.models import Publication
from renaksi.registers.publications.register import PublicationDesk, register
from renaksi.registers.publications.tasks import ask_pages


@in_book(register, writes=True)
def look_round(request: HttpRequest, office: Office) -> HttpResponse:
    """The media to be seen again this month. Sent, one is seen (``media``, ``ada`` = ya or tidak) or pages are asked."""
    day = today(office.time_zone)
    said, at = "", 0
    if request.method == "POST":
        if request.POST.get("do") == "pages":
            ask_pages.enqueue(office.pk, user_of(request).pk)
            messages.success(request, "Halaman sedang diperiksa. Muat ulang sebentar lagi untuk melihat hasilnya.")
            return redirect("publications_round", code=office.code)
        medium = _medium(office, request.POST.get("media", ""))
        try:
            _see(request, office, medium)
        except Refused as no:
            said, at = no.text, medium.pk
        else:
            messages.success(request, f"{medium.title}: tersimpan.")
            return redirect("publications_round", code=office.code)
    looks = round_of(office, day)
    context = {
        **PublicationDesk(register).book_frame(request, office), "looks": looks, "said": said, "at": at,
        "month": MONTH_NAMES[day.month - 1], "left": sum(look.last is None for look in looks),
        "pages": any(look.is_page and look.last is None for look in looks),
    }  # fmt: skip
    return render(request, "publications/round.html", context, status=422 if said else 200)


def _see(request: HttpRequest, office: Office, medium: Publication) -> None:
    day, by = today(office.time_zone), user_of(request)
    title = f"Foto {medium.title}, {MONTH_NAMES[day.month - 1]} {day.year}"
    pieces = take_chosen(
        request, office, by=by, proves_from=day.replace(day=1), proves_until=day, title=title, kind="photo"
    )
    is_standing, note = request.POST.get("ada") != "tidak", request.POST.get("note", "")[:250]
    see(medium=medium, on=day, is_standing=is_standing, note=note, picture=pieces[0] if pieces else None, by=by)


def _medium(office: Office, text: str) -> Publication:
    known = REGISTERS["publications"].model.objects.standing()
    found = (
        known.filter(office=office, pk=int(text)).first()
        if text.isascii() and text.isdecimal() and len(text) < 16
        else None
    )
    if not isinstance(found, Publication):
        raise Http404
    return found
