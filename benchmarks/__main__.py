"""How fast the house is, as ratios against its limits, measured in one run: ``make bench``.

Each line gives the best of a few runs and the share of its limit it took. Ends with code 1 when a limit is passed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.board import RECORDED, prepared_board
from benchmarks.books import book_figures
from renaksi.intake.read import read_decree
from renaksi.kernel.refusal import Refused
from renaksi.papers import write
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows
from renaksi.reports.decree.build import build_decree

OFFICE = OfficeLetterhead(name="KPU Kota Contoh", place="Contoh", chair="RAHMAT TELADAN", secretary="DEWI TELADANI")
RENAKSI = Path(sys.executable).with_name("renaksi")
EVENTS = 100_000


def main() -> int:
    """Measures everything and prints a table; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        figures = [*_reading(Path(folder)), *_paper(), *_trail(Path(folder)), *book_figures(_best)]
    print(f"{'what':52} {'seconds':>8} {'limit':>7} {'share':>7}")
    for what, seconds, limit in figures:
        print(f"{what:52} {seconds:8.3f} {limit:7.1f} {seconds / limit:6.0%}")
    return int(any(seconds > limit for _, seconds, limit in figures))


def _best(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def _sample(rows: int) -> bytes:
    facts = drafted_facts(DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 1, 12)), office=OFFICE, year=2026)
    return write(build_decree(facts, template_rows(OFFICE.name)[:rows], office=OFFICE), "txt")


def _reading(folder: Path) -> list[tuple[str, float, float]]:
    text = _sample(188)
    path = folder / "keputusan.txt"
    path.write_bytes(text)
    lines = text.count(b"\n")
    tabs = b"\t" * 50_000_000
    return [
        ("refuse 50 MB of tabs", _best(lambda: _refused(tabs)), 2.0),
        (f"understand a decree of {lines} lines", _best(lambda: read_decree(text, path.name)), 1.0),
        ("renaksi read, whole command", _best(lambda: _command("read", str(path), "--json")), 2.5),
    ]


def _refused(data: bytes) -> None:
    try:
        read_decree(data)
    except Refused:
        return
    raise AssertionError("this is no decree")


def _paper() -> list[tuple[str, float, float]]:
    facts = drafted_facts(DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 1, 12)), office=OFFICE, year=2026)
    rows = template_rows(OFFICE.name)[:160]

    def printing(kind: str) -> Callable[[], bytes]:
        return lambda: write(build_decree(facts, rows, office=OFFICE), kind)

    return [(f"decree of 160 rows as {kind.upper()}", _best(printing(kind)), 1.0) for kind in ("pdf", "docx", "xlsx")]


def _trail(folder: Path) -> list[tuple[str, float, float]]:
    os.environ["RENAKSI_VAR"] = str(folder / "var")
    path = folder / "keputusan.txt"
    begin = time.perf_counter()
    _command("migrate", "-v0")
    migrated = time.perf_counter() - begin
    begin = time.perf_counter()
    _command("adopt", str(path), "--office", "1375", "--year", "2026", "--accept-doubts")
    adopted = time.perf_counter() - begin
    _fill_trail()
    return [
        ("renaksi migrate on nothing, offices included", migrated, 30.0),
        ("renaksi adopt, whole command", adopted, 5.0),
        (f"renaksi audit-verify over {EVENTS} events", _best(lambda: _command("audit-verify"), 2), 5.0),
        (f"the board of a year with {RECORDED} recorded cells", _best(prepared_board(), 5), 0.3),
    ]


def _fill_trail() -> None:
    """Events with true hashes, written in one go."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "renaksi.site.settings"
    import django

    django.setup()
    from django.db import transaction

    from renaksi.audit.domain.record import event_hash
    from renaksi.audit.models import AuditChain, AuditEvent
    from renaksi.kernel.clock import now

    previous, events = "", []
    for number in range(1, EVENTS + 1):
        event = AuditEvent(
            chain="office:bench",
            number=number,
            at=now(),
            actor="Siti Percontohan",
            actor_id="1",
            what="draft.changed",
            object_label="Rancangan 2026",
            object_id="x",
            details={"verb": "set_text", "sentence": "mengubah indikator"},
            previous=previous,
        )
        event.hash = previous = event_hash(event)
        events.append(event)
    with transaction.atomic():
        AuditEvent.objects.bulk_create(events, batch_size=2000)
        AuditChain.objects.create(key="office:bench", length=EVENTS, head=previous)


def _command(*args: str) -> None:
    subprocess.run([RENAKSI, *args], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
