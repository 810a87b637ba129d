"""Whose decree it is and of which year: questions the pure reader cannot ask, because it knows no offices."""

from __future__ import annotations

from rapidfuzz import fuzz

from renaksi.intake.models import Draft
from renaksi.intake.reading import Reading
from renaksi.kernel.problem import Problem
from renaksi.kernel.wording import fold
from renaksi.offices.domain.codes import office_of_number, unit_code_of
from renaksi.offices.models import Office
from renaksi.plan.facts import FACT_TITLES
from renaksi.plan.rows import DecreeFacts

_WANTED = ("number", "title", "work_unit", "year", "place", "date", "signatory")
_LIKE = 92  # of 100: a letter misread by a scan, not another place
_KINDS = {"kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota", "prov": "provinsi", "provinsi": "provinsi"}
_BODY = {"kpu", "kip", "komisi", "pemilihan", "independen", "umum", "sekretariat"}


def doubts_of_identity(draft: Draft, reading: Reading) -> list[Problem]:
    """Doubts about office, year and missing facts; none the reading has told already."""
    told = {problem.field for problem in reading.problems if problem.row is None}
    problems = [*_other_office(draft.office, reading.decree), *_other_year(draft, reading.decree)]
    problems += [_missing(field) for field in _WANTED if not getattr(reading.decree, field) and field not in told]
    return problems


def missing_facts(facts: DecreeFacts, *fields: str) -> list[Problem]:
    """A doubt for each of the fields that is empty."""
    return [_missing(field) for field in fields if not getattr(facts, field)]


def _missing(field: str) -> Problem:
    return Problem(
        "intake.fact_missing",
        f"{FACT_TITLES[field]} belum ada. Isi menurut keputusan, atau terima bila memang tidak ada.",
        field=field,
    )


def _other_office(office: Office, facts: DecreeFacts) -> list[Problem]:
    """The number's code speaks first; where it names this office or none, the name is asked."""
    year = facts.year or (facts.date.year if facts.date else None)
    named = office_of_number(facts.number, year)
    code = unit_code_of(facts.number)
    if named is not None and named.pk != office.pk:
        return [_doubt(f"Nomor keputusan ini memuat kode {code} milik {named}, bukan {office}.", "number")]
    if code and named is None:
        return [_doubt(f"Kode satuan kerja {code} dalam nomor keputusan tidak dikenal.", "number")]
    if facts.work_unit and not is_same_office(facts.work_unit, office.name):
        return [_doubt(f"Keputusan ini menyebut {facts.work_unit}, bukan {office}.", "work_unit")]
    return []


def _doubt(sentence: str, field: str) -> Problem:
    return Problem("intake.other_office", f"{sentence} Pastikan berkas ini milik satuan kerja Anda.", field=field)


def is_same_office(one: str, other: str) -> bool:
    """Whether two names mean one office: "KIP Provinsi Aceh" and "KIP Aceh" do, a city and a regency of one name do not."""
    (kind, name), (other_kind, other_name) = _parted(one), _parted(other)
    return kind == other_kind and fuzz.ratio(name, other_name) >= _LIKE


def _parted(name: str) -> tuple[str, str]:
    words = [word for word in fold(name).split() if word not in _BODY]
    kind = next((_KINDS[word] for word in words if word in _KINDS), "provinsi")
    return kind, " ".join(word for word in words if word not in _KINDS)


def _other_year(draft: Draft, facts: DecreeFacts) -> list[Problem]:
    if draft.year is None or facts.year in (None, draft.year):
        return []
    return [
        Problem(
            "intake.year_differs",
            f"Keputusan ini untuk Tahun {facts.year}, sedangkan Anda memilih Tahun {draft.year}. "
            "Betulkan salah satunya sebelum menerapkan.",
            field="year",
        )
    ]
