"""What the command line does with decree files; the command itself is wired in renaksi.site."""

from __future__ import annotations

from pathlib import Path

from renaksi.plan.models import Plan


def adopt_file(
    path: Path, *, office_code: str, year: int, by_username: str | None = None, accept_doubts: bool = False
) -> Plan:
    """Receives, reads, stages and adopts a decree's file in one go, through the same verbs as the browser.

    Without ``accept_doubts`` a decree with doubts is refused (``intake.doubts_open``) and its draft stays for review.
    Refuses also: ``intake.office_unknown``, ``intake.user_unknown``, ``intake.user_may_not``, ``intake.file_missing``,
    ``intake.unreadable``, and what receive_file, adopt_draft and adopt_plan refuse.
    """
    raise NotImplementedError
