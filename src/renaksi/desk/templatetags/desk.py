"""Small looks into rows for the templates of the desk."""

from __future__ import annotations

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
