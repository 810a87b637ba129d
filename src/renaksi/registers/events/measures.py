"""What the events measure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from renaksi.entries.domain.proofs import has_proof
from renaksi.evidence.models import EvidenceKind
from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import number, presence
from renaksi.measures.declare import Asked, Count, Measure, Part, Span
from renaksi.registers.events.models import Attendance, Event, EventKind

HELD = ("held", "reported")


def _held(asked: Asked, kind: EventKind) -> QuerySet[Any]:
    """Events of this kind held in the month."""
    within = Event.objects.standing().filter(office=asked.office, held_on__range=(asked.starts_on, asked.ends_on))
    return within.filter(kind=kind, state__in=HELD)


def _with_minutes(events: QuerySet[Any]) -> QuerySet[Any]:
    return events.filter(~Q(minutes="") | Q(has_proof("events", EvidenceKind.MINUTES, EvidenceKind.REPORT)))


def _people(events: QuerySet[Any]) -> Part:
    """People present: those who signed, or the number counted at the door where nobody did."""
    rows = list(events.values_list("pk", "present_count"))
    signed: dict[int, int] = {}
    for entry_id in (
        Attendance.objects.standing().filter(entry__in=[pk for pk, _ in rows]).values_list("entry_id", flat=True)
    ):
        signed[entry_id] = signed.get(entry_id, 0) + 1
    return Part("Orang hadir", Decimal(sum(signed.get(pk) or counted or 0 for pk, counted in rows)))


def _commitment(asked: Asked) -> Count:
    signed = Attendance.objects.standing().filter(entry=OuterRef("pk"))
    attended = Q(Exists(signed)) | Q(present_count__gt=0) | Q(has_proof("events", EvidenceKind.ATTENDANCE))
    return presence(_with_minutes(_held(asked, EventKind.COMMITMENT).filter(attended)))


def _review(asked: Asked) -> Count:
    return presence(_with_minutes(_held(asked, EventKind.DISCUSSION)))


def _outreach(kind: EventKind) -> Any:
    def counted(asked: Asked) -> Count:
        events = _held(asked, kind)
        return presence(events, parts=(Part("Kegiatan", Decimal(events.count())), _people(events)))

    return counted


def _benchlearning(asked: Asked) -> Count:
    return presence(_with_minutes(_held(asked, EventKind.BENCHLEARNING)))


def _participation(asked: Asked) -> Count:
    events = _held(asked, EventKind.PARTICIPATION)
    return number(events, parts=(_people(events),))


MEASURES = (
    Measure(
        "events.reform_commitment", "Kick off atau pembangunan komitmen bersama", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Kegiatan kick off atau komitmen bersama yang terlaksana, dengan daftar hadir dan notula", _commitment, is_public=True,
    ),
    Measure(
        "events.organisation_review_documented", "FGD evaluasi organisasi", Kind.PRESENCE, "laporan", Span.MONTH,
        "FGD evaluasi organisasi yang terlaksana, dengan laporan atau notula", _review, is_public=True,
    ),
    Measure(
        "events.gratification_outreach", "Sosialisasi gratifikasi", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Kegiatan sosialisasi gratifikasi yang terlaksana", _outreach(EventKind.GRATIFICATION), is_public=True,
    ),
    Measure(
        "events.innovation_outreach", "Sosialisasi inovasi pelayanan", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Kegiatan yang memperkenalkan inovasi pelayanan", _outreach(EventKind.INNOVATION), is_public=True,
    ),
    Measure(
        "events.benchlearning", "Benchlearning inovasi", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Kunjungan benchlearning, memberi atau menerima, dengan laporan atau notula", _benchlearning, is_public=True,
    ),
    Measure(
        "events.public_participation", "Partisipasi masyarakat", Kind.COUNT, "kegiatan", Span.MONTH,
        "Banyaknya kegiatan yang melibatkan masyarakat", _participation, is_public=True,
    ),
)  # fmt: skip
