"""A doubt or fault found in what was read: told to the user, never guessed away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a reading is not sure of.

    ``code`` is ``<package>.<what>`` and never changes its meaning; ``text`` is one plain Indonesian sentence that says what is
    doubtful and how to mend it; ``line`` the 1-based line of the source (None where there is none); ``field`` the row's or
    header's field it speaks of ("" for the whole); ``row`` the 0-based place of the row it belongs to (None: the decree itself).
    """

    code: str
    text: str
    line: int | None = None
    field: str = ""
    row: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The form ``renaksi read`` prints."""
        return {"code": self.code, "text": self.text, "line": self.line, "field": self.field, "row": self.row}
