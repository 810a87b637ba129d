"""An event, who was there, and the address at its door where people sign by themselves."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from renaksi.desk.models import EntryLine
from renaksi.entries.models import Entry
from renaksi.kernel.clock import today

HELD = ("held", "reported")
"""The states of an event that took place."""


class EventKind(models.TextChoices):
    COMMITMENT = "commitment", "Kick off atau pembangunan komitmen bersama"
    DISCUSSION = "discussion", "FGD evaluasi organisasi"
    GRATIFICATION = "gratification", "Sosialisasi gratifikasi"
    INNOVATION = "innovation", "Sosialisasi inovasi pelayanan"
    BENCHLEARNING = "benchlearning", "Benchlearning"
    PARTICIPATION = "participation", "Partisipasi masyarakat"
    TRAINING = "training", "Pelatihan internal"
    MEETING = "meeting", "Rapat"
    OTHER = "other", "Lainnya"


class Audience(models.TextChoices):
    INTERNAL = "internal", "Internal"
    PUBLIC = "public", "Masyarakat"


class Event(Entry):
    """One event. ``present_count`` is what was counted at the door where nobody signed by name."""

    kind = models.CharField("jenis", max_length=20, choices=EventKind.choices)
    topic = models.CharField("topik", max_length=250)
    held_on = models.DateField("tanggal")
    held_at = models.CharField("waktu", max_length=40, blank=True, help_text="Misalnya 09.00 WIB s.d. selesai.")
    place = models.CharField("tempat", max_length=200)
    held_by = models.CharField("penyelenggara", max_length=200, blank=True)
    audience = models.CharField("peserta", max_length=10, choices=Audience.choices, default=Audience.INTERNAL)
    invited = models.TextField("yang diundang", blank=True, help_text="Satu penerima undangan dalam satu baris.")
    invitation = models.TextField("isi undangan", blank=True, help_text="Acara dan hal yang perlu disiapkan peserta.")
    present_count = models.PositiveIntegerField(
        "jumlah hadir", null=True, blank=True, help_text="Kosongkan bila daftar hadir diisi per orang."
    )
    minutes = models.TextField("notula", blank=True)
    reported_on = models.DateField(
        "tanggal laporan", null=True, blank=True, help_text="Kosongkan bila laporannya selesai hari ini."
    )
    cancelled_for = models.TextField("sebab batal", blank=True)

    class Meta(Entry.Meta):
        verbose_name = "kegiatan"

    def clean(self) -> None:
        """What took place cannot lie ahead, nor its report before it; no hall holds a hundred thousand."""
        if self.state in HELD:
            self._check_days(today(self.office.time_zone))
        if self.present_count is not None and self.present_count > 100_000:
            raise ValidationError({"present_count": "Jumlah hadir terlalu besar."})

    def _check_days(self, day: date) -> None:
        if self.held_on > day:
            fault = "Kegiatan yang sudah terlaksana tidak mungkin bertanggal sesudah hari ini. Perbaiki tanggalnya."
            raise ValidationError({"held_on": fault})
        if self.state == "reported" and self.reported_on is None:
            self.reported_on = day
        if self.reported_on is not None and not self.held_on <= self.reported_on <= day:
            fault = "Tanggal laporan tidak mungkin sebelum kegiatan atau sesudah hari ini. Perbaiki tanggalnya."
            raise ValidationError({"reported_on": fault})


class Door(models.Model):
    """The address where people sign for themselves while their event lasts. One at a time; a new one has a new ``token``.

    The token stands here as it is, because it is shown again as QR code; it opens nothing but this list on the event's day.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="doors")
    token = models.CharField(max_length=22, unique=True)
    opened_at = models.DateTimeField("dibuka pada")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("ditutup pada", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("event",), condition=Q(closed_at__isnull=True), name="events_one_door_at_a_time"
            ),
        )


class Attendance(EntryLine):
    """A person who was there: typed, imported, or (``door``) signed by themselves."""

    entry = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendance")
    name = models.CharField("nama", max_length=120)
    office_name = models.CharField("jabatan atau asal", max_length=160, blank=True)
    door = models.ForeignKey(Door, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
