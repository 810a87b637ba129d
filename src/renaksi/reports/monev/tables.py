"""The tables of the monitoring report. Numbers are numbers in a spreadsheet, shown as everywhere. Pure, no Django."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.wording import date_words, number_words
from renaksi.monitoring.figures import Tally
from renaksi.papers.room import LETTER, PADDING
from renaksi.papers.tree import Align, Cell, Column, Row, Table
from renaksi.reports.monev.columns import DETAILED, SHORT, Figure, percent_words
from renaksi.reports.monev.values import AreaPart, IndicatorLine, Monev, ProofLine

_TOTAL = "Jumlah"
_PERCENT = "Capaian"
_USES_SHOWN, _USE_LETTERS = 30, 200


def number_cell(number: int, *, bold: bool = False) -> Cell:
    """A count."""
    return Cell(number_words(number), bold=bold, align=Align.RIGHT, number=Decimal(number))


def percent_cell(tally: Tally, *, bold: bool = False) -> Cell:
    """The share carried out; words where it cannot be computed."""
    return Cell(percent_words(tally), bold=bold, align=Align.RIGHT, number=tally.percent)


def short_table(monev: Monev) -> Table:
    """Areas with what was scheduled, has begun, was and was not carried out; total below."""
    return _area_table(monev, SHORT, measure=165, size=8)


def figure_table(monev: Monev) -> Table:
    """Areas with every figure; total below."""
    return _area_table(monev, DETAILED, measure=300, size=7.5)


def _area_table(monev: Monev, figures: Sequence[Figure], *, measure: float, size: float) -> Table:
    counts = [Column(_width(figure.title, size), Align.RIGHT) for figure in figures]
    edges = Column(8, Align.CENTER), Column(20, Align.RIGHT)
    name = Column(measure - sum(each.width for each in (*counts, *edges)))
    columns = (edges[0], name, *counts, edges[1])
    return Table(columns, head=(_head("Area perubahan", figures),), body=tuple(_area_rows(monev, figures)), size=size)


def _width(title: str, size: float) -> float:
    """Room for a heading without parting its longest word."""
    return max(13.0, max(map(len, title.split())) * LETTER * size + PADDING + 0.6)


def month_table(monev: Monev) -> Table:
    """The period's months with the short figures of all areas together."""
    columns = (Column(45), *(Column(23, Align.RIGHT) for _ in SHORT), Column(23, Align.RIGHT))
    head = tuple(Cell(title, align=Align.CENTER) for title in ("Bulan", *(each.title for each in SHORT), _PERCENT))
    rows = [
        (Cell(MONTH_NAMES[month - 1]), *_numbers(tally, SHORT))
        for month, tally in zip(monev.period, monev.by_month, strict=True)
    ]
    total = (Cell(_TOTAL, bold=True), *_numbers(monev.total, SHORT, bold=True))
    return Table(columns, head=(head,), body=(*rows, total), size=8.5)


def _head(what: str, figures: Sequence[Figure]) -> Row:
    titles = ("No.", what, *(figure.title for figure in figures), _PERCENT)
    return tuple(Cell(title, align=Align.CENTER) for title in titles)


def _area_rows(monev: Monev, figures: Sequence[Figure]) -> Iterator[Row]:
    for area in monev.areas:
        yield Cell(str(area.number), number=Decimal(area.number)), Cell(area.name), *_numbers(area.tally, figures)
    yield Cell(_TOTAL, colspan=2, bold=True), *_numbers(monev.total, figures, bold=True)


def _numbers(tally: Tally, figures: Sequence[Figure], *, bold: bool = False) -> Row:
    return (*(number_cell(figure.of(tally), bold=bold) for figure in figures), percent_cell(tally, bold=bold))


def behind_table(monev: Monev) -> Table:
    """What did not go as the decree has it, by area, with reasons and who answers for it."""
    columns = (Column(8, Align.CENTER), Column(50), Column(20), Column(25), Column(41), Column(21))
    head = _titles("No.", "Indikator", "Bulan", "Keadaan", "Alasan", "Penanggung jawab")
    return Table(columns, head=(head,), body=tuple(_behind_rows(monev)), size=8)


def _behind_rows(monev: Monev) -> Iterator[Row]:
    number = 0
    for area, run in groupby(monev.behind, lambda each: each.area):
        yield (Cell(area, colspan=6, bold=True, align=Align.LEFT),)
        for each in run:
            number += 1
            words = (each.indicator, each.entry.when, each.entry.said, each.why or "-", each.people or "-")
            yield Cell(str(number), number=Decimal(number)), *(Cell(text) for text in words)


def area_table(area: AreaPart) -> Table:
    """An area's indicators with what is said of each in the period, under their activities."""
    columns = (
        Column(9, Align.CENTER),
        Column(58),
        Column(80),
        Column(32),
        Column(75),
        Column(14, Align.CENTER),
        Column(32),
    )
    head = _titles(
        "No.", "Sub kegiatan", "Indikator keberhasilan", "Dijadwalkan", "Pelaksanaan", "Bukti", "Penanggung jawab"
    )
    return Table(columns, head=(head,), body=tuple(_detail_rows(area.lines)), size=8)


def _detail_rows(lines: Sequence[IndicatorLine]) -> Iterator[Row]:
    number = 0
    for activity, of_activity in groupby(lines, lambda line: line.activity):
        yield (Cell(f"Kegiatan {activity}" if activity else "Tanpa kegiatan", colspan=7, bold=True, align=Align.LEFT),)
        for sub_activity, run in groupby(of_activity, lambda line: line.sub_activity):
            group = list(run)
            for at, line in enumerate(group):
                number += 1
                first = (Cell(sub_activity or "-", rowspan=len(group)),) if at == 0 else ()
                yield Cell(str(number), number=Decimal(number)), *first, *_detail_cells(line)


def _detail_cells(line: IndicatorLine) -> Row:
    said = "\n".join(f"{entry.when}: {entry.said}" for entry in line.entries)
    proofs = Cell(number_words(line.proofs), number=Decimal(line.proofs))
    return Cell(line.text), Cell(line.scheduled), Cell(said), proofs, Cell(line.people or "-")


def removed_table(monev: Monev) -> Table:
    """Rows an amending decree removed, with what had been done for them in the period."""
    columns = (Column(9, Align.CENTER), Column(70), Column(95), Column(56), Column(70))
    head = _titles("No.", "Area dan kegiatan", "Indikator keberhasilan", "Dihapus oleh", "Yang sudah dikerjakan")
    body = tuple(
        (
            Cell(str(number), number=Decimal(number)),
            Cell(row.place),
            Cell(row.indicator),
            Cell(f"Keputusan Nomor {row.decree}" if row.decree else "Keputusan perubahan"),
            Cell("\n".join(row.done)),
        )
        for number, row in enumerate(monev.removed, 1)
    )
    return Table(columns, head=(head,), body=body, size=8)


def proof_table(monev: Monev) -> Table:
    """Every piece of evidence of the period with its dates, hash and the cells it is used for."""
    columns = (
        Column(9, Align.CENTER), Column(50), Column(26), Column(26), Column(30), Column(44), Column(42), Column(73),
    )  # fmt: skip
    head = _titles(
        "No.", "Judul", "Jenis", "Tanggal dokumen", "Membuktikan", "Nama berkas atau tautan", "SHA-256", "Dipakai untuk"
    )
    return Table(columns, head=(head,), body=tuple(_proof_row(proof) for proof in monev.proofs), size=7.5)


def _proof_row(proof: ProofLine) -> Row:
    return (
        Cell(str(proof.number), number=Decimal(proof.number)),
        Cell(proof.title),
        Cell(proof.kind),
        Cell(date_words(proof.document_on) if proof.document_on else "-"),
        Cell(proof.proves),
        Cell(proof.name),
        Cell(proof.sha256 or "-"),
        Cell(_uses(proof)),
    )


def _uses(proof: ProofLine) -> str:
    """The cells it is used for, one a line; of very many the first: a cell of a spreadsheet holds no more."""
    shown = [
        use.label if len(use.label) <= _USE_LETTERS else f"{use.label[:_USE_LETTERS]}…"
        for use in proof.uses[:_USES_SHOWN]
    ]
    rest = len(proof.uses) - len(shown)
    return "\n".join([*shown, *([f"dan {rest} lainnya"] if rest else [])])


def _titles(*titles: str) -> Row:
    return tuple(Cell(title, align=Align.CENTER) for title in titles)
