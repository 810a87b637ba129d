"""The manifest of a package of proofs: what lies where under which hash, and what could not be put in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.wording import date_words, number_words
from renaksi.papers.legible import one_line
from renaksi.reports.proofs.names import REMOVED
from renaksi.reports.proofs.values import ProofList, ProofUse

_COMPUTED = ("=", "+", "-", "@")
_COLUMNS = (
    "Letak", "SHA-256", "Ukuran (bita)", "Keadaan", "Judul bukti", "Jenis", "Nama berkas asli", "Tautan",
    "Area perubahan", "Kegiatan", "Sub kegiatan", "Indikator keberhasilan", "Bulan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Packed:
    """One file put into the package, or left out: ``missing`` says why. ``use`` None = made for the package itself."""

    path: str
    sha256: str
    size: int
    use: ProofUse | None = None
    missing: str = ""


def manifest_text(proofs: ProofList, packed: Sequence[Packed]) -> str:
    """A list that ``sha256sum -c`` reads, under an account in its comment lines. Every missing file is named."""
    missing = [each for each in packed if each.missing]
    there = {each.path: each for each in packed if not each.missing}
    lines = [
        "ISI PAKET BUKTI DUKUNG",
        one_line(f"{proofs.plan}, {proofs.office}"),
        f"{proofs.period.words}, keadaan per {date_words(proofs.day)}",
        "",
        f"{number_words(len(proofs.uses))} pemakaian bukti dari {number_words(len(proofs.files))} bukti.",
        *_exceptions(proofs),
        "Periksa keutuhan berkas dengan perintah: sha256sum -c MANIFEST.txt",
    ]
    if missing:
        lines += ["", f"TIDAK DISERTAKAN ({len(missing)}):", *(_told_missing(each) for each in missing)]
    head = "".join(f"# {line}".rstrip() + "\n" for line in [*lines, ""])
    return head + "".join(f"{each.sha256}  {each.path}\n" for each in there.values())


def _exceptions(proofs: ProofList) -> list[str]:
    told = []
    if proofs.removed:
        told.append(
            f"{len(proofs.removed)} pemakaian di antaranya membuktikan baris yang dihapus keputusan perubahan "
            f"(folder “{REMOVED}”)."
        )
    if proofs.withdrawn:
        told.append(f"{proofs.withdrawn} pemakaian bukti yang telah ditarik tidak disertakan.")
    if proofs.is_once:
        told.append("Setiap berkas disertakan satu kali karena ukurannya besar; folder lain menyebut letaknya.")
    return told


def _told_missing(each: Packed) -> str:
    title = one_line(each.use.file.title) if each.use else ""
    return f"  {each.path}: {each.missing} (judul: {title}; SHA-256: {each.sha256})"


def manifest_csv(proofs: ProofList, packed: Sequence[Packed]) -> str:
    """The same list as a table, fields parted by semicolons as Indonesian spreadsheets read them."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for each in packed:
        values: tuple[str | int, ...] = (each.path, each.sha256, each.size, each.missing or "ada", *_of(each.use))
        writer.writerow(map(_plain, values))
    return out.getvalue()


def _of(use: ProofUse | None) -> tuple[str, ...]:
    if use is None:
        return ("",) * 9
    file = use.file
    return (
        file.title, file.kind, file.name, file.url, use.area, use.activity, use.sub_activity, use.indicator,
        MONTH_NAMES[use.month - 1],
    )  # fmt: skip


def _plain(value: str | int) -> str | int:
    """A text no spreadsheet computes."""
    if isinstance(value, int):
        return value
    text = one_line(value)
    return f"'{text}" if text.startswith(_COMPUTED) else text
