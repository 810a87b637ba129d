"""Values of measures, and the months of a book: whether they were counted, and whether somebody said they were empty."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from renaksi.kernel.quantity import KIND_TITLES, Kind, Quantity
from renaksi.offices.models import Office


class Standing(models.TextChoices):
    """How a value came about."""

    COUNTED = "counted", "dihitung dari catatan"
    NIL = "nil", "dinyatakan nihil"
    UNKNOWN = "unknown", "belum ada catatan"


class MeasureValue(models.Model):
    """What a measure came to in an office's month. ``amount`` and ``base`` as kernel.quantity; ``parts`` = [[title, "number"]].

    ``entries`` are ids of the register's entries behind it. One row a key and month, counted anew in place: counting is derived
    from the books, whose own changes stand in the trail.
    """

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="measure_values")
    key = models.CharField("ukuran", max_length=80)
    register = models.CharField("register", max_length=40)
    year = models.PositiveSmallIntegerField("tahun")
    month = models.PositiveSmallIntegerField("bulan")
    kind = models.CharField("jenis nilai", max_length=10, choices=[(k.value, t) for k, t in KIND_TITLES.items()])
    amount = models.DecimalField("nilai", max_digits=20, decimal_places=4)
    base = models.DecimalField("pembanding", max_digits=20, decimal_places=4, null=True, blank=True)
    parts = models.JSONField("rincian", default=list, blank=True)
    entries = models.JSONField("catatan", default=list, blank=True)
    standing = models.CharField("asal", max_length=8, choices=Standing.choices, default=Standing.COUNTED)
    counted_at = models.DateTimeField("dihitung pada")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("office", "key", "year", "month"), name="measure_value_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="measure_value_month"),
        )
        indexes = (models.Index(fields=("office", "year", "register")),)

    @property
    def quantity(self) -> Quantity:
        """The value with its parts kept."""
        return Quantity(Kind(self.kind), self.amount, self.base)


class BookMonth(models.Model):
    """One book's month in one office: when it was counted, whether something changed since, and who said it was empty."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="book_months")
    register = models.CharField("register", max_length=40)
    year = models.PositiveSmallIntegerField("tahun")
    month = models.PositiveSmallIntegerField("bulan")
    is_stale = models.BooleanField("perlu dihitung ulang", default=True)
    counted_at = models.DateTimeField("dihitung pada", null=True, blank=True)
    nil_said_at = models.DateTimeField("dinyatakan nihil pada", null=True, blank=True)
    nil_said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("office", "register", "year", "month"), name="book_month_once"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="book_month_month"),
        )
