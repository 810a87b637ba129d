"""The rule a desk's view carries, put on where the view meets its register."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any, Protocol

from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renaksi.accounts.access import View
from renaksi.accounts.roles import Right
from renaksi.desk.access import in_book
from renaksi.desk.register import Register

_FORM = require_http_methods(["GET", "HEAD", "POST"])


class _HasRegister(Protocol):
    register: Register


class Guarded:
    """A method of a desk that becomes a view guarded by its register's access when it is asked for."""

    def __init__(
        self, method: Callable[..., Any], *, by: Callable[[Any], Any], writes: bool = False, right: Right = Right.READ
    ) -> None:
        self.method, self.by, self.writes, self.right = method, by, writes, right
        self.__doc__ = method.__doc__

    def __get__(self, desk: _HasRegister | None, owner: type | None = None) -> Any:
        if desk is None:
            return self
        bound: View = self.by(MethodType(self.method, desk))
        return in_book(desk.register, writes=self.writes, right=self.right)(bound)


def opens(method: Callable[..., Any]) -> Guarded:
    """Whoever may open the book reads this page."""
    return Guarded(method, by=require_safe)


def writes(method: Callable[..., Any]) -> Guarded:
    """Whoever writes in the book sees and sends this form."""
    return Guarded(method, by=_FORM, writes=True)


def posts(method: Callable[..., Any]) -> Guarded:
    """Whoever writes in the book may send this."""
    return Guarded(method, by=require_POST, writes=True)


def names_officers(method: Callable[..., Any]) -> Guarded:
    """Whoever manages the office's users sees and sends this form."""
    return Guarded(method, by=_FORM, right=Right.MANAGE_USERS)
