"""The public pages: a complaint is sent, and followed by number and code, without an account and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from renaksi.accounts.access import public
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office
from renaksi.offices.models import Office
from renaksi.registers.complaints.alike import alike_to
from renaksi.registers.complaints.channels import open_on, page_is_open
from renaksi.registers.complaints.codes import code_for, key_of, new_stamp
from renaksi.registers.complaints.domain.follow import complaint_of, may_rate, may_reopen, rate, reopen, reply
from renaksi.registers.complaints.domain.receive import receive_complaint, sent_before
from renaksi.registers.complaints.models import Complaint
from renaksi.registers.complaints.public_forms import ComplaintForm, FollowForm

_FORM = require_http_methods(["GET", "HEAD", "POST"])
NOT_FOUND = "Nomor atau kode lacak tidak cocok. Periksa keduanya pada tanda terima Anda."
DONE = {
    "reply": "Jawaban Anda sudah diterima.",
    "reopen": "Pengaduan Anda dibuka kembali.",
    "rate": "Terima kasih atas penilaian Anda.",
}


@public
@never_cache
@_FORM
def complain(request: HttpRequest, code: str) -> HttpResponse:
    """A visitor complains; sent, they get number and code. Likely doubles are shown first, ``tetap`` sends all the same."""
    office, sent = _office(code), request.method == "POST"
    form, stamp, alike = ComplaintForm(request.POST if sent else None), request.POST.get("cap", ""), []
    is_open = page_is_open(office.pk, today(office.time_zone))
    if sent and is_open and form.is_valid():
        try:
            own = code_for(key_of(stamp), *form.words)
            if not request.POST.get("tetap") and sent_before(office, own) is None:
                alike = alike_to(office, form.values["title"], form.values["summary"], today(office.time_zone))
            if not alike:
                return _receipt(request, office, form, own)
        except Refused as no:
            form.refuse(no)
            stamp = new_stamp() if no.code == "complaints.form_stale" else stamp
    context = {
        "office": office, "form": form, "stamp": stamp or new_stamp(), "alike": alike, "is_open": is_open,
        "channels": open_on(office.pk, today(office.time_zone)),
    }  # fmt: skip
    status = 403 if sent and not is_open else 422 if form.errors else 200
    return render(request, "complaints/complain.html", context, status=status)


def _receipt(request: HttpRequest, office: Office, form: ComplaintForm, own: str) -> HttpResponse:
    complaint = receive_complaint(office=office, values=form.values, reporter=form.reporter, code=own)
    return render(request, "complaints/received.html", {"office": office, "complaint": complaint, "own": own})


@public
@never_cache
@_FORM
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """A reporter looks how it stands; ``do`` = reply, reopen or rate. A wrong number and a wrong code are answered alike."""
    office, sent = _office(code), request.method == "POST"
    form, said, done = FollowForm(request.POST if sent else None), "", ""
    complaint = None
    if sent and form.is_valid():
        complaint = complaint_of(office, form.cleaned_data["number"], form.cleaned_data["secret"])
        if complaint is None:
            form.add_error(None, NOT_FOUND)
    if complaint and (verb := _verb(request, complaint)):
        try:
            complaint, done = verb(), DONE[request.POST["do"]]
        except Refused as no:
            said = no.text
    context: dict[str, Any] = {
        "office": office,
        "form": form,
        "said": said,
        "done": done,
        "text": request.POST.get("text", ""),
    }
    if complaint is None:
        return render(request, "complaints/follow.html", context, status=422 if form.errors else 200)
    standing = {
        "complaint": complaint, "state": REGISTERS["complaints"].state(complaint.state),
        "may_reopen": may_reopen(complaint), "may_rate": may_rate(complaint), "ratings": range(1, 6),
    }  # fmt: skip
    return render(request, "complaints/standing.html", context | standing, status=422 if said else 200)


def _verb(request: HttpRequest, complaint: Complaint) -> Callable[[], Complaint] | None:
    text, rating = request.POST.get("text", ""), request.POST.get("rating", "")
    verbs: dict[str, Callable[[], Complaint]] = {
        "reply": lambda: reply(complaint=complaint, text=text),
        "reopen": lambda: reopen(complaint=complaint, reason=text),
        "rate": lambda: rate(complaint=complaint, rating=int(rating) if rating in {"1", "2", "3", "4", "5"} else 0),
    }
    return verbs.get(request.POST.get("do", ""))


def _office(code: str) -> Office:
    try:
        return find_office(code)
    except Office.DoesNotExist:
        raise Http404 from None
