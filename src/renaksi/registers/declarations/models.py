"""What each person must sign or report in a year, the texts signed, each signature; never what a wealth report holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from renaksi.entries.models import Entry
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office, Person


class DeclarationKind(models.TextChoices):
    INTEGRITY_PACT = "integrity_pact", "Pakta integritas"
    ANTI_GRATIFICATION = "anti_gratification", "Komitmen anti gratifikasi"
    LHKPN = "lhkpn", "LHKPN"
    LHKASN = "lhkasn", "LHKASN"


PLEDGES = (DeclarationKind.INTEGRITY_PACT, DeclarationKind.ANTI_GRATIFICATION)
"""What is signed, in the program or on paper."""
FILINGS = (DeclarationKind.LHKPN, DeclarationKind.LHKASN)
"""What is filed elsewhere; only the receipt comes here."""
FULFILLED = ("fulfilled", "verified")
EXCUSED = "excused"
_TWICE = "{name} sudah punya catatan {kind} tahun {year}. Buka catatan itu; satu orang satu catatan setiap tahun."


class Declaration(Entry):
    """One person's duty of a kind in the year of its book number. ``name`` is the person's as it was when this was written.

    ``obliged_on`` is the day from which the person owes it, ``due_on`` the last day in time, ``fulfilled_on`` when it was signed
    or filed. A person stands in the book once per kind and year; who is not on the staff list stands there by name alone.
    """

    kind = models.CharField("jenis", max_length=20, choices=DeclarationKind.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="pegawai"
    )
    name = models.CharField(
        "nama", max_length=120, blank=True, help_text="Diisi hanya bila orangnya tidak ada di daftar pegawai."
    )
    obliged_on = models.DateField("wajib sejak", help_text="Tanggal orang ini mulai wajib pada tahun itu.")
    due_on = models.DateField("batas waktu")
    fulfilled_on = models.DateField("dipenuhi pada", null=True, blank=True)
    receipt_number = models.CharField(
        "nomor tanda terima", max_length=80, blank=True, help_text="Dari e-LHKPN atau aplikasi LHKASN."
    )
    excused_for = models.TextField(
        "sebab dikecualikan", blank=True, help_text="Hanya berlaku setelah langkah Kecualikan diambil."
    )

    class Meta(Entry.Meta):
        verbose_name = "pernyataan"
        indexes = (models.Index(fields=("office", "kind", "year")),)
        constraints = (  # type: ignore[assignment]  # the stubs know the base by its one constraint
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=("person", "kind", "year"),
                condition=Q(removed_at__isnull=True, person__isnull=False),
                name="declarations_once_a_year",
            ),
        )

    def clean(self) -> None:
        """Someone of this office owes it within one year, once; it is not fulfilled ahead, and a filing has its receipt."""
        self._check_person()
        self._check_days()
        self._follow_day()
        if self.state in FULFILLED and self.kind in FILINGS and not self.receipt_number.strip():
            raise ValidationError({"receipt_number": "Tulis nomor tanda terima laporannya."})
        if self.is_twice():
            raise ValidationError({"person": self._twice()})

    def _check_person(self) -> None:
        if self.person is None and not self.name.strip():
            fault = "Pilih pegawai, atau tulis namanya bila tidak ada di daftar pegawai."
            raise ValidationError({"person": fault})
        if self.person is not None:
            if self.person.office_id != self.office_id:
                raise ValidationError({"person": "Pilih pegawai satuan kerja ini."})
            self.name = self.person.name

    def _check_days(self) -> None:
        year, day = self.year or self.obliged_on.year, today(self.office.time_zone)
        if self.obliged_on > day:
            raise ValidationError({"obliged_on": "Tanggal wajib tidak boleh sesudah hari ini."})
        if (self.obliged_on.year, self.due_on.year) != (year, year):
            place = "obliged_on" if self.obliged_on.year != year else "due_on"
            fault = f"Catatan ini untuk tahun {year}; pakai tanggal dalam tahun itu."
            raise ValidationError({place: fault})
        if self.due_on < self.obliged_on:
            raise ValidationError({"due_on": "Batas waktu tidak boleh sebelum tanggal wajib."})
        if self.fulfilled_on and self.fulfilled_on > day:
            raise ValidationError({"fulfilled_on": "Tanggal pemenuhan tidak boleh sesudah hari ini."})

    def _follow_day(self) -> None:
        """A day of fulfilment makes it fulfilled, so that a list of receipts is taken in as it is; without the day it is due."""
        if self.state == "due" and self.fulfilled_on:
            self.state = "fulfilled"
        elif self.state == "fulfilled" and self.fulfilled_on is None:
            self.state = "due"
        elif self.state == "verified" and self.fulfilled_on is None:
            raise ValidationError({"fulfilled_on": "Kembalikan dahulu catatan yang sudah diperiksa ini."})
        elif self.state == EXCUSED:
            self.fulfilled_on = None

    def is_twice(self) -> bool:
        """Whether the person has another standing entry of this kind and year."""
        if self.person_id is None or self.is_removed:
            return False
        year = self.year or self.obliged_on.year
        same = Declaration.objects.filter(person_id=self.person_id, kind=self.kind, year=year, removed_at__isnull=True)
        return bool(same.exclude(pk=self.pk).exists())

    def _twice(self) -> str:
        year = self.year or self.obliged_on.year
        return _TWICE.format(name=self.name, kind=self.get_kind_display(), year=year)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses ``declarations.twice``: an entry brought back passes no form, and another may stand in its place."""
        if self.is_twice():
            raise Refused(self._twice(), code="declarations.twice", field="person")
        super().save(*args, **kwargs)

    def is_fulfilled_by(self, day: date) -> bool:
        """Whether it was signed or filed on the day or before, and stands so."""
        return self.state in FULFILLED and self.fulfilled_on is not None and self.fulfilled_on <= day

    @property
    def is_in_time(self) -> bool:
        """Whether it was fulfilled on its last day at the latest."""
        return self.fulfilled_on is not None and self.fulfilled_on <= self.due_on


class PledgeText(models.Model):
    """The text of a pact or commitment in an office and year. Each change is a new ``version``; what was signed keeps its own."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("jenis", max_length=20, choices=DeclarationKind.choices)
    year = models.PositiveSmallIntegerField("tahun")
    version = models.PositiveIntegerField("versi")
    text = models.TextField("isi naskah")
    written_at = models.DateTimeField("ditulis pada")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("office", "kind", "year", "version"), name="declarations_text_once"),
        )


class Signing(models.Model):
    """A pact or commitment signed in the program: word for word what the person read, its SHA-256, when, and the frozen PDF.

    A person confirmed it with the password; it is no certified electronic signature, and the paper says so.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="signings")
    statement = models.TextField("naskah")
    sha256 = models.CharField("sidik SHA-256", max_length=64)
    text_version = models.PositiveIntegerField("versi naskah")
    signed_at = models.DateTimeField("ditandatangani pada")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-signed_at", "-pk")
