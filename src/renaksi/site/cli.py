"""The command ``renaksi``: its own verbs, and every command of Django.

Ends with 0 only when the thing is done, 2 for a refusal, 1 for a fault; errors are one sentence on stderr, never a traceback
(``RENAKSI_DEBUG=1`` shows it). ``read`` touches neither Django nor the database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from renaksi.kernel.refusal import Refused
from renaksi.site.cli_books import measures, registers
from renaksi.site.cli_decrees import adopt, compare, paper, plan, read
from renaksi.site.cli_frame import DONE, FAULT, REFUSED, set_up
from renaksi.site.cli_serving import demo, serve, worker


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


def _django(name: str, argv: list[str]) -> int:
    """Runs a Django command; its CommandError becomes one sentence and code 2."""
    set_up()
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
    "measures": measures,
    "registers": registers,
    "serve": serve,
    "worker": worker,
    "demo": demo,
}

if __name__ == "__main__":
    main()
