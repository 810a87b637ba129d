"""A paper's drawing as PNG, for the formats that cannot be trusted to draw SVG."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

_FONTS = Path(__file__).parent / "fonts"
_SCALE = 2.5  # pixels for one of the drawing's: about 250 to the inch at the widths papers are set in
_COLOURS = 128  # a chart has few; a palette of them is a tenth of the size


@lru_cache(maxsize=64)
def png_of(svg: str) -> bytes:
    """The drawing on white, its labels in the papers' type. The same drawing gives the same bytes."""
    import vl_convert  # brings a drawing engine: only who draws pays for it
    from PIL import Image

    vl_convert.register_font_directory(str(_FONTS))
    with Image.open(BytesIO(vl_convert.svg_to_png(svg, scale=_SCALE))) as drawn:
        sheet = Image.new("RGB", drawn.size, "white")
        sheet.paste(drawn, mask=drawn.getchannel("A") if "A" in drawn.getbands() else None)
    file = BytesIO()
    sheet.quantize(_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def pixels_across(png: bytes) -> int:
    """How many pixels wide a PNG is."""
    return int.from_bytes(png[16:20])
