"""Place, date and name in the forms in which offices close a decree and a scan gives them back."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.intake.tests.test_read_header import CLOSING, reading

NAME = "RAHMAT TELADAN"


@pytest.mark.parametrize(
    "printed",
    [
        "Ditetapkan di Contoh\npada tanggal 15 Juni 2021",
        "DITETAPKAN DI : CONTOH\nPADA TANGGAL : 15 JUNI 2021",
        "Ditetapkan di : Contoh\nTanggal : 15-06-2021",
        "Ditetapkan di Contoh, 15 Juni 2021",
        "Ditetapkan di\n: Contoh\npada tanggal\n: 15 Juni 2021",
        "Ditetapkan di Contoh, pada tanggal 15 Juni 2021",
    ],
)
def test_place_and_date_are_read(printed: str) -> None:
    closing = CLOSING.replace("Ditetapkan di Contoh\npada tanggal 15 Juni 2021", printed)
    decree = reading(closing=closing).decree
    assert (decree.place, decree.date, decree.signatory) == ("Contoh", date(2021, 6, 15), NAME)


@pytest.mark.parametrize(
    "mark", ["ttd", "Ttd.", "(ttd)", "TTD/CAP", "Dto.", "t t d", "", "ttd.\n\n![stempel](a.png)", "ttd dan cap"]
)
def test_name_is_found_whatever_marks_the_signature(mark: str) -> None:
    assert reading(closing=CLOSING.replace("ttd", mark)).decree.signatory == NAME


@pytest.mark.parametrize(
    "name",
    [
        "SITI PERCONTOHAN, S.H., M.H.",
        "Drs. H. BAMBANG PERMISALAN, M.Si.",
        "Hj. LINA PERCONTOHAN",
        "I GEDE KOTA PERMISALAN",
        "JOKO",
    ],
)
@pytest.mark.parametrize("mark", ["ttd.\n\n", "ttd. ", "\n"])
def test_names_with_titles_or_odd_words_are_names(name: str, mark: str) -> None:
    closing = CLOSING.replace("ttd\n\nRAHMAT TELADAN", f"{mark}{name}")
    assert reading(closing=closing).decree.signatory == name


def test_who_certifies_is_never_who_signed_though_the_signature_is_lost() -> None:
    closing = CLOSING.replace("ttd\n\nRAHMAT TELADAN\n\n", "")
    assert reading(closing=closing).decree.signatory == ""


@pytest.mark.parametrize(
    ("office", "unit"),
    [
        ("KOMISI PEMILIHAN UMUM DAERAH ISTIMEWA CONTOH", "KPU Daerah Istimewa Contoh"),
        ("KOMISI PEMILIHAN UMUM REPUBLIK INDONESIA", "KPU RI"),
        ("KOMISI INDEPENDEN PEMILIHAN CONTOH", "KIP Contoh"),
        ("KOMISI PEMILIHAN UMUM PROVINSI CONTOH BARAT DAYA", "KPU Provinsi Contoh Barat Daya"),
    ],
)
def test_office_without_a_town_is_named(office: str, unit: str) -> None:
    assert reading(head=f"KEPUTUSAN {office}").decree.work_unit == unit
