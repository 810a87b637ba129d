"""The verbs of persons: they come into an office, are put right, leave with a reason, and that is taken back.

Every verb locks the office first, asks whether ``by`` may edit it (None is the operator at the command line), writes, and records
one event. A NIP never enters the trail.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, ProtectedError, Q

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused, Stale
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.staff_facts import (
    PersonFacts,
    changed_words,
    checked_reason,
    day_faults,
    person_faults,
    refuse_first,
)
from renaksi.offices.domain.staff_spans import (
    holders_meanwhile,
    locked_person,
    meets,
    refuse_reversed,
    span_words,
    staff_deed,
)
from renaksi.offices.models import Membership, Office, Person, PersonKind, Tenure
from renaksi.offices.trail import record_in


def add_person(*, office: Office, facts: PersonFacts, by: User | None) -> Person:
    """Records someone who serves in the office from ``facts.since`` on.

    Refused: what ``person_faults`` and ``standing_faults`` find; a person who may not edit the office.
    """
    facts = facts.tidied()
    with staff_deed(office, by=by) as office:
        refuse_first(person_faults(facts) + standing_faults(facts, office=office))
        person = Person(office=office)
        facts.set_on(person)
        person.save()
        record_in(
            office, by=by, what="offices.person_added", object_label=person.name, object_id=_id(person),
            details={"kind": PersonKind(person.kind).label, "span": span_words(person.since, None), "unit": person.unit},
        )  # fmt: skip
    return person


def change_person(*, person: Person, facts: PersonFacts, seen: int, by: User | None) -> Person:
    """Puts right what is said of a person; ``seen`` is the version the user looked at. Nothing different: nothing is written.

    Refused: as add_person; a beginning after a tenure's (``offices.tenure_earlier``); Stale where another was quicker.
    """
    facts = facts.tidied()
    with staff_deed(person.office, by=by) as office:
        person = locked_person(person)
        before = PersonFacts.of(person)
        if facts == before:
            return person
        if person.version != seen:
            raise Stale(current=before.text(), attempted=facts.text())
        faults = person_faults(facts) + standing_faults(facts, office=office, person=person, until=person.until)
        refuse_first(faults + _span_faults(facts.since, person))
        facts.set_on(person)
        person.version += 1
        person.save()
        record_in(
            office, by=by, what="offices.person_changed", object_label=before.name, object_id=_id(person),
            details=changed_words(before, facts),
        )  # fmt: skip
    return person


def end_person(*, person: Person, on: date, reason: str, by: User | None) -> Person:
    """The person's last day here is ``on``; posts they hold then end with it. The row stays: shares of days before count it.

    Refused: one who has left, a last day before the first, a tenure that begins later, no reason.
    """
    why = checked_reason(reason)
    with staff_deed(person.office, by=by) as office:
        person = locked_person(person)
        refuse_first(day_faults(until=on))
        if person.until is not None:
            raise Refused(f"{person} sudah berhenti per {date_words(person.until)}.", code="offices.person_ended")
        refuse_reversed(person.since, on)
        if later := person.tenures.filter(since__gt=on).select_related("post").first():
            raise Refused(
                f"{person} masih tercatat menjabat {later.post} {span_words(later.since, later.until)}; batalkan jabatan itu "
                "lebih dahulu.",
                code="offices.tenure_later",
                field="until",
            )
        person.tenures.exclude(until__lte=on).update(planned_until=F("until"), until=on, is_cut=True)
        person.until, person.reason_left, person.version = on, why, person.version + 1
        person.save(update_fields=("until", "reason_left", "version"))
        record_in(
            office, by=by, what="offices.person_ended", object_label=person.name, object_id=_id(person),
            details={"until": date_words(on), "reason": why},
        )  # fmt: skip
    return person


def restore_person(*, person: Person, reason: str, by: User | None) -> Person:
    """Takes back that the person left; posts that ended with it go on as they were planned.

    Refused: one who has not left, a NIP or account that serves elsewhere meanwhile, a post given to another meanwhile.
    """
    why = checked_reason(reason)
    with staff_deed(person.office, by=by) as office:
        person = locked_person(person)
        if person.until is None:
            raise Refused(f"{person} masih bertugas.", code="offices.person_serves")
        refuse_first(standing_faults(PersonFacts.of(person), office=office, person=person))
        cut = list(person.tenures.filter(is_cut=True).select_related("post", "person"))
        for tenure in cut:
            _refuse_given_away(tenure)
            tenure.until, tenure.planned_until, tenure.is_cut = tenure.planned_until, None, False
        person.until, person.reason_left, person.version = None, "", person.version + 1
        person.save(update_fields=("until", "reason_left", "version"))
        Tenure.objects.bulk_update(cut, ("until", "planned_until", "is_cut"))
        record_in(
            office, by=by, what="offices.person_restored", object_label=person.name, object_id=_id(person),
            details={"reason": why},
        )  # fmt: skip
    return person


def withdraw_person(*, person: Person, reason: str, by: User | None) -> None:
    """Strikes out a person recorded by mistake: no day counts them any more, and the trail keeps who it was.

    Refused: one with posts, decisions or anything else recorded of them; who did serve here is ended instead.
    """
    why = checked_reason(reason)
    with staff_deed(person.office, by=by) as office:
        person = locked_person(person)
        identity, said = (
            _id(person),
            {"kind": PersonKind(person.kind).label, "span": span_words(person.since, person.until)},
        )
        try:
            person.delete()
        except ProtectedError as cause:
            raise Refused(
                f"Catatan {person} sudah dipakai, misalnya oleh jabatan; batalkan itu lebih dahulu, atau akhiri masa tugasnya.",
                code="offices.person_used",
            ) from cause
        record_in(
            office, by=by, what="offices.person_withdrawn", object_label=person.name, object_id=identity,
            details={**said, "reason": why},
        )  # fmt: skip


def standing_faults(
    facts: PersonFacts, *, office: Office, person: Person | None = None, until: date | None = None
) -> list[Refused]:
    """What others' rows object to, from ``facts.since`` until ``until``: a NIP or an account that serves already, a stranger's
    account. ``person`` is whom the facts are of, if recorded already. Another office's people are not named.
    """
    others = Person.objects.filter(meets(facts.since, until)).exclude(pk=person.pk if person else None)
    faults = []
    if facts.nip and (same := others.filter(nip=facts.nip).order_by("pk").first()):
        faults.append(nip_taken(same if same.office_id == office.pk else None))
    if facts.user is None:
        return faults
    if not Membership.objects.filter(user=facts.user, office=office).exists():
        told = f"{facts.user} bukan pengguna {office.name}; tambahkan lebih dahulu di Pengguna."
        faults.append(Refused(told, code="offices.not_a_member", field="user"))
    elif same := others.filter(user=facts.user, office=office).first():
        told = f"Akun {facts.user} sudah dipakai untuk {same}."
        faults.append(Refused(told, code="offices.user_taken", field="user"))
    return faults


def nip_taken(holder: Person | None) -> Refused:
    """The refusal of a NIP that serves already; ``holder`` None = in another office, which is not told."""
    if holder is not None:
        told = f"NIP ini sudah tercatat untuk {holder}, {span_words(holder.since, holder.until)}."
    else:
        told = (
            "NIP ini masih bertugas di satuan kerja lain pada masa itu; periksa angkanya, atau mintalah satuan kerja asal "
            "mengakhiri masa tugasnya."
        )
    return Refused(told, code="offices.nip_taken", field="nip")


def _span_faults(since: date | None, person: Person) -> list[Refused]:
    """Nobody begins to serve after a post they hold or after their own end."""
    if since is None:
        return []
    if person.until and person.until < since:
        told = f"Ia berhenti per {date_words(person.until)}, sebelum tanggal itu."
        return [Refused(told, code="offices.span_reversed", field="since")]
    earlier = person.tenures.filter(Q(since__isnull=True) | Q(since__lt=since)).select_related("post").first()
    if earlier is None:
        return []
    told = f"Ia sudah menjabat {earlier.post} {span_words(earlier.since, earlier.until)}; sesuaikan tanggalnya."
    return [Refused(told, code="offices.tenure_earlier", field="since")]


def _refuse_given_away(tenure: Tenure) -> None:
    """A post that went to another after the person left stays theirs."""
    begin = tenure.until + timedelta(days=1) if tenure.until else None
    rival = holders_meanwhile(tenure.post, begin, tenure.planned_until).exclude(pk=tenure.pk).first()
    if rival and not tenure.is_acting:
        raise Refused(
            f"Jabatan {tenure.post} sudah dipegang {rival.person} {span_words(rival.since, rival.until)}; akhiri jabatan itu "
            f"lebih dahulu, atau akhiri jabatan {tenure.person} sebelum ia dipulihkan.",
            code="offices.post_held",
        )


def _id(person: Person) -> str:
    return f"person:{person.pk}"
