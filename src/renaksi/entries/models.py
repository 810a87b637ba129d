"""The entry every register's own model is made from, the counter of book numbers, and the evidence of entries."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from renaksi.calendars.models import CaseClock
from renaksi.evidence.models import Evidence
from renaksi.offices.models import Office


class EntryQuerySet(models.QuerySet[Any]):
    """Entries of one register."""

    def standing(self) -> EntryQuerySet:
        """Those not struck out."""
        return self.filter(removed_at__isnull=True)


class Entry(models.Model):
    """One entry of a book. ``number`` runs without gaps in its office, book and ``year``; an entry struck out keeps its number.

    ``state`` is a key of the register's states. ``version`` counts saves, for stale saves. ``clock`` is the working-day clock
    that runs for it, if any. The field named by the register's ``dated`` says which month the entry belongs to.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("tahun buku")
    number = models.PositiveIntegerField("nomor")
    state = models.CharField("keadaan", max_length=20)
    clock = models.OneToOneField(CaseClock, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField("dicatat pada")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("diubah pada")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("dicoret pada", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_reason = models.TextField("alasan pencoretan", blank=True)

    objects: ClassVar[models.Manager[Any]] = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("office", "year", "number"), name="%(app_label)s_%(class)s_number_once"),
        )

    @property
    def is_removed(self) -> bool:
        """Whether it was struck out."""
        return self.removed_at is not None

    @property
    def book_number(self) -> str:
        """As people cite it: ``12/2026``."""
        return f"{self.number}/{self.year}"


class BookCounter(models.Model):
    """The last number given in an office's book of a year; its row is locked while a number is given."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="+")
    book = models.CharField("register", max_length=40)
    year = models.PositiveSmallIntegerField("tahun")
    last = models.PositiveIntegerField("nomor terakhir", default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("office", "book", "year"), name="book_counter_once"),)


class EntryProof(models.Model):
    """A piece of evidence put to an entry; ``book`` and ``entry_id`` name the entry. Taken off it stays with ``removed_at``."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    book = models.CharField("register", max_length=40)
    entry_id = models.BigIntegerField()
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="entry_proofs")
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
        indexes = (models.Index(fields=("book", "entry_id")),)
        constraints = (
            models.UniqueConstraint(
                fields=("book", "entry_id", "evidence"), condition=Q(removed_at__isnull=True), name="entry_proof_once"
            ),
        )
