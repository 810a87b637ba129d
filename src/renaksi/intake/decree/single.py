"""Is this one decree of the kind we read? Anything else is refused in one sentence."""

from __future__ import annotations

import re

from renaksi.catalogue.match import best
from renaksi.intake.decree.columns import Annex
from renaksi.intake.decree.facts import number_of
from renaksi.intake.decree.titles import area_title
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold

_NUMBER = re.compile(r"^\W*nomor\s*[:.]?\s*(?P<number>\S.*)$", re.IGNORECASE)

_SIGNS = (
    "menimbang",
    "mengingat",
    "memutuskan",
    "menetapkan",
    "rencana aksi",
    "reformasi birokrasi",
    "ditetapkan di",
    "area perubahan",
)
_FEWEST_SIGNS = 3
_OF_REFORM = re.compile(
    r"\brencana aksi\b.{0,60}\breformasi birokrasi\b|\breformasi birokrasi\b.{0,30}\brencana aksi\b|\barea perubahan\b"
)
_LONGEST_AREA = 80
_LIKE = 0.85


def refuse_other_papers(table: Table, annex: Annex) -> None:
    """Refused: a file with no sign of a decree nor of its table, a table of another plan, and a file that holds two decrees."""
    numbers = _decrees(table)
    if len(numbers) > 1:
        listed = " dan ".join(numbers[:2])
        raise Refused(
            f"Berkas ini memuat lebih dari satu keputusan (nomor {listed}). Pisahkan, lalu unggah satu per satu.",
            code="intake.two_decrees",
        )
    text = fold(" ".join(line.text for line in table.lines[:400])[:60_000])
    if annex.pages and annex.has_heading:
        if not _OF_REFORM.search(text) and not _names_area(annex):
            raise Refused(
                "Tabel dalam berkas ini bukan rencana aksi reformasi birokrasi. Periksa berkas yang Anda unggah.",
                code="intake.not_decree",
            )
    elif sum(1 for sign in _SIGNS if sign in text) < _FEWEST_SIGNS or "rencana aksi" not in text:
        raise Refused(
            "Berkas ini tidak memuat keputusan rencana aksi reformasi birokrasi. Periksa berkas yang Anda unggah.",
            code="intake.not_decree",
        )


def _names_area(annex: Annex) -> bool:
    """Whether the table names one of the areas of change, in its own column or anywhere else."""
    texts = {
        cell.text
        for page in annex.pages
        for line in page.lines
        for cell in line.filled
        if len(cell.text) < _LONGEST_AREA
    }
    return any(area_title(text) or best(text, "area", limit=1, cutoff=_LIKE) for text in texts)


def _decrees(table: Table) -> list[str]:
    """The numbers of the decrees that begin in the file: each stands under KEPUTUSAN and is followed by what it decides."""
    found: list[str] = []
    heading, pending = False, ""
    for line in table.lines:
        text = line.text.strip()
        folded = fold(text)[:80]
        if re.match(r"(surat )?keputusan\b", folded) and text.upper() == text:
            heading = True
        elif "lampiran" in folded[:12]:
            heading, pending = False, ""
        elif heading and (number := _NUMBER.match(text)):
            pending, heading = number_of(number["number"]), False
        elif pending and re.match(r"(menimbang|memutuskan)\b", folded):
            if pending.lower() not in (known.lower() for known in found):
                found.append(pending)
            pending = ""
    return found
