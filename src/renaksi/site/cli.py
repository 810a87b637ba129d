"""The command ``renaksi``: its own verbs, and every command of Django.

Ends with 0 only when the thing is done, 2 for a refusal, 1 for a fault; errors are one sentence on stderr, never a traceback
(``RENAKSI_DEBUG=1`` shows it). ``read`` touches neither Django nor the database.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from errno import EACCES, EISDIR, ENOENT, ENOSPC, EROFS
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from renaksi.kernel.refusal import Refused

if TYPE_CHECKING:
    from renaksi.plan.rows import PlanRow

DONE, FAULT, REFUSED = 0, 1, 2


_WRONG_CALLS = (
    (r"the following arguments are required: (.*)", r"\1 belum disebut"),
    (r"argument (\S+?): invalid int value: (.*)", r"\1 harus bilangan bulat, bukan \2"),
    (r"argument (\S+?): (.* bukan nomor halaman; .*)", r"\1: \2"),
    (r"argument (\S+?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 tidak mengenal \2; pilihannya \3"),
    (r"argument (\S+?): expected one argument", r"\1 memerlukan satu nilai"),
    (r"unrecognized arguments: (.*)", r"\1 tidak dikenal"),
)


class _Parser(argparse.ArgumentParser):
    """Tells a wrong call in one Indonesian sentence."""

    def error(self, message: str) -> NoReturn:
        for said, told in _WRONG_CALLS:
            message = re.sub(f"^{said}$", told, message)
        self.exit(REFUSED, f"{self.prog}: {message} (lihat {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Runs one command and ends the process with its code."""
    sys.exit(run(list(sys.argv[1:] if argv is None else argv)))


def run(argv: list[str]) -> int:
    """Runs one command and returns its exit code."""
    try:
        if not argv or argv[0] in {"-h", "--help"}:
            print(_overview())
            return DONE
        name, rest = argv[0], argv[1:]
        own = _VERBS.get(name)
        return own(rest) if own else _django(name, rest)
    except Refused as refusal:
        return _say(refusal.text, REFUSED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return _say("Dihentikan.", 130)
    except Exception as fault:
        return _tell_fault(fault)


def _say(sentence: str, code: int) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return code


def _tell_fault(fault: Exception) -> int:
    if os.environ.get("RENAKSI_DEBUG") == "1":
        raise fault
    kind = type(fault).__name__
    if kind in {"OperationalError", "ProgrammingError"} and "no such table" in str(fault) + str(fault.__cause__):
        return _say("Basis data belum disiapkan; jalankan lebih dahulu: renaksi migrate", REFUSED)
    if kind in {"OperationalError", "ProgrammingError"} and "does not exist" in str(fault):
        return _say(
            f"Basis data belum siap ({fault}); periksa RENAKSI_DATABASE_URL lalu jalankan: renaksi migrate", REFUSED
        )
    if kind == "OperationalError" and "connection" in str(fault):
        return _say(
            "Basis data tidak dapat dihubungi; periksa RENAKSI_DATABASE_URL dan apakah layanannya berjalan.", FAULT
        )
    return _say(f"Kesalahan program ({kind}): {fault}. Jalankan dengan RENAKSI_DEBUG=1 untuk rinciannya.", FAULT)


def _overview() -> str:
    lines = ["renaksi PERINTAH ...", ""]
    lines += [f"  {name:14} {(verb.__doc__ or '').strip().splitlines()[0]}" for name, verb in _VERBS.items()]
    lines += [
        "  createadmin    Membuat administrator pertama sebuah satuan kerja.",
        "  migrate        Menyiapkan atau memutakhirkan basis data, lalu memuat satuan kerja dan kalender.",
        "  load-offices   Memuat daftar satuan kerja beserta kode yang pernah berlaku.",
        "  load-calendars Memuat hari libur nasional, cuti bersama, dan batas waktu bawaan.",
        "  reset-password Memberi seorang pengguna kata sandi sekali pakai.",
        "  audit-verify   Memeriksa setiap rantai jejak dan menyebut mata rantai pertama yang putus.",
        "",
        "Perintah Django lainnya juga tersedia (renaksi help). Keterangan satu perintah: renaksi PERINTAH --help",
    ]
    return "\n".join(lines)


def _parser(name: str, verb: Callable[..., Any]) -> _Parser:
    return _Parser(prog=f"renaksi {name}", description=(verb.__doc__ or "").strip().splitlines()[0])


def _setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renaksi.site.settings")
    import django

    django.setup()


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
    parser = _parser("read", read)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="cetak seluruh bacaan sebagai JSON")
    parser.add_argument(
        "--pages", type=_pages, metavar="HALAMAN", help="baca halaman ini saja, misalnya 3-9 atau 1,4-6"
    )
    parser.add_argument("--fast", action="store_true", help="baca hasil pindai dengan cepat; semua teksnya diragukan")
    args = parser.parse_args(argv)
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
    parser = _parser("adopt", adopt)
    parser.add_argument("file", type=Path)
    parser.add_argument("--office", required=True, metavar="KODE")
    parser.add_argument("--year", required=True, type=int, metavar="TAHUN")
    parser.add_argument("--by", metavar="PENGGUNA", help="nama pengguna; tanpa ini jejak menyebut baris perintah")
    parser.add_argument("--accept-doubts", action="store_true", help="terima semua keraguan apa adanya")
    args = parser.parse_args(argv)
    _setup()
    from renaksi.intake.commands import adopt_file

    plan = adopt_file(
        args.file, office_code=args.office, year=args.year, by_username=args.by, accept_doubts=args.accept_doubts
    )
    print(f"Diterapkan: {plan}, {plan.indicators.count()} indikator, nomor {plan.number or 'tidak ada'}.")
    return DONE


def plan(argv: list[str]) -> int:
    """Mencetak rencana aksi yang diterapkan."""
    parser = _parser("plan", plan)
    parser.add_argument("--office", required=True, metavar="KODE")
    parser.add_argument("--year", required=True, type=int, metavar="TAHUN")
    parser.add_argument("--json", action="store_true", help="cetak dalam bentuk baris yang sama dengan read")
    parser.add_argument("--version", type=int, metavar="VERSI", help="versi tahun itu; tanpa ini yang berlaku")
    args = parser.parse_args(argv)
    _setup()
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
    parser = _parser("compare", compare)
    what = "berkas keputusan, KODE:TAHUN[:VERSI], atau template:TAHUN"
    parser.add_argument("old", metavar="LAMA", help=what)
    parser.add_argument("new", metavar="BARU", help=what)
    parser.add_argument("--json", action="store_true", help="cetak setiap perubahan sebagai JSON")
    args = parser.parse_args(argv)
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
    _setup()
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
    parser = _parser("paper", paper)
    kinds = "decree = keputusan beserta lampirannya; monev = laporan monitoring dan evaluasi satu periode"
    parser.add_argument("kind", choices=("decree", "monev"), help=kinds)
    parser.add_argument("--office", required=True, metavar="KODE")
    parser.add_argument("--year", required=True, type=int, metavar="TAHUN")
    parser.add_argument("--format", required=True, choices=("pdf", "docx", "xlsx", "txt"))
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="BERKAS")
    parser.add_argument("--copy", action="store_true", help="keputusan sebagai salinan sesuai dengan aslinya")
    parser.add_argument("--period", metavar="PERIODE", help="untuk monev: 2026-03, 2026-Q1, 2026-S1, atau 2026")
    parser.add_argument("--signer", choices=("sekretaris", "ketua"), help="untuk monev: penanda tangan (sekretaris)")
    args = parser.parse_args(argv)
    _check_paper(args)
    _setup()
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


def serve(argv: list[str]) -> int:
    """Melayani situs; pekerja latar ikut berjalan kecuali dengan --no-worker."""
    parser = _parser("serve", serve)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="proses server; lebih dari satu menuntut --no-worker")
    parser.add_argument("--no-worker", action="store_true", help="pekerja latar berjalan sendiri (renaksi worker)")
    args = parser.parse_args(argv)
    if args.workers > 1 and not args.no_worker:
        raise Refused(
            "Lebih dari satu proses server menuntut --no-worker dan renaksi worker tersendiri.", code="cli.workers"
        )
    from renaksi.site.serving import serve_forever

    serve_forever(host=args.host, port=args.port, workers=args.workers, with_worker=not args.no_worker)
    return DONE


def worker(argv: list[str]) -> int:
    """Menjalankan pekerjaan latar dalam proses tersendiri."""
    _parser("worker", worker).parse_args(argv)
    _setup()
    from renaksi.jobs.worker import run_forever

    run_forever()
    return DONE


def demo(argv: list[str]) -> int:
    """Memuat satuan kerja contoh beserta rencananya, lalu melayani situs."""
    parser = _parser("demo", demo)
    parser.add_argument("--no-serve", action="store_true", help="muat saja, lalu berhenti")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args(argv)
    from renaksi.site.serving import refuse_taken

    if not args.no_serve:
        refuse_taken(args.host, args.port)
    _setup()
    from renaksi.site.demo import load_demo

    print(load_demo(address=f"http://{args.host}:{args.port}/"), flush=True)
    if not args.no_serve:
        # A process that has printed a paper or opened a database must not fork into a server: the printer's threads would be
        # missing in the child and every PDF would wait for ever. So the server begins as a process without that past.
        server = ["-P", "-m", "renaksi.site.cli", "serve", "--host", args.host, "--port", str(args.port)]
        os.execv(sys.executable, [sys.executable, *server])  # noqa: S606 - our own command, no shell
    return DONE


def _django(name: str, argv: list[str]) -> int:
    """Runs a Django command; its CommandError becomes one sentence and code 2."""
    _setup()
    from django.core.management import ManagementUtility, get_commands
    from django.core.management.base import CommandError, SystemCheckError

    command_name = name.replace("-", "_") if name.replace("-", "_") in get_commands() else name
    if command_name not in get_commands():
        if name == "help":
            ManagementUtility(["renaksi", "help", *argv]).execute()
            return DONE
        raise Refused(f"Perintah {name} tidak dikenal; lihat renaksi --help.", code="cli.unknown")
    command = ManagementUtility(["renaksi", command_name]).fetch_command(command_name)
    command._called_from_command_line = True  # type: ignore[attr-defined]  # what Django's own runner sets
    options = vars(command.create_parser("renaksi", name).parse_args(argv))
    try:
        command.execute(*options.pop("args", ()), **options)
        if command_name == "migrate" and not options.get("app_label"):
            from renaksi.calendars.domain.limits import ensure_limits
            from renaksi.calendars.domain.seed import seed_years
            from renaksi.offices.domain.load import load_offices

            load_offices()
            seed_years()
            ensure_limits()
    except SystemCheckError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except CommandError as error:
        return _say(str(error), REFUSED if error.returncode == 1 else error.returncode)
    return DONE


_VERBS: dict[str, Callable[[list[str]], int]] = {
    "read": read,
    "adopt": adopt,
    "plan": plan,
    "compare": compare,
    "paper": paper,
    "serve": serve,
    "worker": worker,
    "demo": demo,
}

if __name__ == "__main__":
    main()
