"""Two people at once on a SQLite file, as the embedded server has them: each waits its turn, exactly one wins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_TWO_AT_ONCE = """
import sys, threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from renaksi.intake.domain.adopt import adopt_draft
from renaksi.intake.domain.months import toggle_month
from renaksi.intake.models import DraftChange
from renaksi.intake.tests.samples_of_readings import staged
from renaksi.kernel.refusal import Refused
from renaksi.offices.tests.factories import OfficeFactory
from renaksi.plan.models import Plan

office = OfficeFactory(name="KPU Kota Contoh")
draft, other = staged(office), staged(office)
rows = list(draft.rows.all())

def at_once(*deeds):
    gate, results = threading.Barrier(len(deeds)), []
    def run(deed):
        gate.wait()
        try:
            deed()
            results.append("done")
        except Refused as refusal:
            results.append(refusal.code)
        except Exception as fault:
            results.append(repr(fault))
        finally:
            connection.close()
    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(results)

ticks = [lambda month=month: toggle_month(draft=draft, by=None, row_id=rows[0].pk, month=month) for month in (3, 4, 5, 6)]
print(at_once(*ticks), sorted(DraftChange.objects.values_list("version", flat=True)))
rows[0].refresh_from_db()
print(list(rows[0].months))
adopt = lambda each: lambda: adopt_draft(draft=each, by=None, accept_doubts=True)
print(at_once(adopt(draft), adopt(draft)), Plan.objects.count())
print(at_once(adopt(other), adopt(other)), Plan.objects.count())
"""


def test_changes_and_adoptions_at_once_on_a_file(tmp_path: Path):
    place = {
        "RENAKSI_VAR": str(tmp_path),
        "RENAKSI_DATABASE_URL": f"sqlite:///{tmp_path / 'renaksi.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "renaksi.site.settings",
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _TWO_AT_ONCE],
        env=os.environ | place,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "['done', 'done', 'done', 'done'] [1, 2, 3, 4]",
        "[2, 3, 4, 5, 6]",
        "['done', 'intake.draft_closed'] 1",
        "['plan.exists', 'plan.exists'] 1",
    ]
