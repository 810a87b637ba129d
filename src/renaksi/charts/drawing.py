"""Drawing a spec as SVG with vl-convert: in this process, without a browser, and never reaching out for anything."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from renaksi.charts.look import TYPE

_FONTS = Path(__file__).parents[1] / "papers" / "fonts"  # where the type lies in which labels are measured
_REMEMBERED = 256
_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_one_at_a_time = Lock()  # one drawing engine a process; two threads asking for the same chart draw it once


def svg(spec: dict[str, Any]) -> str:
    """The spec drawn as SVG text: no style attribute, script, link or address in it. The same spec is drawn only once."""
    with _one_at_a_time:
        return _drawn(json.dumps(spec, sort_keys=True))


def size_of(drawing: str) -> tuple[int, int]:
    """Width and height of a drawing in pixels, for the attributes that keep its place on a page."""
    found = _SIZE.search(drawing)
    if found is None:
        raise ValueError("not a drawing of ours")
    return round(float(found[1])), round(float(found[2]))


@lru_cache(maxsize=_REMEMBERED)
def _drawn(spec: str) -> str:
    import vl_convert  # brings a JavaScript engine: only who draws pays for it

    _register_fonts()
    font: str = json.loads(spec)["usermeta"]["font"]
    drawing = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return drawing.replace(f'font-family="{TYPE}"', f'font-family="{font}"')


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(_FONTS))
