"""The trail's triggers and the emptying of test databases: they stand aside for exactly that, in tests alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from renaksi.audit.append_only import put_up, take_down


@contextmanager
def triggers_aside() -> Iterator[None]:
    """Inside, the trail's tables are ordinary tables."""
    from django.db import connection

    take_down(connection)
    try:
        yield
    finally:
        put_up(connection)


@contextmanager
def flush_passes() -> Iterator[None]:
    """Inside, Django's emptying of the database after a transactional test passes the triggers; tests themselves do not."""
    from django.test import TransactionTestCase

    emptying = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # there is no public seam

    def empty(self: Any) -> None:
        with triggers_aside():
            emptying(self)

    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]  # as above
    try:
        yield
    finally:
        TransactionTestCase._fixture_teardown = emptying  # type: ignore[attr-defined]  # as above
