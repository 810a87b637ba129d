"""``python -m renaksi.evidence.render IN OUT``: a small PNG of a PDF's first page or of a picture.

A process for one file: it limits its own memory and time, and imports nothing of Django. Ends with 1 where nothing can be drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageOps

from renaksi.evidence.apart import limit_process

LARGEST = 640
"""Pixels of the longer side."""
SMALL, SMALL_COLOURS = 80, 32
"""Pixels of the square that lists show, twice as fine as it stands there, and its colours: some 3 KB instead of 40."""
MEMORY = 1024**3
CPU_SECONDS = 20


def render(source: Path, goal: Path) -> None:
    """Writes the picture. Raises whatever the libraries raise of a file they cannot draw."""
    picture = _first_page(source) if source.open("rb").read(1024).lstrip().startswith(b"%PDF-") else _scaled(source)
    picture.thumbnail((LARGEST, LARGEST))
    picture.save(goal, "PNG", optimize=True)


def render_small(picture: Path, goal: Path) -> None:
    """Writes the upper part of a picture drawn by ``render`` as a small square."""
    with Image.open(picture, formats=("PNG",)) as drawn:
        square = ImageOps.fit(drawn.convert("RGB"), (SMALL, SMALL), centering=(0.5, 0))
    square.quantize(SMALL_COLOURS).save(goal, "PNG", optimize=True)


def _first_page(source: Path) -> Image.Image:
    import pypdfium2  # type: ignore[import-untyped]  # ships no types; only for a PDF: half the start-up time

    with pypdfium2.PdfDocument(source) as document:
        page = document[0]
        width, height = page.get_size()
        picture: Image.Image = page.render(scale=LARGEST / max(width, height, 1)).to_pil().convert("RGB")
    return picture


def _scaled(source: Path) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # the gate has judged the size, the memory limit holds the rest
    with Image.open(source, formats=("JPEG", "PNG", "WEBP")) as opened:
        opened.draft("RGB", (LARGEST, LARGEST))  # a JPEG is then decoded small
        picture = ImageOps.exif_transpose(opened)
        if picture.has_transparency_data:
            paper = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(paper, picture.convert("RGBA"))
        return picture.convert("RGB")


def main(arguments: list[str]) -> int:
    """Draws ``IN`` to ``OUT``; 0 if it could be."""
    limit_process(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    try:
        render(Path(arguments[0]), Path(arguments[1]))
    except Exception as fault:  # whatever is wrong with the file, it has no picture
        sys.stderr.write(f"{type(fault).__name__}: {fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
