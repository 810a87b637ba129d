"""Decree numbers in the three forms the election offices have used, made for drafts and printed as the form writes them."""

from __future__ import annotations

import re
from enum import StrEnum

from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import ROMAN_MONTHS

_YEARLY = re.compile(r"^(\d+[A-Z]?)\s*TAHUN\s*(\d{4})$", re.IGNORECASE)
_MAKERS = {"provinsi": "Prov", "kabupaten": "Kab", "kota": "Kot"}


class NumberingForm(StrEnum):
    """How an office numbers its decrees, by the names an office's profile uses; each generation followed the one before it."""

    KPT = "kpt"  # until 2021: 29/HK.03.1-Kpt/9999/KPU-Kab/VI/2021
    CODED = "coded"  # 2021-2022: 2/HK.03.1/9999/2022
    PLAIN = "plain"  # from about 2022: 19 TAHUN 2023


def make_number(
    form: NumberingForm,
    *,
    serial: str,
    year: int,
    month: int = 1,
    classification: str = "",
    unit_code: str = "",
    maker: str = "",
) -> str:
    """A decree number in the kept form: ``2/HK.03.1/9999/2022``, ``19 TAHUN 2023``.

    ``serial`` is kept as given (it may carry a leading zero); ``month`` 1..12 serves the oldest form only. Refused where a part
    the form needs is missing (``decree.number_part``).
    """
    needed = {
        NumberingForm.KPT: {"klasifikasi": classification, "kode satuan kerja": unit_code, "pembuat": maker},
        NumberingForm.CODED: {"klasifikasi": classification, "kode satuan kerja": unit_code},
        NumberingForm.PLAIN: {},
    }[form]
    for name, part in ({"nomor urut": serial} | needed).items():
        if not part.strip():
            raise Refused(f"Nomor keputusan belum dapat disusun: {name} belum diisi.", code="decree.number_part")
    serial = serial.strip()
    if form is NumberingForm.KPT:
        return f"{serial}/{classification}-Kpt/{unit_code}/{maker}/{ROMAN_MONTHS[month - 1]}/{year}"
    if form is NumberingForm.CODED:
        return f"{serial}/{classification}/{unit_code}/{year}"
    return f"{serial} TAHUN {year}"


def maker_mark(work_unit: str, *, by_secretary: bool) -> str:
    """The maker's part of the oldest form: ``KPU-Kab``, ``KIP-Kot``, ``Sek-Kot``; the centre is plain ``KPU`` or ``Sek``."""
    body, _, rest = work_unit.partition(" ")
    kind = _MAKERS.get(rest.split(" ")[0].lower(), "Prov" if body == "KIP" and rest else "")
    first = "Sek" if by_secretary else body
    return f"{first}-{kind}" if kind else first


def printed_number(number: str) -> str:
    """The number as a decree prints it after NOMOR: ``19TAHUN2023`` gets its spaces back, the others stand as they are."""
    yearly = _YEARLY.match(number.strip())
    return f"{yearly[1]} TAHUN {yearly[2]}" if yearly else number.strip()
