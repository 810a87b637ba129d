"""The job between upload and review: a draft's file is read, and staged or told as unreadable."""

from __future__ import annotations

import logging

from django.db import transaction

from renaksi.evidence.domain.store import read_content
from renaksi.intake.domain.scanning import expect_pages, kept_pages, scan_next
from renaksi.intake.domain.second import with_second
from renaksi.intake.domain.sheet import locked_draft, tell
from renaksi.intake.domain.source_lines import source_lines
from renaksi.intake.domain.stage import stage_reading
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.read import read_table, reading_of
from renaksi.intake.readers.scan.document import Unscanned
from renaksi.intake.readers.sniff import kind_of, text_of
from renaksi.kernel.refusal import Refused

UNREADABLE = (
    "Berkas ini tidak dapat dibaca karena gangguan pada sistem. Coba baca ulang; bila tetap gagal, hubungi pengelola."
)

logger = logging.getLogger(__name__)


def understand_draft(draft_id: str) -> bool:
    """Reads the file of a draft in state READING and stages it; otherwise does nothing, so that it may run twice.

    Pages that are pictures take seconds each: one call reads one of them, keeps it, and returns True, so as to be called again.
    A refusal of the reader becomes the draft's ``failure`` (state FAILED); any other fault a general sentence, and the log's.
    """
    draft = Draft.objects.select_related("source", "office").filter(pk=draft_id, state=DraftState.READING).first()
    if draft is None or draft.source is None:
        return False
    try:
        data = _storable(read_content(draft.source.sha256))
        if scan_next(draft, draft.source, data):
            return True
        kept = kept_pages(draft.source)
        table = read_table(data, draft.source.name, kept=kept)
        reading = with_second(reading_of(table, draft.source.name), kept)
        stage_reading(draft, reading, source_lines(data, table, reading))
    except Unscanned as pictures:
        expect_pages(draft.source, pictures.pages)
        return True
    except Refused as refusal:
        fail(draft, refusal.text)
    except Exception:
        logger.exception("draft %s could not be read", draft_id)
        fail(draft, UNREADABLE)
    return False


def _storable(data: bytes) -> bytes:
    """A text without NUL, which no database keeps as text; any other file as it is."""
    text = text_of(data) if kind_of(data) == "text" else ""
    return text.replace("\x00", " ").encode() if "\x00" in text else data


def fail(draft: Draft, sentence: str) -> None:
    """Says in the draft why it cannot be read; no effect unless it is READING. Trail: ``intake.unread``."""
    with transaction.atomic():
        fresh = locked_draft(draft)
        if fresh.state != DraftState.READING:
            return
        fresh.state, fresh.failure = DraftState.FAILED, sentence
        fresh.save(update_fields=("state", "failure", "changed_at"))
        tell(fresh, by=fresh.created_by, what="intake.unread", reason=sentence)
