"""The evidence picker other screens embed in their own form, and the small picture of a piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

from renaksi.evidence.gate import ACCEPT, ACCEPTED_WORDS
from renaksi.evidence.models import Evidence
from renaksi.evidence.pieces import offered, pieces_of
from renaksi.offices.models import Office

register = template.Library()
AT_FIRST = 6
"""Pieces offered before anything is searched."""


@register.inclusion_tag("evidence/parts/picker.html", takes_context=True)
def evidence_picker(
    context: Context,
    *,
    office: Office,
    chosen: Iterable[Evidence] = (),
    proves_from: date,
    proves_until: date,
    title: str = "",
    kind: str = "",
    warnings: Mapping[int, list[str]] | None = None,
    error: str = "",
    legend: str = "Bukti dukung",
    hint: str = "",
    link_url: str = "",
    taken: Iterable[int] = (),
    offer: bool = True,
) -> dict[str, Any]:
    """``{% evidence_picker office=office chosen=chosen proves_from=first proves_until=last %}`` inside a multipart form.

    ``proves_from`` and ``proves_until`` (days) and ``kind`` describe what is added; ``title`` what a camera's file name does not
    say. ``hint`` says under the legend which evidence is usual. ``warnings`` by id replace those worked out for the month of
    ``proves_from``. ``error`` is what ``take_chosen`` refused,
    ``link_url`` what was typed, ``taken`` ids that need not be offered (attached already);
    ``offer`` False leaves out what is there already. The page must load
    ``evidence/picker.css`` in ``styles`` and ``evidence/picker.js`` as a module in ``head``. Three queries at most, and those of
    the uses.
    """
    pieces = pieces_of(chosen, month_on=proves_from, forms=True)
    for piece in pieces:
        if warnings is not None:
            piece.warnings = warnings.get(piece.evidence.pk, [])
    there = {piece.evidence.pk for piece in pieces} | set(taken)
    fitting = offered(office, user=context["request"].user, proves_from=proves_from, proves_until=proves_until).exclude(
        pk__in=there
    )
    address = {"code": office.code}
    return {
        "pieces": pieces, "legend": legend, "hint": hint, "error": error, "link_url": link_url, "code": office.code,
        "upload_address": reverse("evidence_upload", kwargs=address),
        "choose_address": reverse("evidence_choose", kwargs=address),
        "offer": offer, "offered": pieces_of(fitting[:AT_FIRST], month_on=proves_from) if offer else [],
        "proves_from": proves_from.isoformat(), "proves_until": proves_until.isoformat(), "title": title, "kind": kind,
        "taken": " ".join(map(str, there)), "accept": ACCEPT, "accepted": ACCEPTED_WORDS,
        "megabytes": settings.RENAKSI_MAX_UPLOAD // (1024 * 1024), "most": settings.RENAKSI_MAX_UPLOAD,
    }  # fmt: skip


@register.inclusion_tag("evidence/parts/thumb.html")
def evidence_thumb(piece: Any, code: str) -> dict[str, Any]:
    """``{% evidence_thumb piece office.code %}``: its picture where one is drawn, else a drawing of its kind."""
    return {"piece": piece, "code": code}
