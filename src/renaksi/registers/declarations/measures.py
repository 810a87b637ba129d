"""What the book measures: which part of the persons obliged on the month's last day has signed or filed by then."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import MOST_ENTRIES
from renaksi.measures.declare import Asked, Count, Measure, Part, Span
from renaksi.registers.declarations.models import FILINGS, DeclarationKind
from renaksi.registers.declarations.obliged import Tally, tally_of


def _share(kind: DeclarationKind) -> Callable[[Asked], Count]:
    def counted(asked: Asked) -> Count:
        tally = tally_of(asked.office, kind, asked.year, asked.ends_on)
        if not tally.has_book:
            return Count(Decimal(0), Decimal(0))  # a book not begun tells nothing, however many persons there are
        entries = tuple(row.pk for row in (*tally.rows, *tally.excused))[:MOST_ENTRIES]
        return Count(Decimal(len(tally.fulfilled)), Decimal(tally.whole), tuple(_parts(kind, tally)), entries)

    return counted


def _parts(kind: DeclarationKind, tally: Tally) -> list[Part]:
    done, in_time = len(tally.fulfilled), tally.in_time
    figures = [("Tepat waktu", in_time), ("Terlambat", done - in_time)] if kind in FILINGS else []
    return [Part(title, Decimal(amount)) for title, amount in (*figures, ("Dikecualikan", len(tally.excused)))]


def _measure(what: str, kind: DeclarationKind, title: str, formula: str) -> Measure:
    key = f"declarations.{what}"
    return Measure(key, title, Kind.SHARE, "%", Span.AT_END, formula, _share(kind), is_public=True)


MEASURES = (
    _measure(
        "integrity_pact_share", DeclarationKind.INTEGRITY_PACT, "Pakta integritas ditandatangani",
        "Anggota dan pegawai yang sudah menandatangani pakta integritas tahun berjalan, dari semua yang wajib",
    ),
    _measure(
        "anti_gratification_share", DeclarationKind.ANTI_GRATIFICATION, "Komitmen anti gratifikasi ditandatangani",
        "Anggota dan pegawai yang sudah menandatangani komitmen anti gratifikasi tahun berjalan, dari semua yang wajib",
    ),
    _measure(
        "lhkpn_share", DeclarationKind.LHKPN, "LHKPN disampaikan",
        "Wajib lapor yang sudah menyampaikan LHKPN tahun berjalan, dari semua wajib lapor",
    ),
    _measure(
        "lhkasn_share", DeclarationKind.LHKASN, "LHKASN disampaikan",
        "Wajib lapor yang sudah menyampaikan LHKASN tahun berjalan, dari semua wajib lapor",
    ),
)  # fmt: skip
