"""What the plan's table repeats two thousand times, made without a template each."""

from __future__ import annotations

from functools import cache

from django import template
from django.template import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from renaksi.kernel.months import MonthSet
from renaksi.plan.models import Indicator

register = template.Library()


@cache
def _cells(mask: int) -> SafeString:
    months = MonthSet(mask)
    cells = ('<td class="t">√</td>' if month in months else "<td></td>" for month in range(1, 13))
    return mark_safe("".join(cells))  # noqa: S308 - constants only


@register.filter
def ticks(indicator: Indicator) -> SafeString:
    """The twelve month cells, ticked as the decree ticks them."""
    return _cells(indicator.month_mask)


@register.filter
def breakable(text: str) -> SafeString:
    """The text, which a narrow cell may also break after a slash; nothing is added that would be copied with it."""
    return mark_safe(escape(text).replace("/", "/<wbr>"))  # noqa: S308 - escaped first


@register.filter
def area_name(name: str) -> str:
    """An area's name without the word all of them begin with, for places too narrow for the whole."""
    first, _, rest = name.partition(" ")
    return rest if rest and first in {"Penguatan", "Penataan", "Peningkatan"} else name


@register.simple_tag(takes_context=True)
def row_link(context: Context, indicator: Indicator) -> SafeString:
    """The indicator's words as the link that opens its row (``row_base`` + id + ``row_query``)."""
    return linked_row(indicator, f"{context['row_base']}{indicator.pk}/{context['row_query']}")


def linked_row(indicator: Indicator, address: str) -> SafeString:
    """The indicator's number and words as a link to the address."""
    number = f"{indicator.number}. " if indicator.number else ""
    words = f"{number}{indicator.text}" if indicator.text else "(tanpa indikator)"
    return format_html('<a href="{}">{}</a>', address, breakable(words))
