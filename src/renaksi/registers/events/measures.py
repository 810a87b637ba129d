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
from renaksi.registers.events.models import HELD, Attendance, Event, EventKind
from renaksi.registers.events.shown import present_at


def _held(asked: Asked, kind: EventKind) -> QuerySet[Any]:
    """Events of this kind held in the month."""
    within = Event.objects.standing().filter(office=asked.office, held_on__range=(asked.starts_on, asked.ends_on))
    return within.filter(kind=kind, state__in=HELD)


def _proved(*kinds: EvidenceKind) -> Q:
    return Q(has_proof("events", *kinds))


def _people(events: QuerySet[Any]) -> Part:
    return Part("Orang hadir", Decimal(sum(present_at(events).values())))


def _commitment(asked: Asked) -> Count:
    listed = Q(Exists(Attendance.objects.standing().filter(entry=OuterRef("pk"))))
    attended = listed | Q(present_count__gt=0) | _proved(EvidenceKind.ATTENDANCE)
    told = ~Q(minutes="") | _proved(EvidenceKind.MINUTES, EvidenceKind.REPORT)
    return presence(_held(asked, EventKind.COMMITMENT).filter(attended, told))


def _reported(asked: Asked, kind: EventKind) -> QuerySet[Any]:
    """Those with a report: reported in the book, which asks for what was said, or with the report as a file."""
    return _held(asked, kind).filter(Q(state="reported") | _proved(EvidenceKind.REPORT, EvidenceKind.MINUTES))


def _review(asked: Asked) -> Count:
    return presence(_reported(asked, EventKind.DISCUSSION))


def _gratification(asked: Asked) -> Count:
    events = _held(asked, EventKind.GRATIFICATION)
    return presence(events, parts=(Part("Kegiatan", Decimal(events.count())), _people(events)))


def _innovation(asked: Asked) -> Count:
    return presence(_held(asked, EventKind.INNOVATION))


def _benchlearning(asked: Asked) -> Count:
    return presence(_reported(asked, EventKind.BENCHLEARNING))


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
        "FGD evaluasi organisasi yang terlaksana dan dilaporkan, atau terlampir laporan atau notulanya", _review, is_public=True,
    ),
    Measure(
        "events.gratification_outreach", "Sosialisasi gratifikasi", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Kegiatan sosialisasi gratifikasi yang terlaksana", _gratification, is_public=True,
    ),
    Measure(
        "events.innovation_outreach", "Sosialisasi inovasi pelayanan", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Kegiatan yang memperkenalkan inovasi pelayanan", _innovation, is_public=True,
    ),
    Measure(
        "events.benchlearning", "Benchlearning inovasi", Kind.PRESENCE, "kegiatan", Span.MONTH,
        "Benchlearning, memberi atau menerima, yang dilaporkan atau terlampir laporannya", _benchlearning, is_public=True,
    ),
    Measure(
        "events.public_participation", "Partisipasi masyarakat", Kind.COUNT, "kegiatan", Span.MONTH,
        "Banyaknya kegiatan yang melibatkan masyarakat", _participation, is_public=True,
    ),
)  # fmt: skip
