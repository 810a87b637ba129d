"""A row while it is being read, and what no row could take."""

from __future__ import annotations

from dataclasses import dataclass, field

from renaksi.intake.decree.entries import Grid, Ticks
from renaksi.intake.decree.levels import Snippet
from renaksi.intake.decree.parents import Parent


@dataclass(slots=True, eq=False)
class Draft:
    """A row as it is being read. ``doubts`` are (code, line, field, detail), told in words later."""

    line: int
    page: int
    area: Parent | None
    activity: Parent | None
    sub_activity: Parent | None
    pieces: list[str] = field(default_factory=list)
    number: str = ""
    style: str = ""
    ticks: list[Ticks] = field(default_factory=list)
    parts: list[tuple[Snippet, Ticks, int]] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    note_lines: list[tuple[int, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    moved: tuple[str, ...] = ()
    shift: int = 0
    fresh: tuple[str, ...] = ()
    doubts: list[tuple[str, int, str, str]] = field(default_factory=list)
    sub_text: str | None = None
    sheet: str = ""
    leaf: int | None = None
    sealed: bool = False

    @property
    def text(self) -> str:
        """The indicator's text so far, its own number not included."""
        return " ".join(self.pieces)

    @property
    def raw(self) -> str:
        """The indicator's text so far, with its number as printed."""
        return f"{self.number}{self.style[1:].strip()} {self.text}" if self.number else self.text

    def doubt(self, code: str, line: int | None = None, where: str = "", detail: str = "") -> None:
        """Note a doubt, once per code and field."""
        if not any(known[0] == code and known[2] == where for known in self.doubts):
            self.doubts.append((code, line or self.line, where, detail))


@dataclass(slots=True)
class Loose:
    """Something on a line that no row could take: ticks without a text, a text without a place."""

    code: str
    line: int
    detail: str = ""
    field: str = ""


@dataclass(slots=True)
class Assembly:
    """The running state while the entries are read top to bottom."""

    grid: Grid
    drafts: list[Draft] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    area: Parent | None = None
    activity: Parent | None = None
    sub_activity: Parent | None = None
    spare_number: bool = False
    parents: list[Parent] = field(default_factory=list)
    before: Parent | None = None

    @property
    def last(self) -> Draft | None:
        """The row read last, while its activity still stands."""
        if not self.drafts:
            return None
        last = self.drafts[-1]
        return last if last.activity is self.activity and last.area is self.area else None
