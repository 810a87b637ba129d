"""An entry goes from one state to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.calendars.domain.clocks import pause_clock, resume_clock, start_clock, stop_clock
from renaksi.desk.domain.told import (
    check_standing,
    days_of,
    entry_id,
    locked,
    reason_given,
    recount,
    set_values,
    tell,
    touched,
)
from renaksi.desk.register import ClockDeed, Register, Step
from renaksi.desk.shown import column_title, words_of
from renaksi.entries.domain.proofs import proofs_of, put_proofs
from renaksi.entries.models import Entry
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused


def take_step(
    *,
    register: Register,
    entry: Entry,
    step: Step,
    values: dict[str, Any] | None = None,
    reason: str = "",
    evidence: Iterable[Evidence] = (),
    by: User | None,
) -> Entry:
    """Takes the entry through a step: writes the step's fields, sets the state, runs or stops its clock. Trail: ``desk.stepped``.

    Refuses ``desk.removed``, ``desk.wrong_state``, ``desk.need_missing`` (with the field), ``desk.reason_missing``,
    ``desk.evidence_missing``, ``desk.not_valid``, and what clock and evidence refuse.
    """
    reason = reason_given(reason) if step.asks_reason else reason.strip()
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        if standing.state not in step.source:
            raise Refused(
                f"Langkah “{step.title}” tidak tersedia: catatan ini sudah “{register.state(standing.state).title}”. "
                "Muat ulang halamannya.",
                code="desk.wrong_state",
            )
        days = days_of(standing)
        standing.state = step.target  # before its rules are asked: what holds in a state is the model's to say
        set_values(standing, values or {}, step.fields)
        _check_needs(standing, step)
        put_proofs(office=standing.office, book=register.name, entry_id=standing.pk, evidence=evidence, by=by)
        if step.asks_evidence and not proofs_of(register.name, [standing.pk]).exists():
            raise Refused("Lampirkan buktinya.", code="desk.evidence_missing", field="evidence")
        _run_clock(register, standing, step, reason, by)
        touched(standing, by)
        standing.save()
        recount(register, standing, [*days, *days_of(standing)])
        tell(register, standing, what="desk.stepped", by=by, sentence=_sentence(standing, step, reason), reason=reason)
    return standing


def _check_needs(entry: Entry, step: Step) -> None:
    for name in step.needs:
        if getattr(entry, name) in (None, ""):
            title = column_title(type(entry), name)
            raise Refused(f"{title} belum diisi.", code="desk.need_missing", field=name)


def _run_clock(register: Register, entry: Entry, step: Step, reason: str, by: User | None) -> None:
    on: date | None = getattr(entry, step.on_field) if step.on_field else today(entry.office.time_zone)
    if on is None:
        return  # no clock runs for an entry that has no such day
    if step.clock is ClockDeed.START and entry.clock is None:
        limit = step.limit(entry) if callable(step.limit) else step.limit
        entry.clock = start_clock(office=entry.office, limit_key=limit, subject=entry_id(register, entry), on=on, by=by)
    elif entry.clock is not None and entry.clock.stopped_on is None:
        if step.clock is ClockDeed.PAUSE:
            entry.clock = pause_clock(clock=entry.clock, on=on, reason=reason or step.title, by=by)
        elif step.clock is ClockDeed.RESUME:
            entry.clock = resume_clock(clock=entry.clock, on=on, by=by)
        elif step.clock is ClockDeed.STOP:
            entry.clock = stop_clock(clock=entry.clock, on=on, by=by)


def _sentence(entry: Entry, step: Step, reason: str) -> str:
    facts = [f"{column_title(type(entry), name)}: {words}" for name in step.fields if (words := words_of(entry, name))]
    return "; ".join([step.done, *facts, *([f"Alasan: {reason}"] if reason else [])])
