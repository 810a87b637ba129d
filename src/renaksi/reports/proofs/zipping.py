"""A ZIP written as it is sent: nothing is held but the list of its entries, and the same entries give the same bytes.

Entries are stored, not packed: proofs are PDFs, pictures and office files, all packed already. Their size and checksum are known
before, so they stand in front of the content, where every program that opens a ZIP finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from struct import pack
from zlib import crc32

_VERSION, _VERSION_BIG, _MADE_ON_UNIX = 20, 45, 3
_UTF8 = 0x800
_PLAIN_FILE = 0o100644 << 16
_SMALL, _FEW = 0xFFFFFFFF, 0xFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to be: ``size`` in bytes below 4 GB, ``crc`` its CRC-32, ``parts`` the content piece by piece."""

    path: str
    dated: datetime
    size: int
    crc: int
    parts: Iterable[bytes]


def entry_of(path: str, dated: datetime, content: bytes) -> Entry:
    """An entry of content at hand."""
    return Entry(path, dated, len(content), crc32(content), (content,))


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The ZIP, piece by piece, each entry taken when its turn comes.

    Raises ValueError in the middle where content is not what its entry said: a download that breaks off is seen, a wrong one not.
    """
    written, listed = 0, []
    for entry in entries:
        head = _head(entry)
        listed.append(_listing(entry, written))
        yield head
        yield from _content(entry)
        written += len(head) + entry.size
    size = 0
    for listing in listed:
        yield listing
        size += len(listing)
    yield _end(len(listed), size, written)


def _content(entry: Entry) -> Iterator[bytes]:
    size, crc = 0, 0
    for part in entry.parts:
        size, crc = size + len(part), crc32(part, crc)
        yield part
    if (size, crc) != (entry.size, entry.crc):
        raise ValueError(f"the content of {entry.path} is not what was announced")


def _facts(entry: Entry) -> bytes:
    """What the head and the listing say alike: signs, way of packing, time, checksum, sizes, length of the name."""
    at = entry.dated
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    day = max(0, at.year - 1980) << 9 | at.month << 5 | at.day
    return pack(
        "<HHHHIIIH", _UTF8, 0, time, day, entry.crc, entry.size, entry.size, len(entry.path.encode())
    )  # struct.error for 4 GB and more


def _head(entry: Entry) -> bytes:
    return b"PK\3\4" + pack("<H", _VERSION) + _facts(entry) + pack("<H", 0) + entry.path.encode()


def _listing(entry: Entry, offset: int) -> bytes:
    far = pack("<HHQ", 1, 8, offset) if offset >= _SMALL else b""
    needs = _VERSION_BIG if far else _VERSION
    return (
        b"PK\1\2"
        + pack("<BBH", needs, _MADE_ON_UNIX, needs)
        + _facts(entry)
        + pack("<HHHHII", len(far), 0, 0, 0, _PLAIN_FILE, min(offset, _SMALL))
        + entry.path.encode()
        + far
    )


def _end(entries: int, size: int, offset: int) -> bytes:
    """The end of the ZIP, in the large form as well where the small one cannot hold its numbers."""
    large = b""
    if entries >= _FEW or size >= _SMALL or offset >= _SMALL:
        large = b"PK\6\6" + pack("<QHHIIQQQQ", 44, _VERSION_BIG, _VERSION_BIG, 0, 0, entries, entries, size, offset)
        large += b"PK\6\7" + pack("<IQI", 0, offset + size, 1)
    few = min(entries, _FEW)
    return large + b"PK\5\6" + pack("<HHHHIIH", 0, 0, few, few, min(size, _SMALL), min(offset, _SMALL), 0)
