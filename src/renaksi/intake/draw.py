"""``python -m renaksi.intake.draw IN PAGE MANNER OUT``: a page of a decree's file as a picture for the screen.

A process for one page: it limits its own memory and time, and imports nothing of Django. A page that is a picture is put right
as it was when it was read, so that the boxes of its cells stand where they belong. Ends with 1 where nothing can be drawn.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from renaksi.evidence.apart import limit_process

LARGEST = 1600
"""Pixels of the longer side."""
HEAVIEST = 150_000
"""Bytes a picture should not go beyond."""
MEMORY = 3 * 1024**3
CPU_SECONDS = 60
_QUALITIES = (70, 50, 30)
AS_READ, TURNED, AS_IT_LIES = MANNERS = ("read", "turned", "lies")
"""Put right as it is read; so, and turned by half; as it lies in the file and small, to be seen at once."""
_ROUGH, _ROUGH_DOTS = 1000, 100


def draw(source: Path, number: int, goal: Path, manner: str) -> None:
    """Writes page ``number`` (1-based) of the file as WebP. ``manner``: one of ``MANNERS``.

    Raises whatever the libraries raise of a file they cannot draw.
    """
    from renaksi.intake.readers import picture_of_page  # what it needs is loaded under the limits

    is_rough = manner == AS_IT_LIES
    picture, is_scan = picture_of_page(source.read_bytes(), number, dots=_ROUGH_DOTS if is_rough else 200)
    if is_scan and not is_rough:
        picture = _as_read(picture, is_turned=manner == TURNED)
    _save(picture, goal, is_rough=is_rough)


def _as_read(picture: Any, *, is_turned: bool) -> Any:
    from renaksi.intake.readers.scan.page import put_right, upside_down

    page = put_right(picture)
    return (upside_down(page) if is_turned else page).colour


def _save(picture: Any, goal: Path, *, is_rough: bool) -> None:
    from PIL import Image

    image = Image.fromarray(picture[..., ::-1].copy())
    longest = _ROUGH if is_rough else LARGEST
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    for quality in _QUALITIES[-1:] if is_rough else _QUALITIES:
        image.save(goal, "WEBP", quality=quality, method=0 if is_rough else 4)
        if goal.stat().st_size <= HEAVIEST:
            return


def main(arguments: list[str]) -> int:
    """Draws page ``PAGE`` of ``IN`` to ``OUT``; 0 if it could be."""
    limit_process(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    source, number, manner, goal = arguments
    try:
        draw(Path(source), int(number), Path(goal), manner)
    except Exception as fault:  # whatever is wrong with the file, the page has no picture
        sys.stderr.write(f"{type(fault).__name__}: {fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
