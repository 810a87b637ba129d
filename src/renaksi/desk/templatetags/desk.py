"""Small looks into rows for the templates of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from renaksi.desk.register import Register, Step

register = template.Library()


@register.filter
def at(rows: Any, place: Any) -> Any:
    """``{{ titles|at:2 }}``, ``{{ forms|at:"members" }}``: the part of a list or dict; nothing where there is none."""
    try:
        return rows[place]
    except (KeyError, IndexError, TypeError):
        return ""


@register.filter
def leads_on(step: Step, book: Register) -> bool:
    """``{% if step|leads_on:register %}``: whether one hopes for it; an end without colour is not it, nor what needs a reason."""
    return not step.asks_reason and bool(book.state(step.target).tone)


@register.filter
def first_of_column(problems: Iterable[Any]) -> list[tuple[Any, bool]]:
    """``{% for problem, is_first in problems|first_of_column %}``: what a column accepts is told with its first fault alone."""
    told: set[str] = set()
    pairs = []
    for problem in problems:
        pairs.append((problem, problem.column not in told))
        told.add(problem.column)
    return pairs
