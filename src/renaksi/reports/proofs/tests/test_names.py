"""Names that every system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renaksi.reports.proofs.names import ACTIVITY, AREA, FILE, INDICATOR, Folder, safe_file_name, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("01 Manajemen Perubahan", "01 Manajemen Perubahan"),
        ("2 Peraturan/Deregulasi: a, b?", "2 Peraturan Deregulasi a, b"),
        ("  titik di akhir...  ", "titik di akhir"),
        ("CON", "_CON"),
        ("../../etc", "etc"),
        ("\u202ebalik\0arah", "balikarah"),
        ("***", "tanpa nama"),
    ],
)
def test_a_folder_is_named_so_that_windows_takes_it(text: str, name: str):
    assert safe_name(text, 40) == name


def test_a_long_name_is_cut_after_a_word():
    assert safe_name("1 Pembangunan komitmen bersama seluruh jajaran", 32) == "1 Pembangunan komitmen bersama"
    assert safe_name("1 Pembangunan Zona Integritas di satuan kerja", 40) == "1 Pembangunan Zona Integritas"
    assert safe_name("2 Aplikasi Dokumentasi Hukum (JDIH Sekretariat)", 40) == "2 Aplikasi Dokumentasi Hukum"
    assert safe_file_name("Notula_rapat_pembahasan_rencana.pdf", 30) == "Notula_rapat_pembahasan.pdf"
    assert len(safe_name("a" * 90, 32)) == 32


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("laporan triwulan.PDF", "laporan triwulan.PDF"),
        ("nul.txt", "_nul.txt"),
        (".pdf", "berkas.pdf"),
        ("a/b\\c.docx", "a b c.docx"),
        (f"{'panjang ' * 20}.jpeg", "panjang panjang panjang panjang panjang.jpeg"),
    ],
)
def test_a_file_keeps_its_ending(text: str, name: str):
    assert safe_file_name(text, 45) == name


def test_names_alike_in_one_folder_are_numbered_before_their_ending():
    folder = Folder()
    assert [folder.name(name, FILE) for name in ("a.pdf", "A.PDF", "a.pdf", "b")] == [
        "a.pdf",
        "A (2).PDF",
        "a (3).pdf",
        "b",
    ]
    long = "x" * (FILE - 4) + ".pdf"
    assert folder.name(long, FILE) == long
    assert folder.name(long, FILE) == "x" * (FILE - 8) + " (2).pdf"


@given(st.text(), st.sampled_from([AREA, ACTIVITY, INDICATOR, FILE]))
def test_any_text_becomes_a_name(text: str, longest: int):
    for name in (safe_name(text, longest), safe_file_name(text, longest)):
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= longest + 1  # one more for a device's name
        assert not set(name) & set('<>:"/\\|?*\0\n')
        assert name == name.strip(" ")
        assert not name.endswith(".")
        assert name not in {".", ".."}


def test_the_longest_path_leaves_windows_room():
    assert AREA + ACTIVITY + INDICATOR + len("2026-03") + FILE + len("////") + len(".txt") <= 200
