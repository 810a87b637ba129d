"""A document: what it is, what it covers, how long it holds, and whether it was signed, sent and received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from renaksi.documents.kinds import AGREEMENT, REPORT, Closing, DocumentKind, group_choices, kind_choices, kinds
from renaksi.entries.models import Entry, EntryQuerySet
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words

BOOK = "documents"
BOOK_TITLE = "Register Dokumen dan Laporan"


class DocumentState(models.TextChoices):
    DRAFT = "draft", "konsep"
    SIGNED = "signed", "ditandatangani"
    SENT = "sent", "dikirim"
    RECEIVED = "received", "diterima"
    REVOKED = "revoked", "dicabut"
    REPLACED = "replaced", "diganti"


class Recipient(models.TextChoices):
    REFORM_TEAM = "reform_team", "Tim RB KPU"
    NATIONAL = "national", "KPU RI"
    MINISTRY = "ministry", "Kementerian PANRB"
    NATIONAL_AND_MINISTRY = "national_and_ministry", "KPU RI dan Kementerian PANRB"
    PROVINCE = "province", "KPU Provinsi"
    INSPECTORATE = "inspectorate", "Inspektorat"
    OTHER = "other", "Penerima lain"


class Way(models.TextChoices):
    LETTER = "letter", "Surat"
    APPLICATION = "application", "Aplikasi persuratan"
    EMAIL = "email", "Surel"
    PORTAL = "portal", "Aplikasi pelaporan"
    HAND = "hand", "Diantar"


class Counterpart(models.TextChoices):
    GOVERNMENT = "government", "Instansi pemerintah"
    UNIVERSITY = "university", "Perguruan tinggi"
    SCHOOL = "school", "Sekolah"
    SOCIETY = "society", "Organisasi masyarakat"
    MEDIA = "media", "Media massa"
    BUSINESS = "business", "Badan usaha"
    OTHER = "other", "Lainnya"


class DocumentQuerySet(EntryQuerySet):
    """Documents by what holds on a day."""

    def in_force(self, on: date) -> DocumentQuerySet:
        """Signed, and neither run out nor revoked or replaced by the end of the day."""
        return self.filter(holds_on(on))

    def of_year(self, year: int) -> DocumentQuerySet:
        """Those whose period touches the year; without a period, those dated in it."""
        begin, end = date(year, 1, 1), date(year, 12, 31)
        covered = Q(period_from__lte=end, period_until__gte=begin)
        return self.filter(covered | Q(period_from__isnull=True, document_on__range=(begin, end)))


def holds_on(on: date) -> Q:
    """The condition of ``DocumentQuerySet.in_force``."""
    running = Q(in_force_until__isnull=True) | Q(in_force_until__gte=on)
    return Q(signed_on__lte=on) & running & (Q(ended_on__isnull=True) | Q(ended_on__gt=on))


class Document(Entry):
    """One document of an office. ``state`` is a DocumentState; days tell when each was reached and are what measures count by.

    ``period_from``/``period_until`` are the days it reports on or plans for, ``in_force_until`` the last day it holds (None:
    until it is revoked or replaced), ``ended_on`` the first day it no longer does. ``due_on`` is the last day for sending. Where
    ``frozen_sha256`` is set the document was filed from within by ``file_document``: its file is kept unchanged as evidence,
    and ``drawn_from`` names the report or book. ``sending_from`` is worked out: the day a report's clock for sending starts.
    """

    kind = models.CharField("jenis", max_length=40, choices=kind_choices)
    kind_group = models.CharField("kelompok", max_length=10, choices=group_choices, editable=False)
    title = models.CharField("judul", max_length=250)
    document_number = models.CharField("nomor dokumen", max_length=120, blank=True)
    document_on = models.DateField(
        "tanggal dokumen", help_text="Yang tertulis pada dokumen; selama masih konsep, tanggal konsepnya."
    )
    refers_to = models.CharField(
        "dokumen yang dirujuk", max_length=250, blank=True,
        help_text="Misalnya nomor keputusan rencana kerja Zona Integritas yang dilaporkan.",
    )  # fmt: skip
    is_closed = models.BooleanField(
        "tertutup", default=False,
        help_text="Hanya petugas buku ini yang membukanya. Laporan WBS dan benturan kepentingan selalu tertutup, lembar kerja "
        "evaluasi sampai ditandatangani.",
    )  # fmt: skip
    period_from = models.DateField("periode sejak", null=True, blank=True)
    period_until = models.DateField("periode sampai", null=True, blank=True)
    in_force_until = models.DateField(
        "berlaku sampai", null=True, blank=True, help_text="Kosongkan bila berlaku sampai dicabut atau diganti."
    )
    due_on = models.DateField(
        "batas penyampaian", null=True, blank=True, help_text="Untuk laporan: tanggal paling lambat dikirim."
    )
    counterpart = models.CharField("mitra", max_length=200, blank=True, help_text="Untuk nota kesepahaman dan PKS.")
    counterpart_kind = models.CharField("jenis mitra", max_length=12, choices=Counterpart.choices, blank=True)
    signed_on = models.DateField("ditandatangani pada", null=True, blank=True)
    signed_by = models.CharField("penanda tangan", max_length=160, blank=True)
    sending_from = models.DateField("pengiriman dihitung sejak", null=True, blank=True, editable=False)
    sent_to = models.CharField("dikirim kepada", max_length=24, choices=Recipient.choices, blank=True)
    sent_to_name = models.CharField("nama penerima", max_length=200, blank=True)
    sent_on = models.DateField("dikirim pada", null=True, blank=True)
    sent_by_way = models.CharField("cara pengiriman", max_length=12, choices=Way.choices, blank=True)
    received_on = models.DateField("diterima pada", null=True, blank=True)
    receipt_number = models.CharField("nomor tanda terima", max_length=120, blank=True)
    ended_on = models.DateField("tidak berlaku sejak", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced", verbose_name="diganti oleh",
        limit_choices_to={"removed_at": None},
    )  # fmt: skip
    drawn_from = models.CharField("disusun dari", max_length=120, blank=True, editable=False)
    frozen_sha256 = models.CharField("sidik SHA-256 berkas beku", max_length=64, blank=True, editable=False)

    objects: ClassVar[models.Manager[Any]] = DocumentQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name = "dokumen"
        indexes = (
            models.Index(fields=("office", "kind", "signed_on")),
            models.Index(fields=("office", "frozen_sha256"), condition=~Q(frozen_sha256=""), name="documents_frozen"),
        )
        constraints = (  # type: ignore[assignment]  # one more than the base has
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(period_from__isnull=True, period_until__isnull=True)
                | Q(period_until__gte=F("period_from")),
                name="documents_period_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.book_number} · {'dokumen tertutup' if self.is_closed else self.title}"

    @property
    def kind_facts(self) -> DocumentKind:
        """What the data says of its kind. Raises KeyError for a kind that is no longer there."""
        return kinds()[self.kind]

    def clean(self) -> None:
        """Checks what its parts say of each other, and works out what follows from the kind: group, secrecy, the clock's day."""
        if self.kind not in kinds():
            raise ValidationError({"kind": "Pilih jenis dokumen dari daftar."})
        for field, fault in self._faults():
            raise ValidationError({field: fault})
        self.settle()

    def settle(self) -> None:
        """What follows from its kind."""
        kind = self.kind_facts
        self.kind_group = kind.group
        if kind.closing is not Closing.NO:
            self.is_closed = kind.closing is Closing.YES or self.signed_on is None
        self.sending_from = self.signed_on if kind.group == REPORT else None

    def _faults(self) -> Iterator[tuple[str, str]]:
        if (self.period_from is None) != (self.period_until is None):
            missing = "period_from" if self.period_from is None else "period_until"
            yield missing, "Isi awal dan akhir periodenya, atau kosongkan keduanya."
        elif self.period_from and self.period_until and self.period_until < self.period_from:
            yield "period_until", "Akhir periode mendahului awalnya. Perbaiki tanggalnya."
        if self.kind_facts.group == AGREEMENT and not (self.counterpart and self.counterpart_kind):
            yield ("counterpart" if not self.counterpart else "counterpart_kind"), "Isi mitra kerja sama dan jenisnya."
        if self.replaced_by_id is not None and self.replaced_by_id == self.pk:
            yield "replaced_by", "Dokumen tidak dapat menggantikan dirinya sendiri. Pilih dokumen yang lain."
        yield from self._days_out_of_order()

    def _days_out_of_order(self) -> Iterator[tuple[str, str]]:
        now_on = today(self.office.time_zone)
        for field, first, words in (
            ("signed_on", None, ""),
            ("sent_on", self.signed_on, "ditandatangani"),
            ("received_on", self.sent_on, "dikirim"),
        ):
            day = getattr(self, field)
            if day and day > now_on:
                yield field, f"{date_words(day)} belum tiba. Periksa tanggalnya."
            if day and first and day < first:
                yield field, f"Mendahului tanggal {words} ({date_words(first)}). Periksa tanggalnya."
        if self.signed_on and self.in_force_until and self.in_force_until < self.signed_on:
            yield "in_force_until", f"Masa berlaku berakhir sebelum ditandatangani ({date_words(self.signed_on)})."
        if self.signed_on and self.ended_on and self.ended_on < self.signed_on:
            yield "ended_on", f"Mendahului tanggal ditandatangani ({date_words(self.signed_on)}). Periksa tanggalnya."
