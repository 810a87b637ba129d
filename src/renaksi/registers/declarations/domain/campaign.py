"""The campaign of a kind and year: an entry for everyone who owes it, and for no one twice."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.record import record_entry
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in
from renaksi.registers.declarations.models import Declaration, DeclarationKind
from renaksi.registers.declarations.obliged import obliged_on


def make_campaign(*, office: Office, kind: str, on: date, due_on: date, by: User | None) -> list[Declaration]:
    """Writes an entry for each person who owes the kind on the day and has none in its year; made again, only what is missing.

    Trail: ``desk.recorded`` for each entry, then one ``declarations.campaign_made``; nothing where nobody was missing. Refuses
    ``declarations.campaign_ahead``, ``declarations.due_day`` and ``declarations.nobody_obliged``.
    """
    _check_days(office, on, due_on)
    register, title = REGISTERS["declarations"], DeclarationKind(kind).label
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # two campaigns at once: one after the other
        persons = list(obliged_on(office, kind, on))
        if not persons:
            raise Refused(
                f"Tidak ada pegawai yang wajib {title} pada {date_words(on)}. Lengkapi dahulu daftar pegawai dan wajib lapor.",
                code="declarations.nobody_obliged",
                field="on",
            )
        same = Declaration.objects.standing().filter(office=office, kind=kind, year=on.year)
        known = set(same.values_list("person_id", flat=True))
        given = {"kind": kind, "obliged_on": on, "due_on": due_on}
        made = [
            record_entry(register=register, office=office, values={**given, "person": person}, by=by)
            for person in persons
            if person.pk not in known
        ]
        if made:
            _tell(office, f"kampanye {title} {on.year}", on, due_on, len(made), by)
    return [entry for entry in made if isinstance(entry, Declaration)]


def _check_days(office: Office, on: date, due_on: date) -> None:
    if on > today(office.time_zone):
        raise Refused(
            "Tanggal wajib belum tiba. Buka kampanyenya pada hari itu.", code="declarations.campaign_ahead", field="on"
        )
    if due_on < on or due_on.year != on.year:
        raise Refused(
            f"Batas waktu harus dalam tahun {on.year} dan tidak sebelum {date_words(on)}. Perbaiki tanggalnya.",
            code="declarations.due_day",
            field="due_on",
        )


def _tell(office: Office, label: str, on: date, due_on: date, count: int, by: User | None) -> None:
    details = {"register": "declarations", "on": date_words(on), "due": date_words(due_on), "count": count}
    record_in(
        office, by=by, what="declarations.campaign_made", object_label=label, object_id="book:declarations", details=details
    )  # fmt: skip
