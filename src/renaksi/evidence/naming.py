"""What a file's name says of it: a readable title, and most likely which kind of proof it is. Asks no database."""

from __future__ import annotations

import re

from renaksi.evidence.models import EvidenceKind
from renaksi.kernel.months import MONTH_NAMES

_CAMERA = re.compile(
    r"(?:IMG|VID|PXL|DSC|DSCN|DCIM|P|MVIMG|WhatsApp (?:Image|Video)|photo|image|gambar|foto)?[\s_-]*"
    r"(?P<year>20\d\d)[-_]?(?P<month>0[1-9]|1[0-2])[-_]?(?P<day>0[1-9]|[12]\d|3[01])(?:\b|[\s_-]).*|"
    r"(?:IMG|VID|PXL|DSC|DSCN|DCIM|MVIMG|photo|image|gambar|foto)?[\s_-]*\d*",
    re.IGNORECASE,
)
"""Names a camera or a chat gives; nothing in them says what is shown."""
_SIGNS: tuple[tuple[str, EvidenceKind], ...] = (
    (r"daftar hadir|absen|absensi|presensi", EvidenceKind.ATTENDANCE),
    (r"notula|notulen|notulensi|risalah", EvidenceKind.MINUTES),
    (r"undangan", EvidenceKind.INVITATION),
    (r"tangkapan layar|screenshot|screen shot|ss", EvidenceKind.SCREENSHOT),
    (r"rekap|rekapitulasi", EvidenceKind.RECAP),
    (r"laporan|lap", EvidenceKind.REPORT),
    (r"sk|keputusan|kpt", EvidenceKind.DECREE),
    (r"nota dinas|surat|nd|st|spt|edaran|pengumuman", EvidenceKind.LETTER),
    (r"flyer|poster|spanduk|banner|infografis|infografik|leaflet|brosur|sosialisasi", EvidenceKind.PUBLICATION),
    (r"foto|dokumentasi|gambar|video|img|dsc|whatsapp image|whatsapp video|pxl|vid", EvidenceKind.PHOTO),
)


def title_from(name: str, fallback: str = "") -> str:
    """The name as a title: no ending, no underscores. A camera's name gives ``fallback``, else ``Foto 12 Maret 2026``."""
    stem = name.rpartition(".")[0] or name
    if camera := _CAMERA.fullmatch(stem):
        return (fallback or _photo_title(camera))[:200]
    words = re.sub(r"[\s_+]+|(?<=\w)-(?=[^\W\d])|(?<=[^\W\d])-(?=\w)", " ", stem).strip(" -.")
    return (words[:1].upper() + words[1:])[:200] or fallback[:200] or "Tanpa judul"


def _photo_title(camera: re.Match[str]) -> str:
    if not camera["year"]:
        return "Foto"
    return f"Foto {int(camera['day'])} {MONTH_NAMES[int(camera['month']) - 1]} {camera['year']}"


def kind_from(name: str, content_type: str) -> EvidenceKind:
    """The kind the name's words say; else a picture or video is documentation, and anything else OTHER."""
    words = " ".join(re.split(r"[\W_]+", name.lower()))
    for sign, kind in _SIGNS:
        if re.search(rf"\b(?:{sign})\b", words):
            return kind
    return EvidenceKind.PHOTO if content_type.startswith(("image/", "video/")) else EvidenceKind.OTHER
