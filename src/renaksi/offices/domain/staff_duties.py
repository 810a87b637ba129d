"""The verbs of filing duties: what was decided for one person against the rule, and its end."""

from __future__ import annotations

from datetime import date

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.staff_facts import checked_reason, day_faults, refuse_first
from renaksi.offices.domain.staff_spans import locked_person, meets, refuse_reversed, span_words, staff_deed
from renaksi.offices.models import FilingDuty, FilingKind, Person
from renaksi.offices.trail import record_in


def set_filing_duty(
    *,
    person: Person,
    kind: str,
    since: date | None,
    until: date | None = None,
    is_exempt: bool = False,
    reason: str,
    by: User | None,
) -> FilingDuty:
    """Obliges a person to a report (``FilingKind``), or exempts them, against the rule.

    Refused: an unknown report, no reason, days that meet another decision on the same report.
    """
    why = checked_reason(reason)
    if kind not in FilingKind.values:
        raise Refused("Pilih laporan dari daftar.", code="offices.no_such_report", field="report")
    refuse_reversed(since, until)
    with staff_deed(person.office, by=by) as office:
        person = locked_person(person)
        refuse_first(day_faults(since=since, until=until))
        if other := person.filing_duties.filter(meets(since, until), kind=kind).first():
            told = f"Sudah ada ketetapan {FilingKind(kind).label} {span_words(other.since, other.until)}; akhiri lebih dahulu."
            raise Refused(told, code="offices.duty_twice", field="since")
        duty: FilingDuty = FilingDuty.objects.create(
            person=person, kind=kind, since=since, until=until, is_exempt=is_exempt, reason=why
        )
        record_in(
            office, by=by, what="offices.filing_duty_set", object_label=person.name, object_id=f"person:{person.pk}",
            details={
                "duty": f"{'dikecualikan dari' if is_exempt else 'wajib'} {FilingKind(kind).label}",
                "span": span_words(since, until),
                "reason": why,
            },
        )  # fmt: skip
    return duty


def end_filing_duty(*, duty: FilingDuty, on: date, by: User | None) -> FilingDuty:
    """The decision's last day is ``on``. Refused: one over by then, a day before its first."""
    with staff_deed(duty.person.office, by=by) as office:
        duty = FilingDuty.objects.select_for_update(of=("self",)).select_related("person").get(pk=duty.pk)
        refuse_first(day_faults(until=on))
        if duty.until is not None and duty.until <= on:
            raise Refused(f"Ketetapan itu sudah berakhir per {date_words(duty.until)}.", code="offices.duty_over")
        refuse_reversed(duty.since, on)
        duty.until = on
        duty.save(update_fields=("until",))
        record_in(
            office, by=by, what="offices.filing_duty_ended", object_label=duty.person.name,
            object_id=f"person:{duty.person_id}",
            details={"duty": FilingKind(duty.kind).label, "until": date_words(on)},
        )  # fmt: skip
    return duty
