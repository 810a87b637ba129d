"""Files received, and drafts under review: rows, doubts, and every change so that it can be undone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from renaksi.kernel.months import MonthSet
from renaksi.offices.models import Office
from renaksi.plan.models import Plan


class SourceFile(models.Model):
    """A file as it was received, kept by its content's SHA-256 under the media root."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField("nama berkas", max_length=200)
    size = models.PositiveBigIntegerField("ukuran")
    content_type = models.CharField(max_length=100, blank=True)
    lines = models.JSONField("baris sumber", default=list, blank=True)  # the text as lines, for showing beside the rows
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("office", "sha256"), name="source_content_once"),)


class ScannedPage(models.Model):
    """A page of a file that is a picture. ``sheet`` = what was read on it, null until it was; an old ``version`` is read anew."""

    source = models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="scanned_pages")
    number = models.PositiveIntegerField()
    sheet = models.JSONField(null=True, blank=True)
    version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("source", "number")
        constraints = (models.UniqueConstraint(fields=("source", "number"), name="scanned_page_once"),)


class DraftState(models.TextChoices):
    READING = "reading", "Sedang dibaca"
    FAILED = "failed", "Tidak dapat dibaca"
    REVIEW = "review", "Ditelaah"
    ADOPTED = "adopted", "Diterapkan"
    DISCARDED = "discarded", "Dibuang"


OPEN_STATES = (DraftState.READING, DraftState.FAILED, DraftState.REVIEW)
"""Neither adopted nor discarded."""


class DraftOrigin(models.TextChoices):
    FILE = "file", "Berkas keputusan"
    TEMPLATE = "template", "Templat nasional"
    TYPED = "typed", "Diketik"
    PLAN = "plan", "Rencana yang ditarik"


class Draft(models.Model):
    """A plan in the making: read from a file, begun from the template, or typed. ``version`` grows with every change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="drafts")
    year = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    origin = models.CharField("asal", max_length=10, choices=DraftOrigin.choices)
    state = models.CharField("keadaan", max_length=10, choices=DraftState.choices, default=DraftState.REVIEW)
    source = models.ForeignKey(SourceFile, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    facts = models.JSONField("isi keputusan", default=dict)
    version = models.PositiveIntegerField(default=0)
    failure = models.TextField("sebab gagal dibaca", blank=True)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)
    discarded_reason = models.TextField("alasan dibuang", blank=True)

    was_there = False  # not stored: receive_file sets it where an upload met a draft of the same content

    class Meta:
        verbose_name = "rancangan"
        indexes = (models.Index(fields=("office", "state")),)

    def __str__(self) -> str:
        return f"Rancangan Rencana Aksi {self.office}" + (f" Tahun {self.year}" if self.year else "")


class DraftRow(models.Model):
    """One row under review. ``inherited`` names the parent fields carried down from the row above; ``read_as`` is the row as it
    was first read (its JSON), for "kembalikan ke bacaan"."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    area_no = models.PositiveSmallIntegerField(null=True, blank=True)
    area = models.TextField(blank=True)
    activity_no = models.CharField(max_length=20, blank=True)
    activity = models.TextField(blank=True)
    sub_activity_no = models.CharField(max_length=20, blank=True)
    sub_activity = models.TextField(blank=True)
    indicator_no = models.CharField(max_length=20, blank=True)
    indicator = models.TextField(blank=True)
    indicators = models.JSONField(default=list, blank=True)
    month_mask = models.PositiveSmallIntegerField(default=0)
    months_proposed = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    inherited = models.JSONField(default=list, blank=True)
    source = models.JSONField(default=dict, blank=True)
    catalogue_code = models.CharField(max_length=20, blank=True)
    match = models.JSONField(null=True, blank=True)
    read_as = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("draft", "position")
        indexes = (models.Index(fields=("draft", "position")),)

    @property
    def months(self) -> MonthSet:
        return MonthSet(self.month_mask)


class DoubtState(models.TextChoices):
    OPEN = "open", "Belum diputuskan"
    SETTLED = "settled", "Diperbaiki"
    ACCEPTED = "accepted", "Diterima apa adanya"


class Doubt(models.Model):
    """A problem of the reading that a person must settle, or accept under their name, before the plan is adopted."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="doubts")
    row = models.ForeignKey(DraftRow, null=True, blank=True, on_delete=models.CASCADE, related_name="doubts")
    position = models.PositiveIntegerField()  # order of telling
    code = models.CharField(max_length=60)
    text = models.TextField()
    line = models.PositiveIntegerField(null=True, blank=True)
    field = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=10, choices=DoubtState.choices, default=DoubtState.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("draft", "position")


class DraftChange(models.Model):
    """One change of a draft with what it replaced, so that the last can be undone, then the one before."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()  # the draft's version after the change
    verb = models.CharField(max_length=40)
    sentence = models.TextField()  # in Indonesian, shown as history
    before = models.JSONField()  # the rows, doubts and facts as they were, enough to put them back
    undone_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("draft", "-version")


class DraftWatch(models.Model):
    """Who has the draft before them: when their page was last heard of, so that two at once are told of each other."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "user"), name="draft_watched_once"),)
