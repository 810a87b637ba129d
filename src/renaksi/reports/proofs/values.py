"""What an index and a package of proofs are made of. Plain values, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from renaksi.kernel.period import Period


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A piece of evidence: a file (``sha256``, ``name``, ``size`` in bytes) or a link (``url``).

    ``uploaded_at`` is the office's wall clock, without a zone: what a spreadsheet can hold.
    """

    title: str
    kind: str
    name: str
    sha256: str
    size: int
    url: str
    document_on: date | None
    proves_from: date
    proves_until: date
    uploaded_at: datetime
    uploaded_by: str

    @property
    def is_link(self) -> bool:
        return not self.sha256


@dataclass(frozen=True, slots=True)
class ProofUse:
    """One piece of evidence used for one cell. ``area`` .. ``indicator`` with their numbers as printed; ``path`` in the ZIP.

    ``removed_by`` = the number of the decree that removed the row after the proof was given; "" where the row is in force.
    """

    file: ProofFile
    area: str
    activity: str
    sub_activity: str
    indicator: str
    month: int
    status: str
    value: str
    warnings: tuple[str, ...]
    path: str
    removed_by: str = ""


COPIES_UP_TO = 1024**3
"""A file used for several cells lies in the folder of each, as people would lay it there, while all copies stay within 1 GB."""


@dataclass(frozen=True)
class ProofList:
    """All proofs of a period in printed order, as they stand on ``day``; ``withdrawn`` counts uses of evidence taken back."""

    office: str
    code: str
    plan: str
    period: Period
    day: date
    uses: tuple[ProofUse, ...]
    withdrawn: int = 0

    @property
    def files(self) -> tuple[ProofFile, ...]:
        """Every piece of evidence once, in the order of its first use."""
        return tuple(dict.fromkeys(use.file for use in self.uses))

    @property
    def in_force(self) -> tuple[ProofUse, ...]:
        """The uses of the plan's own rows."""
        return tuple(use for use in self.uses if not use.removed_by)

    @property
    def removed(self) -> tuple[ProofUse, ...]:
        """The uses of rows that an amending decree removed: kept in sight, counted in no figure."""
        return tuple(use for use in self.uses if use.removed_by)

    @cached_property
    def is_once(self) -> bool:
        """Whether the copies would be too large together, so that each file lies in the folder of its first use alone."""
        return sum(use.file.size for use in self.uses) > COPIES_UP_TO

    @cached_property
    def _homes(self) -> dict[ProofFile, str]:
        homes: dict[ProofFile, str] = {}
        for use in self.uses:
            homes.setdefault(use.file, use.path)
        return homes

    def home(self, use: ProofUse) -> str:
        """Where in the ZIP the file of this use lies."""
        return self._homes[use.file] if self.is_once else use.path

    @property
    def name(self) -> str:
        """``bukti-9999-2026-Q1``: what its files are called."""
        return f"bukti-{self.code}-{self.period.code}"
