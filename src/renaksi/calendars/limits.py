"""Limits declared in code by the registers above: defaults to begin with, never the values in force."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.calendars.reckon import Unit

_DECLARED: dict[str, LimitDefault] = {}


@dataclass(frozen=True, slots=True)
class LimitDefault:
    """What a limit is until somebody changes it: ``days`` in ``unit``, with the rule it comes from.

    ``is_unverified`` stays True until a person has held it against the rule's text; ``counts_collective_leave`` True means that
    collective leave is no working day for it.
    """

    key: str
    title: str
    days: int
    unit: Unit
    legal_source: str
    is_unverified: bool = True
    counts_collective_leave: bool = True


def declare(*defaults: LimitDefault) -> None:
    """Adds defaults when the program starts. A key taken by another default is refused: ValueError."""
    taken = [one.key for one in defaults if _DECLARED.get(one.key, one) != one]
    if taken:
        raise ValueError(f"limits declared twice: {taken}")
    _DECLARED.update({one.key: one for one in defaults})


def declared() -> tuple[LimitDefault, ...]:
    """All defaults, in the order in which they were declared."""
    return tuple(_DECLARED.values())
