"""What the board repeats two thousand times, made without a template each."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from renaksi.kernel.months import MONTH_NAMES
from renaksi.monitoring.board import BoardRow
from renaksi.monitoring.domain.sheet import SheetLine
from renaksi.monitoring.figures import Tally
from renaksi.monitoring.status import Standing, Status
from renaksi.monitoring.tips import tip_of
from renaksi.plan.templatetags.plan_table import breakable, linked_row
from renaksi.web.status import STATUSES
from renaksi.web.templatetags.renaksi import status

register = template.Library()
OFFERED = "offered"
EMPTY = f"<td>{STATUSES[Status.UNPLANNED].sign}"  # HTML closes a cell by itself: two thousand of them are 11 KB lighter


@cache
def _frame(state: Status, month: int, *, has_offer: bool) -> tuple[str, str, str]:
    """What is the same in all cells of a state and month: before the address, after it, and after the tip."""
    look = STATUSES[state]
    return (
        f'<td class="{state} {OFFERED}"><a href=' if has_offer else f"<td class={state}><a href=",
        f' aria-label="{MONTH_NAMES[month - 1]}: {look.word}{", usulan buku" if has_offer else ""}"',
        f">{look.sign}</a>",
    )


def cell_html(line: SheetLine, month: int) -> SafeString:
    """The board's cell: its sign as a link to the cell, its word for readers, what is told when pointed at.

    The link is said from the board's own address, for the sake of a thousand of them; the script makes it whole.

    An empty cell of a month nothing was planned for is only its sign; the script makes it a link when it is reached.
    """
    state = line.status(month)
    if state is Status.UNPLANNED:
        return mark_safe(EMPTY)  # noqa: S308 - constants only
    before, label, after = _frame(state, month, has_offer=month in line.offers)
    told = escape(cell_tip(line, month))
    tip = f' data-tip="{told}"' if told else ""
    return mark_safe(f"{before}sel/{line.indicator.pk}-{month}/{label}{tip}{after}")  # noqa: S308 - escaped


def cell_tip(line: SheetLine, month: int) -> str:
    """What was recorded in the cell in one line, else where its work was postponed from; then what a book proposes."""
    parts = []
    if realisation := line.realisations.get(month):
        parts = [tip_of(realisation, indicator=line.indicator, proofs=line.records[month].proofs)]
    elif line.records and (origin := line.postponed_from(month)):
        parts = [f"Ditunda dari {MONTH_NAMES[origin - 1]}"]
    if month in line.offers:
        parts.append(line.offers[month])
    return " · ".join(parts)


@register.filter
def month_cells(line: SheetLine) -> SafeString:
    """The twelve cells of a row."""
    return mark_safe("".join(cell_html(line, month) for month in range(1, 13)))  # noqa: S308 - made by cell_html


@register.filter
def board_row(row: BoardRow) -> SafeString:
    """A line of the printed table: the merged cells that begin on it, its indicator, twelve states, its note."""
    printed, indicator = row.printed, row.line.indicator
    who = f' data-who="{escape(row.who)}"' if row.who else ""
    begins = ' class="first-activity"' if printed.activity else ""
    merged = ""
    if group := printed.activity:
        merged += _merged("act", group.activity.number, group.activity.name, group.span)
    if below := printed.sub_activity:
        merged += _merged("sub", below.sub_activity.number, below.sub_activity.name, below.span)
    link = linked_row(indicator, f"baris/{indicator.pk}/")
    return mark_safe(  # noqa: S308 - escaped above
        f'<tr data-pk="{indicator.pk}"{who}{begins}>{merged}<th class="ind" scope="row">{link}</th>'
        f'{month_cells(row.line)}<td class="ket">{escape(indicator.note)}</td></tr>'
    )


def _merged(column: str, number: str, name: str, span: int) -> str:
    begin = f"{escape(number)}. " if number else ""
    return f'<td class="{column}" rowspan="{span}"><div>{begin}{breakable(name or "–")}</div></td>'


@register.simple_tag
def board_item(row: BoardRow, month: int, base: str, coordinators: str) -> SafeString:
    """A cell as a phone lists it: the indicator, the state, what was recorded, who answers for it."""
    tip, who = cell_tip(row.line, month), row.who or coordinators
    lines = [tip] if tip else []
    lines += [f"Penanggung jawab: {who}"] if who else []
    return format_html(
        '<li><a{} href="{}{}-{}/"><span class="listed-text">{}</span><span class="listed-state">{}</span>{}</a></li>',
        mark_safe(f" class={OFFERED}") if month in row.line.offers else "",  # noqa: S308 - a constant
        base, row.line.indicator.pk, month, row.line.indicator.text or "(tanpa indikator)",
        status(row.line.status(month).value),
        format_html_join("", '<span class="listed-tip">{}</span>', ((words,) for words in lines)),
    )  # fmt: skip


@register.filter
def month_tallies(months: tuple[Tally, ...]) -> SafeString:
    """An area's twelve months: how many of the ticks begun were carried out (``3/5``); nothing where none has begun."""
    return mark_safe("".join(map(_tally, months)))  # noqa: S308 - numbers only


def _tally(tally: Tally) -> str:
    return f"<td>{tally.realised}/<wbr>{tally.begun}</td>" if tally.begun else "<td></td>"


@register.filter
def late_of(tally: Tally) -> int:
    """How many of the ticks are late."""
    return tally.of(Standing.LATE)
