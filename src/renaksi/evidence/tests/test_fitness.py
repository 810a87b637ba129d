"""What is pointed out where evidence is used."""

from __future__ import annotations

from datetime import date

import pytest

from renaksi.evidence.fitness import covers, period_words, warnings_of
from renaksi.evidence.models import Evidence
from renaksi.evidence.tests.factories import EvidenceFactory, WithdrawnFactory


def piece(begin: date = date(2026, 1, 1), end: date = date(2026, 3, 31), **more: object) -> Evidence:
    return EvidenceFactory.build(office=None, proves_from=begin, proves_until=end, **more)


def test_month_it_proves_is_not_pointed_out_and_another_is() -> None:
    assert warnings_of(piece(), date(2026, 3, 1)) == []
    assert warnings_of(piece(), date(2026, 4, 1)) == [
        "Bukti ini membuktikan Januari s.d. Maret 2026, bukan April 2026."
    ]


def test_one_day_proves_its_month() -> None:
    day = date(2026, 3, 31)
    assert covers(piece(day, day), date(2026, 3, 1))
    assert not covers(piece(day, day), date(2026, 4, 1))
    assert not covers(piece(day, day), date(2025, 3, 1))


def test_other_years_taken_back_and_late_dates_are_pointed_out() -> None:
    assert warnings_of(piece(), date(2026, 2, 1), {2024, 2025, 2026}) == [
        "Bukti ini juga dipakai untuk tahun 2024 dan 2025."
    ]
    assert warnings_of(WithdrawnFactory.build(office=None), date(2026, 2, 1)) == [
        "Bukti ini sudah ditarik. Alasan: Berkas keliru."
    ]
    assert warnings_of(piece(document_on=date(2026, 5, 1)), date(2026, 3, 1)) == []  # a report comes after its quarter
    late = warnings_of(piece(document_on=date(2026, 5, 2)), date(2026, 3, 1))
    assert late == ["Dokumen ini bertanggal 2 Mei 2026, lama sesudah masa yang dibuktikannya berakhir (31 Maret 2026)."]


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), "Maret 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "Januari s.d. Maret 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "tahun 2026"),
        (date(2025, 12, 1), date(2026, 2, 28), "Desember 2025 s.d. Februari 2026"),
        (date(2026, 3, 12), date(2026, 3, 12), "12 Maret 2026"),
        (date(2026, 3, 3), date(2026, 3, 5), "3 s.d. 5 Maret 2026"),
        (date(2026, 3, 30), date(2026, 4, 2), "30 Maret 2026 s.d. 2 April 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
    ],
)
def test_period_is_told_in_the_shortest_words(begin: date, end: date, words: str) -> None:
    assert period_words(begin, end) == words
