"""A made-up list of proofs with contents in memory, for tests that need no database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from hashlib import sha256

from renaksi.kernel.period import Period
from renaksi.reports.proofs.values import ProofFile, ProofList, ProofUse

FOLDER = "01 Manajemen Perubahan/1 Perencanaan/1 SK Tim RB"


def made_file(name: str, content: bytes = b"isi", **facts: object) -> ProofFile:
    """A file of this content; ``url`` makes it a link."""
    is_link = "url" in facts
    known = {
        "title": f"Judul {name}", "kind": "Laporan", "name": "" if is_link else name,
        "sha256": "" if is_link else sha256(content).hexdigest(), "size": 0 if is_link else len(content), "url": "",
        "document_on": date(2026, 2, 10), "proves_from": date(2026, 1, 1), "proves_until": date(2026, 3, 31),
        "uploaded_at": datetime.combine(date(2026, 3, 2), time(9, 30)), "uploaded_by": "Ratna Teladani",
    }  # fmt: skip
    return ProofFile(**{**known, **facts})  # type: ignore[arg-type]


def made_use(file: ProofFile, path: str, **facts: object) -> ProofUse:
    """A use of the file in March."""
    known = {
        "file": file, "area": "1. Manajemen Perubahan", "activity": "1. Perencanaan", "sub_activity": "Tim",
        "indicator": "1. SK Tim RB", "month": 3, "status": "terlaksana", "value": "ada", "warnings": (), "path": path,
    }  # fmt: skip
    return ProofUse(**{**known, **facts})  # type: ignore[arg-type]


def made_list(*uses: ProofUse, **facts: object) -> ProofList:
    """A list of the first quarter, made on 20 May."""
    known = {
        "office": "KPU Kota Contoh", "code": "9999", "plan": "Rencana Aksi Reformasi Birokrasi Tahun 2026",
        "period": Period(2026, 1, 3), "day": date(2026, 5, 20), "uses": uses,
    }  # fmt: skip
    return ProofList(**{**known, **facts})  # type: ignore[arg-type]


class Shelf:
    """Contents by their hash, given part by part as the store does."""

    def __init__(self, *contents: bytes) -> None:
        self.contents = {sha256(content).hexdigest(): content for content in contents}

    def parts_of(self, sha: str) -> Iterator[bytes]:
        """As ``evidence.domain.store.parts_of``."""
        if sha not in self.contents:
            raise FileNotFoundError(sha)
        yield self.contents[sha][:2]
        yield self.contents[sha][2:]
