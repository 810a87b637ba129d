"""A piece of evidence: a file kept by its content, or a link, with the three dates that matter."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from renaksi.offices.models import Office


class EvidenceKind(models.TextChoices):
    DECREE = "decree", "Surat keputusan"
    REPORT = "report", "Laporan"
    RECAP = "recap", "Rekapitulasi"
    INVITATION = "invitation", "Undangan"
    ATTENDANCE = "attendance", "Daftar hadir"
    MINUTES = "minutes", "Notula"
    PHOTO = "photo", "Dokumentasi foto atau video"
    SCREENSHOT = "screenshot", "Tangkapan layar"
    LETTER = "letter", "Surat atau nota dinas"
    PUBLICATION = "publication", "Media sosialisasi"
    LINK = "link", "Tautan"
    OTHER = "other", "Lainnya"


class EvidenceState(models.TextChoices):
    ACTIVE = "active", "Berlaku"
    WITHDRAWN = "withdrawn", "Ditarik"


class Evidence(models.Model):
    """One proof of an office. A file (``sha256``, ``name``, ``size``, ``content_type``) or a link (``url``), never both.

    Three dates: ``uploaded_at`` (when it came here), ``document_on`` (the date the document bears), ``proves_from`` and
    ``proves_until`` (the days it stands for, both included). Withdrawn with a reason, never erased. ``version`` counts changes of
    the description, for stale saves.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField("judul", max_length=200)
    kind = models.CharField("jenis", max_length=12, choices=EvidenceKind.choices, default=EvidenceKind.OTHER)
    name = models.CharField("nama berkas", max_length=200, blank=True)
    sha256 = models.CharField("sidik SHA-256", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("ukuran (bita)", default=0)
    content_type = models.CharField("jenis isi", max_length=100, blank=True)
    url = models.URLField("alamat tautan", max_length=1000, blank=True)
    document_on = models.DateField("tanggal dokumen", null=True, blank=True)
    proves_from = models.DateField("membuktikan sejak")
    proves_until = models.DateField("membuktikan sampai")
    note = models.TextField("keterangan", blank=True)
    state = models.CharField("keadaan", max_length=10, choices=EvidenceState.choices, default=EvidenceState.ACTIVE)
    version = models.PositiveIntegerField(default=1)
    uploaded_at = models.DateTimeField("diunggah pada")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.TextField("alasan penarikan", blank=True)

    was_there = False  # not stored: receive_file sets it where an upload met an active piece of the same content

    class Meta:
        verbose_name = "bukti dukung"
        ordering = ("-uploaded_at", "-pk")
        indexes = (models.Index(fields=("office", "state", "-uploaded_at")), models.Index(fields=("office", "sha256")))
        constraints = (
            models.UniqueConstraint(
                fields=("office", "sha256"), condition=Q(state="active") & ~Q(sha256=""), name="evidence_content_once"
            ),
            models.CheckConstraint(
                condition=(Q(sha256="") & ~Q(url="")) | (~Q(sha256="") & Q(url="")), name="evidence_file_or_link"
            ),
            models.CheckConstraint(condition=Q(proves_until__gte=F("proves_from")), name="evidence_period_in_order"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_link(self) -> bool:
        return not self.sha256

    @property
    def is_active(self) -> bool:
        return self.state == EvidenceState.ACTIVE
