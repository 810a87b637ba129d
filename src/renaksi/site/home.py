"""The way in: where a person lands, and the office's Beranda."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renaksi.accounts.access import public, signed_in
from renaksi.accounts.roles import Right
from renaksi.offices.access import in_office, memberships_of, visible_to
from renaksi.offices.models import Office


@public
def healthy(request: HttpRequest) -> HttpResponse:
    """Says ``sehat`` when the process answers and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat", content_type="text/plain; charset=utf-8")


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Sends a person to their first office; without one, says whom to ask."""
    for membership in memberships_of(request.user):
        return redirect("office_home", code=membership.office.code)
    return render(request, "site/no_office.html")


@in_office(Right.READ)
def office_home(request: HttpRequest, office: Office) -> HttpResponse:
    """Beranda: what is to be done now."""
    return render(request, "site/office_home.html", {"office": office})


@signed_in
def office_list(request: HttpRequest) -> HttpResponse:
    """The offices the person may read, found by name or code."""
    words = request.GET.get("cari", "").strip()
    offices = Office.objects.filter(visible_to(request.user, "")).order_by("path")
    for word in words.split():
        offices = offices.filter(Q(name__icontains=word) | Q(codes__code=word) | Q(code=word)).distinct()
    page = Paginator(offices, 50).get_page(request.GET.get("halaman"))
    return render(request, "site/office_list.html", {"page": page, "words": words})
