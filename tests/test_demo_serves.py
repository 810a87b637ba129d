"""The demo as a newcomer starts it: nothing there yet, a server comes up, and it prints."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from renaksi.kernel.clock import today
from renaksi.offices.demo import DEMO_OFFICE, DEMO_PASSWORD

RENAKSI = Path(sys.executable).with_name("renaksi")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A demo on an empty folder, served on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("RENAKSI_", "DJANGO_"))}
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [RENAKSI, "demo", "--port", str(port)],
            env={**inherited, "RENAKSI_VAR": str(tmp_path)},
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
    until = time.monotonic() + 60
    while True:
        try:
            browser.open(f"{address}/akun/masuk/", timeout=5).close()
            break
        except URLError:
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
        with browser.open(
            f"{address}/satker/{DEMO_OFFICE}/rencana/{today().year}/keputusan.{kind}", timeout=30
        ) as file:
            assert file.read().startswith(begin), kind
