"""Files kept by their content: ``MEDIA_ROOT/sumber/ab/<sha256>``, written whole or not at all, readable by the owner alone."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def keep_content(data: bytes) -> str:
    """Keeps the bytes and gives their SHA-256 (hex); the same content is kept once. Raises OSError where it cannot be."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return sha256


def read_content(sha256: str) -> bytes:
    """The kept bytes. Raises OSError where they cannot be read, ValueError where they are not what was kept."""
    data = _path(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the kept file {sha256} has changed")
    return data


def _path(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "sumber" / sha256[:2] / sha256
