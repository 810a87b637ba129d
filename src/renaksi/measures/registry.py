"""The measures of the registers that are built, by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from renaksi.measures.declare import Measure


class Registry:
    """Measures by key, in the order they were added; a key is given once."""

    def __init__(self) -> None:
        self._by_key: dict[str, Measure] = {}

    def add(self, measures: Iterable[Measure]) -> None:
        """Adds a register's measures. Raises ValueError for a key taken or not of the form ``<register>.<what>``."""
        for measure in measures:
            if self._by_key.get(measure.key, measure) is not measure:
                raise ValueError(f"the measure {measure.key} is declared twice")
            if "." not in measure.key:
                raise ValueError(f"the measure {measure.key} does not name its register")
            self._by_key[measure.key] = measure

    def get(self, key: str) -> Measure | None:
        """The measure of this key; None while its register is not built."""
        return self._by_key.get(key)

    def of_register(self, register: str) -> list[Measure]:
        """A register's measures, in their order."""
        return [measure for measure in self if measure.register == register]

    def __iter__(self) -> Iterator[Measure]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)


MEASURES = Registry()
"""Filled by the registers when the program starts."""
