"""What the list says of a document in words: how long it holds, and whether it went out in time."""

from __future__ import annotations

from datetime import date, timedelta

from renaksi.documents.kinds import KEPT_IN_FORCE
from renaksi.documents.models import Document
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words

NEAR_DAYS = 60
"""Days before the last one from which a document is about to lapse."""


def near_end(on: date) -> date:
    """The last day that is near, seen from the day."""
    return on + timedelta(days=NEAR_DAYS)


def title_words(document: Document) -> str:
    """The title, and whether it is closed."""
    return f"{document.title} (tertutup)" if document.is_closed else document.title


def standing_words(document: Document) -> str:
    """How long it holds and whether it went out: ``berlaku; dikirim 20 Januari 2026``."""
    return "; ".join(filter(None, [validity_words(document), sending_words(document)]))


def validity_words(document: Document, on: date | None = None) -> str:
    """``s.d. 3 Juli 2026: akan berakhir``; "" for what is made and sent and does not hold, and for drafts.

    ``on`` None: today in Jakarta; at most two hours off in the east, for a warning sixty days ahead.
    """
    day, until = on or today(), document.in_force_until
    if document.kind_group not in KEPT_IN_FORCE or document.signed_on is None:
        return ""
    if document.ended_on:
        return f"berakhir {date_words(document.ended_on)}"
    if until is None:
        return "berlaku"
    if until < day:
        return f"habis {date_words(until)}"
    return f"s.d. {date_words(until)}" + (": akan berakhir" if until <= near_end(day) else "")


def sending_words(document: Document, on: date | None = None) -> str:
    """``dikirim 20 Januari 2026, tepat waktu``; ``batas 31 Juli 2026``; "" where nothing is said of sending."""
    due, sent = document.due_on, document.sent_on
    if sent is None:
        if due is None:
            return ""
        return f"batas {date_words(due)}" + (": lewat" if due < (on or today()) else "")
    return f"dikirim {date_words(sent)}" + (f", {timeliness(document)}" if due else "")


def timeliness(document: Document) -> str:
    """Whether it was sent by its last day."""
    if document.sent_on is None or document.due_on is None:
        return "belum dikirim"
    return "tepat waktu" if document.sent_on <= document.due_on else "terlambat"


def period_words(document: Document) -> str:
    """``1 Januari 2026 s.d. 31 Maret 2026``; "" where it covers no period."""
    if document.period_from is None or document.period_until is None:
        return ""
    return f"{date_words(document.period_from)} s.d. {date_words(document.period_until)}"
