"""The books: counting an office's month, whether other offices make it slower, and opening a book of ten thousand entries."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

OFFICES, ENTRIES, YEAR = 50, 10_000, 2026
DAY = date(YEAR, 8, 20)
Figure = tuple[str, float, float]


def book_figures(best: Callable[..., float]) -> list[Figure]:
    """What is measured, in seconds (or as a ratio) with its limit. The database is there; its offices are loaded."""
    os.environ["RENAKSI_TODAY"] = DAY.isoformat()
    from renaksi.calendars.domain.limits import ensure_limits
    from renaksi.desk.registry import REGISTERS
    from renaksi.measures.registry import MEASURES
    from renaksi.offices.models import Office, OfficeKind

    ensure_limits()
    offices = list(Office.objects.filter(kind__in=(OfficeKind.REGENCY, OfficeKind.CITY)).order_by("pk")[: OFFICES + 1])
    first, others, long_book = offices[0], offices[1:OFFICES], offices[OFFICES]
    for register in REGISTERS:
        if register.demo:
            register.demo(first, YEAR, DAY, None)
    alone = _fill_time(first)
    for office in others:
        for register in REGISTERS:
            _copied(register, first, office)
    among = _fill_time(first)
    return [
        (f"count a month of an office, {len(MEASURES)} measures", among, 2.0),
        (f"the same with {OFFICES} offices against 1, as a ratio", among / alone, 1.5),
        (f"open a book of {ENTRIES} entries", best(_prepared_list(long_book), 5), 0.2),
    ]


def _fill_time(office: Any) -> float:
    """The middle of several runs: what is compared must not hang on one lucky run."""
    from renaksi.desk.registry import REGISTERS
    from renaksi.measures.domain.fill import fill

    times = []
    for _ in range(9):
        begin = time.perf_counter()
        for register in REGISTERS:
            fill(office=office, register=register.name, year=YEAR, month=5)
        times.append(time.perf_counter() - begin)
    return sorted(times)[len(times) // 2]


def _copied(register: Any, source: Any, office: Any) -> None:
    """The office gets the entries of another, with their rows; clocks and other ties to one entry alone are left out."""
    olds = list(register.model.objects.filter(office=source).order_by("pk"))
    news = register.model.objects.bulk_create([_copy(old, office=office) for old in olds])
    pairs = {old.pk: new.pk for old, new in zip(olds, news, strict=True)}
    for lines in register.lines:
        rows = lines.model.objects.filter(entry__in=list(pairs))
        lines.model.objects.bulk_create([_copy(row, entry_id=pairs[row.entry_id]) for row in rows])


def _copy(row: Any, **changed: Any) -> Any:
    fields: Iterable[Any] = row._meta.concrete_fields
    values = {f.attname: None if f.one_to_one else getattr(row, f.attname) for f in fields if not f.primary_key}
    values.update({f"{name}_id" if name == "office" else name: getattr(v, "pk", v) for name, v in changed.items()})
    return type(row)(**values)


def _prepared_list(office: Any) -> Callable[[], object]:
    """A long book in one office; gives what asks for its list as a signed-in person, in eight queries at most."""
    from django.conf import settings
    from django.db import connection, transaction
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from renaksi.kernel.clock import now
    from renaksi.offices.tests.factories import member
    from renaksi.registers.events.models import Event

    settings.ALLOWED_HOSTS = ["testserver"]
    days = (date(YEAR, 1, 1) + timedelta(days=number % 230) for number in range(ENTRIES))
    rows = [
        Event(
            office=office,
            year=YEAR,
            number=number,
            state="planned",
            kind="meeting",
            topic=f"Rapat {number}",
            place="Aula",
            held_on=day,
            audience="internal",
            recorded_at=now(),
            changed_at=now(),
        )
        for number, day in enumerate(days, 1)
    ]
    with transaction.atomic():
        Event.objects.bulk_create(rows, 1000)
        user = member(office, full_name="Siti Teladan Dua")
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("events_list", kwargs={"code": office.code})
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    if len(queries) > 8:
        raise AssertionError(f"a list costs {len(queries)} queries")

    def page() -> None:
        if client.get(address).status_code != 200:
            raise AssertionError("the list does not open")

    return page
