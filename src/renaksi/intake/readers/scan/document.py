"""Files whose pages are pictures, page by page: only one page's picture is in memory at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from renaksi.intake.readers.pdf.lines import lines_of
from renaksi.intake.readers.pdf.sheet import Sheet
from renaksi.intake.readers.pictures import Pictures
from renaksi.intake.readers.table import Table
from renaksi.kernel.refusal import Refused

Kept = Mapping[int, Sheet]
"""Pages (1-based) that were read before, and need not be read again; no others are read then. None: read all there are."""


class Unscanned(Exception):  # noqa: N818 - not an error: the file is to be read page by page
    """The file has pages that are pictures, and whoever asked wants to read those one at a time: ``pages`` (1-based)."""

    def __init__(self, pages: Collection[int]) -> None:
        super().__init__(f"{len(pages)} pages are pictures")
        self.pages = tuple(sorted(pages))


def check_kept(pictures: Collection[int], kept: Kept | None) -> None:
    """Raises ``Unscanned`` where pages are kept, but not all of them."""
    if kept is not None and (missing := [number for number in pictures if number not in kept]):
        raise Unscanned(missing)


def read_pictures(pictures: Pictures, pages: Collection[int] | None = None, kept: Kept | None = None) -> Table:
    """The pages of a file of pictures as one table.

    Refused: what the pictures refuse, ``intake.blank``, ``intake.pages_unknown``.
    """
    from renaksi.intake.readers.scan.read import sheet_of_picture  # OpenCV and the model load only for a picture

    numbers = numbers_of(len(pictures.pages), pages)
    check_kept(numbers, kept)
    known = kept or {}
    sheets = [known.get(number) or sheet_of_picture(pictures.page(number), number) for number in numbers]
    refuse_blank(sheets)
    agree_on_shades(sheets)
    return Table(tuple(lines_of(sheets)), kind="scan", exact=True)


def numbers_of(count: int, pages: Collection[int] | None) -> list[int]:
    """The wanted pages of a file of so many (all where None). Refused: ``intake.pages_unknown`` (none of them is in it)."""
    numbers = [number for number in range(1, count + 1) if pages is None or number in pages]
    if not numbers:
        raise Refused(
            f"Halaman yang diminta tidak ada. Berkas ini memuat {count} halaman.", code="intake.pages_unknown"
        )
    return numbers


def refuse_blank(sheets: list[Sheet]) -> None:
    """Refuses (``intake.blank``) pages on which nothing at all was read."""
    if not any(sheet.lines or sheet.tables for sheet in sheets):
        raise Refused(
            "Tidak ada tulisan yang terbaca pada gambar berkas ini. Pindai ulang keputusannya, paling sedikit 200 dpi.",
            code="intake.blank",
        )


_ALIKE = 26  # of a colour's channel, from one page to the next


def agree_on_shades(sheets: list[Sheet]) -> None:
    """Call a shade by one name on all pages: no two pages give the same ink exactly alike."""
    known: dict[str, tuple[int, ...]] = {}
    for slot in (slot for sheet in sheets for table in sheet.tables for slot in table.slots if slot.fill):
        levels = tuple(bytes.fromhex(slot.fill))
        near = (name for name, other in known.items() if max(map(_apart, levels, other)) <= _ALIKE)
        name = next(near, slot.fill)
        known.setdefault(name, levels)
        slot.fill = name


def _apart(level: int, other: int) -> int:
    return abs(level - other)
