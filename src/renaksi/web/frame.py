"""What the frame around every page shows: office, year, menu, the user."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from renaksi.kernel.clock import today


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; ``office`` is the office the page is about, if any."""
    office = getattr(request, "office", None)
    return {
        "frame_office": office,
        "frame_rights": getattr(request, "rights", frozenset()),
        "today": today(office.time_zone if office else "Asia/Jakarta"),
    }
