"""The adopted plan as tables. ``position`` counts from 0 within the parent, for indicators in the plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from renaksi.kernel.months import MonthSet
from renaksi.kernel.quantity import KIND_TITLES
from renaksi.offices.models import Office
from renaksi.plan.facts import FACT_TITLES

CORRECTED_TITLES = {
    "area": "area perubahan",
    "area_no": "nomor area",
    "activity": "kegiatan",
    "activity_no": "nomor kegiatan",
    "sub_activity": "sub kegiatan",
    "sub_activity_no": "nomor sub kegiatan",
    "indicator": "indikator keberhasilan",
    "indicator_no": "nomor indikator",
    "months": "pelaksanaan (bulan)",
    "note": "keterangan",
    "parent": "letak indikator",
} | {field: title[0].lower() + title[1:] for field, title in FACT_TITLES.items()}


class PlanState(models.TextChoices):
    ADOPTED = "adopted", "Ditetapkan"
    REPLACED = "replaced", "Diganti"
    WITHDRAWN = "withdrawn", "Ditarik"


class Plan(models.Model):
    """One office's plan of one year as its decree adopted it. ``facts`` is DecreeFacts as JSON; at most one in force a year.

    A plan that an amending decree changed is "replaced" and stays as it was; ``replaced_by`` is the version that took its place.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("tahun")
    version = models.PositiveSmallIntegerField("versi", default=1)
    state = models.CharField("keadaan", max_length=10, choices=PlanState.choices, default=PlanState.ADOPTED)
    number = models.CharField("nomor keputusan", max_length=120, blank=True)
    facts = models.JSONField("isi keputusan", default=dict)
    adopted_at = models.DateTimeField("diterapkan pada")
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced", verbose_name="diganti oleh"
    )
    withdrawn_at = models.DateTimeField("ditarik pada", null=True, blank=True)
    withdrawn_reason = models.TextField("alasan penarikan", blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "rencana aksi"
        constraints = (
            models.UniqueConstraint(
                fields=("office", "year"), condition=Q(state="adopted"), name="one_plan_in_force_a_year"
            ),
            models.UniqueConstraint(fields=("office", "year", "version"), name="plan_version_once"),
        )

    def __str__(self) -> str:
        return f"Rencana Aksi {self.office} Tahun {self.year}"


class Area(models.Model):
    """An area of change as the decree names it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField("nomor", null=True, blank=True)
    name = models.TextField("area perubahan", blank=True)

    class Meta:
        ordering = ("plan", "position")
        constraints = (models.UniqueConstraint(fields=("plan", "position"), name="area_position_once"),)


class Activity(models.Model):
    """A kegiatan under its area."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("nomor", max_length=20, blank=True)
    name = models.TextField("kegiatan", blank=True)

    class Meta:
        ordering = ("area", "position")
        constraints = (models.UniqueConstraint(fields=("area", "position"), name="activity_position_once"),)


class SubActivity(models.Model):
    """A sub kegiatan under its kegiatan."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="sub_activities")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("nomor", max_length=20, blank=True)
    name = models.TextField("sub kegiatan", blank=True)

    class Meta:
        ordering = ("activity", "position")
        constraints = (models.UniqueConstraint(fields=("activity", "position"), name="sub_activity_position_once"),)


class Indicator(models.Model):
    """An indikator keberhasilan with the months the decree ticks. ``source`` says where it was read.

    ``previous`` is the same row in the version an amending decree replaced: what was done in the year follows it (``next``).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    sub_activity = models.ForeignKey(SubActivity, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("nomor", max_length=20, blank=True)
    text = models.TextField("indikator keberhasilan", blank=True)
    parts = models.JSONField("rincian", default=list, blank=True)
    month_mask = models.PositiveSmallIntegerField("bulan", default=0)
    note = models.TextField("keterangan", blank=True)
    source = models.JSONField("asal", default=dict, blank=True)
    catalogue_code = models.CharField("kode katalog", max_length=20, blank=True)
    kind = models.CharField(
        "jenis nilai", max_length=10, choices=[(kind.value, title) for kind, title in KIND_TITLES.items()], blank=True
    )  # chosen by a person; blank: as plan.kinds tells from the catalogue or the words
    unit = models.CharField("satuan", max_length=40, blank=True)
    binding = models.CharField(
        "asal nilai", max_length=80, blank=True
    )  # blank: the template's measure; see plan.binding
    previous = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next", verbose_name="baris semula"
    )

    class Meta:
        ordering = ("plan", "position")
        constraints = (models.UniqueConstraint(fields=("plan", "position"), name="indicator_position_once"),)

    @property
    def months(self) -> MonthSet:
        return MonthSet(self.month_mask)


class Correction(models.Model):
    """A text, month or parent of an adopted plan put right, with the reason; both values are kept.

    ``place`` names what was corrected as it stood then ("Manajemen Perubahan › Perencanaan ..."), readable without the rows.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="corrections")
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.CASCADE, related_name="corrections"
    )
    field = models.CharField("bagian", max_length=30)
    place = models.TextField("tempat", blank=True)
    before = models.TextField("semula")
    after = models.TextField("menjadi")
    reason = models.TextField("alasan")
    corrected_at = models.DateTimeField(auto_now_add=True)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-corrected_at", "-pk")

    @property
    def field_title(self) -> str:
        """The corrected field in Indonesian."""
        return CORRECTED_TITLES.get(self.field, self.field)
