"""The papers of a book and of its entries, handed out as files."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from renaksi.desk.access import rows_for
from renaksi.desk.book_paper import named_paper
from renaksi.desk.guard import opens
from renaksi.desk.register import Register
from renaksi.entries.models import Entry
from renaksi.kernel.period import Period, parse_period
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.papers import MEDIA_TYPES, write
from renaksi.papers.tree import Paper


class PaperViews:
    """What a desk prints. BookViews stands on it."""

    register: Register

    def _day(self, office: Office) -> date:
        raise NotImplementedError

    def _find(self, request: HttpRequest, office: Office, entry_id: int) -> Entry:
        raise NotImplementedError

    @opens
    def book_paper(self, request: HttpRequest, office: Office, name: str, file_format: str) -> HttpResponse:
        """The book (``buku``), its recap (``rekap``) or a book print as a file, over ``masa`` (2026, 2026-05; this year)."""
        day = self._day(office)
        period = _period_of(request.GET.get("masa", ""), day)
        paper = named_paper(self.register, office, name, period, rows_for(request.user, office, self.register), on=day)
        return self._file(request, office, paper, f"{name}-{period.code}", file_format)

    @opens
    def entry_paper(
        self, request: HttpRequest, office: Office, entry_id: int, name: str, file_format: str
    ) -> HttpResponse:
        """A paper of one entry as a file."""
        entry = self._find(request, office, entry_id)
        print_of = next((each for each in self.register.entry_prints if each.slug == name), None)
        paper = print_of.build(entry) if print_of else None
        return self._file(request, office, paper, f"{name}-{entry.number}-{entry.year}", file_format)

    def _file(
        self, request: HttpRequest, office: Office, paper: Paper | None, name: str, file_format: str
    ) -> HttpResponse:
        """The paper written out; a PDF opens in the browser, the others are saved."""
        if paper is None or file_format not in MEDIA_TYPES:
            raise Http404
        try:
            content = write(paper, file_format)
        except Refused as no:  # a text no spreadsheet's cell can hold
            messages.error(request, no.text)
            return redirect(f"{self.register.name}_list", code=office.code)
        way = "inline" if file_format == "pdf" else "attachment"
        named = f"{self.register.slug}-{office.code}-{name}.{file_format}"
        answer = HttpResponse(content, content_type=MEDIA_TYPES[file_format])
        answer["Content-Disposition"] = f'{way}; filename="{named}"'
        answer["Cache-Control"] = "no-store, private"
        return answer


def _period_of(code: str, day: date) -> Period:
    """The period asked for; this year where none is. An unclear one is not found."""
    try:
        return parse_period(code or str(day.year))
    except Refused:
        raise Http404 from None
