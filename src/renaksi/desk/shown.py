"""An entry's fields as words: on screens, in papers, in the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from renaksi.desk.register import Column, Register
from renaksi.kernel.quantity import plain
from renaksi.kernel.wording import date_words

STATE_COLUMN = "state"
NUMBER_COLUMN = "number"


def words_of(row: models.Model, name: str) -> str:
    """A field's value as people write it; "" for none."""
    value = getattr(row, name)
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown()) if shown and value not in (None, "") else value_words(value)


def value_words(value: Any) -> str:
    """``14 Februari 2022``, ``ya``, ``1.234,5``; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, datetime):
        return date_words(value.astimezone(ZoneInfo("Asia/Jakarta")).date())
    if isinstance(value, date):
        return date_words(value)
    if isinstance(value, Decimal | int):
        return plain(Decimal(value))
    if isinstance(value, list | tuple):
        return ", ".join(value_words(part) for part in value)
    return str(value)


def column_title(model: type[models.Model], column: str | Column) -> str:
    """The heading of a column."""
    if isinstance(column, Column):
        return column.title
    title = str(field_of(model, column).verbose_name)
    return title[:1].upper() + title[1:]


def field_of(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    """The model's own field. Raises FieldDoesNotExist for an unknown name, TypeError for a relation from elsewhere."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(f"{model.__name__}.{name} is no field of its own")
    return found


def column_words(register: Register | None, row: Any, column: str | Column) -> str:
    """What a column shows of a row."""
    if isinstance(column, Column):
        return column.shown(row)
    if register is not None and column == STATE_COLUMN:
        return register.state(row.state).title
    if register is not None and column == NUMBER_COLUMN:
        return str(row.book_number)
    return words_of(row, column)


def facts_of(row: models.Model, names: Iterable[str]) -> list[tuple[str, str]]:
    """Title and words of the fields that say something."""
    pairs = [(column_title(type(row), name), words_of(row, name)) for name in names]
    return [(title, words) for title, words in pairs if words]


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What changed, field by field: ``Tempat: “Aula” menjadi “Ruang rapat”``; nothing is written as kosong."""
    return [
        f"{title}: “{before.get(title) or 'kosong'}” menjadi “{words or 'kosong'}”"
        for title, words in after.items()
        if words != before.get(title, "")
    ]
