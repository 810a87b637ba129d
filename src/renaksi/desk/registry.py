"""The registers that are built, by name and by the word in their address."""

from __future__ import annotations

from collections.abc import Iterator

from renaksi.calendars.limits import declare
from renaksi.desk.register import Register
from renaksi.measures.registry import MEASURES


class Registry:
    """Registers by name; a name, a slug and a measure's key are given once."""

    def __init__(self) -> None:
        self._by_name: dict[str, Register] = {}
        self._packages: dict[str, str] = {}

    def add(self, register: Register, *, package: str) -> None:
        """Adds a register of a package with its measures and time limits. Raises ValueError for a name or slug taken."""
        if register.name in self._by_name or any(each.slug == register.slug for each in self):
            raise ValueError(f"the register {register.name} ({register.slug}) is declared twice")
        MEASURES.add(register.measures)
        declare(*register.limits)
        self._by_name[register.name], self._packages[register.name] = register, package

    def package_of(self, register: Register) -> str:
        """The dotted name of the register's package."""
        return self._packages[register.name]

    def get(self, name: str) -> Register | None:
        """The register of this name; None while it is not built."""
        return self._by_name.get(name)

    def __getitem__(self, name: str) -> Register:
        return self._by_name[name]

    def __iter__(self) -> Iterator[Register]:
        return iter(sorted(self._by_name.values(), key=lambda register: register.name))

    def __len__(self) -> int:
        return len(self._by_name)


REGISTERS = Registry()
"""Filled by the registers when the program starts."""
