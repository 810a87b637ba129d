"""Sample files to try the upload with, where a demo has put some; an office's own server has none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_ABOUT = {
    ".txt": "teks",
    ".md": "Markdown",
    ".xlsx": "XLSX",
    ".pdf": "PDF",
    ".docx": "DOCX",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A file to try with: its ``name``, ``kind`` in words, ``size`` in bytes, and its ``path``."""

    name: str
    kind: str
    size: int
    path: Path


def list_samples() -> list[Sample]:
    """The files in the folder RENAKSI_SAMPLES names, by name; none where it is not set or not there."""
    folder = _folder()
    if folder is None:
        return []
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() in _ABOUT)
    return [
        Sample(
            name=path.name,
            kind=_ABOUT[path.suffix.lower()],
            size=path.stat().st_size,
            path=path,
        )
        for path in files
    ]


def find_sample(name: str) -> Sample | None:
    """The sample of this name, or None: a name is looked up in the list, never joined to a path."""
    return next((sample for sample in list_samples() if sample.name == name), None)


def _folder() -> Path | None:
    named = getattr(settings, "RENAKSI_SAMPLES", None)
    folder = Path(named) if named else None
    return folder if folder and folder.is_dir() else None
