"""Tables of a file that are not the action plan: a team, a schedule of the team's own work. They are left out and told."""

from __future__ import annotations

import re
from dataclasses import replace

from renaksi.catalogue.match import affinity
from renaksi.intake.decree.columns import TEXT_LEVELS, Annex, Columns, Page
from renaksi.intake.decree.headings import heads, month_of
from renaksi.intake.decree.labels import label
from renaksi.intake.readers.table import Line

_NUMBER = re.compile(r"^(no|nomor|no urut)$")
_LONGEST_LABEL = 40
_FEWEST_LABELS = 3
_FEWER_LEVELS = 2
_HEARD = 0.85
_KNOWN = 0.3


def without_others(annex: Annex) -> Annex:
    """The annex without the tables that are none of its own; ``left`` names them by their first line and heading.

    Such is what stands below a heading without months or levels, and a table of months with two levels fewer than the longest
    one has, of whose texts the template knows hardly any.
    """
    pages: list[Page] = []
    left: list[tuple[int, str]] = list(annex.left)
    lost: set[int] = set()
    main, strange = _main(annex), False
    for page in annex.pages:
        if page.columns is not None:
            strange = main is not None and _is_strange(page.columns, main, annex)
            if strange and page.lines:
                left.append((page.lines[0].number, ", ".join(heading for _, heading, _ in page.columns.labels)))
        cut = 0 if strange else _foreign_from(page)
        if cut is not None and not strange:
            left.append((page.lines[cut].number, ", ".join(cell.text for cell in page.lines[cut].filled)))
            strange = True
        kept = page.lines if cut is None else _without_titles(page.lines[:cut], annex)
        lost |= {line.number for line in page.lines} - {line.number for line in kept}
        pages += [replace(page, lines=kept)] if kept else []
    unplaced = tuple(line for line in annex.unplaced if line.number not in lost)
    return replace(annex, pages=tuple(pages), unplaced=unplaced, left=tuple(left))


def _foreign_from(page: Page) -> int | None:
    """Where in a page another table's heading stands; None where none does."""
    return next((place for place, line in enumerate(page.lines) if _is_foreign_heading(line)), None)


def _is_foreign_heading(line: Line) -> bool:
    """Whether a row is a heading (NO and short labels) that names no levels of a plan."""
    cells = line.filled
    if not line.in_table or len(cells) < _FEWEST_LABELS or not _NUMBER.match(label(cells[0].text)):
        return False
    words = all(len(cell.text) <= _LONGEST_LABEL and re.search(r"[A-Za-z]{2}", cell.text) for cell in cells)
    return words and not any(month_of(cell.text) or cell.is_tick for cell in cells) and not heads(line)


def _without_titles(lines: tuple[Line, ...], annex: Annex) -> tuple[Line, ...]:
    """The lines without the running text at their end: the other table's title."""
    outside = {line.number for line in annex.unplaced}
    end = len(lines)
    while end and lines[end - 1].number in outside:
        end -= 1
    return lines[:end]


def _main(annex: Annex) -> Columns | None:
    """The columns with the most lines below them."""
    counts: dict[tuple[str, ...], int] = {}
    columns: dict[tuple[str, ...], Columns] = {}
    known: Columns | None = None
    for page in annex.pages:
        known = page.columns or known
        if known is not None and known.labels:
            key = _key(known)
            counts[key] = counts.get(key, 0) + len(page.lines)
            columns.setdefault(key, known)
    return columns[max(counts, key=lambda each: counts[each])] if len(counts) > 1 else None


def _key(columns: Columns) -> tuple[str, ...]:
    return tuple(heading for _, heading, _ in columns.labels)


def _is_strange(columns: Columns, main: Columns, annex: Annex) -> bool:
    if not columns.labels or _key(columns) == _key(main):
        return False
    lacking = [level for level in TEXT_LEVELS if level in main.starts and level not in columns.starts]
    if len(lacking) < _FEWER_LEVELS:
        return False
    return _share_known(annex, _key(columns)) < _KNOWN


def _share_known(annex: Annex, key: tuple[str, ...]) -> float:
    """The share of the texts below a heading that the template knows at some level."""
    known: Columns | None = None
    texts: set[str] = set()
    for page in annex.pages:
        known = page.columns or known
        if known is not None and _key(known) == key:
            texts |= {cell.text for line in page.lines for cell in line.filled if len(cell.text) > 8}
    heard = sum(1 for text in texts if max(affinity(text).values()) >= _HEARD)
    return heard / len(texts) if texts else 0.0
