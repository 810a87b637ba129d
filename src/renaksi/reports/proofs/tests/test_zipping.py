"""A ZIP written as it is sent, read by Python's own reader."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import date, datetime, time
from zipfile import ZIP_STORED, ZipFile

import pytest

from renaksi.reports.proofs import zipping
from renaksi.reports.proofs.zipping import Entry, entry_of, zipped

DAY = datetime.combine(date(2026, 3, 2), time(9, 30, 8))


def read(entries: list[Entry]) -> ZipFile:
    return ZipFile(io.BytesIO(b"".join(zipped(entries))))


def test_what_goes_in_comes_out():
    files = {"01 Área/a.txt": b"satu", "b.bin": bytes(range(256)) * 999, "kosong": b""}
    back = read([entry_of(path, DAY, content) for path, content in files.items()])
    assert back.testzip() is None
    assert {name: back.read(name) for name in back.namelist()} == files
    for each in back.infolist():
        assert each.compress_type == ZIP_STORED
        assert each.date_time == (2026, 3, 2, 9, 30, 8)
        assert not each.flag_bits & 0x8  # size and checksum stand in front
        assert each.external_attr >> 16 == 0o100644


def test_an_empty_one_is_one():
    assert read([]).namelist() == []


def test_the_same_content_gives_the_same_bytes():
    once = b"".join(zipped([entry_of("a", DAY, b"isi")]))
    assert once == b"".join(zipped([entry_of("a", DAY, b"isi")]))


def test_content_other_than_announced_breaks_off():
    wrong = Entry("a", DAY, 3, 0, (b"isi",))
    with pytest.raises(ValueError, match="not what was announced"):
        b"".join(zipped([wrong]))


def test_entries_are_taken_one_by_one():
    taken = []

    def entries() -> Iterator[Entry]:
        for name in ("a", "b"):
            taken.append(name)
            yield entry_of(name, DAY, b"isi")

    parts = zipped(entries())
    next(parts)
    assert taken == ["a"]


def test_more_than_the_small_form_counts_is_written_in_the_large_form():
    back = read([entry_of(str(n), DAY, b"") for n in range(65_536)])
    assert len(back.namelist()) == 65_536


def test_an_entry_beyond_four_gigabytes_says_where_it_is():
    """The numbers as the format wants them, so that no test writes four gigabytes."""
    far = zipping._listing(entry_of("jauh", DAY, b"isi"), 5 * 1024**3)
    assert far.endswith(b"jauh" + struct.pack("<HHQ", 1, 8, 5 * 1024**3))
    assert far[42:46] == b"\xff" * 4
    end = zipping._end(1, 60, 5 * 1024**3)
    assert end.startswith(b"PK\6\6")
    assert end.endswith(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, 60, 0xFFFFFFFF, 0))
