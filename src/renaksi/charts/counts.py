"""What a chart counts."""

from __future__ import annotations

from typing import Protocol


class Counts(Protocol):
    """How many were planned, of these how many have begun, of these how many were carried out (a ``Tally`` is one)."""

    @property
    def scheduled(self) -> int: ...
    @property
    def begun(self) -> int: ...
    @property
    def realised(self) -> int: ...
