"""One call from a file's bytes to its reading: told by content, read, understood, questioned. No Django on this road."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from renaksi.intake.checks import question
from renaksi.intake.decree import understand
from renaksi.intake.readers import check_size, read_bytes, read_quickly, type_of
from renaksi.intake.readers.scan.document import Kept
from renaksi.intake.readers.table import Table
from renaksi.intake.reading import Reading


def read_decree(data: bytes, name: str = "", *, pages: Collection[int] | None = None, quick: bool = False) -> Reading:
    """The decree in a file, with every doubt told. What the file is, its content says; a ``name`` that says otherwise is refused.
    ``pages`` = read these pages only (1-based); ``quick`` = read pictures in less time, every text of theirs being doubtful.

    Refused (codes ``intake.*``): empty, too large, damaged or locked files, kinds that cannot be read yet or that the name
    denies, papers that are no decree with an action plan, two decrees in one file.
    """
    if not quick:
        return reading_of(read_table(data, name, pages=pages), name)
    check_size(len(data))
    type_of(data, name)
    return reading_of(read_quickly(data, pages), name)


def read_table(data: bytes, name: str = "", *, pages: Collection[int] | None = None, kept: Kept | None = None) -> Table:
    """The cells of a file, not yet understood; ``kept`` as in :func:`read_bytes`. Refused: what cannot be opened or read."""
    check_size(len(data))
    type_of(data, name)
    return read_bytes(data, pages, kept)


def reading_of(table: Table, name: str = "") -> Reading:
    """What the cells of a file say. Refused: papers that are no decree with an action plan, two decrees in one file."""
    reading = question(understand(table))
    return replace(reading, source={**reading.source, "name": name})
