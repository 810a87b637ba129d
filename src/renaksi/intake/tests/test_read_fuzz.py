"""Damaged, hostile and senseless files of every kind: read or refused in one sentence, nothing else; and memory stays.

Workbooks and documents are spoilt by their parts in ``test_read_office``, born-digital PDF in ``test_read_pdf``.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from renaksi.intake.read import read_decree
from renaksi.intake.readers import type_of
from renaksi.intake.readers.pictures import pictures_of
from renaksi.intake.readers.scan.kept import as_json, from_json
from renaksi.intake.readers.scan.read import sheet_of_picture
from renaksi.intake.tests import made_scans as scan
from renaksi.intake.tests.samples_of_readings import decree_file
from renaksi.intake.tests.test_read_office import ole
from renaksi.kernel.refusal import Refused

SMALL = np.random.default_rng(4).integers(0, 255, (48, 64, 3), np.uint8)
GROWTH_MB = 60
KINDS = {"JPEG": {}, "PNG": {}, "WEBP": {}, "TIFF": {"save_all": True}, "BMP": {}, "GIF": {}}


def spoilt(data: bytes, seed: int) -> bytes:
    """The file cut off, with some of its bytes changed (its head's rather than others), or with a piece doubled or dropped."""
    chance = random.Random(seed)  # noqa: S311 - damage that can be made again
    changed = bytearray(data)
    match seed % 4:
        case 0:
            return bytes(changed[: chance.randrange(1, len(changed))])
        case 1:
            start = chance.randrange(len(changed))
            piece = changed[start : start + chance.randrange(1, 200)]
            return bytes(changed[:start] + piece * chance.choice((0, 2, 40)) + changed[start + len(piece) :])
        case _:
            end = min(len(changed), 300) if seed % 4 == 2 else len(changed)
            for _ in range(chance.randrange(1, 12)):
                changed[chance.randrange(end)] = chance.randrange(256)
            return bytes(changed)


def written(kind: str) -> bytes:
    file = io.BytesIO()
    picture = Image.fromarray(SMALL)
    more = {"append_images": [picture, picture]} if kind == "TIFF" else {}
    picture.save(file, kind, **KINDS[kind], **more)
    return file.getvalue()


def outcome(work: Callable[[], object]) -> str:
    """``read``, or the code of a refusal in one sentence; anything else is the test's failure."""
    try:
        work()
    except Refused as refusal:
        return refusal.code if refusal.text.endswith(".") else refusal.text
    return "read"


def outcomes(work: Callable[[bytes], object], whole: bytes, count: int) -> set[str]:
    """What becomes of the file spoilt in so many ways."""
    return {outcome(partial(work, spoilt(whole, seed))) for seed in range(count)}


def held_mb() -> float:
    """The memory this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1024**2


def looked_at(data: bytes) -> None:
    """Every page of a file of pictures, decoded."""
    type_of(data, "")
    pictures = pictures_of(data)
    for number in range(1, len(pictures.pages) + 1):
        assert pictures.page(number).ndim == 3


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_pictures_are_looked_at_or_refused_and_leave_nothing_behind(kind: str) -> None:
    whole = written(kind)
    assert outcome(lambda: looked_at(whole)) == "read"
    before = held_mb()
    found = outcomes(looked_at, whole, 120)
    assert "intake.damaged" in found
    assert found <= {
        "read",
        "intake.damaged",
        "intake.too_large",
        "intake.format_unread",
        "intake.wrong_type",
    }
    assert held_mb() - before < GROWTH_MB


def test_spoilt_zips_of_pictures_are_refused_or_seen() -> None:
    whole = scan.packed({"hal 1.jpg": written("JPEG"), "hal 2.tif": written("TIFF")})
    found = outcomes(type_of, whole, 120)
    assert {"read", "intake.damaged"} <= found


def test_spoilt_old_office_files_are_told_or_refused() -> None:
    whole = ole("WordDocument", "1Table", head=b"\xec\xa5" + bytes(40))
    found = outcomes(type_of, whole, 120)
    assert {"read", "intake.format_unread"} <= found


def test_spoilt_texts_are_read_or_refused() -> None:
    whole = decree_file()
    found = outcomes(read_decree, whole, 60)
    assert {"read", "intake.not_decree"} <= found


def test_spoilt_scans_in_a_pdf_are_read_or_refused() -> None:
    whole = scan.scanned_pdf([np.full((120, 160, 3), 255, np.uint8)])
    found = outcomes(read_decree, whole, 12)
    assert found <= {
        "read",
        "intake.damaged",
        "intake.blank",
        "intake.not_decree",
        "intake.locked",
        "intake.format_unread",
    }
    assert "intake.damaged" in found


def senseless(name: str) -> np.ndarray:
    """A picture that is no page."""
    page = np.full((700, 1000, 3), 255, np.uint8)
    match name:
        case "a dot":
            return np.zeros((1, 1, 3), np.uint8)
        case "a thread":
            return np.full((2, 4000, 3), 90, np.uint8)
        case "a mast":
            return np.full((4000, 2, 3), 90, np.uint8)
        case "night":
            page[:] = 0
        case "only rules":
            page[::9], page[:, ::9] = 0, 0
        case _:
            for turn in range(0, 180, 3):
                end = (500 + int(700 * np.cos(np.deg2rad(turn))), 350 + int(700 * np.sin(np.deg2rad(turn))))
                cv2.line(page, (500, 350), end, (0, 0, 0), 2)
    return np.ascontiguousarray(page.astype(np.uint8))


@pytest.mark.parametrize("name", ["a dot", "a thread", "a mast", "night", "only rules", "rays"])
def test_a_picture_that_is_no_page_becomes_a_sheet_all_the_same(name: str) -> None:
    sheet = sheet_of_picture(senseless(name), 1)
    assert from_json(as_json(sheet)).number == 1
    for table in sheet.tables:
        assert all(0 <= slot.confidence <= 1 for slot in table.slots)
