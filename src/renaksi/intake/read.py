"""One call from a file's bytes to its reading: told by content, read, understood, questioned. No Django on this road."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from renaksi.intake.checks import question
from renaksi.intake.decree import understand
from renaksi.intake.readers import read_bytes
from renaksi.intake.reading import Reading


def read_decree(data: bytes, name: str = "", *, pages: Collection[int] | None = None) -> Reading:
    """The decree in a file, with every doubt told. ``name`` is kept for the record only: what the file is, its content says.
    ``pages`` = read these pages only (1-based).

    Refused (codes ``intake.*``): empty, too large, damaged or locked files, kinds that cannot be read yet, papers that are no
    decree with an action plan, two decrees in one file.
    """
    reading = question(understand(read_bytes(data, pages)))
    return replace(reading, source={**reading.source, "name": name})
