"""Pages of a decree's file as pictures, beside the store: ``MEDIA_ROOT/halaman/ab/<sha256>-<page>.webp``.

Drawn when somebody looks, by a process of its own that may use little memory and little time, and kept.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings

from renaksi.evidence.apart import run_apart
from renaksi.evidence.domain.store import path_of
from renaksi.intake.models import SourceFile
from renaksi.intake.readers.pictures import MAX_PICTURES

SECONDS = 60
_PAGED = ("application/pdf", "application/zip", "image/")

logger = logging.getLogger(__name__)


def has_pages(source: SourceFile | None) -> bool:
    """Whether the file is of a kind whose pages can be shown as pictures."""
    return source is not None and source.content_type.startswith(_PAGED)


def page_picture(source: SourceFile, number: int, *, is_turned: bool = False) -> Path | None:
    """The picture of page ``number`` (1-based), drawn if it is not there yet; None where there is no such page or picture.

    ``is_turned`` = the file has the page upside down. What cannot be drawn is told in the log.
    """
    if not has_pages(source) or not 1 <= number <= MAX_PICTURES:
        return None
    name = f"{source.sha256}-{number}{'b' if is_turned else ''}.webp"
    goal = Path(settings.MEDIA_ROOT) / "halaman" / source.sha256[:2] / name
    return goal if goal.exists() or _draw(path_of(source.sha256), number, is_turned, goal) else None


def _draw(kept: Path, number: int, is_turned: bool, goal: Path) -> bool:
    goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=goal.parent, prefix=".", suffix=".webp")
    os.close(handle)
    try:
        turned = "1" if is_turned else "0"
        why_not = run_apart(
            "renaksi.intake.draw", str(kept), str(number), turned, part, seconds=SECONDS, at=goal.parent
        )
        if why_not:
            logger.warning("no picture of page %s of %s: %s", number, kept.name, why_not)
            return False
        Path(part).replace(goal)
        return True
    finally:
        Path(part).unlink(missing_ok=True)
