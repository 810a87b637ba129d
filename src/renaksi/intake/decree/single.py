"""Is this one decree of the kind we read? Anything else is refused in one sentence."""

from __future__ import annotations

import re

from renaksi.intake.decree.columns import Annex
from renaksi.intake.decree.facts import number_of
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold

_NUMBER = re.compile(r"^\W*nomor\s*[:.]?\s*(?P<number>\S.*)$", re.IGNORECASE)


def refuse_other_papers(table: Table, annex: Annex) -> None:
    """Refused: a file with no sign of a decree nor of its table, and a file that holds two decrees."""
    numbers = _decrees(table)
    if len(numbers) > 1:
        listed = " dan ".join(numbers[:2])
        raise Refused(
            f"Berkas ini memuat lebih dari satu keputusan (nomor {listed}). Pisahkan, lalu unggah satu per satu.",
            code="intake.two_decrees",
        )
    if annex.pages and annex.has_heading:
        return
    text = fold(" ".join(line.text for line in table.lines[:400])[:60_000])
    signs = (
        "menimbang",
        "mengingat",
        "memutuskan",
        "menetapkan",
        "rencana aksi",
        "reformasi birokrasi",
        "ditetapkan di",
        "area perubahan",
    )
    if sum(1 for sign in signs if sign in text) < 3:
        raise Refused(
            "Berkas ini tidak memuat keputusan rencana aksi reformasi birokrasi. Periksa berkas yang Anda unggah.",
            code="intake.not_decree",
        )


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
