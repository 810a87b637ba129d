"""Paper, the one tree every printed document is built as, and its writers: docx, pdf, xlsx, text. Pure, no Django."""

from __future__ import annotations

from importlib import import_module

from renaksi.kernel.refusal import Refused
from renaksi.papers.tree import Paper

# Each writer is loaded when first asked for: a command that prints nothing should not pay for four of them.
FORMATS = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "txt": "text"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}


def write(paper: Paper, format: str) -> bytes:  # noqa: A002 - the plain word for it, and never the builtin's business here
    """The paper as a file of the given format: "pdf", "docx", "xlsx" or "txt". Refused for any other (``papers.format``)."""
    if format not in FORMATS:
        raise Refused(
            f"Format “{format}” tidak dikenal; pilih salah satu dari {', '.join(FORMATS)}.", code="papers.format"
        )
    written: bytes = import_module(f"renaksi.papers.{FORMATS[format]}").write(paper)
    return written
