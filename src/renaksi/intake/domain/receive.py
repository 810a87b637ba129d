"""A file comes in: kept by its content, and put in line to be read."""

from __future__ import annotations

from django.core.files.base import File

from renaksi.accounts.models import User
from renaksi.intake.models import Draft
from renaksi.offices.models import Office


def receive_file(
    *, office: Office, name: str, data: bytes | File[bytes], by: User | None, year: int | None = None
) -> Draft:
    """Keeps the file and begins a draft (state READING) that the job ``intake.tasks.read_draft`` fills after commit.

    The same content while a draft of it is open gives that draft back, with ``draft.was_there`` True; a failed one is read again.
    Trail: ``intake.received``.
    Refuses: ``intake.file_empty``, ``intake.file_too_large`` (RENAKSI_MAX_UPLOAD bytes, 25 MB unless set),
    ``intake.file_kind`` (a kind that cannot be read yet, told from the content and not the name), ``intake.year_unlikely``.
    """
    raise NotImplementedError


def receive_text(*, office: Office, text: str, by: User | None, year: int | None = None) -> Draft:
    """Pasted text as a file named "teks tempelan.txt"; otherwise as receive_file."""
    raise NotImplementedError


def read_again(*, draft: Draft, by: User | None) -> Draft:
    """Puts a draft that could not be read (FAILED) in line once more. Refuses ``intake.draft_not_failed``."""
    raise NotImplementedError
