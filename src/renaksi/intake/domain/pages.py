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
from renaksi.intake.draw import AS_IT_LIES, AS_READ, TURNED
from renaksi.intake.models import Draft, DraftState, SourceFile
from renaksi.intake.readers.pictures import MAX_PICTURES

SECONDS = 60
_SIGNS = {AS_READ: "", TURNED: "b", AS_IT_LIES: "c"}
_PAGED = ("application/pdf", "application/zip", "image/")

logger = logging.getLogger(__name__)


def has_pages(source: SourceFile | None) -> bool:
    """Whether the file is of a kind whose pages can be shown as pictures."""
    return source is not None and source.content_type.startswith(_PAGED)


def page_picture(source: SourceFile, number: int, *, is_turned: bool = False, as_it_lies: bool = False) -> Path | None:
    """The picture of page ``number`` (1-based), drawn if it is not there yet; None where there is no such page or picture.

    ``is_turned`` = the file has the page upside down; ``as_it_lies`` = small and as the file has it, which is drawn sooner. What
    cannot be drawn is told in the log.
    """
    if not has_pages(source) or not 1 <= number <= MAX_PICTURES:
        return None
    manner = AS_IT_LIES if as_it_lies else TURNED if is_turned else AS_READ
    name = f"{source.sha256}-{number}{_SIGNS[manner]}.webp"
    goal = Path(settings.MEDIA_ROOT) / "halaman" / source.sha256[:2] / name
    return goal if goal.exists() or _draw(path_of(source.sha256), number, manner, goal) else None


def is_to_be_drawn(draft_id: str) -> bool:
    """Whether the draft is under review and its file has pages."""
    draft = Draft.objects.select_related("source").filter(pk=draft_id, state=DraftState.REVIEW).first()
    return draft is not None and has_pages(draft.source)


def draw_ahead(draft_id: str, place: int) -> bool:
    """Draws one of the pages that the draft's rows were read from, counted from 0; whether there is a next one."""
    draft = Draft.objects.select_related("source").filter(pk=draft_id, state=DraftState.REVIEW).first()
    if draft is None or draft.source is None or not has_pages(draft.source):
        return False
    sources = [source for source in draft.rows.values_list("source", flat=True) if source.get("boxes")]
    turned = {page for source in sources for page in source.get("turned", ())}
    pages = sorted({source["page"] for source in sources})
    if place < len(pages):
        page_picture(draft.source, pages[place], is_turned=pages[place] in turned)
    return place + 1 < len(pages)


def _draw(kept: Path, number: int, manner: str, goal: Path) -> bool:
    goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=goal.parent, prefix=".", suffix=".webp")
    os.close(handle)
    try:
        why_not = run_apart(
            "renaksi.intake.draw", str(kept), str(number), manner, part, seconds=SECONDS, at=goal.parent
        )
        if why_not:
            logger.warning("no picture of page %s of %s: %s", number, kept.name, why_not)
            return False
        Path(part).replace(goal)
        return True
    finally:
        Path(part).unlink(missing_ok=True)
