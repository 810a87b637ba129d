"""Decree numbers of three generations."""

from __future__ import annotations

import pytest

from renaksi.kernel.refusal import Refused
from renaksi.plan.numbering import NumberingForm, make_number, maker_mark, printed_number


def test_each_generation_has_its_form() -> None:
    parts = {
        "serial": "07",
        "classification": "HK.03.1",
        "unit_code": "9999",
        "maker": "KPU-Kot",
        "year": 2021,
        "month": 6,
    }
    assert make_number(NumberingForm.KPT, **parts) == "07/HK.03.1-Kpt/9999/KPU-Kot/VI/2021"
    assert make_number(NumberingForm.CODED, **parts) == "07/HK.03.1/9999/2021"
    assert make_number(NumberingForm.PLAIN, serial="19", year=2023) == "19 TAHUN 2023"


def test_a_missing_part_is_named() -> None:
    with pytest.raises(Refused, match="kode satuan kerja") as refused:
        make_number(NumberingForm.CODED, serial="1", year=2022, classification="HK.03.1")
    assert refused.value.code == "decree.number_part"


@pytest.mark.parametrize(
    ("unit", "by_secretary", "mark"),
    [
        ("KPU Kota Contoh", False, "KPU-Kot"),
        ("KPU Kabupaten Contoh", False, "KPU-Kab"),
        ("KPU Provinsi Contoh", False, "KPU-Prov"),
        ("KIP Aceh", False, "KIP-Prov"),
        ("KIP Kota Contoh", True, "Sek-Kot"),
        ("KPU", False, "KPU"),
    ],
)
def test_maker_mark_follows_the_kind_of_office(unit: str, by_secretary: bool, mark: str) -> None:
    assert maker_mark(unit, by_secretary=by_secretary) == mark


def test_only_the_yearly_form_gets_its_spaces_back() -> None:
    assert printed_number("19TAHUN2023") == "19 TAHUN 2023"
    assert printed_number("2/HK.03.1/9999/2024") == "2/HK.03.1/9999/2024"
    assert printed_number("") == ""
