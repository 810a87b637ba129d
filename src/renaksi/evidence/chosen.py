"""The evidence chosen in a form that embeds the picker: read, stored where new, and handed to the form's own verb."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from renaksi.accounts.models import User
from renaksi.evidence.domain.receive import receive_file, receive_link
from renaksi.evidence.models import Evidence, EvidenceKind
from renaksi.evidence.naming import kind_from, title_from
from renaksi.evidence.visible import evidence_for
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office


def take_chosen(
    request: HttpRequest,
    office: Office,
    *,
    by: User | None,
    proves_from: date,
    proves_until: date,
    title: str = "",
    kind: str = "",
) -> list[Evidence]:
    """The pieces chosen, each once: ids in ``evidence``, files in ``file`` and an address in ``link_url`` are kept first.

    ``proves_from`` and ``proves_until`` describe what is new; ``title`` and ``kind`` only what a file's own name does not say.
    Refuses with ``field`` "evidence", "file" or "link_url": ``evidence.not_offered`` (another office's, withdrawn or no id), and
    what ``receive_file`` and ``receive_link`` refuse; a file's refusal names the file. What was kept before a refusal stays kept:
    show it again by ``still_chosen``.
    """
    taken = _known(request, office)
    request.evidence_taken = taken  # type: ignore[attr-defined]  # so that still_chosen can show what was kept before a refusal
    described: dict[str, Any] = {"proves_from": proves_from, "proves_until": proves_until, "by": by}
    for upload in request.FILES.getlist("file"):
        try:
            piece = _keep(office, upload, title, kind, described)
        except Refused as no:
            raise Refused(f"{upload.name}: {no.text}", code=no.code, field="file") from None
        _add(taken, piece)
    if address := request.POST.get("link_url", "").strip():
        try:
            _add(taken, receive_link(office=office, url=address, **described))
        except Refused as no:
            raise Refused(no.text, code=no.code, field="link_url") from None
    return taken


def _keep(office: Office, upload: UploadedFile[bytes], title: str, kind: str, described: dict[str, Any]) -> Evidence:
    """The file's own name comes before what the form proposes."""
    name = upload.name or ""
    guess = kind_from(name, upload.content_type or "")
    kind = guess if not kind or guess != EvidenceKind.OTHER else kind
    return receive_file(office=office, upload=upload, title=title_from(name, title), kind=kind, **described)


def still_chosen(request: HttpRequest, office: Office) -> list[Evidence]:
    """What to show in the picker again after a refusal: the ids sent that may be used, and what was kept meanwhile."""
    taken: list[Evidence] | None = getattr(request, "evidence_taken", None)
    return _offered(request, office) if taken is None else taken


def _known(request: HttpRequest, office: Office) -> list[Evidence]:
    ids = _ids(request)
    found = _offered(request, office)
    if len(found) != len(ids) or len(ids) != len(set(_sent(request))):
        raise Refused(
            "Salah satu bukti yang dipilih sudah ditarik atau tidak ada lagi. Lepaskan, lalu pilih yang lain.",
            code="evidence.not_offered",
            field="evidence",
        )
    return found


def _sent(request: HttpRequest) -> list[str]:
    return [sent for sent in request.POST.getlist("evidence") if sent]


def _ids(request: HttpRequest) -> list[int]:
    """The ids sent, each once, in their order; longer than fifteen digits is no id."""
    digits = [sent for sent in _sent(request) if sent.isascii() and sent.isdecimal() and len(sent) < 16]
    return list(dict.fromkeys(int(sent) for sent in digits))


def _offered(request: HttpRequest, office: Office) -> list[Evidence]:
    ids = _ids(request)
    found = evidence_for(request.user, office).filter(pk__in=ids, state="active").in_bulk() if ids else {}
    return [found[pk] for pk in ids if pk in found]


def _add(taken: list[Evidence], piece: Evidence) -> None:
    if piece.pk not in {one.pk for one in taken}:
        taken.append(piece)
