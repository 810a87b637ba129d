"""Files that only LibreOffice reads (.doc, .odt, .xls, .ods): turned into DOCX or XLSX by it, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from renaksi.kernel.refusal import Refused

PATIENCE = 60
"""Seconds that one file may take."""
TARGETS = {"doc": "docx", "odt": "docx", "xls": "xlsx", "ods": "xlsx"}
_PROGRAMS = ("soffice", "libreoffice")


def program_for(kind: str) -> str:
    """Where LibreOffice is. Refused (``intake.format_unread``) where it is not installed. ``kind``: one of TARGETS."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Refused(
            f"Berkas .{kind} hanya dapat dibaca bila LibreOffice terpasang di peladen. "
            f"Simpan sebagai {TARGETS[kind].upper()}, lalu unggah kembali.",
            code="intake.format_unread",
        )
    return program


def converted(data: bytes, kind: str) -> bytes:
    """The file as DOCX or XLSX. ``kind``: one of TARGETS.

    Refused: LibreOffice is not installed (``intake.format_unread``), cannot open the file or takes too long (``intake.damaged``).
    """
    program, target = program_for(kind), TARGETS[kind]
    with tempfile.TemporaryDirectory(prefix="renaksi-") as folder:
        source = Path(folder) / f"keputusan.{kind}"
        source.write_bytes(data)
        _run(command(program, source, target), Path(folder))
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise _refused(kind)
        return result.read_bytes()


def command(program: str, source: Path, target: str) -> list[str]:
    """The call of LibreOffice: without a window, with a profile of its own beside the file, so that nobody's settings apply."""
    profile = (source.parent / "profil").as_uri()
    return [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        target,
        "--outdir",
        str(source.parent),
        str(source),
    ]


def _run(call: list[str], folder: Path) -> None:
    """Runs it with nothing of our environment but where programs and words are; a run that takes too long is ended."""
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"}
    kind = Path(call[-1]).suffix[1:]
    try:
        subprocess.run(  # noqa: S603 - a fixed program, its file named by us
            call,
            cwd=folder,
            env=environment,
            timeout=PATIENCE,
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
        )
    except (subprocess.SubprocessError, OSError) as cause:
        raise _refused(kind) from cause


def _refused(kind: str) -> Refused:
    return Refused(
        f"Berkas .{kind} ini tidak dapat dibuka. Simpan sebagai {TARGETS[kind].upper()}, lalu unggah kembali.",
        code="intake.damaged",
    )
