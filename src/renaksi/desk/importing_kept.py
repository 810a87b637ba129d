"""A file between its check and the word to write it: kept for one person by its content, for two hours, then gone."""

from __future__ import annotations

import hashlib
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

AGE = 2 * 60 * 60
"""Seconds a file is kept."""
_NAME = re.compile(r"[0-9a-f]{64}")


def keep(user_id: int, content: bytes) -> str:
    """Keeps the content for this person and gives its SHA-256 (hex); what is older than AGE, of anybody, is thrown away."""
    _sweep()
    sha256 = hashlib.sha256(content).hexdigest()
    folder = _root() / str(user_id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as part:  # readable by the owner alone
        part.write(content)
    Path(part.name).replace(folder / sha256)
    return sha256


def kept(user_id: int, sha256: str) -> bytes | None:
    """The content kept for this person; None where there is none, it has expired, or is no longer what was kept."""
    if not _NAME.fullmatch(sha256):
        return None
    path = _root() / str(user_id) / sha256
    try:
        if time.time() - path.stat().st_mtime > AGE:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def let_go(user_id: int, sha256: str) -> None:
    """Throws the content away; it need not be there."""
    if _NAME.fullmatch(sha256):
        (_root() / str(user_id) / sha256).unlink(missing_ok=True)


def _sweep() -> None:
    oldest = time.time() - AGE
    for path in _root().glob("*/*"):
        with suppress(OSError):  # another person's sweep was quicker
            if path.stat().st_mtime < oldest:
                path.unlink()


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "impor"
