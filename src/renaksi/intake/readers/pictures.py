"""Files of pictures: one photo or scan, a TIFF of several pages, a ZIP of pages in the order of their names."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from renaksi.intake.readers.office import Package
from renaksi.kernel.refusal import Refused

MAX_PICTURES = 400
MAX_PIXELS = 120_000_000
"""Of one picture; a page at 600 dots an inch has 35 million."""
_LARGEST = 5_200
"""Longest side a picture is kept at: twice what a page is read at, so that a page on a desk keeps its letters."""
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp", ".gif")


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pages of a file of pictures: for each the picture's file, and its place in that."""

    pages: tuple[tuple[bytes, int], ...]

    def page(self, number: int) -> Any:
        """One page (1-based) as it is meant to be looked at: an array of BGR. Refused: as ``pictures_of``."""
        data, frame = self.pages[number - 1]
        return _decoded(data, frame)


def pictures_of(data: bytes) -> Pictures:
    """The pages of one picture file. Refused: ``intake.damaged``, ``intake.too_large`` (pixels, pages)."""
    return Pictures(tuple((data, frame) for frame in range(_frames(data))))


def mime_of(data: bytes) -> str:
    """The kind of picture, as a browser names it. Refused: as ``pictures_of``."""
    return str(_opened(data).get_format_mimetype() or "application/octet-stream")


def pictures_in(package: Package) -> Pictures:
    """The pages of a ZIP of pictures, by their names as people number them (2 before 10)."""
    names = picture_names(package)
    _check_count(len(names))
    try:
        with zipfile.ZipFile(io.BytesIO(package.data)) as packed:
            files = [packed.read(name) for name in names]
    except Exception as cause:
        raise _damaged() from cause
    pages = tuple((file, frame) for file in files for frame in range(_frames(file)))
    _check_count(len(pages))
    return Pictures(pages)


def picture_names(package: Package) -> list[str]:
    """The pictures of a ZIP that holds nothing else (what computers put in beside them aside), in order; [] of any other."""
    names = [name for name in package.names if not name.endswith("/") and not _is_litter(name)]
    if not names or not all(name.lower().endswith(_ENDINGS) for name in names):
        return []
    return sorted(names, key=_by_number)


def _is_litter(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last.startswith(".") or last.lower() in ("thumbs.db", "desktop.ini")


def _by_number(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.lower()) if part]


def _opened(data: bytes) -> Any:
    from PIL import Image

    try:
        picture = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as cause:
        raise _too_large() from cause
    except Exception as cause:  # whatever a decoder falls over, the file is broken
        raise _damaged() from cause
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()
    return picture


def _frames(data: bytes) -> int:
    picture = _opened(data)
    try:
        count = int(getattr(picture, "n_frames", 1)) if picture.format in ("TIFF", "MPO") else 1
    except Exception as cause:  # a page's own head is broken
        raise _damaged() from cause
    if picture.format == "MPO":  # what some phones add to a JPEG is the same photo once more
        return 1
    _check_count(count)
    return count


def _decoded(data: bytes, frame: int) -> Any:
    import numpy as np
    from PIL import Image, ImageOps

    picture = _opened(data)
    try:
        if frame:
            picture.seek(frame)
        if picture.format == "JPEG":
            picture.draft("RGB", (_LARGEST, _LARGEST))
        whole = ImageOps.exif_transpose(_on_white(picture, Image))
        whole.thumbnail((_LARGEST, _LARGEST))
        return np.ascontiguousarray(np.asarray(whole.convert("RGB"))[..., ::-1])
    except Exception as cause:
        raise _damaged() from cause


def _on_white(picture: Any, image: Any) -> Any:
    """The picture without its transparency, which would show as black."""
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture
    layered = picture.convert("RGBA")
    ground = image.new("RGBA", layered.size, "white")
    ground.alpha_composite(layered)
    return ground


def _check_count(count: int) -> None:
    if count > MAX_PICTURES:
        raise Refused(
            f"Berkas ini memuat {count} gambar. Batasnya {MAX_PICTURES}; pisahkan keputusannya, lalu unggah kembali.",
            code="intake.too_large",
        )


def _too_large() -> Refused:
    return Refused(
        "Gambar ini terlalu besar. Simpan dengan paling banyak 100 juta piksel, lalu unggah kembali.",
        code="intake.too_large",
    )


def _damaged() -> Refused:
    return Refused(
        "Gambar ini rusak atau terpotong. Pindai atau potret ulang, lalu unggah kembali.", code="intake.damaged"
    )
