"""Jobs on the real database: they run, survive a dead worker, and do their work once."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from renaksi.jobs.models import WorkerBeat
from renaksi.jobs.worker import DEAD_AFTER, beat, new_worker, new_worker_id, put_back_orphans, run_supervised
from renaksi.kernel.clock import now

pytestmark = pytest.mark.django_db(transaction=True)


@task()
def keep_name(name: str) -> str:
    """A job with one effect however often it runs: the row is there afterwards."""
    WorkerBeat.objects.update_or_create(worker_id=f"kept-{name}", defaults={"beat_at": now() + timedelta(days=1)})
    return name


def _kept() -> list[str]:
    return sorted(WorkerBeat.objects.filter(worker_id__startswith="kept-").values_list("worker_id", flat=True))


def test_a_batch_worker_does_what_is_queued_and_ends():
    keep_name.enqueue("satu")
    keep_name.enqueue("dua")
    new_worker(new_worker_id(), batch=True, interval=0).run()
    assert _kept() == ["kept-dua", "kept-satu"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}


def test_a_job_of_a_dead_worker_is_put_back_and_done():
    keep_name.enqueue("tiga")
    job = DBTaskResult.objects.get()
    job.claim("dead-worker")
    beat("dead-worker", at=now() - DEAD_AFTER - timedelta(seconds=1))
    assert put_back_orphans(at=now()) == 1
    new_worker(new_worker_id(), batch=True, interval=0).run()
    job.refresh_from_db()
    assert job.status == TaskResultStatus.SUCCESSFUL
    assert _kept() == ["kept-tiga"]


def test_a_job_of_a_living_worker_is_left_alone():
    keep_name.enqueue("empat")
    DBTaskResult.objects.get().claim("living-worker")
    beat("living-worker", at=now())
    assert put_back_orphans(at=now()) == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_a_job_run_twice_has_one_effect():
    keep_name.enqueue("lima")
    new_worker(new_worker_id(), batch=True, interval=0).run()
    DBTaskResult.objects.update(status=TaskResultStatus.READY)
    new_worker(new_worker_id(), batch=True, interval=0).run()
    assert _kept() == ["kept-lima"]


def test_the_supervised_thread_works_until_told_to_stop():
    stop = threading.Event()
    thread = threading.Thread(target=run_supervised, args=(stop,))
    thread.start()
    try:
        keep_name.enqueue("enam")
        deadline = time.monotonic() + 15
        while (
            not DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).exists() and time.monotonic() < deadline
        ):
            time.sleep(0.1)
    finally:
        stop.set()
        thread.join(timeout=15)
        connection.close()
    assert not thread.is_alive()
    assert _kept() == ["kept-enam"]
    assert not WorkerBeat.objects.exclude(worker_id__startswith="kept-").exists()
