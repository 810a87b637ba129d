"""Pengguna: who works here, with which roles; adding, locking, ending, new passwords."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.domain.slips import SLIP_DAYS, Slip
from renaksi.accounts.models import User
from renaksi.accounts.roles import RIGHT_TITLES, Right, roles_for
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.domain import people
from renaksi.offices.domain.members import STATES, as_members, members_of
from renaksi.offices.forms import AreasForm, EndForm, IdentityForm, PersonForm, RoleForm
from renaksi.offices.models import Membership, Office

PER_PAGE = 50


@in_office(Right.MANAGE_USERS)
def users(request: HttpRequest, office: Office) -> HttpResponse:
    """The list, by name, with search and state."""
    words, state = request.GET.get("cari", "").strip(), request.GET.get("keadaan", "")
    page = Paginator(members_of(office, words=words, state=state), PER_PAGE).get_page(request.GET.get("halaman"))
    found = {"page": page, "members": as_members(page.object_list, office)}
    return render(request, "offices/users.html", found | {"words": words, "state": state, "states": STATES})


@in_office(Right.READ)
def roles(request: HttpRequest, office: Office) -> HttpResponse:
    """What each role may do here."""
    told = [(role, [RIGHT_TITLES[right] for right in Right if right in role.rights]) for role in roles_for(office.kind)]
    return render(request, "offices/roles.html", {"roles": told})


@in_office(Right.MANAGE_USERS)
def user_add(request: HttpRequest, office: Office) -> HttpResponse:
    """Brings in one person; shows the slip of a new account once."""
    form = PersonForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            added = people.add_user(office=office, person=form.person(), by=user_of(request))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if added.slip:
                return show_slips(request, office, [added.slip])
            messages.success(
                request, f"{added.membership.user} sekarang juga bertugas di sini dengan akunnya yang sudah ada."
            )
            return redirect("office_user", code=office.code, user_id=added.membership.user_id)
    return render(request, "offices/user_add.html", {"form": form, "roles": roles_for(office.kind)})


@in_office(Right.MANAGE_USERS)
def user(request: HttpRequest, office: Office, user_id: int) -> HttpResponse:
    """One person: facts, roles, what can be done."""
    return _user_page(request, office, _member(office, user_id))


@in_office(Right.MANAGE_USERS)
def user_edit(request: HttpRequest, office: Office, user_id: int) -> HttpResponse:
    """Corrects a person's name and numbers."""
    person = _member(office, user_id)
    form = IdentityForm(request.POST) if request.method == "POST" else IdentityForm.of(person)
    if request.method == "POST" and form.is_valid():
        try:
            people.change_user(user=person, office=office, by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Data pengguna disimpan.")
            return redirect("office_user", code=office.code, user_id=user_id)
    return render(request, "offices/user_edit.html", {"form": form, "person": person})


@in_office(Right.MANAGE_USERS)
@require_POST
def role_give(request: HttpRequest, office: Office, user_id: int) -> HttpResponse:
    """Gives one more role."""
    person = _member(office, user_id)
    form = RoleForm(request.POST, office=office)
    if form.is_valid():
        try:
            people.give_role(user=person, office=office, by=user_of(request), **form.cleaned_data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Peran diberikan kepada {person}.")
            return redirect("office_user", code=office.code, user_id=user_id)
    return _user_page(request, office, person, role_form=form)


@in_office(Right.MANAGE_USERS)
@require_POST
def role_areas(request: HttpRequest, office: Office, user_id: int, membership_id: int) -> HttpResponse:
    """Changes the areas of a role."""
    membership = get_object_or_404(Membership, pk=membership_id, office=office, user_id=user_id)
    form = AreasForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pilih area 1 sampai 8.")
        return redirect("office_user", code=office.code, user_id=user_id)
    return _done(
        request, office, user_id, "Area disimpan.",
        lambda by: people.change_areas(membership=membership, areas=form.cleaned_data["areas"], by=by),
    )  # fmt: skip


@in_office(Right.MANAGE_USERS)
@require_POST
def role_end(request: HttpRequest, office: Office, user_id: int, membership_id: int) -> HttpResponse:
    """Ends a role, at once or on a day to come."""
    membership = get_object_or_404(Membership, pk=membership_id, office=office, user_id=user_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tanggal hari terakhir tidak sah.")
        return redirect("office_user", code=office.code, user_id=user_id)
    until = form.cleaned_data["until"]
    return _done(
        request, office, user_id, "Peran diakhiri.",
        lambda by: people.end_membership(membership=membership, until=until, by=by),
    )  # fmt: skip


@in_office(Right.MANAGE_USERS)
@require_POST
def user_lock(request: HttpRequest, office: Office, user_id: int) -> HttpResponse:
    """Locks an account."""
    person = _member(office, user_id)
    return _done(
        request, office, user_id, f"Akun {person} dikunci; sesinya berakhir.",
        lambda by: people.lock_user(user=person, office=office, by=by),
    )  # fmt: skip


@in_office(Right.MANAGE_USERS)
@require_POST
def user_unlock(request: HttpRequest, office: Office, user_id: int) -> HttpResponse:
    """Unlocks an account."""
    person = _member(office, user_id)
    return _done(
        request, office, user_id, f"Akun {person} dapat dipakai lagi.",
        lambda by: people.unlock_user(user=person, office=office, by=by),
    )  # fmt: skip


@in_office(Right.MANAGE_USERS)
@require_POST
def user_password(request: HttpRequest, office: Office, user_id: int) -> HttpResponse:
    """Makes a one-time slip and shows it once."""
    try:
        slip = people.reset_password(user=_member(office, user_id), office=office, by=user_of(request))
    except Refused as refusal:
        messages.error(request, refusal.text)
        return redirect("office_user", code=office.code, user_id=user_id)
    return show_slips(request, office, [slip])


def show_slips(request: HttpRequest, office: Office, slips: list[Slip]) -> HttpResponse:
    """The page with the slips. It answers the very request that made them: nothing keeps the passwords for a second look."""
    return render(request, "offices/slips.html", {"slips": slips, "days": SLIP_DAYS, "host": request.get_host()})


def _done(request: HttpRequest, office: Office, user_id: int, told: str, act: Callable[[User], Any]) -> HttpResponse:
    """Makes the one domain call and goes back to the person's page, with what happened or why not."""
    try:
        act(user_of(request))
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, told)
    return redirect("office_user", code=office.code, user_id=user_id)


def _member(office: Office, user_id: int) -> User:
    return get_object_or_404(members_of(office), pk=user_id)


def _user_page(request: HttpRequest, office: Office, person: User, role_form: RoleForm | None = None) -> HttpResponse:
    (member,) = as_members([person], office)
    page = {
        "member": member,
        "person": person,
        "role_form": role_form or RoleForm(office=office),
        "roles": [
            (
                row,
                AreasForm(initial={"areas": row.areas}, auto_id=f"area{row.pk}_%s"),
                EndForm(auto_id=f"akhir{row.pk}_%s"),
            )
            for row in member.roles
        ],
        "all_roles": roles_for(office.kind),
        "is_self": person.pk == user_of(request).pk,
    }
    return render(request, "offices/user.html", page)
