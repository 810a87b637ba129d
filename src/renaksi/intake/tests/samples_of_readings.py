"""Made-up readings for the tests of drafts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from renaksi.intake.domain.stage import stage_reading
from renaksi.intake.models import Draft, DraftOrigin, DraftState
from renaksi.intake.reading import DecreeRow, Reading
from renaksi.kernel.months import MonthSet
from renaksi.kernel.problem import Problem
from renaksi.offices.models import Office
from renaksi.plan.rows import DecreeFacts, PlanRow

FACTS = DecreeFacts(
    number="19TAHUN2026",
    kind="Keputusan KPU Kota",
    title="Rencana Aksi Reformasi Birokrasi Tahun 2026",
    work_unit="KPU Kota Contoh",
    year=2026,
    place="Contoh",
    date=date(2026, 2, 14),
    signatory="RAHMAT TELADAN",
)


def decree_row(
    place: int,
    text: str,
    *,
    area: str = "Manajemen Perubahan",
    activity: str = "Perencanaan",
    sub: str = "Rapat",
    months: tuple[int, ...] = (2,),
    inherited: tuple[str, ...] = (),
    doubts: tuple[tuple[str, str], ...] = (),
    proposed: tuple[int, ...] | None = None,
    match: tuple[str, float, str, float] | None = None,
) -> DecreeRow:
    """A row as read at line 10 + place; ``doubts`` as (code, field)."""
    return DecreeRow(
        PlanRow(
            area_no=1,
            area=area,
            activity_no="1",
            activity=activity,
            sub_activity_no="1",
            sub_activity=sub,
            indicator=text,
            months=MonthSet.of(months),
            source={"line": 10 + place, "lines": [10 + place, 10 + place]},
        ),
        inherited=inherited,
        problems=tuple(Problem(code, f"Periksa {field}.", 10 + place, field, place) for code, field in doubts),
        months_proposed=None if proposed is None else MonthSet.of(proposed),
        match=match,
    )


ALL = ("area", "activity", "sub_activity")
ROWS = (
    decree_row(0, "Surat keputusan"),
    decree_row(1, "Daftar hadir", inherited=ALL, doubts=(("decree.month_drifted", "months"),), proposed=(3, 4)),
    decree_row(2, "1. Notulen 2. Foto", inherited=ALL, doubts=(("decree.text_cut", "sub_activity"),)),
    decree_row(
        3, "Laporan", sub="Monitoring", inherited=("area", "activity"), doubts=(("decree.text_cut", "indicator"),)
    ),
    decree_row(4, "Rekapitulasi", sub="Monitoring", inherited=ALL, months=()),
    decree_row(5, "Standar", area="Penataan", activity="Penyusunan", sub="Standar"),
)


def reading(*more: Problem, rows: tuple[DecreeRow, ...] = ROWS, facts: DecreeFacts = FACTS) -> Reading:
    """A reading of the rows, with their doubts and further ones of the whole."""
    return Reading(facts, rows, (*more, *(problem for row in rows for problem in row.problems)))


def staged(office: Office, of: Reading | None = None, **fields: object) -> Draft:
    """A draft under review with the reading in it."""
    draft = Draft.objects.create(office=office, origin=DraftOrigin.FILE, state=DraftState.READING, **fields)
    return stage_reading(draft, of or reading())


_BODY = """KOMISI PEMILIHAN UMUM
KOTA CONTOH

KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH
NOMOR 2/HK.03.1/9999/2026
TENTANG
RENCANA AKSI REFORMASI BIROKRASI DI LINGKUNGAN KOMISI PEMILIHAN UMUM KOTA CONTOH TAHUN 2026

Menimbang : a. bahwa perlu menetapkan rencana aksi;
Mengingat : 1. Undang-Undang Nomor 7 Tahun 2017 tentang Pemilihan Umum;

MEMUTUSKAN :
KESATU : Menetapkan rencana aksi sebagaimana tercantum dalam lampiran.
KEDUA : Keputusan ini berlaku sejak ditetapkan sampai dengan bulan Desember tahun 2026.

Ditetapkan di Contoh
Pada tanggal 14 Februari 2026
KETUA KOMISI PEMILIHAN UMUM KOTA CONTOH,
ttd.
RAHMAT TELADAN

LAMPIRAN KEPUTUSAN KOMISI PEMILIHAN UMUM KOTA CONTOH
NOMOR 2/HK.03.1/9999/2026
TENTANG RENCANA AKSI REFORMASI BIROKRASI TAHUN 2026
"""


def decree_lines(rows: Sequence[PlanRow]) -> list[list[str]]:
    """A made-up decree as lines of cells, its annex in full on every row."""
    heading = ["NO", "AREA PERUBAHAN", "KEGIATAN", "SUB KEGIATAN", "INDIKATOR KEBERHASILAN", "PELAKSANAAN (BULAN)"]
    months = ["", "", "", "", "", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Ags", "Sep", "Okt", "Nov", "Des"]
    lines = [[line] for line in _BODY.splitlines()] + [heading + [""] * 11, months]
    above = PlanRow()
    for row in rows:
        parents = [
            str(row.area_no),
            row.area,
            f"{row.activity_no}) {row.activity}",
            f"{row.sub_activity_no}) {row.sub_activity}",
        ]
        if row.area == above.area:
            parents[:2] = ["", ""]
            parents[2] = "" if row.activity == above.activity else parents[2]
            parents[3] = "" if row.sub_activity == above.sub_activity else parents[3]
        lines.append([*parents, row.indicator, *("√" if month in row.months else "" for month in range(1, 13))])
        above = row
    return lines


DECREE_ROWS = tuple(
    PlanRow(
        area_no=n // 6 + 1,
        area=("Manajemen Perubahan", "Deregulasi Kebijakan")[n // 6],
        activity_no=str(n // 3 % 2 + 1),
        activity=f"Penyusunan rencana tahap {n // 3 + 1}",
        sub_activity_no=str(n % 3 + 1),
        sub_activity=f"Rapat koordinasi ke-{n + 1} seluruh pegawai",
        indicator=f"Tersusunnya laporan rapat koordinasi ke-{n + 1}",
        months=MonthSet.of([n % 12 + 1]),
    )
    for n in range(12)
)


def decree_file(kind: str = "txt") -> bytes:
    """The made-up decree of DECREE_ROWS as a text or a workbook of two sheets."""
    lines = decree_lines(DECREE_ROWS)
    if kind == "txt":
        return "\n".join("\t".join(cells) for cells in lines).encode()
    book = Workbook()
    head = next(place for place, cells in enumerate(lines) if len(cells) > 1)
    for sheet, part in ((book.worksheets[0], lines[:head]), (book.create_sheet("Lampiran"), lines[head:])):
        for cells in part:
            sheet.append(cells)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()
