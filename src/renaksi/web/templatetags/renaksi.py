"""The components every screen uses: see web/README.md for how each looks in a template."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from renaksi.kernel.clock import TIME_ZONES, today
from renaksi.kernel.months import MONTH_NAMES, MONTH_SHORT, MonthSet
from renaksi.kernel.wording import date_words, number_words
from renaksi.web.status import STATUSES

register = template.Library()
ICONS = Path(__file__).resolve().parents[1] / "icons"


@cache
def _drawing(name: str) -> str:
    if not re.fullmatch(r"[a-z_]+", name):
        raise ValueError(f"no such icon: {name}")
    return (ICONS / f"{name}.svg").read_text().strip().removeprefix('<svg xmlns="http://www.w3.org/2000/svg" ')


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "upload" %}``: a drawing beside words; with a label it speaks for itself. Raises for an unknown name."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return mark_safe(f'<svg class="icon" {spoken} {_drawing(name)}')  # noqa: S308 - our own packaged drawing


@register.filter
def message_icon(level: str) -> str:
    """The icon of a flash message's level."""
    return {"success": "check", "warning": "warning", "error": "warning"}.get(level, "info")


@register.simple_tag
def status(key: str, word: str = "") -> SafeString:
    """``{% status "late" %}``: sign, word and colour of a state. Raises KeyError for an unknown one."""
    known = STATUSES[key]
    return format_html(
        '<span class="status tone-{}"><span class="status-sign" aria-hidden="true">{}</span>{}</span>',
        known.tone, known.sign, word or known.word,
    )  # fmt: skip


@register.filter
def tanggal(day: date | datetime | str | None) -> str:
    """``14 Februari 2022``; a date, a moment (Western Indonesian day) or an ISO text; nothing for nothing."""
    if not day:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    if isinstance(day, datetime):
        day = day.astimezone(ZoneInfo("Asia/Jakarta")).date()
    return date_words(day)


@register.simple_tag(takes_context=True)
def waktu(context: Context, moment: datetime | None) -> SafeString | str:
    """``{% waktu event.at %}``: the moment in the office's own time: ``14 Februari 2022, 09.30 WIB``."""
    if moment is None:
        return ""
    office = context.get("frame_office")
    zone = office.time_zone if office else "Asia/Jakarta"
    local = moment.astimezone(ZoneInfo(zone))
    words = f"{date_words(local.date())}, {local:%H.%M} {TIME_ZONES[zone]}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words)


@register.simple_tag(takes_context=True)
def hari(context: Context, moment: datetime) -> str:
    """``{% hari evidence.uploaded_at %}``: the day of a moment where the office is: midnight comes earlier in the east."""
    office = context.get("frame_office")
    return date_words(moment.astimezone(ZoneInfo(office.time_zone if office else "Asia/Jakarta")).date())


@register.filter
def angka(value: float | None, places: int = 0) -> str:
    """``1.234,5``: Indonesian separators; nothing for nothing."""
    return "" if value is None else number_words(value, places)


@register.filter
def nama_bulan(month: int | str) -> str:
    """``Februari`` for 2."""
    return MONTH_NAMES[int(month) - 1]


@register.filter
def bulan_singkat(month: int | str) -> str:
    """``Feb`` for 2."""
    return MONTH_SHORT[int(month) - 1]


@register.filter
def bulan_kata(months: MonthSet | int) -> str:
    """``Februari, Juli s.d. September``."""
    return (months if isinstance(months, MonthSet) else MonthSet(months)).words()


@register.filter
def split(words: str) -> list[str]:
    """``"pdf docx"`` as a list to loop over."""
    return words.split()


@register.inclusion_tag("web/parts/months.html")
def months_strip(months: MonthSet | int, year: int | None = None) -> dict[str, Any]:
    """``{% months_strip row.months plan.year %}``: twelve cells, the ticked ones filled, this month ringed if it is its year."""
    ticked = months if isinstance(months, MonthSet) else MonthSet(months)
    day = today()
    cells = [
        {"number": number, "name": name, "on": number in ticked, "now": year == day.year and number == day.month}
        for number, name in enumerate(MONTH_NAMES, 1)
    ]
    return {"cells": cells, "words": f"Pelaksanaan: {ticked.words()}"}


@register.simple_tag
def field(bound: BoundField, **attributes: str) -> SafeString:
    """``{% field form.reason %}``: label, control, help and error, tied together for screen readers.

    Further attributes go onto the control, underscores as hyphens: ``{% field form.note data_keep="note" %}``.
    """
    described = [f"{bound.auto_id}_bantu"] if bound.help_text else []
    described += [f"{bound.auto_id}_salah"] if bound.errors else []
    attrs: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in attributes.items()}
    attrs["class"] = f"{control_class(bound)} {bound.field.widget.attrs.get('class', '')}".strip()
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return mark_safe(  # noqa: S308 - rendered by a template, escaped there
        render_to_string("web/parts/field.html", {"field": bound, "widget": bound.as_widget(attrs=attrs)})
    )


def control_class(bound: BoundField) -> str:
    """The stylesheet's class for this kind of control."""
    kind = getattr(bound.field.widget, "input_type", "text")
    return {"select": "form-select", "checkbox": "form-check-input", "radio": "form-check-input"}.get(
        kind, "form-control"
    )


@register.inclusion_tag("web/parts/empty.html")
def empty(symbol: str, title: str, about: str, action: str = "", address: str = "") -> dict[str, str]:
    """``{% empty "table" "Belum ada rencana" "Di sini ..." "Unggah" address %}``: what belongs here, and the first step."""
    return {"symbol": symbol, "title": title, "about": about, "action": action, "address": address}


@register.inclusion_tag("web/parts/meter.html")
def meter(done: int, total: int, noun: str = "selesai") -> dict[str, Any]:
    """``{% meter 12 17 "keraguan selesai" %}``: a bar with its words, ``12 dari 17 keraguan selesai``."""
    return {"done": done, "all": total, "words": f"{number_words(done)} dari {number_words(total)} {noun}"}


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any], noun: str = "baris", parameter: str = "halaman") -> dict[str, Any]:
    """``{% pages page "pengguna" %}``: previous and next, the other filters kept."""
    query = context["request"].GET.copy()

    def at(number: int) -> str:
        query[parameter] = str(number)
        return str(query.urlencode())

    before = at(page.previous_page_number()) if page.has_previous() else ""
    after = at(page.next_page_number()) if page.has_next() else ""
    return {"page": page, "noun": noun, "before": before, "after": after}


@register.inclusion_tag("web/parts/crumbs.html", takes_context=True)
def crumbs(context: Context, *steps: str) -> dict[str, Any]:
    """``{% crumbs "Rencana Aksi" "plan_index" "Tahun 2026" %}``: pairs of words and address name, then this page's words.

    The addresses take the office's code where the page is about an office.
    """
    office = context.get("frame_office")
    code = {"code": office.code} if office else {}
    pairs = list(zip(steps[:-1:2], steps[1::2], strict=False))
    trail = [(text, reverse(name, kwargs=code)) for text, name in pairs]
    if len(steps) % 2:
        trail.append((steps[-1], ""))
    return {"trail": trail}
