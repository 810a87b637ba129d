"""Verbs of the command line on decrees and plans: read, adopt, plan, compare, paper. ``read`` touches no database."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from errno import EACCES, EISDIR, ENOENT, ENOSPC, EROFS
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renaksi.kernel.refusal import Refused
from renaksi.site.cli_frame import DONE, parser, set_up

if TYPE_CHECKING:
    from renaksi.plan.rows import PlanRow

_WHY_NOT_READ = {ENOENT: "tidak ditemukan", EACCES: "tidak boleh dibaca", EISDIR: "adalah folder"}
_WHY_NOT_WRITTEN = {
    ENOENT: "foldernya tidak ada",
    EACCES: "Anda tidak berhak menulis di sana",
    EISDIR: "itu nama folder",
    ENOSPC: "ruang simpan penuh",
    EROFS: "tempat itu hanya dapat dibaca",
}


def _file_bytes(path: Path) -> bytes:
    from renaksi.intake.readers import check_size

    try:
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        reason = _WHY_NOT_READ.get(error.errno or 0, "tidak dapat dibuka")
        raise Refused(f"Berkas {path} {reason}.", code="cli.file") from None


def _pages(text: str) -> frozenset[int]:
    """Page numbers written as ``3-9`` or ``1,4-6``."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        numbers = (first.strip(), (last or first).strip())
        if not all(number.isdecimal() and len(number) < 5 for number in numbers):
            raise argparse.ArgumentTypeError(f"{text} bukan nomor halaman; tulis misalnya 3-9 atau 1,4-6")
        found |= set(range(int(numbers[0]), int(numbers[1]) + 1))
    return frozenset(found)


def read(argv: list[str]) -> int:
    """Membaca berkas keputusan dan mencetak hasil bacaannya; tanpa basis data."""
    call = parser("read", read)
    call.add_argument("file", type=Path)
    call.add_argument("--json", action="store_true", help="cetak seluruh bacaan sebagai JSON")
    call.add_argument("--pages", type=_pages, metavar="HALAMAN", help="baca halaman ini saja, misalnya 3-9 atau 1,4-6")
    call.add_argument("--fast", action="store_true", help="baca hasil pindai dengan cepat; semua teksnya diragukan")
    args = call.parse_args(argv)
    from renaksi.intake.read import read_decree

    reading = read_decree(_file_bytes(args.file), args.file.name, pages=args.pages, quick=args.fast)
    if args.fast:
        _tell_if_not_quick(reading.source)
    if args.json:
        print(json.dumps(reading.as_json(), ensure_ascii=False, indent=1))
    else:
        doubted = sum(1 for row in reading.rows if row.problems)
        facts = reading.decree
        print(
            f"{facts.work_unit or 'Satuan kerja tidak terbaca'}, tahun {facts.year or '?'}, nomor {facts.number or '?'}"
        )
        print(
            f"{len(reading.rows)} baris, {doubted} di antaranya diragukan; {len(reading.problems)} keraguan seluruhnya."
        )
        for problem in reading.problems:
            where = f"baris {problem.line}" if problem.line else "keputusan"
            print(f"  {where}: {problem.text} [{problem.code}]")
    return DONE


def _tell_if_not_quick(source: Mapping[str, Any]) -> None:
    """Tells on stderr that a scan was read as ever where a quick reading was asked for."""
    from renaksi.intake.readers import can_read_quickly

    if source.get("kind") in ("scan", "mixed") and not can_read_quickly():
        print(
            "Tesseract tidak terpasang, sehingga berkas ini dibaca seperti biasa, bukan dengan cepat.", file=sys.stderr
        )


def adopt(argv: list[str]) -> int:
    """Membaca berkas keputusan dan menerapkannya sebagai rencana aksi satuan kerja."""
    call = parser("adopt", adopt)
    call.add_argument("file", type=Path)
    call.add_argument("--office", required=True, metavar="KODE")
    call.add_argument("--year", required=True, type=int, metavar="TAHUN")
    call.add_argument("--by", metavar="PENGGUNA", help="nama pengguna; tanpa ini jejak menyebut baris perintah")
    call.add_argument("--accept-doubts", action="store_true", help="terima semua keraguan apa adanya")
    call.add_argument("--amend", action="store_true", help="berkas ini mengubah rencana aksi yang berlaku")
    args = call.parse_args(argv)
    set_up()
    from renaksi.intake.commands import adopt_file

    plan = adopt_file(
        args.file,
        office_code=args.office,
        year=args.year,
        by_username=args.by,
        accept_doubts=args.accept_doubts,
        amend=args.amend,
    )
    print(f"Diterapkan: {plan}, {plan.indicators.count()} indikator, nomor {plan.number or 'tidak ada'}.")
    return DONE


def plan(argv: list[str]) -> int:
    """Mencetak rencana aksi yang diterapkan."""
    call = parser("plan", plan)
    call.add_argument("--office", required=True, metavar="KODE")
    call.add_argument("--year", required=True, type=int, metavar="TAHUN")
    call.add_argument("--json", action="store_true", help="cetak dalam bentuk baris yang sama dengan read")
    call.add_argument("--version", type=int, metavar="VERSI", help="versi tahun itu; tanpa ini yang berlaku")
    args = call.parse_args(argv)
    set_up()
    from renaksi.plan.commands import plan_json

    data = plan_json(args.office, args.year, args.version)
    if args.json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return DONE
    print(f"{data['decree']['title']} ({data['decree']['number']})")
    for row in data["rows"]:
        months = ",".join(map(str, row["months"])) or "-"
        print(f"{row['area_no'] or '-'} | {row['indicator_no']} {row['indicator'] or row['sub_activity']} | {months}")
    return DONE


_PLAN_NAME = re.compile(r"(\w{1,20}):(\d{4})(?::(\d{1,4}))?", re.ASCII)


def compare(argv: list[str]) -> int:
    """Membandingkan dua rencana: berkas keputusan, KODE:TAHUN[:VERSI], atau template:TAHUN."""
    call = parser("compare", compare)
    what = "berkas keputusan, KODE:TAHUN[:VERSI], atau template:TAHUN"
    call.add_argument("old", metavar="LAMA", help=what)
    call.add_argument("new", metavar="BARU", help=what)
    call.add_argument("--json", action="store_true", help="cetak setiap perubahan sebagai JSON")
    args = call.parse_args(argv)
    from renaksi.plan.compare import compare_rows
    from renaksi.plan.differences import told

    old, new = _rows_named(args.old), _rows_named(args.new)
    comparison = compare_rows(old.rows or _template(new), new.rows or _template(old))
    if args.json:
        print(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(told(comparison)))
    return DONE


@dataclass(frozen=True, slots=True)
class _Named:
    """A plan named on the command line: its rows (none for the template) and its office."""

    rows: list[PlanRow]
    office: str


def _rows_named(name: str) -> _Named:
    """A file's rows or a plan's; a file that is there comes first. Files and the template need no database."""
    path = Path(name)
    named = None if path.exists() else _PLAN_NAME.fullmatch(name)
    if named is None:
        from renaksi.intake.read import read_decree

        reading = read_decree(_file_bytes(path), path.name)
        return _Named([each.row for each in reading.rows], reading.decree.work_unit)
    code, year, version = named.groups()
    if code == "template":
        return _Named([], "")
    set_up()
    from renaksi.plan.commands import named_plan
    from renaksi.plan.domain.table import plan_rows

    plan = named_plan(code, int(year), int(version) if version else None)
    return _Named(plan_rows(plan), plan.office.name)


def _template(other: _Named) -> list[PlanRow]:
    """The national template as the other plan's office would have it."""
    from renaksi.plan.template import template_rows

    return template_rows(other.office or "satuan kerja")


def paper(argv: list[str]) -> int:
    """Mencetak dokumen keluaran: paper decree|monev --office KODE --year TAHUN --format pdf|docx|xlsx|txt -o BERKAS."""
    call = parser("paper", paper)
    kinds = "decree = keputusan beserta lampirannya; monev = laporan monitoring dan evaluasi satu periode"
    call.add_argument("kind", choices=("decree", "monev"), help=kinds)
    call.add_argument("--office", required=True, metavar="KODE")
    call.add_argument("--year", required=True, type=int, metavar="TAHUN")
    call.add_argument("--format", required=True, choices=("pdf", "docx", "xlsx", "txt"))
    call.add_argument("-o", "--output", required=True, type=Path, metavar="BERKAS")
    call.add_argument("--copy", action="store_true", help="keputusan sebagai salinan sesuai dengan aslinya")
    call.add_argument("--period", metavar="PERIODE", help="untuk monev: 2026-03, 2026-Q1, 2026-S1, atau 2026")
    call.add_argument("--signer", choices=("sekretaris", "ketua"), help="untuk monev: penanda tangan (sekretaris)")
    args = call.parse_args(argv)
    _check_paper(args)
    set_up()
    content = _paper_bytes(args)
    _put(args.output, content)
    print(f"{args.output} ({len(content)} bita)")
    return DONE


def _check_paper(args: argparse.Namespace) -> None:
    """Refuses options of the other kind of paper, and a report without its period."""
    if args.kind == "monev" and not args.period:
        raise Refused("Sebutkan periodenya: --period 2026-03, 2026-Q1, 2026-S1, atau 2026.", code="cli.period")
    if args.kind == "monev" and args.copy:
        raise Refused("--copy hanya untuk paper decree.", code="cli.option")
    if args.kind == "decree" and (args.period or args.signer):
        raise Refused("--period dan --signer hanya untuk paper monev.", code="cli.option")


def _paper_bytes(args: argparse.Namespace) -> bytes:
    from renaksi.reports.commands import decree_bytes, monev_bytes

    if args.kind == "decree":
        return decree_bytes(args.office, args.year, args.format, copy=args.copy)
    signer = args.signer or "sekretaris"
    return monev_bytes(args.office, args.year, args.period, args.format, signer=signer)


def _put(output: Path, content: bytes) -> None:
    """Writes the file whole or not at all."""
    part = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        reason = _WHY_NOT_WRITTEN.get(error.errno or 0, "tempat itu tidak dapat ditulisi")
        raise Refused(f"Berkas {output} tidak dapat ditulis: {reason}.", code="cli.output") from None
