"""The loop that runs jobs, as a thread beside the server or as a process of its own.

A job is claimed under a worker's name. A worker that dies leaves its sign of life to go stale; whoever lives puts the dead
worker's jobs back in the queue. A job must therefore have one effect even when it is run twice: each looks first whether
its work is still to be done, inside the transaction that does it.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from renaksi.jobs.models import WorkerBeat
from renaksi.kernel.clock import now

BEAT_SECONDS = 5
DEAD_AFTER = timedelta(seconds=30)

logger = logging.getLogger(__name__)


def new_worker_id() -> str:
    """A name no other worker has had: process number and chance."""
    return f"{os.getpid()}-{secrets.token_hex(8)}"


def beat(worker_id: str, *, at: datetime) -> None:
    """Renews the worker's sign of life."""
    WorkerBeat.objects.update_or_create(worker_id=worker_id, defaults={"beat_at": at})


def put_back_orphans(*, at: datetime) -> int:
    """Puts jobs of dead workers back in the queue and forgets those workers. Returns how many jobs were put back."""
    with transaction.atomic():
        WorkerBeat.objects.filter(beat_at__lt=at - DEAD_AFTER).delete()
        alive = set(WorkerBeat.objects.values_list("worker_id", flat=True))
        running = DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING)
        orphans = [job.pk for job in running if not job.worker_ids or job.worker_ids[-1] not in alive]
        put_back: int = DBTaskResult.objects.filter(pk__in=orphans).update(
            status=TaskResultStatus.READY, started_at=None
        )
    if put_back:
        logger.warning("put back %s jobs of dead workers", put_back)
    return put_back


class Heart:
    """Beats for one worker in a thread of its own, so that a long job does not look dead; puts back orphans meanwhile."""

    def __init__(self, worker_id: str) -> None:
        self.worker_id = worker_id
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="renaksi-heart", daemon=True)

    def start(self) -> None:
        beat(self.worker_id, at=now())
        put_back_orphans(at=now())
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(timeout=BEAT_SECONDS)
        WorkerBeat.objects.filter(worker_id=self.worker_id).delete()

    def _run(self) -> None:
        while not self._stopped.wait(BEAT_SECONDS):
            try:
                close_old_connections()
                beat(self.worker_id, at=now())
                put_back_orphans(at=now())
            except Exception:  # the heart must go on; the log tells
                logger.exception("worker %s could not give its sign of life", self.worker_id)
        connection.close()


def new_worker(worker_id: str, *, batch: bool = False, interval: float = 0.5) -> Worker:
    """A worker for all queues; ``batch`` ends it when nothing is left to do."""
    return Worker(
        queue_names=["*"],
        interval=interval,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )


def run_forever() -> None:
    """Runs jobs in this process until it is told to end (SIGTERM, SIGINT)."""
    worker_id = new_worker_id()
    worker = new_worker(worker_id)
    worker.configure_signals()
    heart = Heart(worker_id)
    heart.start()
    try:
        worker.run()
    finally:
        heart.stop()


def run_supervised(stop: threading.Event) -> None:
    """Runs jobs in this thread until ``stop`` is set; a loop that falls over is told in the log and begun again."""
    while not stop.is_set():
        worker_id = new_worker_id()
        heart = Heart(worker_id)
        try:
            heart.start()
            worker = new_worker(worker_id)
            threading.Thread(target=_end_with, args=(worker, stop), daemon=True).start()
            worker.run()
        except Exception:
            logger.exception("the worker thread fell over and is begun again")
            stop.wait(2)
        finally:
            heart.stop()
            connection.close()


def _end_with(worker: Worker, stop: threading.Event) -> None:
    stop.wait()
    worker.running = False
