"""Signs of the symbol fonts (Wingdings and its kin) as the Unicode signs they look like."""

from __future__ import annotations

TICK, CROSS, EMPTY, FULL, ARROW = "√", "✗", "☐", "■", "→"
_WINGDINGS = {
    0xFC: TICK, 0xFE: "☑", 0xFB: CROSS, 0xFD: "☒", 0x6E: FULL, 0xA7: "▪", 0x6C: "●", 0x9F: "•", 0x6F: EMPTY, 0x71: EMPTY,
    0x72: EMPTY, 0xA8: EMPTY, 0x75: "◆", 0x76: "❖", 0xAB: "★", 0xD8: "➢", 0xE0: ARROW, 0xE8: "➔", 0xF0: "⇨", 0x77: "◆",
    0xE1: "↑", 0xDF: "←", 0xA1: "○", 0xA4: "◉", 0x4A: "☺",
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: TICK, 0x4F: CROSS, 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x51: "☒", 0x55: "☒", 0x56: "☒", 0x57: "☒", 0x2A: EMPTY,
    0xA3: EMPTY, 0x95: "●", 0x97: "●", 0x98: "●", 0xA2: FULL, 0xA0: FULL,
}  # fmt: skip
_WINGDINGS_3 = dict.fromkeys((0x22, 0x61, 0x66, 0x75, 0x7D, 0x84, 0xC6, 0xDA), ARROW)
_WEBDINGS = {0x61: TICK, 0x72: CROSS, 0x67: FULL, 0x6E: "●", 0x63: EMPTY, 0x34: ARROW}
_SYMBOL = {
    0xD6: TICK, 0xB7: "•", 0xAE: ARROW, 0xDE: "⇒", 0xB4: "×", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0x25: "%", 0x2D: "-",
    0x2F: "/", 0x28: "(", 0x29: ")", 0x2E: ".", 0x2C: ",", 0xB0: "°",
}  # fmt: skip
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "marlett": {0x61: TICK, 0x62: TICK, 0x72: CROSS},
    "symbol": _SYMBOL,
}


def is_symbol_font(font: str) -> bool:
    """Whether the font's letters are pictures, so that its ``ü`` is no letter."""
    return font.lower() in _FONTS


def sign_of(font: str, code: int) -> str:
    """What a symbol font's character looks like; the digits and letters of the Symbol font stay, an unknown picture is ``◆``."""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    signs = _FONTS.get(font.lower())
    if signs is None:
        return _WINGDINGS.get(low, chr(code)) if code != low else chr(code)
    if low in signs:
        return signs[low]
    if low in (0x20, 0xA0):
        return " "
    if signs is _SYMBOL:
        return chr(low)
    return "◆" if low > 0x20 else ""


def written(text: str, font: str) -> str:
    """A run's text as it is seen: in a symbol font each character is its picture; elsewhere only the private ones are."""
    if is_symbol_font(font):
        return "".join(sign_of(font, ord(each)) for each in text)
    if any("\uf000" <= each <= "\uf0ff" for each in text):
        return "".join(sign_of("", ord(each)) if "\uf000" <= each <= "\uf0ff" else each for each in text)
    return text
