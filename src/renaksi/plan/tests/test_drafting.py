"""A decree's standard words: what is drafted, for whom, from which year's regulations; and nothing over what is there."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import pytest

from renaksi.plan.drafting import drafted_facts
from renaksi.plan.legal_basis import Regulation, in_rank, legal_basis
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts

OFFICE = OfficeLetterhead("KPU Kota Contoh", place="Contoh", chair="RAHMAT TELADAN", secretary="DEWI TELADANI")
NAMES_OF_2021 = (
    "Undang-Undang Nomor 7 Tahun 2017",
    "Peraturan Presiden Nomor 81 Tahun 2010",
    "Peraturan Komisi Pemilihan Umum Nomor 8 Tahun 2019",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 25 Tahun 2020",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 26 Tahun 2020",
    "Peraturan Komisi Pemilihan Umum Nomor 14 Tahun 2020",
    "Keputusan Komisi Pemilihan Umum Nomor 612/ORT.04-Kpt/05/KPU/XII/2020",
    "Keputusan Komisi Pemilihan Umum Nomor 314/ORT.07-Kpt/01/KPU/V/2021",
)


def said(facts: DecreeFacts) -> str:
    return " ".join((facts.title, *facts.considerations, *facts.dicta))


def test_standard_words_make_a_whole_decree_but_no_number_and_no_date() -> None:
    drafted = drafted_facts(DecreeFacts(), office=OFFICE, year=2024)
    assert (
        drafted.title == "Rencana Aksi Reformasi Birokrasi di Lingkungan Komisi Pemilihan Umum Kota Contoh Tahun 2024"
    )
    assert (drafted.kind, drafted.work_unit, drafted.year) == ("Keputusan KPU Kota", "KPU Kota Contoh", 2024)
    assert (drafted.signatory_title, drafted.signatory) == ("Ketua KPU Kota Contoh", "RAHMAT TELADAN")
    assert (drafted.place, drafted.valid_until) == ("Contoh", "2024-12")
    assert (drafted.number, drafted.date, drafted.amends, drafted.certifier) == ("", None, None, "")
    assert len(drafted.considerations) == len(drafted.dicta) == 3
    assert "314/ORT.07-Kpt/01/KPU/V/2021 menugaskan setiap satuan kerja" in drafted.considerations[1]
    assert drafted.considerations[2].startswith(
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b,"
    )
    assert drafted.considerations[2].endswith(
        f"perlu menetapkan Keputusan Komisi Pemilihan Umum Kota Contoh tentang {drafted.title};"
    )
    assert drafted.dicta[2].endswith("sampai dengan bulan Desember 2024.")


def test_a_decree_of_the_secretary_is_made_and_signed_by_the_secretary() -> None:
    drafted = drafted_facts(DecreeFacts(), office=OFFICE, year=2024, by_secretary=True)
    assert drafted.kind == "Keputusan Sekretaris"
    assert (drafted.signatory_title, drafted.signatory) == ("Sekretaris KPU Kota Contoh", "DEWI TELADANI")
    assert "menetapkan Keputusan Sekretaris Komisi Pemilihan Umum Kota Contoh tentang" in drafted.considerations[2]
    known = drafted_facts(DecreeFacts(kind="Keputusan Sekretaris"), office=OFFICE, year=2024)
    assert known == drafted


@pytest.mark.parametrize(
    ("name", "kind", "spelled"),
    [
        ("KIP Aceh", "Keputusan KIP", "Komisi Independen Pemilihan Aceh"),
        ("KIP Kabupaten Contoh Jaya", "Keputusan KIP Kabupaten", "Komisi Independen Pemilihan Kabupaten Contoh Jaya"),
        ("KPU Provinsi Contoh", "Keputusan KPU Provinsi", "Komisi Pemilihan Umum Provinsi Contoh"),
        ("KPU Republik Indonesia", "Keputusan KPU", "Komisi Pemilihan Umum Republik Indonesia"),
    ],
)
def test_every_office_is_named_as_it_is_called(name: str, kind: str, spelled: str) -> None:
    drafted = drafted_facts(DecreeFacts(), office=OfficeLetterhead(name, chair="X"), year=2024)
    assert drafted.kind == kind
    assert drafted.signatory_title == f"Ketua {name}"
    assert f"di lingkungan {spelled} terlaksana" in drafted.considerations[0]
    assert f"menetapkan Keputusan {spelled} tentang" in drafted.considerations[2]
    own_words = said(drafted).replace("Keputusan Komisi Pemilihan Umum Nomor 314", "")
    assert ("Komisi Pemilihan Umum" in own_words) == name.startswith("KPU")


FULL = DecreeFacts(
    number="2/HK.03.1/9999/2024",
    kind="Keputusan Ketua",
    title="Judul sendiri",
    work_unit="KPU Kota Lain",
    year=2023,
    place="Lain",
    date=date(2024, 1, 2),
    signatory_title="Plt. Ketua KPU Kota Lain",
    signatory="NAMA LAIN",
    legal_basis=("Dasar sendiri",),
    legal_basis_full=("Dasar sendiri tentang hal;",),
    considerations=("bahwa sendiri;",),
    noted=("catatan;",),
    dicta=("Menetapkan sendiri.",),
    valid_until="2023",
)


def test_what_is_there_stays_untouched() -> None:
    assert drafted_facts(FULL, office=OFFICE, year=2025) == FULL
    bare = drafted_facts(DecreeFacts(), office=OFFICE, year=2025)
    for each in fields(DecreeFacts):
        given = getattr(FULL, each.name)
        if given and each.name not in ("number", "date", "noted"):
            kept = drafted_facts(DecreeFacts(**{each.name: given}), office=OFFICE, year=2025)
            assert getattr(kept, each.name) == given != getattr(bare, each.name), each.name


def test_a_decree_that_states_its_own_basis_gets_none_beside_it() -> None:
    short = drafted_facts(DecreeFacts(legal_basis=("Dasar sendiri",)), office=OFFICE, year=2024)
    assert (short.legal_basis, short.legal_basis_full) == (("Dasar sendiri",), ())
    whole = drafted_facts(DecreeFacts(legal_basis_full=("Dasar sendiri;",)), office=OFFICE, year=2024)
    assert (whole.legal_basis, whole.legal_basis_full) == ((), ("Dasar sendiri;",))


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2026])
def test_the_legal_basis_of_a_year_stands_in_the_order_of_the_hierarchy(year: int) -> None:
    drafted = drafted_facts(DecreeFacts(), office=OFFICE, year=year)
    assert drafted.legal_basis == NAMES_OF_2021
    for name, whole in zip(drafted.legal_basis, drafted.legal_basis_full, strict=True):
        assert whole.startswith(f"{name} tentang ")
        assert whole.endswith(";")


def test_an_earlier_year_rests_on_nothing_that_came_later() -> None:
    for year in (2005, 2012, 2018, 2020):
        for one in legal_basis(year):
            assert int(re.findall(r"\d{4}", one.name)[-1]) <= year
    drafted = drafted_facts(DecreeFacts(), office=OFFICE, year=2020)
    assert drafted.legal_basis == NAMES_OF_2021[:3]
    assert "314/ORT.07" not in said(drafted)
    assert len(drafted.considerations) == 2
    assert "dimaksud dalam huruf a, perlu menetapkan" in drafted.considerations[1]
    assert legal_basis(2005) == drafted_facts(DecreeFacts(), office=OFFICE, year=2005).legal_basis == ()


def test_higher_kinds_stand_before_lower_and_older_before_younger() -> None:
    names = (
        "Undang-Undang Nomor 9 Tahun 2001",
        "Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2022",
        "Peraturan Pemerintah Nomor 1 Tahun 2000",
        "Peraturan Presiden Nomor 2 Tahun 1999",
        "Peraturan Menteri Contoh Nomor 3 Tahun 1998",
        "Peraturan Komisi Pemilihan Umum Nomor 1 Tahun 2018",
        "Keputusan Komisi Pemilihan Umum Nomor 8/HK.03/01/1997",
        "Keputusan Komisi Pemilihan Umum Nomor 5 Tahun 2023",
    )
    given = [Regulation(name, "tentang Contoh") for name in names]
    assert [one.name for one in in_rank(reversed(given))] == list(names)


def test_a_regulation_holds_from_its_first_to_its_last_year() -> None:
    bounded = Regulation("Peraturan Contoh Nomor 1 Tahun 2020", "tentang Contoh", 2021, 2023)
    assert [year for year in range(2018, 2027) if bounded.holds_in(year)] == [2021, 2022, 2023]
    assert Regulation("Peraturan Contoh", "tentang Contoh").holds_in(1999)
