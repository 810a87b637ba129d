"""Small looks into rows for the templates of the desk."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def at(rows: Any, place: Any) -> Any:
    """``{{ titles|at:2 }}``, ``{{ forms|at:"members" }}``: the part of a list or dict; nothing where there is none."""
    try:
        return rows[place]
    except (KeyError, IndexError, TypeError):
        return ""
