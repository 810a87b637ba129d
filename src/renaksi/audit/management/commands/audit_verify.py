"""``renaksi audit-verify``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from renaksi.audit.append_only import missing_triggers
from renaksi.audit.domain.verify import BrokenLink, compare_heads, heads_kept, verify_chains

BROKEN = 1


class Command(BaseCommand):
    help = "Memeriksa setiap rantai jejak dan menyebut mata rantai pertama yang putus. Berakhir dengan 0 bila utuh, 1 bila putus."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads", action="store_true", help="cetak kepala setiap rantai (JSON) untuk disimpan di luar"
        )
        parser.add_argument(
            "--against", type=Path, metavar="BERKAS", help="bandingkan dengan kepala rantai yang disimpan"
        )

    def handle(self, *args: Any, heads: bool, against: Path | None, **options: Any) -> None:
        report = verify_chains()
        broken = report.broken + (compare_heads(_kept(against)) if against else [])
        missing = missing_triggers(connection)
        if broken or missing:
            self._tell(broken, missing)
            raise SystemExit(BROKEN)
        if heads:
            self.stdout.write(json.dumps(heads_kept(), indent=1, sort_keys=True))
        else:
            self.stdout.write(f"Jejak utuh: {report.chains} rantai, {report.events} catatan.")

    def _tell(self, broken: list[BrokenLink], missing: list[str]) -> None:
        for link in broken:
            self.stderr.write(link.text)
        if missing:
            self.stderr.write(f"Pelindung jejak tidak terpasang pada basis data: {', '.join(missing)}.")


def _kept(path: Path) -> dict[str, tuple[int, str]]:
    try:
        return {
            chain: (int(length), str(head)) for chain, (length, head) in json.loads(path.read_text("utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        raise CommandError(
            f"Berkas {path} tidak memuat kepala rantai; buat dengan renaksi audit-verify --heads."
        ) from None
