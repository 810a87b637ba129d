"""Small pictures of evidence, beside the store: ``MEDIA_ROOT/pratinjau/ab/<sha256>.png``.

Drawn by a process of its own that may use little memory and little time: what a file makes a library do stays in there.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

from renaksi.evidence.apart import run_apart
from renaksi.evidence.domain.store import path_of

SECONDS = 30
ASKED_AGAIN = 60 * 60  # seconds
DRAWN_TYPES = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})
"""Content a picture can be made of."""

logger = logging.getLogger(__name__)


def preview_path(sha256: str) -> Path:
    """Where the picture is, once drawn."""
    return Path(settings.MEDIA_ROOT) / "pratinjau" / sha256[:2] / f"{sha256}.png"


def small_path(sha256: str) -> Path:
    """The small square for lists, made of the picture when first asked for. Raises OSError while there is no picture."""
    drawn = preview_path(sha256)
    goal = drawn.with_suffix(".kecil.png")
    if not goal.exists():
        from renaksi.evidence.render import render_small  # pictures are loaded only where one is made

        with tempfile.TemporaryDirectory(dir=drawn.parent, prefix=".") as folder:
            part = Path(folder) / goal.name
            render_small(drawn, part)
            part.replace(goal)
    return goal


def ask_preview(sha256: str) -> None:
    """Puts the picture in line to be drawn, once an hour at most: it is drawn when somebody looks, not when a file comes."""
    from renaksi.evidence.tasks import draw_preview  # tasks calls the domain, so the domain asks for it late

    if cache.add(f"evidence-preview:{sha256}", 1, ASKED_AGAIN):
        draw_preview.enqueue(sha256)


def make_preview(sha256: str) -> bool:
    """Draws the picture where it is not there yet; True if it is there now. A file that cannot be drawn is told in the log."""
    goal = preview_path(sha256)
    if goal.exists():
        return True
    goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=goal.parent, prefix=".", suffix=".png")
    os.close(handle)
    try:
        is_drawn = _draw(path_of(sha256), Path(part))
        if is_drawn:
            Path(part).replace(goal)
        return is_drawn
    finally:
        Path(part).unlink(missing_ok=True)


def _draw(source: Path, goal: Path) -> bool:
    why_not = run_apart("renaksi.evidence.render", str(source), str(goal), seconds=SECONDS, at=goal.parent)
    if why_not:
        logger.warning("no preview of %s: %s", source.name, why_not)
    return not why_not
