"""The demo as a newcomer starts it: nothing there yet, a server comes up, and it prints."""

from __future__ import annotations

import io
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener
from zipfile import ZipFile

import pytest

from renaksi.offices.demo import DEMO_OFFICE, DEMO_PASSWORD

RENAKSI = Path(sys.executable).with_name("renaksi")
TODAY = "2026-05-20"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its database, files and samples."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A demo on an empty folder, served on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("RENAKSI_", "DJANGO_"))}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [RENAKSI, "demo", "--port", str(port)],
            env={**inherited, "RENAKSI_VAR": str(folder), "RENAKSI_TODAY": TODAY},
            stdout=log,
            stderr=log,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _browser(address: str) -> OpenerDirector:
    """Signed in as the demo's administrator, once the server answers."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    until = time.monotonic() + 180  # a year of records and proofs is loaded first
    while True:
        try:
            browser.open(f"{address}/akun/masuk/", timeout=5).close()
            break
        except OSError:  # not yet there, or busy loading
            assert time.monotonic() < until, "the demo does not answer"
            time.sleep(0.3)
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = {"login": "admin.contoh", "password": DEMO_PASSWORD, "csrfmiddlewaretoken": token}
    browser.open(f"{address}/akun/masuk/", data=urlencode(form).encode(), timeout=20).close()
    return browser


def test_the_first_demo_prints_its_plan_in_every_format(address: str):
    """Sample files are printed before serving; the printer must still answer in the server afterwards."""
    browser = _browser(address)
    for kind, begin in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        with browser.open(f"{address}/satker/{DEMO_OFFICE}/rencana/2026/keputusan.{kind}", timeout=30) as file:
            assert file.read().startswith(begin), kind


def test_the_first_demo_hands_out_the_proofs_of_its_quarter(address: str, folder: Path):
    """Everything the year's records rest on is in the store, under the hashes the manifest tells."""
    browser = _browser(address)
    with browser.open(f"{address}/satker/{DEMO_OFFICE}/laporan/bukti/2026-Q1/bukti.zip", timeout=60) as file:
        assert file.headers["Content-Disposition"] == f'attachment; filename="bukti-{DEMO_OFFICE}-2026-Q1.zip"'
        package = ZipFile(io.BytesIO(file.read()))
    manifest = [line for line in package.read("MANIFEST.txt").decode().splitlines() if line[:1] != "#"]
    assert len(manifest) > 100
    for line in manifest:
        digest, path = line.split("  ", 1)
        assert sha256(package.read(path)).hexdigest() == digest
    assert "TIDAK DISERTAKAN" not in package.read("MANIFEST.txt").decode()
    _starts_again_as_it_was(folder)


def _starts_again_as_it_was(folder: Path) -> None:
    """Loaded a second time beside the running server, nothing is added."""

    def counts() -> list[int]:
        tables = (
            "monitoring_realisation",
            "monitoring_proof",
            "evidence_evidence",
            "audit_auditevent",
            "accounts_user",
        )
        with closing(sqlite3.connect(folder / "renaksi.sqlite3")) as database:
            return [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608

    before = counts()
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("RENAKSI_", "DJANGO_"))}
    again = {**inherited, "RENAKSI_VAR": str(folder), "RENAKSI_TODAY": TODAY}
    subprocess.run([RENAKSI, "demo", "--no-serve"], env=again, check=True, capture_output=True)
    assert counts() == before
    assert before[0] > 250
