"""Made-up annexes for the reader's tests, in the form a text recogniser gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renaksi.intake.read import read_decree
from renaksi.intake.reading import DecreeRow, Reading
from renaksi.kernel.months import MONTH_SHORT

HEADS = ("NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN")
TICK = "√"


def heading(heads: Sequence[str] = HEADS, *, names: bool = False, note: str = "") -> list[str]:
    """The two heading lines: labels, then the months under PELAKSANAAN (BULAN)."""
    months = MONTH_SHORT if names else [str(month) for month in range(1, 13)]
    last = [note] if note else []
    return [
        "\t".join([*heads, "PELAKSANAAN (BULAN)", *[""] * 11, *last]),
        "\t".join([""] * len(heads) + list(months) + [""] * len(last)),
    ]


def row(*texts: str, months: Iterable[int] = (), note: str | None = None, width: int = 12) -> str:
    """One line: its texts, then ``width`` month cells with ticks, then the note's cell if there is one."""
    cells = [TICK if month in set(months) else "" for month in range(1, width + 1)]
    return "\t".join([*texts, *cells, *([] if note is None else [note])])


def read(*lines: str, head: Sequence[str] | None = None) -> Reading:
    """Read an annex made of these lines, the usual heading above unless another is given."""
    return read_decree("\n".join([*(heading() if head is None else head), *lines]).encode())


def rows(*lines: str, head: Sequence[str] | None = None) -> tuple[DecreeRow, ...]:
    """The rows of such an annex."""
    return read(*lines, head=head).rows


def codes(row: DecreeRow) -> list[str]:
    """The codes of a row's doubts."""
    return [problem.code for problem in row.problems]
