"""What the media measure: that they stand on the month's last day, and were seen in the month where the template asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import all_present, presence
from renaksi.measures.declare import Asked, Count, Measure, Span
from renaksi.registers.publications.models import Audience, Medium, Publication, Shows, Sighting, Topic


def standing(asked: Asked, **narrowed: Any) -> QuerySet[Publication]:
    """The office's media that stand on the month's last day."""
    until = Q(stands_until__isnull=True) | Q(stands_until__gt=asked.ends_on)
    media: QuerySet[Publication] = Publication.objects.filter(until, office=asked.office, removed_at__isnull=True)
    return media.filter(stands_from__lte=asked.ends_on, **narrowed)


def seen(asked: Asked, media: QuerySet[Publication]) -> QuerySet[Publication]:
    """Those whose last sighting of the month found them standing."""
    looks = Sighting.objects.standing().filter(entry=OuterRef("pk"), seen_on__range=(asked.starts_on, asked.ends_on))
    last = looks.order_by("-seen_on", "-pk")
    return media.filter(Exists(looks)).annotate(found=last.values("is_standing")[:1]).filter(found=True)


def _reform_media(asked: Asked) -> Count:
    media = seen(asked, standing(asked, topic=Topic.REFORM))
    return all_present((audience.label, media.filter(audience=audience)) for audience in Audience)


def _reform_page(asked: Asked) -> Count:
    pages = seen(asked, standing(asked, topic=Topic.REFORM, medium=Medium.PAGE))
    return presence(pages.filter(newest_document_on__range=(asked.year_starts_on, asked.ends_on)))


def _values(asked: Asked) -> Count:
    return presence(seen(asked, standing(asked, topic=Topic.VALUES)))


def _gratification(audience: Audience) -> Callable[[Asked], Count]:
    def counted(asked: Asked) -> Count:
        return presence(standing(asked, topic=Topic.GRATIFICATION, audience=audience))

    return counted


def _showing(*asked_for: Shows) -> Callable[[Asked], Count]:
    """Each of these stands where the public sees it."""

    def counted(asked: Asked) -> Count:
        media = standing(asked, audience=Audience.PUBLIC)
        return all_present((each.label, media.filter(shows=each)) for each in asked_for)

    return counted


MEASURES = (
    Measure(
        "publications.reform_media", "Media sosialisasi Reformasi Birokrasi", Kind.PRESENCE, "media", Span.AT_END,
        "Media RB bagi internal dan bagi masyarakat, terpasang dan terlihat dalam bulan itu", _reform_media, is_public=True,
    ),
    Measure(
        "publications.reform_page", "Halaman Reformasi Birokrasi", Kind.PRESENCE, "halaman", Span.AT_END,
        "Halaman RB yang terbuka dalam bulan itu dan memuat dokumen tahun berjalan", _reform_page, is_public=True,
    ),
    Measure(
        "publications.values_media", "Media nilai dasar dan budaya kerja", Kind.PRESENCE, "media", Span.AT_END,
        "Media nilai dasar dan budaya kerja, terpasang dan terlihat dalam bulan itu", _values, is_public=True,
    ),
    Measure(
        "publications.information_service_papers", "Dokumen pelayanan informasi", Kind.PRESENCE, "dokumen", Span.AT_END,
        "Maklumat, standar, dan SOP permohonan informasi ketiganya terbuka bagi masyarakat",
        _showing(Shows.CHARTER, Shows.STANDARD, Shows.PROCEDURE), is_public=True,
    ),
    Measure(
        "publications.gratification_internal_media", "Media antigratifikasi internal", Kind.PRESENCE, "media", Span.AT_END,
        "Media antigratifikasi yang terpasang di dalam kantor", _gratification(Audience.INTERNAL), is_public=True,
    ),
    Measure(
        "publications.gratification_public_media", "Media antigratifikasi bagi masyarakat", Kind.PRESENCE, "media",
        Span.AT_END, "Media antigratifikasi yang terpasang di tempat yang dilihat masyarakat",
        _gratification(Audience.PUBLIC), is_public=True,
    ),
    Measure(
        "publications.service_vision", "Visi, misi, dan moto pelayanan", Kind.PRESENCE, "media", Span.AT_END,
        "Visi, misi, dan moto pelayanan ketiganya ditampilkan kepada masyarakat",
        _showing(Shows.VISION, Shows.MISSION, Shows.MOTTO), is_public=True,
    ),
)  # fmt: skip
