"""A CSV of SP4N-LAPOR! as rows. Its headings differ from export to export, so several words are known for each. Pure."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from io import StringIO

from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold, parse_day

MOST_ROWS = 2_000
HEADINGS = {
    "number": (
        "nomor laporan",
        "no laporan",
        "nomor pengaduan",
        "tracking id",
        "id laporan",
        "kode laporan",
        "nomor tracking",
    ),
    "day": ("tanggal laporan", "tanggal masuk", "tanggal pengaduan", "waktu laporan", "tanggal"),
    "title": ("judul laporan", "judul pengaduan", "judul"),
    "summary": ("isi laporan", "isi pengaduan", "uraian", "laporan", "isi"),
    "kind": ("klasifikasi laporan", "klasifikasi", "jenis laporan"),
    "name": ("nama pelapor", "pelapor", "nama"),
}
"""The words a column may be headed with; the first found counts. Those of the first four must be there."""
_MUST = {"number": "Nomor laporan", "day": "Tanggal laporan", "title": "Judul laporan", "summary": "Isi laporan"}
_CLOCK = re.compile(r"[ ,T]+(?:pukul )?\d{1,2}[:.]\d{2}.*$")
_NAMELESS = {"", "-", "anonim", "rahasia", "anonymous"}
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class LaporRow:
    """One report: its row as a spreadsheet counts, the central number, what was said; ``name`` "" where the file names nobody."""

    line: int
    number: str
    day: date
    title: str
    summary: str
    is_question: bool
    name: str


def read_lapor(content: bytes) -> list[LaporRow]:
    """The reports of a file. Refuses ``complaints.lapor_unreadable`` and ``complaints.lapor_faulty``, naming line and mend."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise Refused(
            "Berkas ini bukan CSV. Unduh lagi dari SP4N-LAPOR! sebagai CSV.", code="complaints.lapor_unreadable"
        )
    head = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(";,\t", key=head.count))
    try:
        lines = [(line, cells) for line, cells in enumerate(reader, 1) if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise Refused(
            "Berkas ini tidak terbaca sebagai CSV. Unduh lagi dari SP4N-LAPOR!.", code="complaints.lapor_unreadable"
        ) from None
    if not lines:
        raise Refused("Berkas ini kosong.", code="complaints.lapor_unreadable")
    if len(lines) > MOST_ROWS + 1:
        raise Refused(
            f"Paling banyak {MOST_ROWS} laporan dalam satu berkas; bagi berkasnya.", code="complaints.lapor_unreadable"
        )
    places = _places(lines[0][1])
    rows = [_row(line, cells, places) for line, cells in lines[1:]]
    _refuse_doubles(rows)
    return rows


def _places(titles: list[str]) -> dict[str, int]:
    folded = [fold(title).replace("_", " ").strip(" .") for title in titles]
    places = {
        field: folded.index(found)
        for field, words in HEADINGS.items()
        if (found := next((word for word in words if word in folded), ""))
    }
    lacking = [title for field, title in _MUST.items() if field not in places]
    if lacking:
        raise Refused(
            f"Kolom {', '.join(f'“{title}”' for title in lacking)} tidak ada pada baris pertama berkas; namai kolomnya demikian.",
            code="complaints.lapor_faulty",
        )
    return places


def _row(line: int, cells: list[str], places: dict[str, int]) -> LaporRow:
    said = {field: cells[at].strip() if at < len(cells) else "" for field, at in places.items()}
    lacking = [title for field, title in _MUST.items() if not said[field]]
    if lacking:
        raise _fault(line, f"{', '.join(lacking)} belum terisi.")
    day = parse_day(said["day"]) or parse_day(_CLOCK.sub("", said["day"]))
    if day is None:
        raise _fault(line, f"tanggal “{said['day'][:40]}” tidak dikenali; tulis misalnya 2026-05-04.")
    if len(said["number"]) > _LONGEST_NUMBER:
        raise _fault(line, f"nomor laporan paling panjang {_LONGEST_NUMBER} huruf.")
    name = said.get("name", "")
    return LaporRow(
        line, said["number"], day, said["title"][:160], said["summary"], fold(said.get("kind", "")).startswith("permintaan"),
        "" if fold(name) in _NAMELESS else name[:120],
    )  # fmt: skip


def _refuse_doubles(rows: list[LaporRow]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if row.number in seen:
            raise _fault(row.line, f"nomor {row.number} sudah ada pada baris {seen[row.number]}; satukan keduanya.")
        seen[row.number] = row.line


def _fault(line: int, sentence: str) -> Refused:
    return Refused(f"Baris {line}: {sentence}", code="complaints.lapor_faulty")
