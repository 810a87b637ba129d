"""Names of folders and files that every system takes, Windows first: no forbidden sign, no reserved word, short, no two alike."""

from __future__ import annotations

import re
import unicodedata

AREA, ACTIVITY, INDICATOR, FILE = 42, 44, 52, 46
"""Longest names by depth; with the month (7) and four strokes a path is at most 195 letters, of the 260 that Windows allows."""

REMOVED = "Baris yang dihapus"
"""The folder of what proves rows that an amending decree removed, beside the areas' folders."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
_LEANING = re.compile(
    r"(?:[ _](?:di|ke|dan|dari|pada|yang|untuk|oleh|dengan|dalam|serta|atau|tentang|terhadap|lingkungan|satuan))+$"
)
"""Words that lean on the next one: a name cut short does not end with them."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def safe_name(text: str, longest: int, fallback: str = "tanpa nama") -> str:
    """The text as a folder's name of at most ``longest`` letters, cut after a whole word where one ends in time."""
    name = _clean(text)
    if len(name) > longest:
        head = re.split(r"[ _](?=[^ _]*$)", name[: longest + 1])[0]
        name = (
            _LEANING.sub("", re.sub(r" ?\([^)]*$", "", head))
            if longest * 0.6 < len(head) <= longest
            else name[:longest]
        )
    return _allowed(name.rstrip(" .,;-_(") or fallback)


def safe_file_name(text: str, longest: int = FILE) -> str:
    """The text as a file's name of at most ``longest`` letters; its ending stays."""
    ending = found[0] if (found := _ENDING.search(text.strip())) else ""
    return safe_name(text.strip().removesuffix(ending), longest - len(ending), "berkas") + ending


def _clean(text: str) -> str:
    """Without signs a file system refuses, marks nobody sees, and letters outside the plane that Windows counts as one."""
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))
    seen = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN and ord(sign) < 0x10000)
    return re.sub(r" {2,}", " ", _FORBIDDEN.sub(" ", seen)).strip(" .")


def _allowed(name: str) -> str:
    """A device's name is none for a file, with any ending."""
    return f"_{name}" if name.split(".")[0].strip().lower() in _RESERVED else name


class Folder:
    """Gives each thing in one folder a name of its own; upper and lower case count as one, as on Windows."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str, longest: int) -> str:
        """The name, numbered ``(2)`` and so on before its ending where it is taken; still at most ``longest`` letters."""
        ending = found[0] if (found := _ENDING.search(wanted)) else ""
        stem, number, name = wanted.removesuffix(ending), 1, wanted
        while name.casefold() in self._taken:
            number += 1
            tail = f" ({number}){ending}"
            name = stem[: longest - len(tail)].rstrip(" .") + tail
        self._taken.add(name.casefold())
        return name
