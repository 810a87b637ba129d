"""A scan of many pages read in the background: ``python -m benchmarks.long_scan [--pages 200] [--minutes 40]``.

Tells how soon its first page is seen and read after the upload, how soon a scan of three pages that is sent meanwhile is read,
how long all of it takes, and the most memory the worker and ``renaksi read`` took. Ends with 1 where a limit is passed. Its pages
are those of a made scan beside the project, again and again; without it this says so and ends well. Takes minutes: no test.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from benchmarks.corpus import RENAKSI, SHARED

SOURCE = SHARED / "corpus" / "pub2_scan200.pdf"
FIRST_TABLE = 2  # pages of the source before its table
FIRST_PAGE_SECONDS = 5.0
TURNS = 10.0  # of a page: three of the short one's, three between them, the one at work, and what is begun and staged
MEMORY_MB = 1536.0
OFFICE = "1375"
UPLOAD = f"/satker/{OFFICE}/unggah/"
_WAITING = "Keputusan sedang dibaca"
_Figure = tuple[str, float, float | None]


def main() -> int:
    """Measures and prints; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=40, help="give up after so long")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the worker is ended too
    if not SOURCE.is_file():
        print(f"NO SCAN at {SOURCE}: nothing was measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"RENAKSI_VAR": f"{folder}/var", "RENAKSI_MEDIA_ROOT": f"{folder}/media"}
        long = Path(folder) / "panjang.pdf"
        long.write_bytes(repeated(asked.pages))
        figures = chain(_in_background(long, asked), (_command(long) for _ in range(1)))
        passed = [_is_passed(*figure) for figure in figures]
    return int(any(passed))


def _is_passed(what: str, figure: float, limit: float | None) -> bool:
    print(f"{what:64} {figure:8.1f}" + (f"   limit {limit:7.1f}" if limit else ""), flush=True)
    return limit is not None and figure > limit


def repeated(count: int, first: int = 0) -> bytes:
    """So many pages of the source from the ``first``, its table's again and again, as one PDF."""
    import pypdfium2

    with pypdfium2.PdfDocument(SOURCE) as source, pypdfium2.PdfDocument.new() as document:
        pages = list(range(first, len(source)))
        while len(pages) < count:
            pages += range(FIRST_TABLE, len(source))
        document.import_pages(source, pages=pages[:count])
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()


def _in_background(long: Path, asked: argparse.Namespace) -> Iterator[_Figure]:
    """Sends it as a person does, has a worker read it, and a short one meanwhile."""
    subprocess.run([RENAKSI, "migrate", "-v0"], check=True)
    send, look = _desk()
    worker = subprocess.Popen([RENAKSI, "worker"], stderr=subprocess.DEVNULL)
    try:
        yield from _watched(long, send, look, asked)
        yield "MB the worker took at most", _peak(worker.pid), MEMORY_MB
    finally:
        worker.terminate()
        worker.wait()


def _watched(
    long: Path, send: Callable[..., str], look: Callable[[str], str], asked: argparse.Namespace
) -> Iterator[_Figure]:
    end = time.perf_counter() + asked.minutes * 60

    def until(is_so: Callable[[], object]) -> float:
        begin = time.perf_counter()
        while not is_so():
            if time.perf_counter() > end:
                raise SystemExit("not done in the time given")
            time.sleep(1)  # as often as the page asks
        return time.perf_counter() - begin

    look(UPLOAD)  # as whoever sends a file has done; it warms the process up
    begin = time.perf_counter()
    draft = send("panjang.pdf", long.read_bytes())
    picture = re.search(r'src="([^"]+/halaman/1\.webp[^"]*)"', look(draft))
    if picture is None or not look(picture[1]):
        raise SystemExit("no picture of the first page")
    yield "seconds from upload to the first page's picture", time.perf_counter() - begin, FIRST_PAGE_SECONDS
    until(lambda: "Terbaca di halaman" in look(draft))
    yield "seconds from upload to the first page's texts", time.perf_counter() - begin, None
    until(lambda: "Terbaca di halaman 3" in look(draft))
    short = send("pendek.pdf", repeated(3, FIRST_TABLE))
    waited = until(lambda: _WAITING not in look(short))
    yield "seconds a scan of three pages sent meanwhile takes", waited, None
    until(lambda: _WAITING not in look(draft))
    whole = time.perf_counter() - begin
    if 'id="telaah"' not in look(draft):
        raise SystemExit("the long scan could not be read")
    page = whole / (asked.pages + 3)
    yield "seconds until the long scan is under review", whole, None
    yield "seconds a page", page, None
    yield "turns of a page that the short scan took", waited / page, TURNS


def _desk() -> tuple[Callable[..., str], Callable[[str], str]]:
    """What sends a file and gives its draft's address, and what looks at an address, as a signed-in person."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "renaksi.site.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from renaksi.offices.models import Office
    from renaksi.offices.tests.factories import member

    settings.ALLOWED_HOSTS = ["testserver"]
    office = Office.objects.get(code=OFFICE)
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(member(office, "administrator", full_name="Siti Teladan"), backend=backend)

    def send(name: str, data: bytes) -> str:
        answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, data), "year": "2026"})
        if answer.status_code != 302:
            raise SystemExit(f"{name}: {answer.status_code}")
        return str(answer.headers["Location"])

    def look(address: str) -> str:
        answer = client.get(address)
        return str(answer.getvalue().decode(errors="replace")) if answer.status_code == 200 else ""

    return send, look


def _peak(process: int) -> float:
    """The most memory (MB) a living process has held."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def _command(path: Path) -> _Figure:
    """The most memory ``renaksi read`` takes."""
    process = subprocess.Popen([RENAKSI, "read", path, "--json"], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("renaksi read could not read the long scan")
    return "MB renaksi read took at most", used.ru_maxrss / 1024, MEMORY_MB


if __name__ == "__main__":
    sys.exit(main())
