"""The chains by names people know. The packages above say how theirs are called when the program starts."""

from __future__ import annotations

from collections.abc import Callable

_NAMES: dict[str, Callable[[str], str]] = {}


def register(kind: str, name_of: Callable[[str], str]) -> None:
    """Says how chains ``<kind>:<id>`` are called: ``name_of(id)``, "" for none known."""
    _NAMES[kind] = name_of


def chain_name(key: str) -> str:
    """``KPU Kota Contoh (office:7)``, ``sistem (system)``; the bare key where nobody knows a name."""
    kind, _, identity = key.partition(":")
    name = "sistem" if key == "system" else _NAMES[kind](identity) if kind in _NAMES else ""
    return f"{name} ({key})" if name else key
