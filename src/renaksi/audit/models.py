"""The trail's tables. Rows are only ever added; triggers refuse anything else."""

from __future__ import annotations

from django.db import models


class AuditChain(models.Model):
    """The head of one chain: ``system`` or ``office:<id>``. Locked last in every writing transaction, it only goes forward."""

    key = models.CharField(max_length=40, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)


class AuditEvent(models.Model):
    """One thing that happened. ``hash`` is SHA-256 over the event and the hash before it; actor and object are label and id."""

    chain = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=160)
    actor_id = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=60)
    object_label = models.CharField(max_length=240)
    object_id = models.CharField(max_length=60, blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("chain", "number")
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="audit_number_once"),)
        indexes = (
            models.Index(fields=("chain", "actor_id", "actor")),
            models.Index(fields=("chain", "what")),
            models.Index(fields=("chain", "object_id")),
        )
