"""Pegawai: who serves here, one person, and what is done with them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.offices.access import in_office, rights_in
from renaksi.offices.domain.staff import add_person, change_person, end_person, restore_person, withdraw_person
from renaksi.offices.domain.staff_duties import end_filing_duty, set_filing_duty
from renaksi.offices.domain.staff_tenures import appoint, end_tenure, withdraw_tenure
from renaksi.offices.models import FilingDuty, Office, Person, PersonKind, Tenure
from renaksi.offices.staff_forms import AppointmentForm, DayForm, DutyForm, LeaveForm, ReasonForm, StaffPersonForm
from renaksi.offices.staff_page import (
    StaffWish,
    duties_of,
    history_of,
    masked,
    post_rows,
    rows_of,
    tally_of,
    units_used,
    wished,
)
from renaksi.offices.views.staff_form import FormPage, person_address, show_form

PER_PAGE = 50


@in_office(Right.READ)
def staff(request: HttpRequest, office: Office) -> HttpResponse:
    """The list of a day, by name, with search and filters."""
    whole = _may_write(request, office)
    wish = StaffWish.of(request.GET, today(office.time_zone))
    page = Paginator(wished(office, wish, whole=whole), PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {
        "page": page,
        "rows": rows_of(list(page.object_list), office, wish.day, whole=whole),
        "wish": wish,
        "tally": tally_of(office, wish.day),
        "units": units_used(office),
        "kinds": PersonKind.choices,
        "may_write": whole,
    }
    return render(request, "offices/staff.html", shown)


@in_office(Right.READ)
def person(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """One person: facts, posts and duties over time, history."""
    found = _person(office, person_id)
    whole, day = _may_write(request, office), today(office.time_zone)
    shown = {
        "person": found,
        "nip": masked(found.nip, whole=whole),
        "tenures": found.tenures.select_related("post").order_by("-since", "-pk"),
        "duties": duties_of(found, day),
        "decisions": found.filing_duties.all(),
        "serves": found.holds_on(day),
        "may_write": whole,
        "history": history_of(office, f"person:{found.pk}") if _may_read_trail(request, office) else None,
    }
    return render(request, "offices/staff_person.html", shown)


@in_office(Right.EDIT_OFFICE)
def person_add(request: HttpRequest, office: Office) -> HttpResponse:
    """Records someone who serves here."""
    form = StaffPersonForm(request.POST or None, office=office)
    back = reverse("person_list", kwargs={"code": office.code})
    page = FormPage("Tambah pegawai", "Simpan", "Pegawai dicatat.", back, crumbs=_crumbs(office))

    def act() -> str:
        added = add_person(office=office, facts=form.facts(), by=user_of(request))
        return person_address(added, office)

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def person_edit(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """Puts right what is said of a person."""
    found = _person(office, person_id)
    posted = request.method == "POST"
    form = StaffPersonForm(request.POST, office=office, person=found) if posted else StaffPersonForm.of(found)
    page = _page(found, office, f"Ubah data {found}", "Simpan", "Data pegawai disimpan.")

    def act() -> None:
        change_person(person=found, facts=form.facts(), seen=form.version_seen(), by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def person_end(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """The person's last day here."""
    found = _person(office, person_id)
    form = LeaveForm(request.POST or None)
    lead = "Jabatan yang masih dipegang ikut berakhir. Catatannya tetap ada: hitungan untuk hari-hari sebelumnya tidak berubah."
    told = f"Masa tugas {found} diakhiri."
    page = _page(found, office, f"Akhiri masa tugas {found}", "Akhiri masa tugas", told, lead=lead, danger=True)

    def act() -> None:
        given = form.cleaned_data
        end_person(person=found, on=given["until"], reason=given["reason"], by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def person_restore(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """Takes back that the person left."""
    found = _person(office, person_id)
    form = ReasonForm(request.POST or None)
    lead = "Jabatan yang ikut berakhir bersama masa tugasnya berlaku lagi."
    page = _page(found, office, f"Pulihkan {found}", "Pulihkan", f"{found} bertugas lagi.", lead=lead)

    def act() -> None:
        restore_person(person=found, reason=form.cleaned_data["reason"], by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def person_withdraw(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """Strikes out a person recorded by mistake."""
    found = _person(office, person_id)
    form = ReasonForm(request.POST or None)
    lead = "Untuk orang yang keliru dicatat. Bila ia sungguh pernah bertugas di sini, akhiri masa tugasnya."
    title, told = f"Batalkan catatan {found}", "Catatan pegawai dibatalkan."
    page = _page(found, office, title, "Batalkan catatan", told, lead=lead, danger=True)

    def act() -> str:
        withdraw_person(person=found, reason=form.cleaned_data["reason"], by=user_of(request))
        return reverse("person_list", kwargs={"code": office.code})

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def person_appoint(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """The person comes to hold a post."""
    found = _person(office, person_id)
    rows = post_rows(office, today(office.time_zone))
    posts = [(row.post, str(row.holder.person) if row.holder else "") for row in rows]
    form = AppointmentForm(request.POST or None, persons=[found], posts=posts, fixed="person")
    page = _page(found, office, f"Catat jabatan {found}", "Simpan", "Jabatan dicatat.")

    def act() -> None:
        appoint(person=found, post=form.chosen_post(), appointment=form.appointment(), by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def tenure_end(request: HttpRequest, office: Office, tenure_id: int) -> HttpResponse:
    """The last day in a post."""
    tenure = _tenure(office, tenure_id)
    form = DayForm(request.POST or None)
    page = _page(tenure.person, office, f"Akhiri jabatan {tenure.post}", "Akhiri jabatan", "Jabatan diakhiri.")

    def act() -> None:
        end_tenure(tenure=tenure, on=form.cleaned_data["until"], by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def tenure_withdraw(request: HttpRequest, office: Office, tenure_id: int) -> HttpResponse:
    """Strikes out a tenure recorded by mistake."""
    tenure = _tenure(office, tenure_id)
    form = ReasonForm(request.POST or None)
    lead = "Untuk catatan yang keliru. Bila jabatan itu sungguh pernah dipegang, akhiri saja."
    title, told = f"Batalkan catatan jabatan {tenure.post}", "Catatan jabatan dibatalkan."
    page = _page(tenure.person, office, title, "Batalkan catatan", told, lead=lead, danger=True)

    def act() -> None:
        withdraw_tenure(tenure=tenure, reason=form.cleaned_data["reason"], by=user_of(request))

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def duty_set(request: HttpRequest, office: Office, person_id: int) -> HttpResponse:
    """What was decided on the person's duty to report, against the rule."""
    found = _person(office, person_id)
    form = DutyForm(request.POST or None)
    lead = "Hanya bila keputusan penetapan wajib lapor berbeda dari aturan bawaan."
    page = _page(found, office, f"Ketetapan wajib lapor {found}", "Simpan", "Ketetapan dicatat.", lead=lead)

    def act() -> None:
        given = dict(form.cleaned_data)
        kind, is_exempt = given.pop("report"), bool(given.pop("is_exempt"))
        set_filing_duty(person=found, kind=kind, is_exempt=is_exempt, by=user_of(request), **given)

    return show_form(request, office, form, page, act)


@in_office(Right.EDIT_OFFICE)
def duty_end(request: HttpRequest, office: Office, duty_id: int) -> HttpResponse:
    """The last day of such a decision."""
    duty = get_object_or_404(FilingDuty.objects.select_related("person__office"), pk=duty_id, person__office=office)
    form = DayForm(request.POST or None)
    title = f"Akhiri ketetapan {duty.get_kind_display()}"
    page = _page(duty.person, office, title, "Akhiri ketetapan", "Ketetapan diakhiri.")

    def act() -> None:
        end_filing_duty(duty=duty, on=form.cleaned_data["until"], by=user_of(request))

    return show_form(request, office, form, page, act)


def _person(office: Office, person_id: int) -> Person:
    found: Person = get_object_or_404(Person.objects.select_related("office", "user"), pk=person_id, office=office)
    return found


def _tenure(office: Office, tenure_id: int) -> Tenure:
    joined = Tenure.objects.select_related("person__office", "post")
    found: Tenure = get_object_or_404(joined, pk=tenure_id, person__office=office)
    return found


def _page(found: Person, office: Office, title: str, button: str, done: str, **more: Any) -> FormPage:
    back = person_address(found, office)
    return FormPage(title, button, done, back, crumbs=[*_crumbs(office), (str(found), back)], row=found, **more)


def _crumbs(office: Office) -> list[tuple[str, str]]:
    return [("Pegawai", reverse("person_list", kwargs={"code": office.code}))]


def _may_write(request: HttpRequest, office: Office) -> bool:
    return Right.EDIT_OFFICE in rights_in(request.user, office)


def _may_read_trail(request: HttpRequest, office: Office) -> bool:
    return Right.READ_TRAIL in rights_in(request.user, office)
