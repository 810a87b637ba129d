"""Files kept by their content: ``MEDIA_ROOT/sumber/ab/<sha256>``, written whole or not at all, readable by the owner alone."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from django.conf import settings

PART = 256 * 1024
"""Bytes read at a time: a file never stands whole in memory."""


def keep_stream(parts: Iterable[bytes]) -> str:
    """Keeps the bytes as they come and gives their SHA-256 (hex); the same content is kept once. Raises OSError if it cannot."""
    root = Path(settings.MEDIA_ROOT) / "sumber"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=root, prefix=".")  # mkstemp makes it 0600
    try:
        sha256 = _written(handle, parts)
        path = path_of(sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        Path(part).replace(
            path
        )  # over the same content, should it be there: nothing is lost, and a damaged one is mended
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return sha256


def keep_content(data: bytes) -> str:
    """As ``keep_stream``, of bytes at hand."""
    return keep_stream([data])


def _written(handle: int, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with os.fdopen(handle, "wb") as out:
        for part in parts:
            digest.update(part)
            out.write(part)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def open_content(sha256: str) -> IO[bytes]:
    """The kept file, open for reading. Raises OSError where it is not there."""
    return path_of(sha256).open("rb")


def verify_content(sha256: str) -> None:
    """Reads the kept file through. Raises OSError where it cannot be read, ValueError where it is not what was kept."""
    digest = hashlib.sha256()
    for part in parts_of(sha256):
        digest.update(part)
    if digest.hexdigest() != sha256:
        raise ValueError(f"the kept file {sha256} has changed")


def parts_of(sha256: str) -> Iterator[bytes]:
    """The kept bytes, a part at a time. Raises OSError as ``open_content``."""
    with open_content(sha256) as kept:
        while part := kept.read(PART):
            yield part


def read_content(sha256: str) -> bytes:
    """All the kept bytes, for a reader that needs them at once. Raises as ``verify_content``."""
    data = path_of(sha256).read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ValueError(f"the kept file {sha256} has changed")
    return data


def path_of(sha256: str) -> Path:
    """Where content with this SHA-256 is kept, whether it is there or not."""
    return Path(settings.MEDIA_ROOT) / "sumber" / sha256[:2] / sha256
