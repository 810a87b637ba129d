"""Who keeps which book, and the rows that belong to an entry."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from renaksi.entries.models import EntryQuerySet
from renaksi.evidence.models import Evidence
from renaksi.offices.models import Dated, Office


class Keeper(Dated):
    """A user named as officer of an office's book, by whom and when. Ended, never deleted."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="keepers")
    book = models.CharField("register", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_books")
    named_at = models.DateTimeField("ditetapkan pada")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField("diakhiri pada", null=True, blank=True)

    class Meta:
        ordering = ("book", "since", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "book", "user"), condition=models.Q(ended_at__isnull=True), name="keeper_once"
            ),
        )


class EntryLine(models.Model):
    """A row that belongs to an entry; a register's own lines add ``entry`` (foreign key, ``related_name`` = the lines' key)."""

    position = models.PositiveIntegerField("urutan", default=0)
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="foto atau berkas"
    )
    added_at = models.DateTimeField("ditambahkan pada")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("dicoret pada", null=True, blank=True)
    removed_reason = models.TextField("alasan pencoretan", blank=True)

    objects: ClassVar[models.Manager[Any]] = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("position", "pk")
