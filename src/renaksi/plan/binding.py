"""Which measure of which book answers an indicator: the template's for its code, another a person chose, or none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from renaksi.catalogue import template
from renaksi.kernel.quantity import Kind
from renaksi.measures.declare import Measure
from renaksi.measures.registry import MEASURES
from renaksi.plan.models import Indicator

BY_HAND = "hand"
"""What ``Indicator.binding`` holds where a person said that no book answers it."""


@dataclass(frozen=True, slots=True)
class Binding:
    """``key`` is the measure's ("" = filled by hand); ``measure`` None while its register is not built."""

    key: str
    measure: Measure | None
    is_chosen: bool

    @property
    def register(self) -> str:
        """The name of the measure's register; "" without one."""
        return self.key.partition(".")[0]

    @property
    def book_title(self) -> str:
        """The register's title on screens; "" without one."""
        return book_title(self.register)


def binding_of(indicator: Indicator) -> Binding:
    """What answers the indicator. No query."""
    chosen = indicator.binding
    key = template_key(indicator) if not chosen else "" if chosen == BY_HAND else chosen
    return Binding(key, MEASURES.get(key) if key else None, bool(chosen))


def template_key(indicator: Indicator) -> str:
    """The key of the measure the national template gives for the indicator's code; "" for none."""
    try:
        return template.indicator(indicator.catalogue_code).measure if indicator.catalogue_code else ""
    except KeyError:
        return ""


@cache
def _measures() -> dict[str, template.Measure]:
    return {each.key: each for each in template.measures()}


@cache
def _titles() -> dict[str, str]:
    return {each.name: each.title for each in template.registers()}


def book_title(register: str) -> str:
    """The title of a register of the template, built or not; its name for one the template does not know, "" for "" ."""
    return _titles().get(register, register)


def measure_title(key: str) -> str:
    """A measure in words: ``Register Kegiatan: Partisipasi masyarakat``; of one not built, its book alone."""
    measure = MEASURES.get(key)
    book = book_title(key.partition(".")[0])
    return f"{book}: {measure.title}" if measure else book


def measure_kind(key: str) -> Kind | None:
    """What kind of quantity the measure gives; None for a key nobody knows."""
    measure, known = MEASURES.get(key), _measures().get(key)
    return measure.kind if measure else Kind(known.kind) if known else None
