"""Jabatan: the posts of the office, who holds them, and what is done with them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.kernel.wording import parse_day
from renaksi.offices.access import in_office, rights_in
from renaksi.offices.domain.staff_posts import add_post, change_post, end_post, restore_post, withdraw_post
from renaksi.offices.domain.staff_tenures import appoint
from renaksi.offices.domain.staff_wholes import serving
from renaksi.offices.models import Office, Post, Tenure
from renaksi.offices.staff_forms import AppointmentForm, LeaveForm, PostForm, ReasonForm
from renaksi.offices.staff_page import history_of, post_rows
from renaksi.offices.views.staff_form import FormPage, post_address, show_form


@in_office(Right.READ)
def posts(request: HttpRequest, office: Office) -> HttpResponse:
    """The posts of a day with their holders; vacant ones marked, and alone if asked for."""
    now = today(office.time_zone)
    day = parse_day(request.GET.get("per", "").strip()[:40]) or now
    rows = post_rows(office, day)
    vacant = sum(row.holder is None for row in rows)
    only_vacant = request.GET.get("kosong") == "1"
    shown = {
        "rows": [row for row in rows if row.holder is None] if only_vacant else rows,
        "count": len(rows),
        "vacant": vacant,
        "only_vacant": only_vacant,
        "day": day,
        "is_today": day == now,
        "may_write": _may_write(request, office),
    }
    return render(request, "offices/staff_posts.html", shown)


@in_office(Right.READ)
def post(request: HttpRequest, office: Office, post_id: int) -> HttpResponse:
    """One post: facts, holders over time, history."""
    found, day = _post(office, post_id), today(office.time_zone)
    tenures = list(found.tenures.select_related("person").order_by("-since", "-pk"))
    may_read_trail = Right.READ_TRAIL in rights_in(request.user, office)
    shown = {
        "post": found,
        "tenures": [(tenure, tenure.holds_on(day)) for tenure in tenures],
        "is_vacant": not any(tenure.holds_on(day) and not tenure.is_acting for tenure in tenures),
        "stands": found.holds_on(day),
        "may_write": _may_write(request, office),
        "history": history_of(office, f"post:{found.pk}") if may_read_trail else None,
    }
    return render(request, "offices/staff_post.html", shown)


@in_office(Right.EDIT_OFFICE)
def post_add(request: HttpRequest, office: Office) -> HttpResponse:
    """Adds one seat."""
    form = PostForm(request.POST or None)
    back = reverse("post_list", kwargs={"code": office.code})
    lead = "Satu catatan untuk satu kursi: dua arsiparis adalah dua jabatan."
    page = FormPage("Tambah jabatan", "Simpan", "Jabatan ditambahkan.", back, lead=lead, crumbs=_crumbs(office))

    def act() -> str:
        return post_address(add_post(office=office, facts=form.facts(), by=user_of(request)), office)

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def post_edit(request: HttpRequest, office: Office, post_id: int) -> HttpResponse:
    """Puts right what is said of a post."""
    found = _post(office, post_id)
    form = PostForm(request.POST) if request.method == "POST" else PostForm.of(found)
    page = _page(found, office, f"Ubah jabatan {found}", "Simpan", "Jabatan disimpan.")

    def act() -> None:
        change_post(post=found, facts=form.facts(), seen=form.version_seen(), by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def post_end(request: HttpRequest, office: Office, post_id: int) -> HttpResponse:
    """Abolishes a post."""
    found = _post(office, post_id)
    form = LeaveForm(request.POST or None)
    lead = "Untuk jabatan yang dihapus dari susunan organisasi. Catatannya tetap ada."
    page = _page(found, office, f"Hapus jabatan {found}", "Hapus jabatan", "Jabatan dihapus.", lead=lead, danger=True)

    def act() -> None:
        given = form.cleaned_data
        end_post(post=found, on=given["until"], reason=given["reason"], by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def post_restore(request: HttpRequest, office: Office, post_id: int) -> HttpResponse:
    """Takes back that a post was abolished."""
    found = _post(office, post_id)
    form = ReasonForm(request.POST or None)
    page = _page(found, office, f"Pulihkan jabatan {found}", "Pulihkan", "Jabatan ada lagi.")

    def act() -> None:
        restore_post(post=found, reason=form.cleaned_data["reason"], by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def post_withdraw(request: HttpRequest, office: Office, post_id: int) -> HttpResponse:
    """Strikes out a post recorded by mistake."""
    found = _post(office, post_id)
    form = ReasonForm(request.POST or None)
    lead = "Untuk jabatan yang keliru dicatat dan belum pernah ada pemangkunya."
    title, told = f"Batalkan catatan {found}", "Catatan jabatan dibatalkan."
    page = _page(found, office, title, "Batalkan catatan", told, lead=lead, danger=True)

    def act() -> str:
        withdraw_post(post=found, reason=form.cleaned_data["reason"], by=user_of(request))
        return reverse("post_list", kwargs={"code": office.code})

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def post_appoint(request: HttpRequest, office: Office, post_id: int) -> HttpResponse:
    """Someone comes to hold the post."""
    found = _post(office, post_id)
    persons = list(serving(office, today(office.time_zone)).select_related("office"))
    form = AppointmentForm(request.POST or None, persons=persons, posts=[(found, _holder(found, office))], fixed="post")
    page = _page(found, office, f"Catat pemangku {found}", "Simpan", "Pemangku jabatan dicatat.")

    def act() -> None:
        appoint(person=form.chosen_person(), post=found, appointment=form.appointment(), by=user_of(request))

    return show_form(request, office, form, page, act)


def _holder(found: Post, office: Office) -> str:
    held: Tenure | None = (
        found.tenures.current(today(office.time_zone)).filter(is_acting=False).select_related("person").first()
    )
    return str(held.person) if held else ""


def _post(office: Office, post_id: int) -> Post:
    found: Post = get_object_or_404(Post.objects.select_related("office"), pk=post_id, office=office)
    return found


def _page(found: Post, office: Office, title: str, button: str, done: str, **more: Any) -> FormPage:
    back = post_address(found, office)
    return FormPage(title, button, done, back, crumbs=[*_crumbs(office), (str(found), back)], row=found, **more)


def _crumbs(office: Office) -> list[tuple[str, str]]:
    return [
        ("Pegawai", reverse("person_list", kwargs={"code": office.code})),
        ("Jabatan", reverse("post_list", kwargs={"code": office.code})),
    ]


def _may_write(request: HttpRequest, office: Office) -> bool:
    return Right.EDIT_OFFICE in rights_in(request.user, office)
