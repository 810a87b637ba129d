"""Evidence comes in: a file through the gate into the store, or a link."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction

from renaksi.accounts.models import User
from renaksi.evidence.domain.description import Description, checked_description
from renaksi.evidence.domain.store import PART, keep_stream
from renaksi.evidence.gate import inspect, kept_name
from renaksi.evidence.models import Evidence, EvidenceKind, EvidenceState
from renaksi.evidence.naming import kind_from, title_from
from renaksi.evidence.uploads import too_large
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in


def receive_file(
    *,
    office: Office,
    upload: File[bytes],
    title: str = "",
    kind: str = "",
    document_on: date | None = None,
    proves_from: date,
    proves_until: date,
    note: str = "",
    by: User | None,
    tell: bool = True,
) -> Evidence:
    """Keeps a file as evidence; its picture is made by a job after commit. Without title and kind the name's words give them.

    The same content already active in the office gives that piece back as it is, with ``was_there`` True, and nothing is written.
    Trail: ``evidence.received``; with ``tell`` False the verb that calls records the one event of the deed. Refuses
    ``evidence.too_large`` (RENAKSI_MAX_UPLOAD bytes), what ``gate.inspect`` refuses, and what ``checked_description`` refuses.
    """
    if (upload.size or 0) > settings.RENAKSI_MAX_UPLOAD:
        raise too_large()
    found = inspect(upload)
    name = kept_name(upload.name or "", found)
    said = checked_description(
        office=office, title=title.strip() or title_from(name), kind=kind or kind_from(name, found.content_type),
        document_on=document_on, proves_from=proves_from, proves_until=proves_until, note=note,
    )  # fmt: skip
    sha256 = keep_stream(upload.chunks(PART))
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # the same file twice at once: one piece
        known = active_with(office, sha256)
        if known:
            known.was_there = True
            return known
        piece = Evidence(
            office=office, name=name, sha256=sha256, size=upload.size or 0, content_type=found.content_type
        )
        _store(piece, said, by)
        if tell:
            _tell(piece, by, name=name, sha256=sha256, size=piece.size)
    return piece


def receive_link(
    *,
    office: Office,
    url: str,
    title: str = "",
    kind: str = "",
    document_on: date | None = None,
    proves_from: date,
    proves_until: date,
    note: str = "",
    by: User | None,
) -> Evidence:
    """Keeps an address as evidence; the same address already active in the office gives that piece back (``was_there``).

    Trail: ``evidence.received``. Refuses ``evidence.link_unclear`` (no http or https address), and what ``checked_description``
    refuses.
    """
    address = _checked_url(url)
    said = checked_description(
        office=office, title=title.strip() or _link_title(address), kind=kind or EvidenceKind.LINK,
        document_on=document_on, proves_from=proves_from, proves_until=proves_until, note=note,
    )  # fmt: skip
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        known = Evidence.objects.filter(office=office, url=address, sha256="", state=EvidenceState.ACTIVE).first()
        if known:
            known.was_there = True
            return known
        piece = Evidence(office=office, url=address)
        _store(piece, said, by)
        _tell(piece, by, address=address)
    return piece


def active_with(office: Office, sha256: str) -> Evidence | None:
    """The active piece of the office with this content."""
    return Evidence.objects.filter(office=office, sha256=sha256, state=EvidenceState.ACTIVE).first()


def _store(piece: Evidence, said: Description, by: User | None) -> None:
    said.set_on(piece)
    piece.uploaded_at, piece.uploaded_by = now(), by
    piece.save(force_insert=True)


def _tell(piece: Evidence, by: User | None, **details: str | int) -> None:
    record_in(
        piece.office, by=by, what="evidence.received", object_label=piece.title, object_id=f"evidence:{piece.pk}",
        details=details,
    )  # fmt: skip


def _checked_url(url: str) -> str:
    address = url.strip()
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        address = ""
    if not address or len(address) > 1000 or "@" in urlsplit(address).netloc:
        raise Refused(
            "Tulis alamat tautan yang lengkap, diawali https:// atau http://, misalnya https://kota-contoh.kpu.go.id/berita.",
            code="evidence.link_unclear",
            field="link_url",
        )
    return address


def _link_title(address: str) -> str:
    """The last words of the address, or its site."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    words = title_from(last) if last and not last.isdecimal() else ""
    return f"{words} ({parts.hostname})"[:200] if words and words != "Foto" else (parts.hostname or address)[:200]
