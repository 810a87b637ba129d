"""A file comes in: kept by its content, and put in line to be read."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.domain.store import keep_content
from renaksi.intake.domain.facts import check_likely
from renaksi.intake.domain.sheet import locked_draft, tell
from renaksi.intake.models import OPEN_STATES, Draft, DraftOrigin, DraftState, SourceFile
from renaksi.intake.readers import type_of
from renaksi.intake.readers.pictures import mime_of
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words
from renaksi.offices.models import Office
from renaksi.plan.facts import folded

PATIENCE = timedelta(minutes=2)
"""A reading takes seconds; a draft that waits longer may be put in line again, which does no harm if its job still comes."""
PASTED_NAME = "teks tempelan.txt"
_CONTENT_TYPES = {
    "text": "text/plain",
    "pdf": "application/pdf",
    "pictures": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def receive_file(
    *, office: Office, name: str, data: bytes | File[bytes], by: User | None, year: int | None = None
) -> Draft:
    """Keeps the file and begins a draft (state READING) that the job ``intake.tasks.read_draft`` fills after commit.

    The same content while a draft of it is open gives that draft back, with ``draft.was_there`` True; a failed one is read again.
    Trail: ``intake.received``.
    Refuses: ``intake.empty``, ``intake.too_large`` (RENAKSI_MAX_UPLOAD bytes, 25 MB unless set), ``intake.format_unread`` (a kind
    that cannot be read yet, told from the content), ``intake.wrong_type`` (the name says another), ``intake.locked``,
    ``intake.macro``, ``intake.year_unlikely``.
    """
    check_likely(year)
    content = _content(data)
    kind = type_of(content, name)  # says at once why this kind cannot be read
    sha256 = keep_content(content)
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # the same file twice at once: one draft
        known = _open_draft(office, sha256)
        if known:
            return known if known.state != DraftState.FAILED else _put_in_line(known)
        source, _ = SourceFile.objects.get_or_create(
            office=office,
            sha256=sha256,
            defaults={
                "name": _file_name(name),
                "size": len(content),
                "content_type": mime_of(content) if kind == "image" else _CONTENT_TYPES[kind],
                "received_by": by,
            },
        )
        draft = Draft.objects.create(
            office=office, year=year, origin=DraftOrigin.FILE, state=DraftState.READING, source=source, created_by=by
        )
        _enqueue(draft)
        tell(draft, by=by, what="intake.received", name=source.name, sha256=sha256, size=source.size)
    return draft


def receive_text(*, office: Office, text: str, by: User | None, year: int | None = None) -> Draft:
    """Pasted text as a file named "teks tempelan.txt"; otherwise as receive_file."""
    return receive_file(office=office, name=PASTED_NAME, data=text.encode("utf-8", errors="replace"), by=by, year=year)


def read_again(*, draft: Draft, by: User | None) -> Draft:
    """Puts a draft that could not be read (FAILED) in line once more, or one that has waited longer than PATIENCE.

    Trail: ``intake.read_again``. Refuses ``intake.draft_not_failed``.
    """
    with transaction.atomic():
        fresh = locked_draft(draft)
        is_stuck = fresh.state == DraftState.READING and now() - fresh.changed_at > PATIENCE
        if fresh.source_id is None or not (is_stuck or fresh.state == DraftState.FAILED):
            raise Refused("Hanya berkas yang gagal dibaca yang dapat dibaca ulang.", code="intake.draft_not_failed")
        _put_in_line(fresh)
        tell(fresh, by=by, what="intake.read_again")
    return fresh


def _content(data: bytes | File[bytes]) -> bytes:
    limit: int = settings.RENAKSI_MAX_UPLOAD
    content = data if isinstance(data, bytes) else data.read(limit + 1)
    if len(content) > limit:
        raise Refused(
            f"Berkas ini terlalu besar. Batas ukuran berkas adalah {number_words(limit / 1024 / 1024)} MB.",
            code="intake.too_large",
            field="file",
        )
    return content


def _file_name(name: str) -> str:
    """The name without the folders some browsers and people send along."""
    return folded(name.replace("\\", "/").rsplit("/", 1)[-1])[-200:] or "tanpa nama"


def _open_draft(office: Office, sha256: str) -> Draft | None:
    drafts = Draft.objects.filter(office=office, source__sha256=sha256, state__in=OPEN_STATES)
    known = drafts.select_related("office", "source").order_by("created_at").first()
    if known:
        known.was_there = True
    return known


def _put_in_line(draft: Draft) -> Draft:
    draft.state, draft.failure = DraftState.READING, ""
    draft.save(update_fields=("state", "failure", "changed_at"))
    _enqueue(draft)
    return draft


def _enqueue(draft: Draft) -> None:
    """The job's row commits with the draft's: no draft waits for a job that is not there."""
    from renaksi.intake.tasks import read_draft  # tasks calls the domain, so the domain asks for it late

    read_draft.enqueue(str(draft.pk))
