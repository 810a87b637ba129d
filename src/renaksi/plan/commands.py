"""What the command line does with plans; the command itself is wired in renaksi.site."""

from __future__ import annotations

from typing import Any


def plan_json(office_code: str, year: int) -> dict[str, Any]:
    """The plan in force as ``renaksi plan --json`` prints it: ``{"decree", "rows", "problems": []}``.

    Refuses ``plan.office_unknown`` and ``plan.none``.
    """
    raise NotImplementedError
