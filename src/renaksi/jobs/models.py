"""Which workers are alive."""

from __future__ import annotations

from django.db import models


class WorkerBeat(models.Model):
    """A worker's sign of life, renewed every few seconds while its process lives."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField()
