"""Static files by addresses that change with their content, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@cache
def _mark(path: str, changed: float) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]


class MarkedFilesStorage(StaticFilesStorage):
    """``/static/web/renaksi.css?v=<start of its SHA-256>``; a file that is nowhere keeps its bare address (and answers 404)."""

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a packaged file."""
        address = str(super().url(name))
        found = finders.find(name) if name else None
        if not isinstance(found, str):
            return address
        return f"{address}?v={_mark(found, Path(found).stat().st_mtime)}"
