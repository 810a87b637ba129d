"""What the plan's table repeats two thousand times, made without a template each."""

from __future__ import annotations

from functools import cache

from django import template
from django.template import Context
from django.utils.html import format_html
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


@register.simple_tag(takes_context=True)
def row_link(context: Context, indicator: Indicator) -> SafeString:
    """The indicator's words as the link that opens its row (``row_base`` + id + ``row_query``)."""
    address = f"{context['row_base']}{indicator.pk}/{context['row_query']}"
    number = f"{indicator.number}. " if indicator.number else ""
    words = f"{number}{indicator.text}" if indicator.text else "(tanpa indikator)"
    return format_html('<a href="{}">{}</a>', address, words)
