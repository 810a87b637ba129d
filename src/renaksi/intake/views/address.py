"""The address of a view of the draft: which row or doubt is open and what is filtered, as query parameters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict


@dataclass(frozen=True, slots=True)
class Address:
    """What ``?saring=ragu&area=2&jenis=decree.x&baris=12&ragu=7&cari=...&isi=keputusan`` says.

    ``only_doubted`` keeps rows with an open doubt, ``area`` (1-based place of the area group, 0 all) and ``kind`` (a doubt's
    code) narrow further; ``row`` is the open row, ``doubt`` the doubt in focus, ``facts`` whether the decree's own facts stand
    open, ``page`` (``hal``) the page of the file to show instead of the open row's.
    """

    only_doubted: bool = False
    area: int = 0
    kind: str = ""
    row: int | None = None
    doubt: int | None = None
    search: str = ""
    facts: bool = False
    page: int | None = None

    @property
    def query(self) -> str:
        """The query with its question mark; "?" alone where nothing is set, so that a link to it clears everything."""
        pairs = [
            ("saring", "ragu" if self.only_doubted else ""),
            ("area", self.area or ""),
            ("jenis", self.kind),
            ("baris", self.row or ""),
            ("ragu", self.doubt or ""),
            ("cari", self.search),
            ("isi", "keputusan" if self.facts else ""),
            ("hal", self.page or ""),
        ]
        return "?" + urlencode([(key, value) for key, value in pairs if value])

    @property
    def anchor(self) -> str:
        """Where on the page the address lands."""
        if self.row:
            return f"#r{self.row}"
        if self.doubt:
            return f"#k{self.doubt}"
        return "#keputusan" if self.facts else ""

    @property
    def filtered(self) -> bool:
        """Whether any filter hides rows."""
        return bool(self.only_doubted or self.area or self.kind)

    def at(self, **changes: Any) -> Address:
        """The same filters with something else open: whatever is not named closes."""
        return replace(self, **({"row": None, "doubt": None, "search": "", "facts": False, "page": None} | changes))

    @property
    def closed(self) -> Address:
        """The filters alone."""
        return self.at()


def address_of(request: HttpRequest) -> Address:
    """The address a request asks for; nonsense in a parameter counts as not given."""
    return address_from(request.GET)


def address_from(query: QueryDict) -> Address:
    """As :func:`address_of`, from the parameters."""
    return Address(
        only_doubted=query.get("saring") == "ragu",
        area=number(query.get("area")) or 0,
        kind=query.get("jenis", "")[:60],
        row=number(query.get("baris")),
        doubt=number(query.get("ragu")),
        search=query.get("cari", "")[:200].strip(),
        facts=query.get("isi") == "keputusan",
        page=number(query.get("hal")),
    )


def number(text: str | None) -> int | None:
    """A whole number a form sent, or None; larger than a database key is none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
