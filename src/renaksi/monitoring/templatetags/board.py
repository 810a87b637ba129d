"""What the board repeats two thousand times, made without a template each."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from renaksi.kernel.months import MONTH_NAMES
from renaksi.monitoring.domain.sheet import SheetLine
from renaksi.monitoring.figures import Tally
from renaksi.monitoring.status import Standing, Status
from renaksi.monitoring.tips import tip_of
from renaksi.web.status import STATUSES

register = template.Library()
EMPTY = f"<td>{STATUSES[Status.UNPLANNED].sign}</td>"


@cache
def _frame(status: Status, month: int) -> tuple[str, str, str]:
    """What is the same in all cells of a state and month: before the address, after it, and after the tip."""
    look = STATUSES[status]
    return (
        f'<td class="{status}"><a href="',
        f'" aria-label="{MONTH_NAMES[month - 1]}: {look.word}"',
        f">{look.sign}</a></td>",
    )


def cell_html(line: SheetLine, month: int) -> SafeString:
    """The board's cell: its sign as a link to the cell, its word for readers, what is told when pointed at.

    The link is said from the board's own address, for the sake of a thousand of them; the script makes it whole.

    An empty cell of a month nothing was planned for is only its sign; the script makes it a link when it is reached.
    """
    status = line.status(month)
    if status is Status.UNPLANNED:
        return mark_safe(EMPTY)  # noqa: S308 - constants only
    before, label, after = _frame(status, month)
    told = escape(cell_tip(line, month))
    tip = f' data-tip="{told}"' if told else ""
    return mark_safe(f"{before}sel/{line.indicator.pk}-{month}/{label}{tip}{after}")  # noqa: S308 - escaped


def cell_tip(line: SheetLine, month: int) -> str:
    """What was recorded in the cell in one line, else where its work was postponed from; "" where there is nothing to tell."""
    if realisation := line.realisations.get(month):
        return tip_of(realisation, indicator=line.indicator, proofs=line.records[month].proofs)
    origin = line.postponed_from(month) if line.records else None
    return f"Ditunda dari {MONTH_NAMES[origin - 1]}" if origin else ""


@register.filter
def month_cells(line: SheetLine) -> SafeString:
    """The twelve cells of a row."""
    return mark_safe("".join(cell_html(line, month) for month in range(1, 13)))  # noqa: S308 - made by cell_html


@register.filter
def month_tallies(months: tuple[Tally, ...]) -> SafeString:
    """An area's twelve months: how many of the ticks begun were carried out (``3/5``); nothing where none has begun."""
    return mark_safe("".join(map(_tally, months)))  # noqa: S308 - numbers only


def _tally(tally: Tally) -> str:
    return f"<td>{tally.realised}/<wbr>{tally.begun}</td>" if tally.begun else "<td></td>"


@register.filter
def tip_in(line: SheetLine, month: int) -> str:
    """What is told of the row's cell in this month."""
    return cell_tip(line, month)


@register.filter
def status_in(line: SheetLine, month: int) -> str:
    """The key of the state of the row's cell in this month."""
    return line.status(month).value


@register.filter
def late_of(tally: Tally) -> int:
    """How many of the ticks are late."""
    return tally.of(Standing.LATE)
