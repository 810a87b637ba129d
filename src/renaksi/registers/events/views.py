"""The door of an event: the page that shows its code, the poster, and the public page where people sign."""

from __future__ import annotations

from io import BytesIO

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from renaksi.accounts.access import public, user_of
from renaksi.desk.guard import opens, writes
from renaksi.desk.views import DeskView
from renaksi.entries.models import Entry
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.forms import RefusableForm
from renaksi.offices.models import Office
from renaksi.papers import MEDIA_TYPES, write
from renaksi.registers.events.domain.door import close_door, door_of, is_on, open_door, sign, why_shut
from renaksi.registers.events.models import Attendance, Door, Event
from renaksi.registers.events.poster import poster_paper
from renaksi.registers.events.shown import day_words


class EventDesk(DeskView):
    """Adds the door to the entry's page on the event's day."""

    def _entry(
        self, request: HttpRequest, office: Office, entry: Entry, *, status: int = 200, **more: object
    ) -> HttpResponse:
        links = []
        if isinstance(entry, Event) and is_on(entry, self._day(office)):
            is_open = door_of(entry) is not None
            links = [("Pintu daftar hadir (terbuka)" if is_open else "Buka daftar hadir di pintu", "events_door")]
        return super()._entry(request, office, entry, status=status, **{"own_links": links, **more})

    @writes
    def door(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """The code at the door with how many have signed; sent, the door is opened (``do`` = open) or closed."""
        event, said = self._event(request, office, entry_id), ""
        if request.method == "POST":
            try:
                verb = open_door if request.POST.get("do") == "open" else close_door
                verb(event=event, by=user_of(request))
            except Refused as no:
                said = no.text
            else:
                return redirect("events_door", code=office.code, entry_id=event.pk)
        door, signed = door_of(event), Attendance.objects.standing().filter(entry=event)
        address = _address(request, door) if door else ""
        context = {
            "entry": event, "door": door, "address": address, "code": _code(address) if address else "", "said": said,
            "shut": why_shut(door, self._day(office)) if door else "", "may_open": is_on(event, self._day(office)),
            "held_on": day_words(event.held_on), "signed": signed.filter(door__isnull=False).count(), "all": signed.count(),
        }  # fmt: skip
        is_part = request.headers.get("HX-Target") == "hitungan"
        template = "events/parts/count.html" if is_part else "events/door.html"
        return self._render(request, office, template, context, status=422 if said else 200)

    @opens
    def poster(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """The open door's code on a sheet for the wall, as PDF; none without an open door."""
        event = self._event(request, office, entry_id)
        door = door_of(event)
        if door is None:
            raise Http404
        address = _address(request, door)
        content = write(poster_paper(event, address, _drawing(address)), "pdf")
        answer = HttpResponse(content, content_type=MEDIA_TYPES["pdf"])
        answer["Content-Disposition"] = f'inline; filename="pintu-{event.number}-{event.year}.pdf"'
        answer["Cache-Control"] = "no-store, private"
        return answer

    def _event(self, request: HttpRequest, office: Office, entry_id: int) -> Event:
        found = self._find(request, office, entry_id)
        assert isinstance(found, Event)  # noqa: S101 - the entries of this book are events
        return found


class SignForm(RefusableForm):
    """Who is there. ``kosong`` is a trap for machines that fill in whatever they find."""

    use_required_attribute = False
    name = forms.CharField(
        label="Nama lengkap",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "words"}),
        error_messages={"required": "Tulis nama lengkap Anda.", "max_length": "Nama paling panjang 120 huruf."},
    )
    office_name = forms.CharField(
        label="Jabatan atau asal",
        max_length=160,
        help_text="Misalnya SMA Negeri 1, atau Staf Sekretariat.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={
            "required": "Tulis jabatan atau asal Anda, misalnya nama sekolah atau instansi.",
            "max_length": "Jabatan atau asal paling panjang 160 huruf.",
        },
    )
    kosong = forms.CharField(
        label="Jangan diisi",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_kosong(self) -> str:
        """Filled by a machine, or by a browser on somebody's behalf: who is a person empties it and sends again."""
        if self.cleaned_data["kosong"]:
            raise forms.ValidationError("Kosongkan isian ini, lalu kirim lagi.")
        return ""


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_at_door(request: HttpRequest, token: str) -> HttpResponse:
    """A visitor signs, without an account and without scripts; ``hasil`` tells how it went. Shows title, date and place alone."""
    door = get_object_or_404(Door.objects.select_related("event__office"), token=token)
    sent = request.POST if request.method == "POST" else None
    form, shut = SignForm(sent), why_shut(door, today(door.event.office.time_zone))
    if request.method == "POST" and form.is_valid() and not shut:
        try:
            is_new = sign(door=door, name=form.cleaned_data["name"], office_name=form.cleaned_data["office_name"])
        except Refused as no:
            form.refuse(no)
        else:
            return redirect(f"{request.path}?hasil={'tercatat' if is_new else 'sudah'}")
    context = {
        "event": door.event, "held_on": day_words(door.event.held_on), "form": form, "shut": shut,
        "result": request.GET.get("hasil", "") if request.method != "POST" else "",
    }  # fmt: skip
    return render(request, "events/sign.html", context, status=403 if shut else 422 if form.errors else 200)


def _address(request: HttpRequest, door: Door) -> str:
    return request.build_absolute_uri(reverse("events_sign", kwargs={"token": door.token}))


def _drawing(address: str) -> str:
    """The address as QR code: SVG with its size, dark on white; readable with a corner torn off."""
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", scale=10, border=4, light="#fff", xmldecl=False, nl=False)
    return drawn.getvalue().decode()


def _code(address: str) -> SafeString:
    drawn = segno.make_qr(address, error="m").svg_inline(
        scale=10, border=4, light="#fff", omitsize=True, svgclass="door-code", title="Kode QR daftar hadir"
    )
    return mark_safe(drawn)  # noqa: S308 - drawn here from our own address, which holds no markup
