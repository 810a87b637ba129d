"""The book's own screens: the channels, reports of SP4N-LAPOR!, and who brought a complaint."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from renaksi.accounts.access import user_of
from renaksi.desk.entry_page import entry_page_of
from renaksi.desk.forms import RowForm
from renaksi.desk.guard import writes
from renaksi.desk.shown import facts_of
from renaksi.desk.views import DeskView
from renaksi.entries.models import Entry
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import parse_day
from renaksi.offices.models import Office
from renaksi.offices.sheet_rows import MOST_BYTES
from renaksi.registers.complaints.channels import last_checks, open_on
from renaksi.registers.complaints.domain.channels import FIELDS, check_channel, close_channel, record_channel
from renaksi.registers.complaints.domain.follow import issue_receipt
from renaksi.registers.complaints.domain.import_lapor import import_lapor
from renaksi.registers.complaints.domain.reporter import may_open_reporter, open_reporter, record_reporter
from renaksi.registers.complaints.models import Channel, Complaint, Reporter
from renaksi.registers.complaints.reporter_form import ReporterForm


class ComplaintDesk(DeskView):
    """Adds the channels beside the list, and reporter and receipt to an entry."""

    own_tabs = (("Saluran", "complaints_channels"), ("SP4N-LAPOR!", "complaints_lapor"))
    own_links = (("Pelapor dan tanda terima", "complaints_reporter"),)

    def _entry(
        self, request: HttpRequest, office: Office, entry: Entry, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        """With what the reporter said afterwards, which no step of the office asks for."""
        page = entry_page_of(self.register, office, entry, self._day(office))
        facts = facts_of(entry, ("reopened_on", "reopened_for", "rating"))
        if facts:
            page.sections.append(("Dari pelapor", facts))
        return super()._entry(request, office, entry, status=status, **{"page": page, **more})

    @writes
    def channels(self, request: HttpRequest, office: Office) -> HttpResponse:
        """The office's channels; sent, one is recorded, tried (``do`` = check, shut) or closed (``do`` = close)."""
        form = RowForm(request.POST if _is(request, "record") else None, model=Channel, names=FIELDS, office=office)
        said = ""
        if request.method == "POST":
            try:
                if self._channel_deed(request, office, form):
                    messages.success(request, "Tersimpan.")
                    return redirect("complaints_channels", code=office.code)
            except Refused as no:
                said = no.text
                if form.is_bound:
                    form.refuse(no)
        day = self._day(office)
        rows = list(Channel.objects.filter(office=office))
        standing, tried = set(open_on(office.pk, day).values_list("pk", flat=True)), last_checks(rows)
        context = {
            "rows": [(row, row.pk in standing, tried.get(row.pk)) for row in rows], "form": form, "said": said,
            "tab": "complaints_channels",
        }  # fmt: skip
        status = 422 if request.method == "POST" else 200
        return self._render(request, office, "complaints/channels.html", context, status=status)

    def _channel_deed(self, request: HttpRequest, office: Office, form: RowForm) -> bool:
        by, do = user_of(request), request.POST.get("do", "")
        if form.is_bound:
            if form.is_valid():
                record_channel(office=office, values=form.values, by=by)
            return form.is_valid()
        channel = self._channel(office, request.POST.get("channel", ""))
        if do == "close":
            close_channel(channel=channel, on=self._day(office), by=by)
        else:
            on = parse_day(request.POST.get("on", "")[:40]) or self._day(office)
            check_channel(channel=channel, on=on, is_open=do != "shut", note=request.POST.get("note", ""), by=by)
        return True

    def _channel(self, office: Office, text: str) -> Channel:
        pk = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0
        found = Channel.objects.filter(office=office, pk=pk).first()
        if found is None:
            raise Http404
        return found

    @writes
    def lapor(self, request: HttpRequest, office: Office) -> HttpResponse:
        """A CSV of SP4N-LAPOR! (``file``) is taken in whole, or refused with its first fault."""
        said = ""
        if request.method == "POST":
            try:
                done = import_lapor(office=office, content=_content(request), by=user_of(request))
            except Refused as no:
                said = no.text
            else:
                messages.success(request, f"{done.added} baru, {done.updated} diperbarui, {done.same} tetap.")
                return redirect("complaints_list", code=office.code)
        context = {"said": said, "tab": "complaints_lapor"}
        return self._render(request, office, "complaints/lapor.html", context, status=422 if said else 200)

    @writes
    def reporter(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Who brought it, shown when asked for (``do`` = open) and told in the trail; written down (record); a code (receipt)."""
        entry = self._find(request, office, entry_id)
        assert isinstance(entry, Complaint)  # noqa: S101 - the entries of this book are complaints
        form, said = ReporterForm(request.POST if _is(request, "record") else None), ""
        shown: Reporter | None = None
        own = ""
        if request.method == "POST":
            try:
                if _is(request, "open"):
                    shown = open_reporter(complaint=entry, by=user_of(request))
                elif _is(request, "receipt"):
                    own = issue_receipt(complaint=entry, by=user_of(request))
                elif form.is_valid():
                    record_reporter(complaint=entry, **form.cleaned_data, by=user_of(request))
                    messages.success(request, "Identitas pelapor disimpan.")
                    return redirect("complaints_reporter", code=office.code, entry_id=entry.pk)
            except Refused as no:
                said = no.text
                if form.is_bound:
                    form.refuse(no)
        context = {
            "entry": entry, "form": form, "said": said, "shown": shown, "own": own,
            "there": Reporter.objects.filter(complaint=entry).exists(), "may_read": may_open_reporter(request.user, entry),
        }  # fmt: skip
        status = 422 if request.method == "POST" and not (shown or own) else 200
        answer = self._render(request, office, "complaints/reporter.html", context, status=status)
        answer["Cache-Control"] = "no-store, private"
        return answer


def _content(request: HttpRequest) -> bytes:
    """The file sent. Refuses ``complaints.no_file`` and ``complaints.lapor_unreadable`` (too large)."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused("Pilih berkas CSV dari SP4N-LAPOR!.", code="complaints.no_file", field="file")
    if (file.size or 0) > MOST_BYTES:
        raise Refused("Berkas terlalu besar; bagi berkasnya.", code="complaints.lapor_unreadable", field="file")
    content: bytes = file.read()
    return content


def _is(request: HttpRequest, do: str) -> bool:
    return request.method == "POST" and request.POST.get("do") == do
