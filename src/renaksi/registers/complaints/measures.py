"""What the complaints measure: what came and was settled by a month's end, and which channels stood open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from renaksi.entries.models import BookCounter
from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import number, share
from renaksi.measures.declare import Asked, Count, Measure, Part, Span
from renaksi.measures.models import BookMonth
from renaksi.registers.complaints.channels import open_on
from renaksi.registers.complaints.models import (
    BY_APPLICATION,
    ChannelKind,
    Complaint,
    ComplaintKind,
    Reporter,
)


def _kept(asked: Asked, *kinds: ComplaintKind) -> QuerySet[Complaint]:
    found: QuerySet[Complaint] = Complaint.objects.standing().filter(office=asked.office, kind__in=kinds)
    return found


def _at_hand(asked: Asked, *kinds: ComplaintKind) -> QuerySet[Complaint]:
    """Received since 1 January, or still open when the year began; up to the end of the month."""
    carried = Q(closed_on__isnull=True) | Q(closed_on__gte=asked.year_starts_on)
    return _kept(asked, *kinds).filter(
        carried | Q(received_on__gte=asked.year_starts_on), received_on__lte=asked.ends_on
    )


def _handled(asked: Asked, *kinds: ComplaintKind) -> Count:
    """The share settled by the end of the month; what was rejected stays in the whole and is told in the parts."""
    whole = _at_hand(asked, *kinds)
    closed = whole.filter(closed_on__lte=asked.ends_on)
    settled, rejected = closed.filter(state="settled"), closed.filter(state="rejected").count()
    going = whole.count() - settled.count() - rejected
    parts = (
        Part("Selesai", Decimal(settled.count())),
        Part("Ditolak", Decimal(rejected)),
        Part("Proses", Decimal(going)),
    )
    return share(whole=whole, part=settled, parts=parts)


def _settled(asked: Asked) -> Count:
    return _handled(asked, ComplaintKind.COMPLAINT)


def _access(asked: Asked) -> Count:
    """Nothing is known while no channel stands open: access is half of what is asked."""
    kinds = (ComplaintKind.COMPLAINT, ComplaintKind.CONSULTATION)
    if not open_on(asked.office.pk, asked.ends_on).exists():
        return Count(Decimal(0), Decimal(0))
    count, within = _handled(asked, *kinds), (asked.starts_on, asked.ends_on)
    month = _kept(asked, *kinds).filter(received_on__range=within)
    more = (
        Part("Diterima bulan ini", Decimal(month.count())),
        Part("Konsultasi sejak Januari", Decimal(_at_hand(asked, ComplaintKind.CONSULTATION).count())),
    )
    return Count(count.amount, count.base, (*count.parts, *more), count.entries)


def _by_application(asked: Asked) -> Count:
    """Reports through an application that is open and has a procedure; while none is, nothing is known."""
    applications = open_on(asked.office.pk, asked.ends_on).filter(kind=ChannelKind.APPLICATION)
    with_procedure = applications.exclude(procedure="").exists()
    state = (Part("Aplikasi terbuka", Decimal(applications.exists())), Part("SOP", Decimal(with_procedure)))
    if not with_procedure:
        return Count(Decimal(0), parts=state)
    reports = _kept(asked, *ComplaintKind).filter(
        channel__in=BY_APPLICATION, received_on__range=(asked.starts_on, asked.ends_on)
    )
    return number(reports, parts=(*state, Part("Pelapor", Decimal(_reporters(reports)))))


def _reporters(reports: QuerySet[Complaint]) -> int:
    """How many different people: by what they can be reached at; whoever left nothing counts once a report."""
    contacts = Reporter.objects.filter(complaint__in=reports).exclude(contact="").values_list("contact", flat=True)
    known = [contact.casefold() for contact in contacts]
    return reports.count() - len(known) + len(set(known))


def _disputes(asked: Asked) -> Count:
    def until(year: int) -> QuerySet[Complaint]:
        last = asked.ends_on if year == asked.year else _a_year_before(asked.ends_on)
        return _kept(asked, ComplaintKind.DISPUTE).filter(received_on__range=(date(year, 1, 1), last))

    now, before = number(until(asked.year)), until(asked.year - 1).count()
    return Count(now.amount, Decimal(before), entries=now.entries)


def _a_year_before(day: date) -> date:
    """The last day of the same month a year earlier."""
    following = date(day.year - 1 + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _open(asked: Asked) -> Count:
    """At least one open channel was tried in the month; the parts tell how many of each kind."""
    tried = open_on(asked.office.pk, asked.ends_on).filter(checks__checked_on__range=(asked.starts_on, asked.ends_on))
    kinds = [channel.kind for channel in tried.distinct()]
    parts = tuple(Part(kind.label, Decimal(kinds.count(kind.value))) for kind in ChannelKind if kind.value in kinds)
    return Count(Decimal(bool(kinds)), parts=parts)


def _complete(asked: Asked) -> Count:
    """One open channel has procedure and officer, and the book is kept: written in, or said to be empty."""
    channels = open_on(asked.office.pk, asked.ends_on)
    whole = channels.exclude(procedure="").exclude(officer="").exists()
    told = (
        ("Saluran terbuka", channels.exists()), ("SOP", channels.exclude(procedure="").exists()),
        ("Petugas", channels.exclude(officer="").exists()), ("Buku dikelola", _is_kept(asked)),
    )  # fmt: skip
    is_whole = whole and all(there for _, there in told)
    parts = tuple(Part(title, Decimal(there)) for title, there in told)
    return Count(Decimal(is_whole), parts=parts)


def _is_kept(asked: Asked) -> bool:
    own = {"office": asked.office, "year": asked.year}
    said = BookMonth.objects.filter(**own, register="complaints", month__lte=asked.month, nil_said_at__isnull=False)
    return said.exists() or BookCounter.objects.filter(**own, book="complaints", last__gt=0).exists()


MEASURES = (
    Measure(
        "complaints.channel_open", "Saluran pengaduan terbuka", Kind.PRESENCE, "saluran", Span.AT_END,
        "Sekurangnya satu saluran pengaduan terbuka dan diperiksa dalam bulan itu", _open, is_public=True,
    ),
    Measure(
        "complaints.channels_complete", "Saluran pengaduan lengkap", Kind.PRESENCE, "saluran", Span.AT_END,
        "Ada saluran terbuka yang memiliki SOP dan petugas, dan buku pengaduan dikelola", _complete, is_public=True,
    ),
    Measure(
        "complaints.received_by_application", "Pengaduan lewat aplikasi", Kind.COUNT, "laporan", Span.MONTH,
        "Banyaknya pengaduan lewat laman atau SP4N-LAPOR!, selama aplikasinya terbuka dan memiliki SOP",
        _by_application, is_public=True,
    ),
    Measure(
        "complaints.settled_share", "Pengaduan selesai ditindaklanjuti", Kind.SHARE, "%", Span.TO_DATE,
        "Pengaduan yang selesai, dari yang diterima sejak Januari atau masih terbuka dari tahun sebelumnya", _settled,
        is_public=True,
    ),
    Measure(
        "complaints.access_and_handling", "Akses dan penanganan pengaduan dan konsultasi", Kind.SHARE, "%", Span.TO_DATE,
        "Pengaduan dan konsultasi yang selesai, dari yang diterima sejak Januari atau masih terbuka dari tahun "
        "sebelumnya, selama ada saluran yang terbuka",
        _access, is_public=True,
    ),
    Measure(
        "complaints.service_disputes_trend", "Sengketa pelayanan", Kind.TREND, "sengketa", Span.TO_DATE,
        "Sengketa pelayanan sejak Januari, dibandingkan dengan bulan yang sama tahun sebelumnya", _disputes, is_public=True,
    ),
)  # fmt: skip
