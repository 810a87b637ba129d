"""A complaint, who brought it (kept apart), how it is followed and passed on, and the channels complaints come through."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from renaksi.desk.models import EntryLine
from renaksi.entries.models import Entry
from renaksi.kernel.clock import today
from renaksi.offices.models import Office

CLOSED = ("settled", "rejected")
"""The states of a complaint that was answered."""


class ComplaintKind(models.TextChoices):
    COMPLAINT = "complaint", "Pengaduan"
    CONSULTATION = "consultation", "Konsultasi"
    DISPUTE = "dispute", "Sengketa pelayanan"


class Handling(models.TextChoices):
    """What sets the clock: how the complaint is handled."""

    LIGHT = "light", "Permintaan informasi atau pengaduan ringan"
    NORMATIVE = "normative", "Pengaduan normatif"
    NON_SUPERVISORY = "non_supervisory", "Pengaduan tidak berkadar pengawasan"
    SUPERVISORY = "supervisory", "Pengaduan berkadar pengawasan"


class Came(models.TextChoices):
    """The way a complaint came."""

    COUNTER = "counter", "Datang langsung"
    LETTER = "letter", "Surat"
    PHONE = "phone", "Telepon"
    WHATSAPP = "whatsapp", "WhatsApp"
    EMAIL = "email", "Surel"
    WEB = "web", "Laman pengaduan"
    LAPOR = "lapor", "SP4N-LAPOR!"


BY_APPLICATION = (Came.WEB, Came.LAPOR)


class Topic(models.TextChoices):
    """Broad enough to be named to others without telling what was written."""

    VOTERS = "voters", "Data pemilih"
    AD_HOC = "ad_hoc", "Badan ad hoc (PPK, PPS, KPPS)"
    NOMINATION = "nomination", "Partai politik dan pencalonan"
    STAGES = "stages", "Tahapan pemilu dan pemilihan"
    INFORMATION = "information", "Pelayanan informasi"
    SERVICE = "service", "Pelayanan kantor"
    FACILITIES = "facilities", "Sarana dan fasilitas"
    CONDUCT = "conduct", "Perilaku pegawai"
    MONEY = "money", "Keuangan dan pengadaan"
    OTHER = "other", "Lainnya"


class Privacy(models.TextChoices):
    OPEN = "open", "Terbuka bagi petugas yang menangani"
    CONFIDENTIAL = "confidential", "Rahasia: hanya petugas bernama yang melihat"
    ANONYMOUS = "anonymous", "Tanpa identitas"


class Complaint(Entry):
    """One complaint. Who brought it stands in Reporter, never here. ``central_number`` is that of SP4N-LAPOR!."""

    received_on = models.DateField("tanggal diterima")
    channel = models.CharField("saluran", max_length=10, choices=Came.choices)
    kind = models.CharField("jenis", max_length=15, choices=ComplaintKind.choices, default=ComplaintKind.COMPLAINT)
    topic = models.CharField("topik", max_length=15, choices=Topic.choices)
    title = models.CharField("perihal", max_length=160, help_text="Jangan menulis nama pelapor di sini.")
    summary = models.TextField("uraian", max_length=5000, help_text="Apa, di mana, dan kapan. Tanpa nama pelapor.")
    privacy = models.CharField("identitas pelapor", max_length=15, choices=Privacy.choices, default=Privacy.OPEN)
    is_closed = models.BooleanField(
        "tertutup", default=False, help_text="Isi pengaduan ini hanya dibuka petugas bernama buku ini."
    )
    central_number = models.CharField("nomor SP4N-LAPOR!", max_length=40, blank=True)
    handling = models.CharField("sifat penanganan", max_length=20, choices=Handling.choices, blank=True)
    question = models.TextField("pertanyaan kepada pelapor", blank=True, max_length=2000)
    asked_on = models.DateField("ditanyakan pada", null=True, blank=True)
    reply = models.TextField("jawaban pelapor", blank=True, max_length=5000)
    replied_on = models.DateField("dijawab pelapor pada", null=True, blank=True)
    answer = models.TextField("jawaban", blank=True, max_length=5000, help_text="Dibaca pelapor di halaman lacak.")
    closed_on = models.DateField("tanggal selesai", null=True, blank=True)
    obstacle = models.TextField("kendala", blank=True, max_length=2000)
    recommendation = models.TextField("rekomendasi", blank=True, max_length=2000)
    reopened_on = models.DateField("dibuka kembali pada", null=True, blank=True)
    reopened_for = models.TextField("alasan dibuka kembali", blank=True, max_length=2000)
    rating = models.PositiveSmallIntegerField(
        "nilai dari pelapor", null=True, blank=True, validators=(MinValueValidator(1), MaxValueValidator(5))
    )

    class Meta(Entry.Meta):
        verbose_name = "pengaduan"
        constraints = (  # type: ignore[assignment]  # one more than the tuple of the base, whose length its type holds
            *Entry.Meta.constraints,
            models.UniqueConstraint(
                fields=("office", "central_number"), condition=~Q(central_number=""), name="complaints_central_number_once"
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """Nothing of a complaint lies ahead, and nothing of it came before it did."""
        day = today(self.office.time_zone)
        if self.received_on and self.received_on > day:
            raise ValidationError({"received_on": "Tanggal diterima tidak boleh sesudah hari ini."})
        for name in ("asked_on", "replied_on", "closed_on"):
            at = getattr(self, name)
            if at and (at > day or at < self.received_on):
                fault = "Tanggalnya tidak boleh sebelum pengaduan diterima atau sesudah hari ini."
                raise ValidationError({name: fault})


class Reporter(models.Model):
    """Who brought a complaint. Read through domain.reporter.open_reporter alone, which asks and tells the trail."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="reporter")
    name = models.CharField("nama", max_length=120)
    contact = models.CharField("telepon atau surel", max_length=120, blank=True)
    address = models.CharField("alamat", max_length=250, blank=True)
    recorded_at = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "pelapor"


class Receipt(models.Model):
    """What lets a reporter follow their complaint: the SHA-256 of a code of 80 random bits, shown when it is made."""

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="receipt")
    code_sha256 = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField("dibuat pada")


class Disposition(EntryLine):
    """A complaint passed on: from whom to whom, with what to do."""

    entry = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="dispositions")
    from_whom = models.CharField("dari", max_length=120, help_text="Misalnya Sekretaris.")
    to_whom = models.CharField("kepada", max_length=120, help_text="Misalnya Subbagian Teknis dan Hupmas.")
    note = models.CharField("isi disposisi", max_length=500, blank=True)
    given_on = models.DateField("tanggal")


class ChannelKind(models.TextChoices):
    COUNTER = "counter", "Loket atau meja pengaduan"
    BOX = "box", "Kotak pengaduan"
    PHONE = "phone", "Telepon atau WhatsApp"
    EMAIL = "email", "Surat atau surel"
    APPLICATION = "application", "Aplikasi atau laman pengaduan"


class Channel(models.Model):
    """A way complaints reach the office. It is open from ``opened_on`` until ``closed_on``, that day no longer."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("jenis saluran", max_length=15, choices=ChannelKind.choices)
    address = models.CharField("tempat, nomor, atau alamat", max_length=250)
    procedure = models.CharField("SOP", max_length=250, blank=True, help_text="Nomor atau judul SOP penanganannya.")
    officer = models.CharField("petugas", max_length=120, blank=True, help_text="Jabatan atau nama petugas saluran.")
    opened_on = models.DateField("dibuka pada")
    closed_on = models.DateField("ditutup pada", null=True, blank=True)
    recorded_at = models.DateTimeField("dicatat pada")

    class Meta:
        verbose_name = "saluran pengaduan"
        ordering = ("kind", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.address}"


class ChannelCheck(models.Model):
    """Somebody tried the channel on a day, and it was open or not."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField("diperiksa pada")
    is_open = models.BooleanField("terbuka", default=True)
    note = models.CharField("keterangan", max_length=250, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-checked_on", "-pk")
