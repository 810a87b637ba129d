"""Sets up the checkout: virtual environment, hash-checked packages, front-end files. Quick when nothing changed.

Run by ``make`` with the system's Python; uses the standard library alone. Ends with code 2 and one sentence when something
of the system is missing.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ("requirements/dev.txt", "pyproject.toml")


def main() -> int:
    """Does what is missing; returns the exit code."""
    if sys.version_info < (3, 11):
        return _refuse(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    try:
        import ensurepip  # noqa: F401 - only asked whether it is there
        import venv  # noqa: F401 - likewise
    except ImportError:
        return _refuse("python3-venv is missing: install it with 'apt-get install python3-venv'.")
    stamp = VENV / "renaksi-setup"
    wanted = _fingerprint()
    if not (PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted):
        _install()
        stamp.write_text(wanted)
    return subprocess.call([PYTHON, "-m", "renaksi.web.assets"], cwd=ROOT)


def _fingerprint() -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for name in LOCKS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _install() -> None:
    print("Setting up .venv (a few minutes the first time) ...", flush=True)
    subprocess.check_call([sys.executable, "-m", "venv", str(VENV)])
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.check_call([*pip, "--require-hashes", "-r", "requirements/dev.txt"], cwd=ROOT, env=env)
    subprocess.check_call([*pip, "--no-build-isolation", "--no-deps", "--no-index", "-e", "."], cwd=ROOT, env=env)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(
            _refuse(f"Setting up stopped: {' '.join(map(str, error.cmd[1:4]))} ended with code {error.returncode}.")
        )
