"""Asking pages: a real server on this machine, and every way the rules forbid."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import pytest

from renaksi.registers.publications.probe import Rules, probe, public_only


class _Site(BaseHTTPRequestHandler):
    """Pages that open, are gone, lead elsewhere, lead round and round, or never answer."""

    def do_GET(self) -> None:
        to = {"/pindah": "/rb", "/putar": "/putar", "/keluar": "http://127.0.0.2:1/", "/berkas": "file:///etc/passwd"}
        if self.path == "/lambat":
            sleep(3)
        self.send_response(302 if self.path in to else 200 if self.path == "/rb" else 404)
        if self.path in to:
            self.send_header("Location", to[self.path])
        body = b"<title>RB</title>"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing on the test's output."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def _here(port: int, seconds: float = 2) -> Rules:
    """Rules that let this machine be asked, as no installation does."""
    return Rules(hosts=("localhost",), ports=frozenset({port}), reachable=lambda address: True, seconds=seconds)


@pytest.mark.parametrize(
    ("path", "is_open", "words"),
    [
        ("/rb", True, "terbuka"),
        ("/pindah", True, "terbuka"),
        ("/hilang", False, "404"),
        ("/putar", False, "mengalihkan"),
        ("/keluar", False, "di luar laman"),
        ("/berkas", False, "di luar laman"),
    ],
)
def test_what_a_page_answers(port: int, path: str, is_open: bool, words: str):
    found = probe(f"http://localhost:{port}{path}", _here(port))
    assert (found.is_open, words in found.words) == (is_open, True), found


def test_a_page_that_never_answers_is_given_up(port: int):
    found = probe(f"http://localhost:{port}/lambat", _here(port, seconds=0.2))
    assert (found.is_open, "tidak menjawab" in found.words) == (False, True)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/rb",
        "http://evil.example/kpu.go.id",
        "http://kpu.go.id.evil.example/",
        "http://notkpu.go.id/",
        "ftp://kpu.go.id/",
        "http://kpu.go.id:8080/",
        "http://user@kpu.go.id/",
        "http://[::1]/",
        "",
    ],
)
def test_what_is_not_named_is_not_asked(address: str):
    assert "di luar laman" in probe(address, Rules(hosts=("kpu.go.id",))).words


def test_a_named_host_at_an_inner_address_is_not_asked(port: int):
    rules = Rules(hosts=("localhost",), ports=frozenset({port}))
    assert "jaringan dalam" in probe(f"http://localhost:{port}/rb", rules).words


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
        ("172.16.0.9", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.1", False), ("::1", False),
        ("fe80::1", False), ("fd00::1", False), ("::ffff:10.0.0.1", False), ("224.0.0.1", False),
    ],
)  # fmt: skip
def test_inner_addresses_are_known(address: str, is_public: bool):
    assert public_only(address) is is_public
