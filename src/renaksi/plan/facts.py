"""The decree's facts as a person sees and types them in a form: one text per field. No Django here."""

from __future__ import annotations

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
    "dicta": "Diktum",
    "valid_until": "Berlaku sampai",
    "certifier_title": "Jabatan pengesah salinan",
    "certifier": "Pengesah salinan",
}
LIST_FACTS = frozenset({"legal_basis", "legal_basis_full", "considerations", "dicta"})  # one point a line in the form


def fact_text(facts: DecreeFacts, field: str) -> str:
    """The fact as a form shows it: a date in words ("14 Februari 2022"), lists one point a line, nothing as ""."""
    raise NotImplementedError


def with_fact(facts: DecreeFacts, field: str, text: str) -> DecreeFacts:
    """The facts with one field as typed: dates in words or ISO, years as numbers, lists one point a line, "" = not there.

    Numbers lose their spaces; white space is folded. Refuses ``plan.field_unknown``, ``plan.date_unclear``,
    ``plan.year_unclear``, each with the field's name in ``field``.
    """
    raise NotImplementedError
