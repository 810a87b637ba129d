"""What was done in a month of a plan, its proofs, who answers for what, and what is said of a period."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from renaksi.evidence.models import Evidence
from renaksi.kernel.quantity import KIND_TITLES, Kind, Quantity
from renaksi.plan.models import Area, Indicator, Plan


class Outcome(models.TextChoices):
    DONE = "done", "Terlaksana"
    NOT_DONE = "not_done", "Tidak terlaksana"
    POSTPONED = "postponed", "Ditunda"


class Review(models.TextChoices):
    NONE = "", "Belum diperiksa"
    VERIFIED = "verified", "Terverifikasi"
    RETURNED = "returned", "Dikembalikan"


class Realisation(models.Model):
    """One cell of the board: what an indicator came to in a month. One row a cell, changed in place; the trail keeps its past.

    Done: ``kind``, ``amount``, ``base`` (see kernel.quantity), ``done_on``, ``narrative``. Not done: ``reason``. Postponed:
    ``reason`` and ``new_month`` (later, of the same year). ``is_cleared`` = taken back by a person: the cell counts as empty.
    ``version`` counts saves, for stale saves. ``source`` = "typed", or "measure:" and the key of the measure that gave the value.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="realisations")
    month = models.PositiveSmallIntegerField("bulan")
    outcome = models.CharField("hasil", max_length=10, choices=Outcome.choices)
    kind = models.CharField(
        "jenis nilai", max_length=10, choices=[(k.value, t) for k, t in KIND_TITLES.items()], blank=True
    )
    amount = models.DecimalField("nilai", max_digits=20, decimal_places=4, null=True, blank=True)
    base = models.DecimalField("pembanding", max_digits=20, decimal_places=4, null=True, blank=True)
    done_on = models.DateField("tanggal pelaksanaan", null=True, blank=True)
    narrative = models.TextField("uraian", blank=True)
    reason = models.TextField("alasan", blank=True)
    new_month = models.PositiveSmallIntegerField("ditunda ke bulan", null=True, blank=True)
    source = models.CharField("asal nilai", max_length=80, default="typed")
    review = models.CharField("pemeriksaan", max_length=10, choices=Review.choices, default=Review.NONE, blank=True)
    review_note = models.TextField("catatan pemeriksa", blank=True)
    reviewed_at = models.DateTimeField("diperiksa pada", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_cleared = models.BooleanField("dihapus", default=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField("dicatat pada")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("diubah pada")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "realisasi"
        constraints = (
            models.UniqueConstraint(fields=("indicator", "month"), name="realisation_cell_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="realisation_month"),
            models.CheckConstraint(
                condition=Q(outcome="postponed", new_month__gt=F("month"), new_month__lte=12)
                | (~Q(outcome="postponed") & Q(new_month__isnull=True)),
                name="realisation_postponed_to_later",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="done") | (Q(amount__isnull=False) & ~Q(kind="")),
                name="realisation_done_has_value",
            ),
            models.CheckConstraint(condition=Q(outcome="done") | ~Q(reason=""), name="realisation_not_done_has_reason"),
        )

    @property
    def quantity(self) -> Quantity | None:
        """The quantity recorded; None where the work was not done."""
        return Quantity(Kind(self.kind), self.amount, self.base) if self.amount is not None else None


class Proof(models.Model):
    """A piece of evidence used for a cell. Taken off again it stays with ``removed_at``; what is used twice is one row."""

    realisation = models.ForeignKey(Realisation, on_delete=models.PROTECT, related_name="proofs")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="proofs")
    attached_at = models.DateTimeField("dilampirkan pada")
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("dilepas pada", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("attached_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("realisation", "evidence"), condition=Q(removed_at__isnull=True), name="proof_once"
            ),
        )


class Decision(models.TextChoices):
    CONFIRMED = "confirmed", "Diterima"
    REJECTED = "rejected", "Ditolak"


class Pull(models.Model):
    """What a person decided on a value the books proposed for a cell: the value, its working, and why it was refused.

    ``months`` were asked for, of ``missing`` nothing was known; ``parts`` = [[title, "number"]]; ``recap`` is the book as it
    stood, frozen as evidence. Decisions are added, never changed; the last one of a cell counts.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="pulls")
    month = models.PositiveSmallIntegerField("bulan")
    key = models.CharField("ukuran", max_length=80)
    kind = models.CharField("jenis nilai", max_length=10, choices=[(k.value, t) for k, t in KIND_TITLES.items()])
    amount = models.DecimalField("nilai", max_digits=20, decimal_places=4)
    base = models.DecimalField("pembanding", max_digits=20, decimal_places=4, null=True, blank=True)
    parts = models.JSONField("rincian", default=list, blank=True)
    formula = models.TextField("cara menghitung")
    months = models.JSONField("bulan yang dihitung", default=list)
    missing = models.JSONField("bulan tanpa catatan", default=list, blank=True)
    counted_at = models.DateTimeField("dihitung pada")
    decision = models.CharField("putusan", max_length=9, choices=Decision.choices)
    reason = models.TextField("alasan", blank=True)
    recap = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("diputuskan pada")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "usulan buku"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="pull_month"),
            models.CheckConstraint(condition=Q(decision="confirmed") | ~Q(reason=""), name="pull_rejected_has_reason"),
        )
        indexes = (models.Index(fields=("indicator", "month")),)

    @property
    def quantity(self) -> Quantity:
        """The value decided on."""
        return Quantity(Kind(self.kind), self.amount, self.base)

    @property
    def register(self) -> str:
        """The name of the book."""
        return self.key.partition(".")[0]


class PulledEntry(models.Model):
    """An entry that stood behind a value decided on; ``register`` and ``entry_id`` name it."""

    pull = models.ForeignKey(Pull, on_delete=models.CASCADE, related_name="entries")
    register = models.CharField("register", max_length=40)
    entry_id = models.BigIntegerField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("register", "entry_id")),)
        constraints = (models.UniqueConstraint(fields=("pull", "entry_id"), name="pulled_entry_once"),)


class Assignment(models.Model):
    """Who answers: a coordinator of an area (``area``) or an implementer of an indicator (``indicator``). Ended, never deleted.

    ``place`` names what it is for as it stood then, readable when a correction took the area away.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="assignments")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments")
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    is_coordinator = models.BooleanField("koordinator area", default=False)
    place = models.TextField("tempat", blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)  # the last day; None = now
    assigned_at = models.DateTimeField("ditetapkan pada")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("diakhiri pada", null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "penanggung jawab"
        ordering = ("plan", "since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("area", "user"), condition=Q(ended_at__isnull=True, area__isnull=False), name="coordinator_once"
            ),
            models.UniqueConstraint(
                fields=("indicator", "user"),
                condition=Q(ended_at__isnull=True, indicator__isnull=False),
                name="implementer_once",
            ),
        )


class PeriodNote(models.Model):
    """What an office says of a period in its monitoring report: for the whole plan (``area`` None) or for one area.

    ``period`` is a code of kernel.period within the plan's year. ``version`` counts saves, for stale saves.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="period_notes")
    period = models.CharField("periode", max_length=8)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE, related_name="period_notes")
    obstacles = models.TextField("kendala", blank=True)
    recommendations = models.TextField("rekomendasi", blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField("diubah pada")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "period"), condition=Q(area__isnull=True), name="period_note_of_plan_once"
            ),
            models.UniqueConstraint(
                fields=("plan", "period", "area"), condition=Q(area__isnull=False), name="period_note_of_area_once"
            ),
        )
