"""The statutory books, one folder each. They stand on the desk and below, import no sibling, and nobody imports them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def register_apps() -> list[str]:
    """The app of every register in this folder, by its being there."""
    folders = sorted(path.parent for path in Path(__file__).parent.glob("*/register.py"))
    names = [f"{__name__}.{folder.name}" for folder in folders]
    return [name for name in names if find_spec(name)]
