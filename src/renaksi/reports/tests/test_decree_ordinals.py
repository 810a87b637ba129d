"""The names of dicta."""

from __future__ import annotations

from renaksi.reports.decree.ordinals import dictum_name


def test_dicta_have_names_beyond_the_tenth() -> None:
    assert [dictum_name(place) for place in (1, 10, 11, 12, 19, 20, 21)] == [
        "KESATU",
        "KESEPULUH",
        "KESEBELAS",
        "KEDUA BELAS",
        "KESEMBILAN BELAS",
        "KEDUA PULUH",
        "KEDUA PULUH SATU",
    ]
