"""Which evidence the list shows: what was asked for in the address, as a query."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.http import QueryDict

from renaksi.accounts.models import User
from renaksi.evidence.models import Evidence, EvidenceKind, EvidenceState
from renaksi.evidence.pieces import worded
from renaksi.evidence.uses import in_use
from renaksi.kernel.months import MONTH_NAMES
from renaksi.offices.models import Office

_LONGEST_SPAN = 12
"""Years the choice of months goes back."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; ``month`` is the first day of the month that is to be proved. Unknown values are as none."""

    text: str = ""
    kind: str = ""
    month: date | None = None
    uploader: int = 0
    state: str = EvidenceState.ACTIVE
    is_unused: bool = False

    @property
    def month_code(self) -> str:
        return f"{self.month:%Y-%m}" if self.month else ""

    @property
    def narrows(self) -> bool:
        """Whether less than all active evidence is asked for."""
        return self != Wish()


def wish_of(query: QueryDict) -> Wish:
    """The wish in an address."""
    kind, state = query.get("jenis", ""), query.get("keadaan", EvidenceState.ACTIVE)
    uploader = query.get("pengunggah", "")
    return Wish(
        text=query.get("cari", "").replace("\0", "")[:200].strip(),
        kind=kind if kind in EvidenceKind.values else "",
        month=_month(query.get("masa", "")),
        uploader=int(uploader) if uploader.isascii() and uploader.isdecimal() and len(uploader) < 16 else 0,
        state=state if state in {*EvidenceState.values, "semua"} else EvidenceState.ACTIVE,
        is_unused=query.get("belum") == "1",
    )


def _month(code: str) -> date | None:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", code)
    return date(int(found[1]), int(found[2]), 1) if found else None


def found_evidence(evidence: QuerySet[Evidence], wish: Wish) -> QuerySet[Evidence]:
    """Of this evidence what was asked for, the latest first."""
    found = evidence.filter(worded(wish.text)).select_related("uploaded_by")
    if wish.state != "semua":
        found = found.filter(state=wish.state)
    if wish.kind:
        found = found.filter(kind=wish.kind)
    if wish.month:
        last = wish.month.replace(day=monthrange(wish.month.year, wish.month.month)[1])
        found = found.filter(proves_from__lte=last, proves_until__gte=wish.month)
    if wish.uploader:
        found = found.filter(uploaded_by_id=wish.uploader)
    if wish.is_unused:
        found = found.exclude(in_use())
    return found


def choices_of(office: Office) -> dict[str, Any]:
    """What the filters offer: kinds, months by year from the first to the last proved, people who uploaded."""
    span = Evidence.objects.filter(office=office).aggregate(first=Min("proves_from"), last=Max("proves_until"))
    people = User.objects.filter(pk__in=Evidence.objects.filter(office=office).values("uploaded_by"))
    return {
        "kinds": EvidenceKind.choices,
        "years": _years(span["first"], span["last"]),
        "uploaders": [(person.pk, str(person)) for person in people.order_by("full_name")],
    }


def _years(first: date | None, last: date | None) -> list[tuple[int, list[tuple[str, str]]]]:
    if first is None or last is None:
        return []
    years = range(last.year, max(first.year, last.year - _LONGEST_SPAN) - 1, -1)
    return [
        (year, [(f"{year}-{month:02}", f"{name} {year}") for month, name in enumerate(MONTH_NAMES, 1)])
        for year in years
    ]
