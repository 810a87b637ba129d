"""The screens of a register, request by request. A register with a need of its own subclasses DeskView and overrides a method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from renaksi.accounts.access import user_of
from renaksi.desk.access import keeps, may_write, rows_for
from renaksi.desk.book_paper import prints_of
from renaksi.desk.book_views import BookViews
from renaksi.desk.domain.extend import extend_entry
from renaksi.desk.domain.lines import add_line, remove_line
from renaksi.desk.domain.proofs import attach_to_entry, take_off_entry
from renaksi.desk.domain.record import change_entry, record_entry, remove_entry, restore_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.entry_page import entry_page_of, list_rows
from renaksi.desk.forms import ExtendForm, ReasonForm, RowForm, entry_form, line_form, step_form
from renaksi.desk.guard import opens, posts, writes
from renaksi.desk.listing import Filter, Wish, filters_of, found_entries, wish_of
from renaksi.desk.register import Lines, Register, Step
from renaksi.entries.models import Entry
from renaksi.evidence.chosen import still_chosen, take_chosen
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.models import Office

PER_PAGE = 25
PROOF_FIELDS = {"evidence", "file", "link_url"}


class DeskView(BookViews):
    """The screens of one register: list, form, one entry with its steps, rows and evidence; the rest stands in BookViews.

    A register's own screens are led to by ``own_tabs`` (beside the list, for who writes), ``open_tabs`` (for every reader) and
    ``own_links`` (on an entry's page, taking its id): pairs of words and address name.
    """

    own_tabs: tuple[tuple[str, str], ...] = ()
    open_tabs: tuple[tuple[str, str], ...] = ()
    own_links: tuple[tuple[str, str], ...] = ()

    def __init__(self, register: Register) -> None:
        self.register = register

    @opens
    def entry_list(self, request: HttpRequest, office: Office) -> HttpResponse:
        """The book's entries; ``cari``, ``keadaan``, ``masa``, ``dicoret`` and the register's filters narrow it."""
        wish = self._wish(request, office)
        rows = rows_for(request.user, office, self.register)
        page = Paginator(found_entries(self.register, rows, wish), PER_PAGE).get_page(request.GET.get("halaman"))
        context = {
            "page": page, "wish": wish, "lines": list_rows(self.register, page.object_list, self._day(office)),
            "filters": self._filters(request, office, wish), "prints": prints_of(self.register),
        }  # fmt: skip
        is_part = request.headers.get("HX-Target") == "daftar"
        return self._render(request, office, "desk/parts/list.html" if is_part else "desk/list.html", context)

    @writes
    def entry_new(self, request: HttpRequest, office: Office) -> HttpResponse:
        """The form of a new entry; sent, it is written under the next number."""
        form = entry_form(self.register, office, None, request.POST if request.method == "POST" else None)
        proof_error = ""
        if request.method == "POST":
            try:
                pieces = self._chosen(request, office)
                if form.is_valid():
                    entry = record_entry(
                        register=self.register, office=office, values=form.values, evidence=pieces, by=user_of(request)
                    )
                    messages.success(request, f"Tersimpan sebagai {self.register.noun} nomor {entry.book_number}.")
                    return self._to(request, entry)
            except Refused as no:
                proof_error = _placed(form, no)
        context = {"form": form, "proof_error": proof_error, "chosen": still_chosen(request, office)}
        return self._form_page(request, office, context)

    @opens
    def entry_page(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """One entry: facts, rows, evidence and history; next steps as buttons with what they need."""
        return self._entry(request, office, self._find(request, office, entry_id))

    @writes
    def entry_change(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """The form of an entry as it stands; a stale save shows both versions."""
        entry = self._find(request, office, entry_id)
        form = entry_form(self.register, office, entry, request.POST if request.method == "POST" else None)
        stale: Stale | None = None
        if request.method == "POST" and form.is_valid():
            try:
                change_entry(
                    register=self.register,
                    entry=entry,
                    values=form.values,
                    seen=form.cleaned_data["seen"] or 0,
                    by=user_of(request),
                )
            except Stale as no:
                stale = no
                form = entry_form(
                    self.register, office, entry, _seen_now(request, self._find(request, office, entry_id))
                )
            except Refused as no:
                form.refuse(no)
            else:
                messages.success(request, "Perubahan disimpan.")
                return self._to(request, entry)
        return self._form_page(request, office, {"form": form, "entry": entry, "stale": stale})

    @posts
    def entry_step(self, request: HttpRequest, office: Office, entry_id: int, name: str) -> HttpResponse:
        """Takes the entry through a step."""
        entry, step = self._find(request, office, entry_id), self._step(request, name)
        form = step_form(self.register, office, entry, step, request.POST)

        def go() -> None:
            pieces = self._chosen(request, office)
            reason = form.cleaned_data.get("reason", "")
            take_step(
                register=self.register, entry=entry, step=step, values=form.values, reason=reason, evidence=pieces,
                by=user_of(request),
            )  # fmt: skip

        return self._do(
            request, office, entry, form, go, f"{step.title}: tersimpan.", step_form=form, step_key=step.key
        )

    @posts
    def entry_extend(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Extends the entry's time limit, with a reason."""
        entry, form = self._find(request, office, entry_id), ExtendForm(request.POST, auto_id="tenggat-%s")

        def go() -> None:
            days, reason = form.cleaned_data["days"], form.cleaned_data["reason"]
            extend_entry(register=self.register, entry=entry, days=days, reason=reason, by=user_of(request))

        return self._do(request, office, entry, form, go, "Tenggat diperpanjang.", extend_form=form)

    @posts
    def entry_remove(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Strikes the entry out, with a reason."""
        entry, form = self._find(request, office, entry_id), ReasonForm(request.POST, auto_id="coret-%s")

        def go() -> None:
            remove_entry(register=self.register, entry=entry, reason=form.cleaned_data["reason"], by=user_of(request))

        return self._do(request, office, entry, form, go, "Catatan dicoret. Nomornya tetap.", remove_form=form)

    @posts
    def entry_restore(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Brings an entry struck out back."""
        entry = self._find(request, office, entry_id)

        def go() -> None:
            restore_entry(register=self.register, entry=entry, by=user_of(request))

        return self._do(request, office, entry, None, go, "Catatan dipulihkan.")

    @posts
    def proof_attach(self, request: HttpRequest, office: Office, entry_id: int) -> HttpResponse:
        """Puts the chosen evidence to the entry."""
        entry = self._find(request, office, entry_id)

        def go() -> None:
            pieces = self._chosen(request, office)
            if not pieces:
                raise Refused("Pilih bukti atau unggah berkasnya.", code="desk.no_evidence", field="file")
            attach_to_entry(register=self.register, entry=entry, evidence=pieces, by=user_of(request))

        return self._do(request, office, entry, None, go, "Bukti dilampirkan.")

    @posts
    def proof_remove(self, request: HttpRequest, office: Office, entry_id: int, evidence_id: int) -> HttpResponse:
        """Takes a piece of evidence off the entry."""
        entry = self._find(request, office, entry_id)

        def go() -> None:
            take_off_entry(register=self.register, entry=entry, evidence_id=evidence_id, by=user_of(request))

        return self._do(request, office, entry, None, go, "Bukti dilepas.")

    @posts
    def line_add(self, request: HttpRequest, office: Office, entry_id: int, name: str) -> HttpResponse:
        """Adds a row to the entry, with a picture where the row takes one."""
        entry, lines = self._find(request, office, entry_id), self._lines(name)
        form = line_form(lines, office, request.POST)

        def go() -> None:
            pieces = self._chosen(request, office) if lines.takes_picture else []
            add_line(
                register=self.register, entry=entry, lines=lines, values=form.values,
                evidence=pieces[0] if pieces else None, by=user_of(request),
            )  # fmt: skip

        return self._do(
            request, office, entry, form, go, f"{lines.noun.capitalize()} ditambahkan.", line_form=form, line_key=name
        )

    @posts
    def line_remove(self, request: HttpRequest, office: Office, entry_id: int, name: str, line_id: int) -> HttpResponse:
        """Strikes a row of the entry out, with a reason."""
        entry, lines, form = self._find(request, office, entry_id), self._lines(name), ReasonForm(request.POST)

        def go() -> None:
            reason = form.cleaned_data["reason"]
            remove_line(
                register=self.register, entry=entry, lines=lines, line_id=line_id, reason=reason, by=user_of(request)
            )

        return self._do(request, office, entry, form, go, f"{lines.noun.capitalize()} dicoret.")

    def _do(
        self,
        request: HttpRequest,
        office: Office,
        entry: Entry,
        form: Any,
        go: Callable[[], None],
        words: str,
        **forms: Any,
    ) -> HttpResponse:
        """A verb on an entry: done, back to its page; refused, the page again with the sentence and what was typed."""
        said = ""
        if form is None or form.is_valid():
            try:
                go()
            except Refused as no:
                if no.field in PROOF_FIELDS:
                    forms["proof_error"] = no.text
                elif form is not None:
                    form.refuse(no)
                said = no.text
            else:
                messages.success(request, words)
                return self._to(request, entry)
        else:
            said = " ".join(str(fault) for faults in form.errors.values() for fault in faults)
        context = {"said": said, "chosen": still_chosen(request, office), **forms}
        return self._entry(request, office, self._find(request, office, entry.pk), status=422, **context)

    def _entry(
        self, request: HttpRequest, office: Office, entry: Entry, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        page = entry_page_of(self.register, office, entry, self._day(office), request.GET)
        context = {
            "page": page,
            "entry": entry,
            "remove_form": ReasonForm(auto_id="coret-%s"),
            "extend_form": ExtendForm(auto_id="tenggat-%s"),
            **more,
        }
        if may_write(request.user, office, self.register):
            context["forms"] = page.forms(more.get("step_key"), more.get("step_form"))
            context["line_forms"] = page.line_forms(more.get("line_key"), more.get("line_form"))
        return self._render(request, office, "desk/entry.html", context, status=status)

    def _form_page(self, request: HttpRequest, office: Office, context: dict[str, Any]) -> HttpResponse:
        form: RowForm = context["form"]
        sections = [
            (section.title, [form[name] for name in section.fields if name in form.fields])
            for section in self.register.sections
        ]
        status = 422 if form.is_bound else 200
        return self._render(request, office, "desk/form.html", {**context, "sections": sections}, status=status)

    def _render(
        self, request: HttpRequest, office: Office, template: str, context: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        return render(request, template, self.book_frame(request, office) | context, status=status)

    def book_frame(self, request: HttpRequest, office: Office) -> dict[str, Any]:
        """What every page of the book stands in: the book, its addresses and tabs, the day, whether the user writes in it."""
        day = self._day(office)
        return {
            "office": office, "register": self.register, "day": day, "month_start": day.replace(day=1),
            "may_write": may_write(request.user, office, self.register), "own_tabs": self.own_tabs,
            "open_tabs": self.open_tabs, "own_links": self.own_links, **self.address_names,
        }  # fmt: skip

    @property
    def address_names(self) -> dict[str, str]:
        """The names of the book's addresses, for the templates."""
        names = (
            "list", "new", "entry", "change", "step", "extend", "remove", "restore", "proof_attach", "proof_remove", "line_add",
            "line_remove", "line_import", "measures", "nil", "keepers", "import", "import_template", "book_paper", "entry_paper",
        )  # fmt: skip
        return {f"to_{name}": f"{self.register.name}_{name}" for name in names}

    def _find(self, request: HttpRequest, office: Office, entry_id: int) -> Entry:
        rows = rows_for(request.user, office, self.register)
        joined = ("office", "clock", "recorded_by", "changed_by", "removed_by")
        entry: Entry | None = self.register.model.objects.filter(rows, pk=entry_id).select_related(*joined).first()
        if entry is None:
            raise Http404
        return entry

    def _step(self, request: HttpRequest, name: str) -> Step:
        step = self.register.step(name)
        if step is None or (step.right and step.right not in request.rights):  # type: ignore[attr-defined]  # by in_office
            raise Http404
        return step

    def _lines(self, name: str) -> Lines:
        lines = self.register.lines_of(name)
        if lines is None:
            raise Http404
        return lines

    def _chosen(self, request: HttpRequest, office: Office) -> list[Evidence]:
        day = self._day(office)
        return take_chosen(request, office, by=user_of(request), proves_from=day.replace(day=1), proves_until=day)

    def _wish(self, request: HttpRequest, office: Office) -> Wish:
        """What the list is asked for; a register that narrows by more adds a condition (``also``) here and a choice below."""
        return wish_of(self.register, request.GET)

    def _filters(self, request: HttpRequest, office: Office, wish: Wish) -> list[Filter]:
        """The choices above the list, the months last."""
        return filters_of(self.register, office, wish)

    def _to(self, request: HttpRequest, entry: Entry) -> HttpResponse:
        """Back to the entry; to the list where it is closed to who wrote it."""
        closed_field = self.register.access.closed_field
        if closed_field and not keeps(request.user, entry.office, self.register):
            entry.refresh_from_db(fields=[closed_field])
            if getattr(entry, closed_field):
                messages.info(request, "Catatan ini tertutup: hanya petugas bernama buku ini yang membukanya.")
                return redirect(f"{self.register.name}_list", code=entry.office.code)
        return redirect(f"{self.register.name}_entry", code=entry.office.code, entry_id=entry.pk)

    def _day(self, office: Office) -> date:
        return today(office.time_zone)


def _placed(form: RowForm, no: Refused) -> str:
    """A refusal of the evidence stands beside the picker; any other in the form."""
    if no.field in PROOF_FIELDS:
        return no.text
    if form.is_bound and not form.errors:
        form.refuse(no)
    return ""


def _seen_now(request: HttpRequest, entry: Entry) -> Any:
    """What was sent, but what stands now counts as seen: sending it again is then a choice made knowingly."""
    sent = request.POST.copy()
    sent["seen"] = str(entry.version)
    return sent
