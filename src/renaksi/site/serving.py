"""Serving the site with granian: one process that answers, with the worker of background jobs beside it unless told otherwise."""

from __future__ import annotations

import os
import socket

from renaksi.kernel.refusal import Refused


def serve_forever(*, host: str, port: int, workers: int, with_worker: bool) -> None:
    """Serves until the process is told to end. Refused where the address is taken."""
    refuse_taken(host, port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renaksi.site.settings")
    if with_worker:
        os.environ["RENAKSI_EMBEDDED_WORKER"] = "1"
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "renaksi.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


def refuse_taken(host: str, port: int) -> None:
    """Refuses where another program listens at the address (``serve.taken``)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Refused(
                f"Alamat {host}:{port} sedang dipakai; pilih lain dengan --port.", code="serve.taken"
            ) from None
