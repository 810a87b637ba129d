"""Verbs of the command line that run the house: serve, worker, demo."""

from __future__ import annotations

import os
import sys

from renaksi.kernel.refusal import Refused
from renaksi.site.cli_frame import DONE, parser, set_up


def serve(argv: list[str]) -> int:
    """Melayani situs; pekerja latar ikut berjalan kecuali dengan --no-worker."""
    call = parser("serve", serve)
    call.add_argument("--host", default="127.0.0.1")
    call.add_argument("--port", type=int, default=8000)
    call.add_argument("--workers", type=int, default=1, help="proses server; lebih dari satu menuntut --no-worker")
    call.add_argument("--no-worker", action="store_true", help="pekerja latar berjalan sendiri (renaksi worker)")
    args = call.parse_args(argv)
    if args.workers > 1 and not args.no_worker:
        raise Refused(
            "Lebih dari satu proses server menuntut --no-worker dan renaksi worker tersendiri.", code="cli.workers"
        )
    from renaksi.site.serving import serve_forever

    serve_forever(host=args.host, port=args.port, workers=args.workers, with_worker=not args.no_worker)
    return DONE


def worker(argv: list[str]) -> int:
    """Menjalankan pekerjaan latar dalam proses tersendiri."""
    parser("worker", worker).parse_args(argv)
    set_up()
    from renaksi.jobs.worker import run_forever

    run_forever()
    return DONE


def demo(argv: list[str]) -> int:
    """Memuat satuan kerja contoh beserta rencananya, lalu melayani situs."""
    call = parser("demo", demo)
    call.add_argument("--no-serve", action="store_true", help="muat saja, lalu berhenti")
    call.add_argument("--host", default="127.0.0.1")
    call.add_argument("--port", type=int, default=8000)
    args = call.parse_args(argv)
    from renaksi.site.serving import refuse_taken

    if not args.no_serve:
        refuse_taken(args.host, args.port)
    set_up()
    from renaksi.site.demo import load_demo

    print(load_demo(address=f"http://{args.host}:{args.port}/"), flush=True)
    if not args.no_serve:
        # A process that has printed a paper or opened a database must not fork into a server: the printer's threads would be
        # missing in the child and every PDF would wait for ever. So the server begins as a process without that past.
        server = ["-P", "-m", "renaksi.site.cli", "serve", "--host", args.host, "--port", str(args.port)]
        os.execv(sys.executable, [sys.executable, *server])  # noqa: S606 - our own command, no shell
    return DONE
