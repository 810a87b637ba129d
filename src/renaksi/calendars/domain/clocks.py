"""Clocks of cases: started, paused, extended, stopped and opened again.

These are called within the transaction of a register's own verb, which checks the right and records the one event of the deed.
They therefore ask for no right and record nothing, unless ``tell=True`` asks for an event of the clock's own in the office's
chain.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from renaksi.accounts.models import User
from renaksi.calendars.domain.limits import limit_in_force
from renaksi.calendars.domain.off_days import off_days_of
from renaksi.calendars.domain.redate import take_limit
from renaksi.calendars.domain.scope import use_calendar
from renaksi.calendars.models import LONGEST, UNITS, CaseClock, ClockPause
from renaksi.calendars.reckon import Unit, days_left
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in


def start_clock(
    *, office: Office, limit_key: str, subject: str, on: date, by: User | None, tell: bool = False
) -> CaseClock:
    """Starts the clock of a case that came in ``on``; that day does not count. ``subject`` is the caller's name for the case.

    The clock takes days, unit and collective leave from the limit in force on that day. Refused: no such limit; a clock of this
    key already running for the case.
    """
    with transaction.atomic():
        use_calendar()
        limit = limit_in_force(limit_key, office, on)
        clock = CaseClock(office=office, limit_key=limit_key, subject=subject, started_on=on, version=0)
        take_limit(clock, limit)
        _save_alone(clock, pauses=[])
        if tell:
            _tell(clock, by=by, what="calendars.clock_started")
    return clock


def pause_clock(*, clock: CaseClock, on: date, reason: str, by: User | None, tell: bool = False) -> CaseClock:
    """Lets the clock stand still from the end of ``on``: that day still counts, those after it do not.

    Refused: a clock stopped or standing still; a day before its beginning or before its last pause ended; no reason.
    """
    with transaction.atomic():
        row, pauses = _running(clock)
        if row.paused_on:
            raise Refused(
                f"Hitungan ini sudah berhenti sejak {date_words(row.paused_on)}; lanjutkan dahulu.",
                code="calendars.clock_paused",
            )
        last = max((pause.until for pause in pauses if pause.until), default=row.started_on)
        _refuse_earlier(on, than=last)
        why = _reason(reason, 200)
        pauses.append(ClockPause.objects.create(clock=row, since=on, reason=why, by=by))
        row.paused_on, row.paused_for = on, why
        _save(row, pauses)
        if tell:
            _tell(row, by=by, what="calendars.clock_paused", since=date_words(on), reason=why)
    return row


def resume_clock(*, clock: CaseClock, on: date, by: User | None, tell: bool = False) -> CaseClock:
    """Lets the clock go on: ``on``, the day what was waited for came in, does not count; the next is counted again.

    Refused: a clock that does not stand still; a day before it was paused.
    """
    with transaction.atomic():
        row, pauses = _running(clock)
        if not row.paused_on:
            raise Refused("Hitungan ini sedang berjalan.", code="calendars.clock_runs")
        _end_pause(row, pauses, on)
        _save(row, pauses)
        if tell:
            _tell(row, by=by, what="calendars.clock_resumed", until=date_words(on))
    return row


def extend_clock(*, clock: CaseClock, days: int, reason: str, by: User | None, tell: bool = False) -> CaseClock:
    """Adds days, in the clock's own unit, to its limit; how often and by how much is the calling register's law.

    Refused: a clock stopped; a number that makes no sense; no reason.
    """
    with transaction.atomic():
        row, pauses = _running(clock)
        if days < 1 or row.days + row.extension_days + days > LONGEST:
            raise Refused("Perpanjangan paling sedikit satu hari.", code="calendars.no_such_length", field="days")
        why = _reason(reason, 300)
        row.extension_days += days
        row.extension_reason, row.extended_by = why, by
        _save(row, pauses)
        if tell:
            unit = dict(UNITS)[Unit(row.unit)]
            _tell(row, by=by, what="calendars.clock_extended", days=days, unit=unit, reason=why)
    return row


def stop_clock(*, clock: CaseClock, on: date, by: User | None, tell: bool = False) -> CaseClock:
    """Stops the clock: the case was answered ``on``. From then on no change of the calendar or the limit moves its last day.

    A clock standing still goes on and stops on that day. Refused: a clock stopped; a day before it began or was paused.
    """
    with transaction.atomic():
        row, pauses = _running(clock)
        _refuse_earlier(on, than=row.started_on)
        if row.paused_on:
            _end_pause(row, pauses, on)
        row.stopped_on = on
        _save(row, pauses)
        if tell:
            _tell(row, by=by, what="calendars.clock_stopped", on=date_words(on))
    return row


def reopen_clock(*, clock: CaseClock, on: date, by: User | None, tell: bool = False) -> CaseClock:
    """Opens an answered case again: the days since the answer, and ``on`` itself, are not counted; what was left is left again.

    A clock that was late stays late. It is reckoned by the calendar as it stands. Refused: a clock running; another running for
    the case; a day before the answer.
    """
    with transaction.atomic():
        use_calendar()
        row: CaseClock = CaseClock.objects.select_for_update().get(pk=clock.pk)
        if row.stopped_on is None:
            raise Refused("Hitungan ini belum selesai.", code="calendars.clock_runs")
        _refuse_earlier(on, than=row.stopped_on)
        ClockPause.objects.create(
            clock=row, since=row.stopped_on, until=on, reason="selesai, lalu dibuka kembali", by=by
        )
        row.stopped_on = row.left_when_stopped = None
        _save_alone(row, list(row.pauses.all()))
        if tell:
            _tell(row, by=by, what="calendars.clock_reopened", on=date_words(on))
    return row


def _running(clock: CaseClock) -> tuple[CaseClock, list[ClockPause]]:
    """The clock, locked, and its pauses as they stand. Refused: a clock stopped."""
    use_calendar()
    row: CaseClock = CaseClock.objects.select_for_update().get(pk=clock.pk)
    if row.stopped_on:
        raise Refused(
            f"Hitungan ini sudah selesai pada {date_words(row.stopped_on)}; buka kembali dahulu.",
            code="calendars.clock_stopped",
        )
    return row, list(row.pauses.all())


def _end_pause(row: CaseClock, pauses: list[ClockPause], on: date) -> None:
    pause = next(one for one in pauses if one.until is None)
    _refuse_earlier(on, than=pause.since)
    pause.until = on
    pause.save(update_fields=("until",))
    row.paused_on, row.paused_for = None, ""


def _save(row: CaseClock, pauses: list[ClockPause]) -> None:
    """Reckons the last day anew and writes the clock."""
    days = off_days_of(row.office, collective=row.counts_collective_leave)
    row.due_on = row.reckoning(pauses).due_on(days)
    if row.stopped_on and row.due_on:
        row.left_when_stopped = days_left(row.stopped_on, row.due_on, days, Unit(row.unit))
    row.version += 1
    row.save()


def _save_alone(row: CaseClock, pauses: list[ClockPause]) -> None:
    """Writes a clock that begins to run. Refused where one runs for the case; two at once meet in the database's rule."""
    same = CaseClock.objects.filter(office=row.office, limit_key=row.limit_key, subject=row.subject)
    rivals = same.filter(stopped_on__isnull=True).exclude(pk=row.pk)
    refusal = Refused("Hitungan batas waktu untuk perkara ini sedang berjalan.", code="calendars.clock_runs")
    if rivals.exists():
        raise refusal
    try:
        with transaction.atomic():
            _save(row, pauses)
    except IntegrityError:
        if rivals.exists():
            raise refusal from None
        raise


def _refuse_earlier(on: date, *, than: date) -> None:
    if on < than:
        raise Refused(
            f"Tanggalnya tidak boleh mendahului {date_words(than)}.", code="calendars.day_too_early", field="on"
        )


def _reason(reason: str, longest: int) -> str:
    text = " ".join(reason.split())
    if not text:
        raise Refused("Tulis alasannya.", code="calendars.no_reason", field="reason")
    if len(text) > longest:
        raise Refused(f"Alasan paling panjang {longest} huruf.", code="calendars.too_long", field="reason")
    return text


def _tell(clock: CaseClock, *, by: User | None, what: str, **details: Any) -> None:
    due = date_words(clock.due_on) if clock.due_on else "belum dapat ditentukan"
    label = f"{clock.limit.title} ({clock.subject})"
    record_in(
        clock.office, by=by, what=what, object_label=label, object_id=clock.subject, details={"due": due, **details}
    )
