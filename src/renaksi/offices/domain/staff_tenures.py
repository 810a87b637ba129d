"""The verbs of tenures: a person is appointed to a post, leaves it, and a slip is struck out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import ProtectedError, Q

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.staff_facts import checked_reason, day_faults, refuse_first
from renaksi.offices.domain.staff_spans import (
    holders_meanwhile,
    lies_within,
    locked_person,
    locked_post,
    locked_tenure,
    meets,
    refuse_reversed,
    span_words,
    staff_deed,
)
from renaksi.offices.models import Person, Post, Tenure
from renaksi.offices.trail import record_in

LONGEST_NUMBER = 120
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Appointment:
    """From when until when, definitive or acting, by which decree. ``leaves``: definitive posts held now end the day before."""

    since: date | None
    until: date | None = None
    is_acting: bool = False
    decree_number: str = ""
    decree_on: date | None = None
    leaves: bool = False


def appoint(*, person: Person, post: Post, appointment: Appointment, by: User | None) -> Tenure:
    """Records that the person holds the post.

    Refused: a person or post of two offices, days outside the person's service or the post's time, a post held definitively by
    another on any of the days, a definitive post for who holds one already (unless ``leaves``), the same post twice at once.
    """
    with staff_deed(person.office, by=by) as office:
        person, post = locked_person(person), locked_post(post)
        if post.office_id != person.office_id:
            raise Refused(f"Jabatan itu bukan jabatan {office.name}.", code="offices.post_elsewhere", field="post")
        ended = _left_behind(person, appointment) if appointment.leaves else []
        refuse_first(appointment_faults(person, post, appointment))
        tenure = Tenure(person=person, post=post, **_columns(appointment))
        tenure.save()
        left = ", ".join(old.post.title for old in ended)
        record_in(
            office, by=by, what="offices.appointed", object_label=person.name, object_id=f"person:{person.pk}",
            details={
                "post": post.title,
                "acting": " sebagai pelaksana tugas" if tenure.is_acting else "",
                "span": span_words(tenure.since, tenure.until),
                "left": f" dan meninggalkan jabatan {left}" if left else "",
                "number": tenure.decree_number,
            },
        )  # fmt: skip
    return tenure


def end_tenure(*, tenure: Tenure, on: date, by: User | None) -> Tenure:
    """The person's last day in the post is ``on``. Refused: a tenure over by then, a day before its first."""
    with staff_deed(tenure.person.office, by=by) as office:
        tenure = locked_tenure(tenure)
        refuse_first(day_faults(until=on))
        if tenure.until is not None and tenure.until <= on:
            raise Refused(f"Jabatan itu sudah berakhir per {date_words(tenure.until)}.", code="offices.tenure_over")
        refuse_reversed(tenure.since, on)
        tenure.until, tenure.is_cut, tenure.planned_until = on, False, None
        tenure.save(update_fields=("until", "is_cut", "planned_until"))
        record_in(
            office, by=by, what="offices.tenure_ended", object_label=tenure.person.name,
            object_id=f"person:{tenure.person_id}", details={"post": tenure.post.title, "until": date_words(on)},
        )  # fmt: skip
    return tenure


def withdraw_tenure(*, tenure: Tenure, reason: str, by: User | None) -> None:
    """Strikes out a tenure recorded by mistake; it is then as if it had never been, and the trail keeps what it said."""
    why = checked_reason(reason)
    with staff_deed(tenure.person.office, by=by) as office:
        tenure = locked_tenure(tenure)
        try:
            tenure.delete()
        except ProtectedError as cause:  # a register may lean on it
            raise Refused("Catatan jabatan ini sudah dipakai; akhiri saja.", code="offices.tenure_used") from cause
        record_in(
            office, by=by, what="offices.tenure_withdrawn", object_label=tenure.person.name,
            object_id=f"person:{tenure.person_id}",
            details={
                "post": tenure.post.title,
                "span": span_words(tenure.since, tenure.until),
                "number": tenure.decree_number,
                "reason": why,
            },
        )  # fmt: skip


def appointment_faults(person: Person, post: Post, appointment: Appointment) -> list[Refused]:
    """What stands in the way of the appointment, each beside its field."""
    since, until = appointment.since, appointment.until
    refuse_reversed(since, until)
    faults = day_faults(since=since, until=until, decree_on=appointment.decree_on)
    if len(appointment.decree_number) > LONGEST_NUMBER:
        told = f"Nomor keputusan paling panjang {LONGEST_NUMBER} huruf."
        faults.append(Refused(told, code="offices.too_long", field="decree_number"))
    for outer, who in ((person, f"{person} bertugas"), (post, "Jabatan itu ada")):
        if not lies_within(since, until, outer):
            told = f"{who} {span_words(outer.since, outer.until)}; sesuaikan tanggalnya."
            faults.append(Refused(told, code="offices.outside_span", field="since"))
    return faults + _rivals(person, post, appointment)


def _rivals(person: Person, post: Post, appointment: Appointment) -> list[Refused]:
    since, until = appointment.since, appointment.until
    own = person.tenures.filter(meets(since, until)).select_related("post")
    if again := own.filter(post=post).first():
        told = f"{person} sudah memegang jabatan itu {span_words(again.since, again.until)}."
        return [Refused(told, code="offices.tenure_twice", field="post")]
    if appointment.is_acting:
        return []
    if rival := holders_meanwhile(post, since, until).first():
        told = (
            f"Jabatan itu dipegang {rival.person} {span_words(rival.since, rival.until)}; akhiri lebih dahulu, atau pilih "
            "pelaksana tugas."
        )
        return [Refused(told, code="offices.post_held", field="post")]
    if held := own.filter(is_acting=False).first():
        told = f"{person} memegang jabatan {held.post} {span_words(held.since, held.until)}; akhiri jabatan itu."
        return [Refused(told, code="offices.holds_other_post", field="post")]
    return []


def _left_behind(person: Person, appointment: Appointment) -> list[Tenure]:
    """Ends the definitive tenures that run when the new one begins, the day before; those that began later stay and are told."""
    since = appointment.since
    if since is None:
        return []
    running = person.tenures.filter(Q(since__isnull=True) | Q(since__lt=since), is_acting=False)
    ended = list(running.exclude(until__lt=since).select_related("post"))
    for tenure in ended:
        tenure.until = since - _DAY
    Tenure.objects.bulk_update(ended, ("until",))
    return ended


def _columns(appointment: Appointment) -> dict[str, object]:
    return {
        "since": appointment.since,
        "until": appointment.until,
        "is_acting": appointment.is_acting,
        "decree_number": " ".join(appointment.decree_number.split()),
        "decree_on": appointment.decree_on,
    }
