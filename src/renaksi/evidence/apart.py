"""One of our modules run in a process of its own, with nothing of ours around it: for reading strangers' files."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

_FIRST_PACKAGE = Path(__file__).resolve().parents[2]


def run_apart(module: str, *arguments: str, seconds: int, at: Path) -> str:
    """Runs ``python -m module arguments`` in folder ``at`` for so many seconds at most; "" if it ended well, else why not.

    The process sees no setting and no secret of ours. It limits its own memory (see ``limit_process``).
    """
    asked = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own module with arguments of our own making
            asked, timeout=seconds, capture_output=True, check=False, cwd=at, env=_surroundings()
        )
    except subprocess.TimeoutExpired:
        return f"not done in {seconds} seconds"
    return (done.stderr[-300:].decode(errors="replace") or f"ended with {done.returncode}") if done.returncode else ""


def _surroundings() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_FIRST_PACKAGE), "LANG": "C.UTF-8"}


def limit_process(*, memory: int, cpu_seconds: int) -> None:
    """Limits this process: so many bytes of memory, so many seconds of computing."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
