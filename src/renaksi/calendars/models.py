"""Days off, limits in force over time, and the clocks that run by them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from renaksi.calendars.reckon import Pause, Reckoning, Unit
from renaksi.offices.models import Dated, Office

LONGEST = 3650  # days; ten years is no limit any more
UNITS = ((Unit.WORKING.value, "hari kerja"), (Unit.CALENDAR.value, "hari kalender"))


class HolidayKind(models.TextChoices):
    PUBLIC = "public", "libur nasional"
    COLLECTIVE = "collective", "cuti bersama"
    LOCAL = "local", "libur setempat"


class Holiday(models.Model):
    """A day off: for all (``office`` empty) or for one office. Switched off, never deleted, once a person has touched it."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="closures")
    day = models.DateField("tanggal", db_index=True)
    name = models.CharField("nama", max_length=160)
    kind = models.CharField("jenis", max_length=10, choices=HolidayKind.choices)
    source = models.CharField("dasar", max_length=300, blank=True)  # the joint decree's number, a regional decree
    is_active = models.BooleanField("berlaku", default=True)
    is_unverified = models.BooleanField("belum diverifikasi", default=True)  # nobody has held it against the decree
    set_by_hand = models.BooleanField(default=False)  # then a load of the packaged list leaves it alone
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "hari libur"
        ordering = ("day", "office", "id")
        constraints = (
            models.UniqueConstraint(fields=("day",), condition=Q(office__isnull=True), name="holiday_national_once"),
            models.UniqueConstraint(fields=("office", "day"), name="holiday_local_once"),
            models.CheckConstraint(
                condition=Q(office__isnull=True) & ~Q(kind="local") | Q(office__isnull=False) & Q(kind="local"),
                name="holiday_kind_of_office",
            ),
        )


class Limit(Dated):
    """How long something may take from a day on: a nation-wide rule (``office`` empty) or one office's own in its place."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="limits")
    key = models.CharField("kunci", max_length=80, db_index=True)  # "documents.report_sending"
    title = models.CharField("nama", max_length=160)
    days = models.PositiveSmallIntegerField(
        "lama", validators=(MinValueValidator(1), MaxValueValidator(LONGEST))
    )  # in units
    unit = models.CharField("satuan", max_length=10, choices=UNITS, default=Unit.WORKING.value)
    counts_collective_leave = models.BooleanField("cuti bersama tidak dihitung", default=True)  # True: a day off
    legal_source = models.CharField("dasar hukum", max_length=300)
    is_unverified = models.BooleanField("belum diverifikasi", default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "batas waktu"
        ordering = ("key", "office", F("since").desc(nulls_last=True))
        constraints = (
            models.UniqueConstraint(
                fields=("key", "since"), condition=Q(office__isnull=True), name="limit_national_once"
            ),
            models.UniqueConstraint(
                fields=("key",), condition=Q(office__isnull=True, since__isnull=True), name="limit_national_first"
            ),
            models.UniqueConstraint(fields=("office", "key", "since"), name="limit_office_once"),
            models.UniqueConstraint(
                fields=("office", "key"), condition=Q(since__isnull=True), name="limit_office_first"
            ),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=LONGEST), name="limit_days"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")), name="limit_span"
            ),
        )

    @property
    def length_words(self) -> str:
        """``10 hari kerja``."""
        return f"{self.days} {dict(UNITS)[Unit(self.unit)]}"


class ClockQuerySet(models.QuerySet[Any]):
    """Clocks by how they stand. A clock standing still has no due day, so it is neither due nor late."""

    def open(self) -> Self:
        """Those not stopped by an answer."""
        return self.filter(stopped_on__isnull=True)

    def late(self, on: date) -> Self:
        """Those open whose last day is over on the day."""
        return self.open().filter(due_on__lt=on)

    def due_by(self, on: date) -> Self:
        """Those open whose last day is the day or earlier."""
        return self.open().filter(due_on__lte=on)


class CaseClock(models.Model):
    """The limit of one case as it runs: what it took from its Limit when it began, and what happened to it since."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="clocks")
    limit = models.ForeignKey(Limit, on_delete=models.PROTECT, related_name="clocks")
    limit_key = models.CharField("kunci", max_length=80)
    subject = models.CharField("perkara", max_length=80)  # "documents:12": the higher floor's own name for the case
    started_on = models.DateField("mulai")
    days = models.PositiveSmallIntegerField("lama")
    unit = models.CharField("satuan", max_length=10, choices=UNITS)
    counts_collective_leave = models.BooleanField("cuti bersama tidak dihitung", default=True)
    due_on = models.DateField("batas", null=True, blank=True)  # None while it stands still before its last day
    paused_on = models.DateField("berhenti sejak", null=True, blank=True)
    paused_for = models.CharField("sebab berhenti", max_length=200, blank=True)
    extension_days = models.PositiveSmallIntegerField("perpanjangan", default=0)  # in units
    extension_reason = models.CharField("alasan perpanjangan", max_length=300, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_on = models.DateField("selesai", null=True, blank=True)
    left_when_stopped = models.SmallIntegerField(
        "sisa ketika selesai", null=True, blank=True
    )  # in units; below 0 = late
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager[Any]] = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = "hitungan batas waktu"
        ordering = ("due_on", "id")
        indexes = (
            models.Index(fields=("office", "stopped_on", "due_on"), name="clock_open_due"),
            models.Index(fields=("subject",), name="clock_subject"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("office", "limit_key", "subject"), condition=Q(stopped_on__isnull=True), name="clock_runs_once"
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("started_on")), name="clock_span"
            ),
        )

    def reckoning(self, pauses: Iterable[ClockPause] | None = None) -> Reckoning:
        """The clock as plain values; ``pauses`` are its own (None: read now)."""
        rows = self.pauses.all() if pauses is None else pauses
        spans = tuple(Pause(row.since, row.until) for row in rows)
        return Reckoning(self.started_on, self.days, Unit(self.unit), spans, self.extension_days)


class ClockPause(models.Model):
    """A span in which a clock stood still; ``since`` still counted, ``until`` not (None: it stands still now)."""

    clock = models.ForeignKey(CaseClock, on_delete=models.CASCADE, related_name="pauses")
    since = models.DateField("sejak")
    until = models.DateField("sampai", null=True, blank=True)
    reason = models.CharField("sebab", max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # None: the command line

    class Meta:
        verbose_name = "jeda"
        ordering = ("clock", "since", "id")
        constraints = (
            models.UniqueConstraint(fields=("clock",), condition=Q(until__isnull=True), name="clock_pause_open_once"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="clock_pause_span"),
        )
