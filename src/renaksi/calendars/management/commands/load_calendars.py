"""``renaksi load-calendars``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from renaksi.calendars.domain.limits import ensure_limits
from renaksi.calendars.domain.seed import YEARS, seed_year


class Command(BaseCommand):
    help = "Memuat hari libur nasional, cuti bersama, dan batas waktu bawaan; aman diulang, suntingan orang tidak tersentuh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, action="append", metavar="TAHUN", help="tahun ini saja; boleh berulang")

    def handle(self, *args: Any, **options: Any) -> None:
        for year in options["year"] or YEARS:
            report = seed_year(year)
            self.stdout.write(
                f"{year}: {report.added} hari ditambahkan, {report.changed} dimutakhirkan, {report.removed} dihapus, "
                f"{report.clocks} batas waktu dihitung ulang."
            )
        self.stdout.write(f"{ensure_limits()} batas waktu bawaan ditambahkan.")
