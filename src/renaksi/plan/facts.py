"""The decree's facts as a person sees and types them in a form: one text per field. No Django here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words, parse_date_words
from renaksi.plan.rows import DecreeFacts

FACT_TITLES = {
    "number": "Nomor keputusan",
    "kind": "Jenis keputusan",
    "title": "Judul (TENTANG)",
    "work_unit": "Satuan kerja",
    "year": "Tahun rencana",
    "place": "Ditetapkan di",
    "date": "Tanggal penetapan",
    "signatory_title": "Jabatan penanda tangan",
    "signatory": "Penanda tangan",
    "amends": "Mengubah keputusan nomor",
    "legal_basis": "Mengingat (nama singkat)",
    "legal_basis_full": "Mengingat",
    "considerations": "Menimbang",
    "noted": "Memperhatikan",
    "dicta": "Diktum",
    "valid_until": "Berlaku sampai",
    "certifier_title": "Jabatan pengesah salinan",
    "certifier": "Pengesah salinan",
}
LIST_FACTS = frozenset(
    {"legal_basis", "legal_basis_full", "considerations", "noted", "dicta"}
)  # one point a line in the form
_EMPTY_AS_NONE = frozenset({"amends", "valid_until"})
NUMBER_LENGTH = 120  # of a decree's number
FIRST_YEAR, LAST_YEAR = 2010, 2099  # the first grand design of the reform; a slip of the keyboard beyond


def fact_text(facts: DecreeFacts, field: str) -> str:
    """The fact as a form shows it: a date in words ("14 Februari 2022"), lists one point a line, nothing as "".

    Refuses ``plan.field_unknown``.
    """
    value = getattr(facts, _known(field))
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, date):
        return date_words(value)
    return str(value or "")


def with_fact(facts: DecreeFacts, field: str, text: str) -> DecreeFacts:
    """The facts with one field as typed: dates in words or ISO, years as numbers, lists one point a line, "" = not there.

    Numbers lose their spaces; white space is folded. Refuses ``plan.field_unknown``, ``plan.date_unclear``,
    ``plan.year_unclear``, ``plan.number_too_long``, each with the field's name in ``field``.
    """
    return replace(facts, **{_known(field): _typed(field, text)})


def _known(field: str) -> str:
    if field not in FACT_TITLES:
        raise Refused("Bagian keputusan ini tidak dikenal.", code="plan.field_unknown", field=field)
    return field


def _typed(field: str, text: str) -> Any:
    if field in LIST_FACTS:
        return tuple(line for line in map(folded, text.splitlines()) if line)
    text = folded(text)
    if field == "date":
        return _day(text)
    if field == "year":
        return _year(text)
    if field in {"number", "amends"}:
        text = _number(text, field)
    return None if not text and field in _EMPTY_AS_NONE else text


def _number(text: str, field: str) -> str:
    number = text.replace(" ", "")
    if len(number) > NUMBER_LENGTH:
        raise Refused(
            f"Nomor keputusan paling panjang {NUMBER_LENGTH} huruf.", code="plan.number_too_long", field=field
        )
    return number


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        day = parse_date_words(text)
    if day is None:
        raise Refused("Tanggal tidak dikenal. Tulis seperti 14 Februari 2022.", code="plan.date_unclear", field="date")
    return day


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and is_likely_year(int(text))):
        raise Refused("Tahun tidak dikenal. Tulis empat angka, seperti 2022.", code="plan.year_unclear", field="year")
    return int(text)


def is_likely_year(year: int) -> bool:
    """Whether a plan of this year can be meant at all."""
    return FIRST_YEAR <= year <= LAST_YEAR


def folded(text: str) -> str:
    """Text as the database keeps it: white space (line breaks too) as single spaces, no control characters."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
