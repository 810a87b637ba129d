"""Small parts of the review screen that occur thousands of times on a page, kept quick and short."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from renaksi.intake.models import Doubt, DoubtState, Draft
from renaksi.intake.views.address import Address
from renaksi.kernel.months import MONTH_NAMES, MonthSet

register = template.Library()


@register.simple_tag
def verb(draft: Draft, name: str, address: Address) -> str:
    """The address a form is sent to: the draft's verb, the filters kept."""
    at = reverse("intake_change", kwargs={"code": draft.office.code, "draft_id": draft.pk, "verb": name})
    return at + address.closed.query.removesuffix("?")


@register.simple_tag
def here(address: Address, **opened: Any) -> str:
    """The query of this page with the same filters and something else open or filtered."""
    return address.at(**opened).query


@register.simple_tag
def there(address: Address, **opened: Any) -> str:
    """As ``here``, with the place on the page it lands on."""
    at = address.at(**opened)
    return at.query + at.anchor


@lru_cache(maxsize=4096)
def _cells(mask: int) -> SafeString:
    ticked = MonthSet(mask)
    return mark_safe(  # noqa: S308 - made of our own signs
        "".join("<td>√</td>" if month in ticked else "<td></td>" for month in range(1, 13))
    )


@register.filter
def month_cells(mask: int) -> SafeString:
    """Twelve cells, √ where the row has the month."""
    return _cells(mask)


@register.simple_tag
def month_heads() -> SafeString:
    """The twelve headings, by number as the decree's table has them, spoken by name."""
    return mark_safe(  # noqa: S308 - made of our own words
        "".join(
            f'<th class="m" scope="col"><abbr title="{name}">{number}</abbr></th>'
            for number, name in enumerate(MONTH_NAMES, 1)
        )
    )


@register.simple_tag
def numbered(number: str, text: str) -> str | SafeString:
    """A number and its text as the table shows them; a missing text is said."""
    if not text:
        return format_html('<span class="missing">{}</span>', f"{number}) (kosong)" if number else "(kosong)")
    return f"{number}) {text}" if number else text


@register.simple_tag
def settled(doubt: Doubt) -> str:
    """What became of a doubt, in one sentence."""
    how = "Diterima apa adanya" if doubt.state == DoubtState.ACCEPTED else "Diperbaiki"
    by = f" oleh {doubt.settled_by_label}" if doubt.settled_by_label else ""
    return f"{how}{by}: {doubt.text}"
