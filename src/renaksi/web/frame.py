"""What the frame around every page shows: office, offices to switch to, menu, day."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from renaksi.accounts.roles import Right
from renaksi.kernel.clock import today
from renaksi.offices.access import memberships_of
from renaksi.offices.models import Office
from renaksi.web.menu import Link, menu_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; ``frame_office`` is the office the page is about, if any. Fragments pay no query for it."""
    office: Office | None = getattr(request, "office", None)
    rights: frozenset[Right] = getattr(request, "rights", frozenset())
    links: list[Link] = menu_of(office, rights, _path(request, office)) if office else []
    return {
        "frame_office": office,
        "frame_rights": {str(right) for right in rights},
        "frame_menu": [(group, list(some)) for group, some in groupby(links, key=lambda link: link.entry.group)],
        "frame_group": next((link.entry.group for link in links if link.current), ""),
        "frame_offices": _offices(request),
        "today": today(office.time_zone if office else "Asia/Jakarta"),
    }


def _path(request: HttpRequest, office: Office) -> str:
    """The path under the office's code of today: an address with a code it once had is the same page."""
    given = request.resolver_match.kwargs.get("code", "") if request.resolver_match else ""
    return request.path.replace(f"/{given}/", f"/{office.code}/", 1) if given else request.path


def _offices(request: HttpRequest) -> Callable[[], list[Office]]:
    """The offices the user belongs to, each once; asked only when a whole page is drawn."""

    def offices() -> list[Office]:
        user = getattr(request, "user", None)
        return list({membership.office_id: membership.office for membership in memberships_of(user)}.values())

    return offices
