"""The numbers the made-up city reports: small, plausible, growing through the year. Pure, no Django."""

from __future__ import annotations

from decimal import Decimal

from renaksi.kernel.quantity import Kind
from renaksi.site.demo_year.story import dice

Amounts = tuple[Decimal | None, Decimal | None]

EMPLOYEES, MEMBERS = 24, 5
# What a share is a share of, by the catalogue's register.
_WHOLES = {
    "declarations": EMPLOYEES, "staff": 8, "staff_performance": EMPLOYEES, "procedures": 38, "legal_documents": 46,
    "applications": 6, "procurements": 7, "archives": 1240, "service_standards": 9, "service_facilities": 14,
    "evaluations": 6, "internal_controls": 5, "integrity_zones": 12, "conflicts_of_interest": 11, "documents": 4,
    "performance": 12, "gratifications": 2,
}  # fmt: skip
# Shares of what comes in by itself, and may be nothing out of nothing.
_INCOMING = frozenset({"information_requests", "complaints", "whistleblowing"})
# The least and the most that is counted, by unit.
_COUNTED = {
    "naskah dinas": (3, 14), "aplikasi": (4, 6), "pemakaian": (86, 164), "laporan": (0, 3), "kunjungan": (820, 2460),
    "pemohon": (0, 6), "orang": (0, 5), "potensi": (4, 7), "naskah": (1, 2), "kegiatan": (1, 3), "sengketa": (0, 0),
    "pelanggaran": (0, 0),
}  # fmt: skip
_STEADY = frozenset({"aplikasi", "potensi", "orang"})
"""Units whose count does not jump about from month to month."""
_ICT_BUDGET = Decimal(86_400_000)


def amounts(kind: Kind, unit: str, register: str, code: str, month: int) -> Amounts:
    """Amount and base of a cell, as kernel.quantity wants them for the kind."""
    if kind is Kind.PRESENCE:
        return None, None
    if kind is Kind.COUNT:
        return Decimal(_count(unit, code, month)), None
    if kind is Kind.TREND:
        return _trend(unit, code, month)
    if kind is Kind.INDEX:
        return Decimal(330 + dice("index", code) % 20 + month) / 100, Decimal(38 + dice("asked", code, month) % 45)
    return _share(register, code, month)


def _count(unit: str, code: str, month: int) -> int:
    if unit == "Rp":
        return int(_ICT_BUDGET)
    low, high = _COUNTED.get(unit, (1, 9))
    seed = ("count", code) if unit in _STEADY else ("count", code, month)
    return low + dice(*seed) * (high - low + 1) // 100


def _trend(unit: str, code: str, month: int) -> Amounts:
    """Nil against nil where wrongs are counted, but for one that went down; satisfaction that rises a little."""
    if unit == "indeks":
        return Decimal(338 + month) / 100, Decimal(336 + month) / 100
    before = 1 if dice("before", code, month) < 30 and code != "1.2.2.1" else 0
    return Decimal(0), Decimal(before)


def _share(register: str, code: str, month: int) -> Amounts:
    if register in _INCOMING:
        whole = 0 if (code, month) in {("4.2.1.4", 1), ("7.6.2.1", 4)} else dice("incoming", code, month) * 6 // 100
        return Decimal(whole - (1 if whole > 2 else 0)), Decimal(whole)
    if code.startswith("5."):
        register = "staff_performance"
    whole = MEMBERS if "lhkpn" in register or code in {"1.2.3.2", "7.7.1.1"} else _WHOLES.get(register, 10)
    missing = max(0, whole * (30 - 6 * month) // 100 + dice("missing", code) % 3 - month // 4)
    return Decimal(whole - min(missing, whole)), Decimal(whole)
