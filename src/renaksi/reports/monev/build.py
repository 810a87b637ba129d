"""Builds the monitoring report as a Paper in the legal form of official reports: body, signature, landscape annexes. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from renaksi.charts import PAPER, size_of, svg
from renaksi.kernel.period import Period
from renaksi.kernel.wording import date_words
from renaksi.papers.tree import (
    Align,
    Block,
    Clause,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Picture,
    Point,
    Section,
    Signature,
)
from renaksi.plan.letterhead import in_two_lines
from renaksi.reports.monev.columns import FORMULA
from renaksi.reports.monev.pictures import AREAS_ALT, CHARTS, HEAT_ALT, MONTHS_ALT, areas_told
from renaksi.reports.monev.summary import introduction, plain_text, proofs_words, share_words, summary
from renaksi.reports.monev.tables import (
    area_table,
    behind_table,
    figure_table,
    month_table,
    proof_table,
    removed_table,
    short_table,
)
from renaksi.reports.monev.values import Monev, Note

_ANNEX_MARGINS = (20.0, 15.0, 15.0, 15.0)
_BODY_WIDTH, _ANNEX_WIDTH = 165, 185  # mm of a picture as wide as they come
_HASHES = (
    " Daftarnya beserta sidik SHA-256 setiap berkas tercantum dalam Lampiran III; berkas yang isinya berubah sidiknya tidak lagi "
    "sama."
)
_TITLE = "LAPORAN MONITORING DAN EVALUASI\nRENCANA AKSI REFORMASI BIROKRASI"


def report_title(period: Period) -> str:
    """What the report of a period is called."""
    return f"Laporan Monitoring dan Evaluasi Rencana Aksi Reformasi Birokrasi {period.words}"


def build_monev(monev: Monev) -> Paper:
    """The report: sections "Laporan" (upright) and three landscape annexes: "Capaian", "Rincian", "Bukti"."""
    return Paper(
        title=report_title(monev.period),
        author=monev.office.full,
        dated=monev.day,
        sections=(
            Section("Laporan", tuple(_body(monev)), size=11),
            _annex("Capaian", (*_annex_head(monev, "I", "CAPAIAN PER AREA PERUBAHAN"), *_full_figures(monev))),
            _annex("Rincian", (*_annex_head(monev, "II", "RINCIAN PELAKSANAAN PER INDIKATOR"), *_details(monev))),
            _annex("Bukti", (*_annex_head(monev, "III", "DAFTAR BUKTI DUKUNG"), *_proofs(monev))),
        ),
    )


def _annex(name: str, blocks: tuple[Block, ...]) -> Section:
    return Section(name, blocks, landscape=True, margins=_ANNEX_MARGINS, size=11)


def _body(monev: Monev) -> Iterator[Block]:
    kop = monev.office.letterhead.strip().upper() or in_two_lines(monev.office.printed)
    lines = tuple(line.strip() for line in kop.splitlines() if line.strip())
    yield Letterhead(lines, monev.office.address)
    yield Heading(f"{_TITLE}\n{monev.period.words.upper()}", align=Align.CENTER, before=1.5)
    if monev.number:
        yield Paragraph(f"Nomor {monev.number}", align=Align.CENTER, before=0.5)
    yield Paragraph(f"Keadaan per {date_words(monev.day)}", align=Align.CENTER, before=0.7)
    yield from _introduction(monev)
    yield from _summary(monev)
    yield from _figures(monev)
    yield from _behind(monev)
    yield from _notes(monev)
    yield Heading("F. Daftar Bukti Dukung", level=2)
    yield _text(proofs_words(monev) + (_HASHES if monev.proofs else ""))
    yield Heading("G. Penutup", level=2)
    yield replace(_text(CLOSING), keep=True)  # a signature never stands alone on its page
    yield _signature(monev)


REMOVED_TITLE = "Baris yang dihapus oleh keputusan perubahan"
REMOVED_WORDS = "Baris ini tidak lagi menjadi kewajiban dan tidak dihitung dalam angka capaian."
CLOSING = "Demikian laporan ini disusun sebagai bahan evaluasi dan tindak lanjut pelaksanaan Reformasi Birokrasi."


def _text(words: str, before: float = 0.7) -> Paragraph:
    return Paragraph(words, align=Align.JUSTIFY, before=before)


def _introduction(monev: Monev) -> Iterator[Block]:
    yield Heading("A. Pendahuluan", level=2)
    for words in introduction(monev):
        yield _text(words)
    if monev.basis:
        points = tuple(Point(f"{at}.", text) for at, text in enumerate(monev.basis, 1))
        yield Clause("Dasar hukum", points if len(points) > 1 else (Point("", monev.basis[0]),), before=0.6)


def _summary(monev: Monev) -> Iterator[Block]:
    yield Heading("B. Ringkasan", level=2)
    for sentence in summary(monev):
        yield _text(plain_text(sentence))


def _figures(monev: Monev) -> Iterator[Block]:
    yield Heading("C. Capaian per Area Perubahan", level=2)
    yield short_table(monev)
    yield _picture(
        CHARTS["area"](monev, look=PAPER),
        _BODY_WIDTH,
        alt=f"{AREAS_ALT} {areas_told(monev)}",
        caption=f"Gambar 1. Capaian per area perubahan, {monev.period.words}",
    )
    if monev.has_months:
        yield month_table(monev)
        yield _picture(
            CHARTS["bulan"](monev, look=PAPER),
            _BODY_WIDTH,
            alt=MONTHS_ALT,
            caption=f"Gambar 2. Capaian per bulan, {monev.period.words}",
        )
    yield _text(
        "Angka selengkapnya tercantum dalam Lampiran I, rincian setiap indikator dalam Lampiran II.", before=0.8
    )


def _picture(spec: dict[str, Any], width: float, *, alt: str, caption: str) -> Picture:
    """The chart, its type as large as in one of the full width."""
    drawing = svg(spec)
    return Picture(drawing, width * size_of(drawing)[0] / PAPER.width, alt, caption)


def _behind(monev: Monev) -> Iterator[Block]:
    yield Heading("D. Terlambat, Tidak Terlaksana, Ditunda, dan Dikembalikan", level=2)
    if monev.behind:
        yield behind_table(monev)
    else:
        yield _text("Tidak ada.")


def _notes(monev: Monev) -> Iterator[Block]:
    yield Heading("E. Kendala dan Rekomendasi", level=2)
    notes = list(monev.written_notes)
    if not notes:
        yield _text("Tidak ada kendala dan rekomendasi yang dicatat.")
    for note in notes:
        yield Paragraph(note.title, bold=True, before=0.7, keep=True)
        yield from _note(note)


def _note(note: Note) -> Iterator[Block]:
    for title, text in (("Kendala", note.obstacles), ("Rekomendasi", note.recommendations)):
        if text:
            yield Clause(title, (Point("", text),), before=0.3)


def _signature(monev: Monev) -> Signature:
    place = f"{monev.office.place}, " if monev.office.place else ""
    title = in_two_lines(f"{monev.signer.title} {monev.office.full}".upper())
    day = monev.signed_on or monev.day
    return Signature((f"{place}{date_words(day)}",), f"{title},", monev.signer.name)


def _annex_head(monev: Monev, number: str, title: str) -> Iterator[Block]:
    yield Paragraph(
        f"Lampiran {number} Laporan Monitoring dan Evaluasi {monev.period.words}, {monev.office.full}, keadaan per "
        f"{date_words(monev.day)}"
    )
    yield Heading(title, align=Align.CENTER)


def _full_figures(monev: Monev) -> Iterator[Block]:
    yield figure_table(monev)
    yield _text(f"{FORMULA} Terlaksana = terverifikasi + dengan bukti + tanpa bukti.")
    if monev.has_months:
        yield _picture(
            CHARTS["peta"](monev, look=PAPER),
            _ANNEX_WIDTH,
            alt=f"{HEAT_ALT} {areas_told(monev)}",
            caption=f"Gambar 3. Capaian area menurut bulan, {monev.period.words}",
        )


def _details(monev: Monev) -> Iterator[Block]:
    for area in monev.areas:
        yield Heading(f"{area.title}: {share_words(area)}", level=2)
        if area.coordinators:
            yield Paragraph(f"Koordinator: {area.coordinators}", before=0.2, keep=True)
        if area.lines:
            yield area_table(area)
        else:
            yield _text("Tidak ada yang dijadwalkan atau dilaksanakan dalam periode ini.")
    if monev.removed:
        yield Heading(REMOVED_TITLE, level=2)
        yield _text(REMOVED_WORDS)
        yield removed_table(monev)


def _proofs(monev: Monev) -> Iterator[Block]:
    yield _text(proofs_words(monev)) if not monev.proofs else proof_table(monev)
