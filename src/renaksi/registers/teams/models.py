"""A body or officer set up by decree, and its members."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from renaksi.desk.models import EntryLine
from renaksi.entries.models import Entry
from renaksi.offices.models import Person


class TeamKind(models.TextChoices):
    REFORM = "reform", "Tim Reformasi Birokrasi atau penanggung jawab"
    CHANGE_AGENTS = "change_agents", "Agen perubahan"
    ASSESSORS = "assessors", "Assessor PMPRB"
    INTEGRITY_ZONE = "integrity_zone", "Tim Zona Integritas"
    GRATIFICATION = "gratification", "Unit Pengendalian Gratifikasi"
    WBS = "wbs", "Pengelola WBS"
    SPIP = "spip", "Tim atau Satgas SPIP"
    COMPLAINTS = "complaints", "Petugas pengaduan"
    PROCUREMENT = "procurement", "Pengelola pengadaan"
    INFORMATION = "information", "PPID"
    EGOV = "egov", "Tim SPBE"
    OTHER = "other", "Lainnya"


class Part(models.TextChoices):
    DIRECTOR = "director", "Pengarah"
    RESPONSIBLE = "responsible", "Penanggung jawab"
    CHAIR = "chair", "Ketua"
    SECRETARY = "secretary", "Sekretaris"
    MEMBER = "member", "Anggota"
    CHANGE_AGENT = "change_agent", "Agen perubahan"
    ASSESSOR = "assessor", "Assessor"
    OFFICER = "officer", "Petugas"


class Team(Entry):
    """One decree that sets up a body or names officers. It is in force from ``since`` through ``until`` (open where empty)."""

    kind = models.CharField("jenis tim", max_length=20, choices=TeamKind.choices)
    name = models.CharField("nama tim", max_length=200)
    decree_number = models.CharField("nomor keputusan", max_length=120)
    decree_on = models.DateField("tanggal keputusan")
    since = models.DateField("berlaku sejak")
    until = models.DateField("berlaku sampai", null=True, blank=True, help_text="Kosongkan bila belum dicabut.")
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces", verbose_name="diganti oleh"
    )

    class Meta(Entry.Meta):
        verbose_name = "tim"

    def __str__(self) -> str:
        return f"{self.name} ({self.decree_number})"

    def clean(self) -> None:
        """It does not end before it begins, and does not replace itself."""
        if self.until and self.until < self.since:
            raise ValidationError({"until": "Tanggal akhir tidak boleh sebelum tanggal mulai berlaku."})
        if self.replaced_by is not None and self.replaced_by == self:
            raise ValidationError({"replaced_by": "Pilih keputusan lain yang menggantikannya."})


class Member(EntryLine):
    """A member with a part: a person of the office, or someone from outside by name."""

    entry = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="pegawai"
    )
    name = models.CharField("nama bila dari luar", max_length=120, blank=True)
    part = models.CharField("kedudukan", max_length=15, choices=Part.choices)
    scope = models.CharField("bidang atau area", max_length=160, blank=True)

    class Meta(EntryLine.Meta):
        verbose_name = "anggota"

    def clean(self) -> None:
        """Someone is named, one way."""
        if (self.person is None) == (not self.name.strip()):
            raise ValidationError({"person": "Pilih pegawai, atau tulis nama bila dari luar satuan kerja."})

    @property
    def shown_name(self) -> str:
        """The name however it was given."""
        return self.person.name if self.person else self.name
