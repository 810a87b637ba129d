"""The book's own screens: the campaign, one's own statements with signing, and the texts that are signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from renaksi.accounts.access import user_of
from renaksi.desk.access import may_write
from renaksi.desk.guard import Guarded, opens, posts, writes
from renaksi.kernel.refusal import Refused
from renaksi.offices.forms import DayField, RefusableForm
from renaksi.offices.models import Office, Person
from renaksi.registers.declarations.campaign_page import (
    kind_asked,
    standings,
    year_asked,
    years_offered,
)
from renaksi.registers.declarations.desk import DeclarationDesk
from renaksi.registers.declarations.domain.campaign import make_campaign
from renaksi.registers.declarations.domain.sign import may_sign, sign_pledge, statement_of
from renaksi.registers.declarations.domain.texts import LONGEST, text_of, write_text
from renaksi.registers.declarations.models import PLEDGES, Declaration, DeclarationKind, Signing
from renaksi.registers.declarations.obliged import due_on


class CampaignForm(RefusableForm):
    """From which day, and until when."""

    use_required_attribute = False
    on = DayField(
        "Wajib per tanggal", required=True, error_messages={"required": "Tulis tanggal wajibnya."},
        help_text="Yang bertugas dan wajib pada hari itu mendapat catatan.",
    )  # fmt: skip
    due_on = DayField("Batas waktu", required=True, error_messages={"required": "Tulis batas waktunya."})


class SignForm(RefusableForm):
    """The statement seen, and the password again."""

    use_required_attribute = False
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    password = forms.CharField(
        label="Kata sandi Anda", max_length=256, strip=False, error_messages={"required": "Ketik kata sandi Anda."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Diketik lagi supaya yang menandatangani sungguh Anda.",
    )  # fmt: skip


class TextForm(RefusableForm):
    """The words of a pact or commitment."""

    use_required_attribute = False
    text = forms.CharField(
        label="Isi naskah", max_length=LONGEST * 2, widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={"required": "Isi naskahnya."},
        help_text="Butir bernomor ditulis satu baris satu butir, misalnya “1. Tidak meminta …”.",
    )  # fmt: skip


def _reads_and_sends(method: Callable[..., Any]) -> Guarded:
    """Whoever may open the book; the method itself lets each person act on their own entry alone."""
    by_hand = require_http_methods(["GET", "HEAD", "POST"])
    return Guarded(method, by=lambda view: sensitive_post_parameters("password")(by_hand(view)))


class OwnScreens(DeclarationDesk):
    """The screens beside the desk's."""

    @opens
    def campaign(self, request: HttpRequest, office: Office) -> HttpResponse:
        """How far each kind is in ``tahun``; of ``jenis`` also who is left (by name for who writes) and the reminder."""
        return self._campaign(request, office, None)

    @posts
    def campaign_make(self, request: HttpRequest, office: Office) -> HttpResponse:
        """Makes the entries still missing for ``jenis``."""
        form, kind = CampaignForm(request.POST), kind_asked(request.POST.get("jenis", ""))
        if form.is_valid():
            on, due = form.cleaned_data["on"], form.cleaned_data["due_on"]
            try:
                made = make_campaign(office=office, kind=kind, on=on, due_on=due, by=user_of(request))
            except Refused as no:
                form.refuse(no)
            else:
                words = f"{len(made)} catatan baru dibuat." if made else "Semua yang wajib sudah punya catatan."
                messages.success(request, f"{kind.label} {on.year}: {words}")
                return redirect(f"{_campaign_address(office)}?tahun={on.year}&jenis={kind}")
        return self._campaign(request, office, form)

    def _campaign(self, request: HttpRequest, office: Office, form: CampaignForm | None) -> HttpResponse:
        day, asked = self._day(office), request.POST if form else request.GET
        year, kind = year_asked(asked.get("tahun", ""), day), kind_asked(asked.get("jenis", ""))
        kinds = standings(office, year, day)
        chosen = next(each for each in kinds if each.kind == kind)
        on = day if year == day.year else None
        proposed = {"on": on, "due_on": max(due_on(kind, year), on) if on else due_on(kind, year)}
        context = {
            "kinds": kinds, "chosen": chosen, "year": year, "years": years_offered(office, day),
            "form": form or CampaignForm(initial=proposed), "shows_names": may_write(request.user, office, self.register),
            "tab": "declarations_campaign",
        }  # fmt: skip
        return self._render(request, office, "declarations/campaign.html", context, status=422 if form else 200)

    @opens
    def mine(self, request: HttpRequest, office: Office) -> HttpResponse:
        """The user's own entries, newest year first, with what waits for a signature."""
        user = user_of(request)
        own = Declaration.objects.standing().filter(office=office, person__user=user).select_related("person")
        own = own.annotate(is_signed=Exists(Signing.objects.filter(declaration=OuterRef("pk"))))
        rows = [
            {"entry": row, "may_sign": may_sign(row, user), "state": self.register.state(row.state)}
            for row in own.order_by("-year", "due_on", "kind")
        ]
        is_person = bool(rows) or Person.objects.filter(office=office, user=user).exists()
        context = {"rows": rows, "is_person": is_person, "tab": "declarations_mine"}
        return self._render(request, office, "declarations/mine.html", context)

    @_reads_and_sends
    def sign(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """The statement to read; sent with the password, it is signed. There for the person alone."""
        user = user_of(request)
        own = Declaration.objects.standing().filter(office=office, pk=entry_id, person__user=user, kind__in=PLEDGES)
        entry = own.select_related("office", "person").first()
        if entry is None:
            raise Http404
        form = SignForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            password, seen = form.cleaned_data["password"], form.cleaned_data["seen"]
            try:
                sign_pledge(declaration=entry, seen=seen, password=password, by=user)
            except Refused as no:
                form.refuse(no)
            else:
                messages.success(request, f"{entry.get_kind_display()} {entry.year} sudah ditandatangani.")
                return redirect("declarations_mine", code=office.code)
        context = {
            "declaration": entry, "statement": statement_of(entry, self._day(office)), "form": form,
            "may_sign": may_sign(entry, user), "tab": "declarations_mine",
        }  # fmt: skip
        return self._render(request, office, "declarations/sign.html", context, status=422 if form.is_bound else 200)

    @writes
    def text(self, request: HttpRequest, office: Office) -> HttpResponse:
        """The text of a pact or commitment (``jenis``) for this year; sent, a new version is written."""
        day = self._day(office)
        asked = kind_asked((request.POST if request.method == "POST" else request.GET).get("jenis", ""))
        kind = asked if asked in PLEDGES else DeclarationKind.INTEGRITY_PACT
        form = TextForm(request.POST) if request.method == "POST" else None
        if form and form.is_valid():
            try:
                words, by = form.cleaned_data["text"], user_of(request)
                written = write_text(office=office, kind=kind, year=day.year, text=words, by=by)
            except Refused as no:
                form.refuse(no)
            else:
                messages.success(request, f"Naskah {kind.label} {day.year} tersimpan sebagai versi {written.version}.")
                return redirect(f"{reverse('declarations_text', kwargs={'code': office.code})}?jenis={kind}")
        known = text_of(office, kind, day.year)
        context = {
            "kinds": PLEDGES, "kind": kind, "known": known, "form": form or TextForm(initial={"text": known.text}),
            "tab": "declarations_text", "year": day.year,
        }  # fmt: skip
        return self._render(request, office, "declarations/text.html", context, status=422 if form else 200)


def _campaign_address(office: Office) -> str:
    return reverse("declarations_campaign", kwargs={"code": office.code})
