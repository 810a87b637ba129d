"""The figures a monitoring report gives, each by what it counts: one list for tables, sentences, links and spreadsheets. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.kernel.quantity import NOT_COUNTABLE, plain
from renaksi.monitoring.figures import Tally
from renaksi.monitoring.status import REALISED, Standing


@dataclass(frozen=True, slots=True)
class Figure:
    """``key`` is its name in addresses; ``standings`` what it counts, empty for work nothing scheduled; ``about`` explains it."""

    key: str
    title: str
    about: str
    standings: frozenset[Standing]

    def of(self, tally: Tally) -> int:
        """The figure of a tally."""
        return tally.of(*self.standings) if self.standings else tally.extra


_ALL = frozenset(Standing)
_BEGUN = _ALL - {Standing.PLANNED}


def _one(standing: Standing, title: str, about: str) -> Figure:
    return Figure(standing.value, title, about, frozenset({standing}))


SCHEDULED = Figure("scheduled", "Dijadwalkan", "Centang bulan dalam keputusan.", _ALL)
BEGUN = Figure("begun", "Sudah waktunya", "Dijadwalkan pada bulan yang sudah tiba, bulan ini termasuk.", _BEGUN)
NOT_REALISED = Figure(
    "not_realised",
    "Belum atau tidak terlaksana",
    "Sudah waktunya tetapi belum atau tidak terlaksana.",
    _BEGUN - REALISED,
)
CARRIED_OUT = Figure("realised", "Terlaksana", "Dilaksanakan, dengan atau tanpa bukti.", REALISED)
EXTRA = Figure("extra", "Di luar jadwal", "Pekerjaan yang tidak dijadwalkan keputusan.", frozenset())

DETAILED = (
    SCHEDULED,
    BEGUN,
    CARRIED_OUT,
    _one(Standing.VERIFIED, "Terverifikasi", "Terlaksana dan sudah diperiksa."),
    _one(Standing.DONE, "Dengan bukti", "Terlaksana dengan bukti, belum diperiksa."),
    _one(Standing.UNPROVEN, "Tanpa bukti", "Terlaksana, buktinya belum ada."),
    _one(Standing.THIS_MONTH, "Bulan ini", "Dijadwalkan bulan ini dan belum dicatat."),
    _one(Standing.LATE, "Terlambat", "Bulannya sudah lewat dan belum dicatat."),
    _one(Standing.MISSED, "Tidak terlaksana", "Dicatat tidak terlaksana dengan alasan."),
    _one(Standing.POSTPONED, "Ditunda", "Ditunda ke bulan yang belum lewat."),
    _one(Standing.RETURNED, "Dikembalikan", "Dikembalikan pemeriksa untuk diperbaiki."),
    EXTRA,
)
"""The columns of the full table: the third is the sum of the three after it, the second that of the third and the five after."""

SHORT = (SCHEDULED, BEGUN, CARRIED_OUT, NOT_REALISED)
"""The columns of the short table."""

AHEAD = _one(Standing.PLANNED, "Belum waktunya", "Dijadwalkan pada bulan yang belum tiba.")
BY_KEY = {figure.key: figure for figure in (*DETAILED, NOT_REALISED, AHEAD)}

FORMULA = (
    "Capaian adalah jumlah yang terlaksana dibagi jumlah yang sudah waktunya, bulan berjalan termasuk, dikali 100 %."
)


def percent_words(tally: Tally) -> str:
    """``66,67 %``, or that it cannot be computed where nothing has begun."""
    return NOT_COUNTABLE if tally.percent is None else f"{plain(tally.percent)} %"
