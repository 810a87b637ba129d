"""All proofs of a period as one ZIP, sent while it is read: memory holds a piece of a file and the list of what was packed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from zlib import crc32

from renaksi.reports.proofs.index import index_bytes
from renaksi.reports.proofs.manifest import Packed, manifest_csv, manifest_text
from renaksi.reports.proofs.values import ProofFile, ProofList, ProofUse
from renaksi.reports.proofs.zipping import Entry, entry_of, zipped

_BOM = "\ufeff"  # without it a spreadsheet takes the table for an old code page
NOT_THERE = "berkas tidak ditemukan di penyimpanan"
CHANGED = "isi berkas berubah sejak disimpan"

PartsOf = Callable[[str], Iterator[bytes]]
"""Gives the content kept under a SHA-256 part by part, as ``evidence.domain.store.parts_of``; OSError where it cannot."""


def package(proofs: ProofList, parts_of: PartsOf) -> Iterator[bytes]:
    """The ZIP, piece by piece: proofs in their folders, DAFTAR BUKTI.xlsx, MANIFEST.txt and MANIFEST.csv.

    Every file is hashed before it goes in; one that is missing or no longer what was kept is named in the manifests and the index
    instead. Raises OSError or ValueError in the middle where a file goes away while it is sent.
    """
    return zipped(_Packing(proofs, parts_of).entries())


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a file in the store was found to be; ``missing`` says why it cannot go in."""

    crc: int = 0
    size: int = 0
    missing: str = ""


class _Packing:
    """One package being made: what was checked, and what was packed so far."""

    def __init__(self, proofs: ProofList, parts_of: PartsOf) -> None:
        self._proofs, self._parts_of = proofs, parts_of
        self._checked: dict[str, _Checked] = {}
        self._packed: list[Packed] = []
        self._day = datetime.combine(proofs.day, time())

    def entries(self) -> Iterator[Entry]:
        """The proofs in printed order, then what describes them."""
        for use in self._proofs.uses:
            entry = self._entry(use)
            if entry:
                yield entry
        yield self._made("DAFTAR BUKTI.xlsx", index_bytes(self._proofs, lost=self._lost()))
        yield self._made("MANIFEST.csv", (_BOM + manifest_csv(self._proofs, self._packed)).encode())
        yield entry_of("MANIFEST.txt", self._day, manifest_text(self._proofs, self._packed).encode())

    def _entry(self, use: ProofUse) -> Entry | None:
        if use.file.is_link:
            return self._made(use.path, _shortcut(use.file.url), use)
        home = self._proofs.home(use)
        checked = self._check(use.file)
        if checked.missing:
            self._packed.append(Packed(use.path, use.file.sha256, use.file.size, use, checked.missing))
            return None
        if home != use.path:
            return self._made(f"{use.path}.txt", f"Berkas ini ada di: {home}\r\n".encode(), use)
        self._packed.append(Packed(use.path, use.file.sha256, checked.size, use))
        return Entry(use.path, use.file.uploaded_at, checked.size, checked.crc, self._parts_of(use.file.sha256))

    def _made(self, path: str, content: bytes, use: ProofUse | None = None) -> Entry:
        self._packed.append(Packed(path, sha256(content).hexdigest(), len(content), use))
        return entry_of(path, use.file.uploaded_at if use else self._day, content)

    def _check(self, file: ProofFile) -> _Checked:
        """Reads the file once through, however often it is used."""
        if file.sha256 not in self._checked:
            self._checked[file.sha256] = self._read_through(file)
        return self._checked[file.sha256]

    def _read_through(self, file: ProofFile) -> _Checked:
        digest, crc, size = sha256(), 0, 0
        try:
            for part in self._parts_of(file.sha256):
                digest.update(part)
                crc, size = crc32(part, crc), size + len(part)
        except OSError:
            return _Checked(missing=NOT_THERE)
        return _Checked(crc, size) if digest.hexdigest() == file.sha256 else _Checked(missing=CHANGED)

    def _lost(self) -> set[str]:
        return {sha for sha, checked in self._checked.items() if checked.missing}


def _shortcut(url: str) -> bytes:
    """A link as a file that opens it; an address with a line break would say more than one thing."""
    return f"[InternetShortcut]\r\nURL={''.join(url.split())}\r\n".encode()
