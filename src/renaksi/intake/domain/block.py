"""A block of month cells as it comes from the clipboard of a spreadsheet or a word processor. Pure."""

from __future__ import annotations

from renaksi.kernel.months import MonthSet, month_number
from renaksi.kernel.refusal import Refused

_TICKS = frozenset("√✓✔✅☑vVxX×*●•■█1üþYy") | {
    "ya",
    "Ya",
    "YA",
}  # ü and þ: the check marks of Wingdings as plain letters
_NONE = frozenset({"", "-", "–", "—", "0", "."})


def months_of_block(block: str) -> list[MonthSet]:
    """The months of each line. Refuses ``intake.block_empty``, ``intake.block_width`` and ``intake.block_mark``."""
    lines = [line.split("\t") for line in block.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")]
    numbered = [(number, _cells(cells)) for number, cells in enumerate(lines, 1)]
    if numbered and _is_heading(numbered[0][1]):
        numbered = numbered[1:]
    if not any(cell for _, cells in numbered for cell in cells) and len(numbered) <= 1:
        raise Refused(
            "Blok ini kosong. Salin dua belas kolom bulan dari Excel atau Word, lalu tempel di sini.",
            code="intake.block_empty",
            field="block",
        )
    return [_months(number, cells) for number, cells in numbered]


def _cells(cells: list[str]) -> list[str]:
    """The cells without white space, and without empty columns copied along behind December."""
    stripped = [cell.strip() for cell in cells]
    return stripped[:12] if _NONE.issuperset(stripped[12:]) else stripped


def _is_heading(cells: list[str]) -> bool:
    return [month_number(cell) for cell in cells] == list(range(1, 13))


def _months(number: int, cells: list[str]) -> MonthSet:
    if len(cells) != 12:
        raise Refused(
            f"Baris {number} memiliki {len(cells)} kolom. Salin tepat dua belas kolom, Januari sampai dengan Desember.",
            code="intake.block_width",
            field="block",
        )
    for column, cell in enumerate(cells, 1):
        if cell not in _TICKS and cell not in _NONE:
            raise Refused(
                f"Baris {number} kolom {column} berisi “{cell[:30]}”, bukan tanda bulan. "
                "Tandai dengan v atau √, kosongkan bila tidak.",
                code="intake.block_mark",
                field="block",
            )
    return MonthSet.of(column for column, cell in enumerate(cells, 1) if cell in _TICKS)
