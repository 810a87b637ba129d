"""Codes of offices: which office a decree's number names, which offices there were on a day, and the dates of a code."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from django.db import transaction
from django.db.models import QuerySet

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.access import find_office
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Office, OfficeCode, in_force
from renaksi.offices.trail import record_in

_CLASSIFICATION = re.compile(r"[A-Z]{2,3}\.[\d.]+(?:-[A-Z]+)?", re.IGNORECASE)
_UNIT = re.compile(r"\d{2,4}")


def unit_code_of(number: str) -> str | None:
    """The unit code a decree's number carries; None where it carries none.

    Three generations (domain practice of KPU): ``29/HK.03.1-Kpt/9999/KPU-Kot/VI/2021`` and ``2/HK.03.1/9999/2022`` name 9999,
    ``19 TAHUN 2023`` names no unit.
    """
    parts = [part.strip() for part in number.split("/")]
    for before, part in pairwise(parts[:-1]):
        if _CLASSIFICATION.fullmatch(before.replace(" ", "")) and _UNIT.fullmatch(part):
            return part
    return None


def office_of_number(number: str, year: int | None = None) -> Office | None:
    """The office whose code stands in a decree's number, by the codes of that year; None where it names none known.

    Any code an office has had names it, so that a decree under an older or newer code of the same office is no conflict.
    """
    code = unit_code_of(number)
    if code is None:
        return None
    try:
        return find_office(code, on=date(year, 12, 31) if year else None)
    except Office.DoesNotExist:
        return None


def offices_on(day: date) -> QuerySet[Office]:
    """The offices there were on a day: 549 in 2022, 553 from 2023."""
    offices: QuerySet[Office] = Office.objects.filter(in_force(day)).order_by("path")
    return offices


def date_code(*, office: Office, code: str, since: date | None, until: date | None, by: User | None) -> OfficeCode:
    """Sets from when until when (both days included) the office used one of its codes; a later load leaves it alone.

    Refused: a code the office has never had; an end before the beginning; a person without the right to edit the office.
    """
    with transaction.atomic():
        refuse_without(Right.EDIT_OFFICE, by=by, office=office)
        row: OfficeCode | None = OfficeCode.objects.select_for_update().filter(office=office, code=code).first()
        if row is None:
            raise Refused(f"{office.name} tidak pernah memakai kode {code}.", code="offices.no_such_code", field="code")
        if since and until and until < since:
            raise Refused("Tanggal sampai mendahului tanggal sejak.", code="offices.span_reversed", field="until")
        before = _span_words(row)
        row.since, row.until, row.set_by_hand = since, until, True
        row.save(update_fields=("since", "until", "set_by_hand"))
        record_in(
            office, by=by, what="offices.code_dated", object_label=f"kode {code}", object_id=str(row.pk),
            details={"before": before, "after": _span_words(row)},
        )  # fmt: skip
    return row


def _span_words(row: OfficeCode) -> str:
    since = f"sejak {date_words(row.since)}" if row.since else ""
    until = f"sampai {date_words(row.until)}" if row.until else ""
    return " ".join(word for word in (since, until) if word) or "tanpa batas waktu"
