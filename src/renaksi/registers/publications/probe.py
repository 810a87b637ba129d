"""Asking whether a page opens: named hosts alone, public addresses alone, short and bounded. Gives what was found, never raises.

The name is looked up once, every address it gives must be public, and the connection goes to that very address: a name that
changes its answer in between leads nowhere (DNS rebinding). Redirects are asked anew by the same rules.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

SECONDS = 5.0
MOST_BYTES = 256 * 1024
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}


def public_only(address: str) -> bool:
    """Whether an IP address is reachable for everyone: no loopback, private, link-local, metadata or reserved one."""
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_global and not (mapped or ip).is_multicast


@dataclass(frozen=True, slots=True)
class Rules:
    """Where the program may ask: hosts that end with one of ``hosts``, on these ports, at addresses that pass ``reachable``."""

    hosts: tuple[str, ...]
    ports: frozenset[int] = frozenset(PORTS.values())
    reachable: Callable[[str], bool] = public_only
    seconds: float = SECONDS

    def allows(self, host: str) -> bool:
        """Whether the host is named, itself or as part of a named one."""
        name = host.rstrip(".").lower()
        return any(name == known or name.endswith(f".{known}") for known in self.hosts)


@dataclass(frozen=True, slots=True)
class Probed:
    """What asking gave: whether the page opened, and one Indonesian sentence."""

    is_open: bool
    words: str


def probe(address: str, rules: Rules) -> Probed:
    """Asks a page once; redirects are followed within the rules."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _ask(urlsplit(address), rules)
        except _NotAllowedError as no:
            return Probed(False, str(no))
        except TimeoutError:
            return Probed(False, f"Laman tidak menjawab dalam {rules.seconds:g} detik.")
        except (OSError, http.client.HTTPException, ValueError):
            return Probed(False, "Laman tidak dapat dihubungi.")
        if isinstance(answer, Probed):
            return answer
        address = urljoin(address, answer)
    return Probed(False, "Laman mengalihkan terus-menerus.")


class _NotAllowedError(Exception):
    """The rules forbid asking; the message is for people."""


def _ask(url: SplitResult, rules: Rules) -> Probed | str:
    """What one request gave, or where it redirects to."""
    host, port = url.hostname or "", url.port or PORTS.get(url.scheme, 0)
    if url.scheme not in PORTS or port not in rules.ports or url.username or not rules.allows(host):
        raise _NotAllowedError(
            "Alamat ini di luar laman yang boleh diperiksa otomatis; lihat sendiri, lalu catat hasilnya."
        )
    connection = _connection(url.scheme, host, port, _resolved(host, port, rules), rules.seconds)
    try:
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        connection.request("GET", path, headers={"Host": url.netloc, "User-Agent": "renaksi", "Accept": "text/html"})
        answer = connection.getresponse()
        if answer.status in REDIRECTS and (to := answer.getheader("Location")):
            return to
        answer.read(MOST_BYTES)
    finally:
        connection.close()
    if answer.status == http.client.OK:
        return Probed(True, "Laman terbuka.")
    return Probed(False, f"Laman menjawab dengan kode {answer.status}.")


def _resolved(host: str, port: int, rules: Rules) -> str:
    """The address to connect to; every one the name gives must pass."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(rules.reachable(address) for address in found):
        raise _NotAllowedError("Alamat ini menunjuk ke jaringan dalam, bukan laman umum.")
    return sorted(found, key=lambda address: ":" in address)[0]


def _connection(scheme: str, host: str, port: int, address: str, seconds: float) -> http.client.HTTPConnection:
    """A connection to that very address; the certificate is still that of the name."""
    plain = socket.create_connection((address, port), timeout=seconds)
    if scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        connection.sock = plain
        return connection
    secure = http.client.HTTPSConnection(host, port, timeout=seconds)
    try:
        secure.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return secure
