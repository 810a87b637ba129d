"""An event and who was there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from renaksi.desk.models import EntryLine
from renaksi.entries.models import Entry


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
    invitation = models.TextField("isi undangan", blank=True, help_text="Acara dan hal yang perlu disiapkan peserta.")
    present_count = models.PositiveIntegerField(
        "jumlah hadir", null=True, blank=True, help_text="Kosongkan bila daftar hadir diisi per orang."
    )
    minutes = models.TextField("notula", blank=True)
    cancelled_for = models.TextField("sebab batal", blank=True)

    class Meta(Entry.Meta):
        verbose_name = "kegiatan"

    def clean(self) -> None:
        """What happened cannot lie ahead: that an event was held is said on its day or later (the step asks)."""
        if self.present_count is not None and self.present_count > 100_000:
            raise ValidationError({"present_count": "Jumlah hadir terlalu besar."})


class Attendance(EntryLine):
    """A person who was there, typed, imported or signed at the door."""

    entry = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendance")
    name = models.CharField("nama", max_length=120)
    office_name = models.CharField("jabatan atau asal", max_length=160, blank=True)
