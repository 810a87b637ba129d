"""Pictures of made tables, as a scanner or a phone gives them: turned, skewed, noisy, faded, stamped, lying on a desk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from renaksi.intake.tests.made_pdf import Cut, leaves_of, pdf_of
from renaksi.intake.tests.made_tables import Manner, made, plan

ROWS = plan(7, (1,))[:3]
"""The rows of the picture: few, for every line of text takes the model a moment."""
MANNER = Manner(marks="x")
Picture = Any


def picture(mark: str = "tick", dots: int = 200) -> Picture:
    """The table's only page (BGR)."""
    document = pypdfium2.PdfDocument(pdf_of(leaves_of(made(ROWS, MANNER)[0], Cut(60), mark)))
    page = document[0].render(scale=dots / 72).to_numpy()[..., :3].copy()
    document.close()
    return page


def turned(page: Picture, degrees: float) -> Picture:
    """Fed askew into the scanner."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def noisy(page: Picture, level: float = 6) -> Picture:
    """With the grain of a sensor."""
    grain = np.random.default_rng(1).normal(0, level, page.shape[:2])[..., None]
    return np.clip(page.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def faded(page: Picture, share: float = 0.45) -> Picture:
    """With so much of its ink left."""
    return (255 - (255 - page.astype(np.float32)) * share).astype(np.uint8)


def lit(page: Picture) -> Picture:
    """Darker towards a corner."""
    height, width = page.shape[:2]
    fall = np.linspace(0, 0.14, width)[None] + np.linspace(0, 0.12, height)[:, None]
    return (page * (1 - fall)[..., None]).astype(np.uint8)


def stamped(page: Picture, x: int, y: int) -> Picture:
    """With a round stamp and a signature in blue ink over it."""
    over = np.full_like(page, 255)
    cv2.circle(over, (x, y), 130, (170, 60, 90), 5)
    cv2.circle(over, (x, y), 95, (170, 60, 90), 3)
    strokes = np.asarray((x, y)) + np.cumsum(np.random.default_rng(3).normal(0, 38, (14, 2)), axis=0)
    cv2.polylines(over, [strokes.astype(np.int32)], False, (170, 60, 30), 4)
    return (page.astype(np.float32) * over / 255).astype(np.uint8)


def on_desk(page: Picture) -> Picture:
    """Photographed on a dark desk, a little from the side."""
    height, width = page.shape[:2]
    wide, high = int(width * 1.2), int(height * 1.3)
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    seen = np.float32(
        [[wide * 0.11, high * 0.1], [wide * 0.9, high * 0.12], [wide * 0.92, high * 0.9], [wide * 0.08, high * 0.88]]
    )
    matrix = cv2.getPerspectiveTransform(corners, seen)
    sheet = cv2.warpPerspective(page, matrix, (wide, high), flags=cv2.INTER_AREA)
    lies = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (wide, high))
    desk = np.full((high, wide, 3), (70, 85, 105), np.uint8)
    return lit(np.where(lies[..., None] > 128, sheet, desk))


def jpeg(page: Picture, quality: int = 60) -> bytes:
    """As a JPEG file."""
    return bytes(cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def tiff(pages: list[Picture]) -> bytes:
    """Several pages in one TIFF."""
    first, *others = [Image.fromarray(page[..., ::-1]) for page in pages]
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=others)
    return file.getvalue()


def scanned_pdf(pages: list[Picture]) -> bytes:
    """Pictures only, in a PDF."""
    first, *others = [Image.fromarray(page[..., ::-1]) for page in pages]
    file = io.BytesIO()
    first.save(file, "PDF", save_all=True, append_images=others, resolution=200)
    return file.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()
