"""``renaksi load-offices``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from renaksi.offices.domain.load import load_offices


class Command(BaseCommand):
    help = "Memuat atau memutakhirkan daftar satuan kerja; aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_offices()
        self.stdout.write(
            f"{report.total} satuan kerja: {report.added} ditambahkan, {report.renamed} dimutakhirkan, "
            f"{report.moved} dipindahkan."
        )
