"""Filling a book, and the rows of an entry, from a file: the form, a dry run with every fault at its cell, then all or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from renaksi.accounts.access import user_of
from renaksi.desk.access import rows_for
from renaksi.desk.book_paper_parts import joined
from renaksi.desk.domain.import_entries import import_entries
from renaksi.desk.domain.import_lines import import_lines
from renaksi.desk.guard import writes
from renaksi.desk.importing import ImportPlan, plan_import
from renaksi.desk.importing_columns import MOST_ROWS, columns_of
from renaksi.desk.importing_form import entry_form_sheet, line_form_sheet
from renaksi.desk.importing_kept import keep, kept, let_go
from renaksi.desk.importing_lines import LinePlan, plan_lines
from renaksi.desk.register import Lines, Register
from renaksi.entries.models import Entry
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words
from renaksi.offices.models import Office
from renaksi.offices.sheet_rows import MOST_BYTES
from renaksi.papers import MEDIA_TYPES

SHOWN = 100
"""Lines of a dry run, and faults, that the page lists."""
_GONE = "Berkas itu sudah tidak disimpan; unggah sekali lagi."
_AGAIN = {"desk.import_changed", "desk.import_faulty"}


class ImportViews:
    """What a desk takes in from files. BookViews stands on it."""

    register: Register

    def _render(
        self, request: HttpRequest, office: Office, template: str, context: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        raise NotImplementedError

    def _day(self, office: Office) -> date:
        raise NotImplementedError

    def _find(self, request: HttpRequest, office: Office, entry_id: int) -> Entry:
        raise NotImplementedError

    def _lines(self, name: str) -> Lines:
        raise NotImplementedError

    @writes
    def import_form(self, request: HttpRequest, office: Office) -> HttpResponse:
        """The form as XLSX: empty, or with the entries of a year (``tahun``) to be changed and read back."""
        year, entries = request.GET.get("tahun", ""), None
        if year:
            if not (year.isascii() and year.isdecimal() and len(year) == 4):
                raise Http404
            rows = rows_for(request.user, office, self.register)
            found = self.register.model.objects.filter(rows, year=int(year), removed_at__isnull=True)
            entries = found.select_related(*joined(self.register)).order_by("number")[:MOST_ROWS]
        name = f"{self.register.slug}-{office.code}{f'-{year}' if year else ''}-isian.xlsx"
        return _sheet(entry_form_sheet(self.register, office, entries), name)

    @writes
    def import_entries(self, request: HttpRequest, office: Office) -> HttpResponse:
        """Takes a file, shows what it would do to the book, and does it once that was agreed to."""
        rows = rows_for(request.user, office, self.register)

        def plan(content: bytes) -> ImportPlan:
            return plan_import(self.register, office, content, rows)

        def go(content: bytes, seen: str, file: str) -> HttpResponse:
            done = import_entries(
                register=self.register, office=office, content=content, rows=rows, seen=seen, file=file,
                by=user_of(request),
            )  # fmt: skip
            messages.success(request, f"{len(done.added)} catatan baru, {len(done.changed)} diperbarui.")
            return redirect(f"{self.register.name}_list", code=office.code)

        context = {"columns": columns_of(self.register.model, self.register.fields, office, numbered=True)}
        return self._import(request, office, "desk/import.html", context, plan, go)

    @writes
    def line_import(self, request: HttpRequest, office: Office, entry_id: int, name: str) -> HttpResponse:
        """Likewise for the rows of an entry, from a file or from pasted lines; GET with ``formulir`` gives the form."""
        entry, lines = self._find(request, office, entry_id), self._lines(name)
        if "formulir" in request.GET:
            return _sheet(line_form_sheet(lines, office), f"{lines.key}-{office.code}-isian.xlsx")

        def plan(content: bytes) -> LinePlan:
            return plan_lines(lines, entry, content)

        def go(content: bytes, seen: str, file: str) -> HttpResponse:
            done = import_lines(
                register=self.register, entry=entry, lines=lines, content=content, seen=seen, file=file,
                by=user_of(request),
            )  # fmt: skip
            messages.success(request, f"{len(done.added)} {lines.noun} ditambahkan.")
            return redirect(f"{self.register.name}_entry", code=office.code, entry_id=entry.pk)

        columns = columns_of(lines.model, lines.fields, office, numbered=False)
        context = {"entry": entry, "rows_of": lines, "columns": columns, "pasted": request.POST.get("text", "")}
        return self._import(request, office, "desk/import_lines.html", context, plan, go)

    def _import(
        self,
        request: HttpRequest,
        office: Office,
        template: str,
        context: dict[str, Any],
        plan: Callable[[bytes], ImportPlan | LinePlan],
        go: Callable[[bytes, str, str], HttpResponse],
    ) -> HttpResponse:
        """The way of a file: sent, planned and kept; agreed to, read again and written; anything else shows the page."""
        shown: dict[str, Any] = {"said": "", "plan": None}
        if request.method == "POST":
            try:
                content, shown["file"] = _sent(request)
                answer, shown["said"] = _agreed(request, content, shown["file"], go)
                if answer:
                    return answer
                shown["plan"] = plan(content)
                shown["kept"] = keep(user_of(request).pk, content)
            except Refused as no:
                shown["said"], shown["plan"] = no.text, None
        found = shown["plan"]
        status = 422 if shown["said"] or (found and found.problems) else 200
        return self._render(request, office, template, {**context, **shown, "most": SHOWN}, status=status)


def _agreed(
    request: HttpRequest, content: bytes, file: str, go: Callable[[bytes, str, str], HttpResponse]
) -> tuple[HttpResponse | None, str]:
    """Writes a kept file that was agreed to; where it is no longer what it was, why not, and it is shown again."""
    sha256 = request.POST.get("kept", "")
    if not sha256:
        return None, ""
    try:
        answer = go(content, request.POST.get("seen", ""), file)
    except Refused as no:
        if no.code not in _AGAIN:
            raise
        return None, no.text
    let_go(user_of(request).pk, sha256)
    return answer, ""


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    """The content and its name: the one kept, the file sent, or the pasted text. Refuses where there is none, or too much."""
    sha256 = request.POST.get("kept", "")
    if sha256:
        content = kept(user_of(request).pk, sha256)
        if content is None:
            raise Refused(_GONE, code="desk.import_gone")
        return content, request.POST.get("file_name", "")[:120]
    file = request.FILES.get("file")
    text = request.POST.get("text", "").replace("\0", "")
    if file is None and not text.strip():
        raise Refused("Pilih berkasnya dahulu.", code="desk.import_empty", field="file")
    if (file.size or 0 if file else len(text)) > MOST_BYTES:
        limit = number_words(MOST_BYTES / 1_000_000)
        raise Refused(f"Berkas terlalu besar; paling besar {limit} MB.", code="sheet.large", field="file")
    return (file.read(), (file.name or "")[:120]) if file else (text.encode(errors="replace"), "tempelan")


def _sheet(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=MEDIA_TYPES["xlsx"])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    return answer
