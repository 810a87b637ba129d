"""The made-up pictures: a meeting, a service room, a banner, a screen; drawn plainly, captioned, marked CONTOH. No Django."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from renaksi.site.demo_year.story import dice

_WIDTH, _HEIGHT, _STRIP = 1200, 800, 96
_WALLS = ("#e9e1d3", "#dfe6e4", "#ece6ef", "#e3e8f0", "#efe7dc")
_SHIRTS = ("#7a1f2b", "#2f5d62", "#8a6d3b", "#3b4a6b", "#6b7a3a", "#a0522d", "#4d4d57", "#9c5a77")
_SKIN = ("#8d5a3c", "#a8714b", "#c08a62", "#75472e")
_Seed = tuple[object, ...]


def photo(caption: str, when: str, seed: _Seed) -> bytes:
    """A JPEG as a telephone would take it, of the scene the caption speaks of."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _WALLS[dice("wall", *seed) % len(_WALLS)])
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, _WIDTH, _HEIGHT), fill="#b9a58a")
    low = caption.lower()
    if any(word in low for word in ("spanduk", "poster", "papan", "kotak")):
        _banner(draw, caption)
    elif any(word in low for word in ("zona hijau", "layanan", "sarana", "petugas")):
        _service_room(draw, seed)
    else:
        _meeting_room(draw, caption, seed)
    _caption(draw, caption, when)
    return _jpeg(picture)


def screenshot(caption: str, when: str, seed: _Seed) -> bytes:
    """A PNG of a made-up page with its address, a table and a date."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), "#f6f5f3")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _WIDTH, 84), fill="#d9d6d1")
    draw.rounded_rectangle((150, 24, 1080, 62), 18, fill="white")
    draw.text((176, 33), "https://kota-contoh.example/aplikasi", font=_font(20), fill="#444")
    draw.rectangle((0, 84, 250, _HEIGHT), fill="#7a1f2b")
    for row in range(6):
        draw.rounded_rectangle(
            (24, 130 + row * 56, 190 + dice("menu", row, *seed) // 4, 152 + row * 56), 8, fill="#a65a64"
        )
    draw.text((290, 116), _shortened(caption, 52), font=_font(32), fill="#222")
    for row in range(8):
        top = 190 + row * 58
        draw.rectangle((290, top, 1150, top + 46), fill="white" if row else "#e6e0d8", outline="#d0cbc4")
        for column in range(3):
            left = 310 + column * 280
            draw.rounded_rectangle(
                (left, top + 16, left + 90 + dice("cell", row, column, *seed), top + 30),
                6,
                fill="#8c8780" if row else "#5b554e",
            )
    _caption(draw, caption, when)
    out = BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _meeting_room(draw: ImageDraw.ImageDraw, caption: str, seed: _Seed) -> None:
    """A screen with the topic, a long table, people seen from behind and across."""
    draw.rectangle((330, 70, 870, 360), fill="#fbfbf9", outline="#6e6a64", width=6)
    for line, words in enumerate(_lines(caption, 26)[:4]):
        draw.text((600, 130 + line * 46), words, font=_font(32), fill="#7a1f2b", anchor="mm")
    for place in range(6):
        _person(draw, 150 + place * 180, 400, ("across", place, *seed), size=44)
    draw.polygon(((60, 520), (1140, 520), (1200, 620), (0, 620)), fill="#7d5b3f")
    for place in range(5):
        _person(draw, 140 + place * 230, 590, ("behind", place, *seed), size=58)


def _service_room(draw: ImageDraw.ImageDraw, seed: _Seed) -> None:
    """A counter with its sign, two officers, chairs for those who wait."""
    draw.rectangle((180, 90, 1020, 170), fill="#7a1f2b")
    draw.text((600, 130), "PELAYANAN INFORMASI", font=_font(44), fill="white", anchor="mm")
    for place in range(2 + dice("officers", *seed) % 2):
        _person(draw, 380 + place * 220, 330, ("officer", place, *seed), size=52)
    draw.rectangle((160, 420, 1040, 580), fill="#8b6746")
    draw.rectangle((150, 404, 1050, 430), fill="#a98260")
    for chair in range(5):
        left = 120 + chair * 205
        draw.rounded_rectangle((left, 610, left + 130, 690), 14, fill="#2f5d62")


def _banner(draw: ImageDraw.ImageDraw, caption: str) -> None:
    """A banner on a wall."""
    draw.rectangle((170, 110, 1030, 520), fill="#7a1f2b", outline="#c9a24b", width=12)
    lines = _lines(caption.upper(), 26)[:5]
    for line, words in enumerate(lines):
        draw.text((600, 315 + (line - (len(lines) - 1) / 2) * 62), words, font=_font(44), fill="white", anchor="mm")


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, seed: _Seed, *, size: int) -> None:
    shirt, skin = _SHIRTS[dice("shirt", *seed) % len(_SHIRTS)], _SKIN[dice("skin", *seed) % len(_SKIN)]
    draw.rounded_rectangle((x - size, y + size // 2, x + size, y + size * 3), size // 2, fill=shirt)
    draw.ellipse((x - size // 2, y - size // 2, x + size // 2, y + size // 2 + 8), fill=skin)
    draw.pieslice((x - size // 2 - 2, y - size // 2 - 6, x + size // 2 + 2, y + size // 2), 180, 360, fill="#2b2320")


def _caption(draw: ImageDraw.ImageDraw, caption: str, when: str) -> None:
    draw.rectangle((0, _HEIGHT - _STRIP, _WIDTH, _HEIGHT), fill="#26221f")
    draw.text((30, _HEIGHT - 80), _shortened(caption, 74), font=_font(28), fill="white")
    draw.text((30, _HEIGHT - 42), f"{when} · KPU Kota Contoh", font=_font(24), fill="#d8d2ca")
    draw.text((_WIDTH - 30, _HEIGHT - 48), "CONTOH", font=_font(36), fill="#e0b75a", anchor="rm")


def _lines(text: str, longest: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= longest and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rsplit(' ', 1)[0]} …"


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=72)
    return out.getvalue()
