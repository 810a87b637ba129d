"""One form on one page, sent to one verb: the way every change of a person or post goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.forms import RefusableForm
from renaksi.offices.models import Office, Person, Post
from renaksi.offices.staff_lists import ranks, units_of


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around the form. ``crumbs``: words and addresses above it; ``back`` where it leads when done or left;
    ``row`` whom it is about.
    """

    title: str
    button: str
    done: str
    back: str
    lead: str = ""
    crumbs: Sequence[tuple[str, str]] = ()
    danger: bool = False
    row: Person | Post | None = None


def person_address(person: Person, office: Office) -> str:
    """The page of a person."""
    return reverse("person_page", kwargs={"code": office.code, "person_id": person.pk})


def post_address(post: Post, office: Office) -> str:
    """The page of a post."""
    return reverse("post_page", kwargs={"code": office.code, "post_id": post.pk})


def show_form(
    request: HttpRequest, office: Office, form: RefusableForm, page: FormPage, act: Callable[[], str | None]
) -> HttpResponse:
    """Shows the form, or sends what was typed to the verb in ``act`` and goes on to the address it gives (None: back).

    A refusal stands beside its field; after a stale save what stands now is shown, and sending once more is meant.
    """
    stale = ""
    if request.method == "POST" and form.is_valid():
        try:
            address = act()
        except Stale as refusal:
            stale = refusal.current
            _seen_now(request, form, page.row)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, page.done)
            return redirect(address or page.back)
    shown = {"form": form, "page": page, "stale": stale, "units": units_of(office), "ranks": ranks()}
    return render(request, "offices/staff_form.html", shown, status=422 if request.method == "POST" else 200)


def _seen_now(request: HttpRequest, form: RefusableForm, row: Person | Post | None) -> None:
    """The form as sent, but with what stands now counted as seen: sending it again is then a choice made knowingly."""
    if row is not None:
        row.refresh_from_db(fields=("version",))
        sent = request.POST.copy()
        sent["seen"] = str(row.version)
        form.data = sent
