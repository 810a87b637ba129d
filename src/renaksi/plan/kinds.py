"""What sort of quantity an indicator asks for: as a person chose, else as the national template says, else as its words tell."""

from __future__ import annotations

import re

from renaksi.catalogue.template import indicator as catalogue_indicator
from renaksi.kernel.quantity import Kind
from renaksi.kernel.wording import fold
from renaksi.plan.models import Indicator

_TELLING = (
    (Kind.SHARE, re.compile(r"%|\b(persentase|prosentase|persen)\b|^(seluruh|setiap|semua)\b")),
    (Kind.TREND, re.compile(r"\b(menurun|meningkat|penurunan|peningkatan jumlah|berkurang)")),
    (Kind.INDEX, re.compile(r"\b(indeks|nilai (survei|survey|skm|ipak|ikm))")),
    (Kind.COUNT, re.compile(r"\b(jumlah|banyaknya)\b|^(data|besaran)\b")),
)


def kind_of(indicator: Indicator) -> Kind:
    """The kind in force for the indicator; presence where nothing tells otherwise."""
    if indicator.kind:
        return Kind(indicator.kind)
    if indicator.catalogue_code and (known := _catalogued(indicator.catalogue_code)):
        return known[0]
    return kind_of_words(indicator.text)


def unit_of(indicator: Indicator) -> str:
    """The unit counted ("laporan"); "" where none is known."""
    if indicator.unit or not indicator.catalogue_code:
        return indicator.unit
    known = _catalogued(indicator.catalogue_code)
    return known[1] if known else ""


def expected_evidence(indicator: Indicator) -> str:
    """The evidence usual for it in the national template; "" where none is known."""
    known = _catalogued(indicator.catalogue_code) if indicator.catalogue_code else None
    return known[2] if known else ""


def kind_of_words(text: str) -> Kind:
    """The kind an indicator's words tell."""
    folded = fold(text)
    return next((kind for kind, telling in _TELLING if telling.search(folded)), Kind.PRESENCE)


def _catalogued(code: str) -> tuple[Kind, str, str] | None:
    try:
        known = catalogue_indicator(code)
    except KeyError:
        return None
    return Kind(known.kind), known.unit, known.evidence
