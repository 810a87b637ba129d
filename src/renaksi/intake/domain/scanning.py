"""Pages that are pictures, read one at a time and kept, so that a reading goes on where it stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q, QuerySet

from renaksi.intake.models import Draft, ScannedPage, SourceFile
from renaksi.intake.readers import scan_page
from renaksi.intake.readers.scan.kept import VERSION, ScannedSheet, as_json, from_json, texts_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a file's pages that are pictures were read, of how many; ``page`` = the one being read now."""

    done: int
    whole: int
    page: int | None


@dataclass(frozen=True, slots=True)
class LatestPage:
    """The page of a file that was read last, and its ``texts`` from top to bottom: running lines, and rows of tables."""

    number: int
    texts: tuple[str, ...]


_SHOWN = 14
"""Texts of a page that are shown while the next one is read."""


def expect_pages(source: SourceFile, pages: Iterable[int]) -> None:
    """Notes which pages (1-based) of a file are pictures and still to be read; those known stay as they are."""
    ScannedPage.objects.bulk_create(
        [ScannedPage(source=source, number=number) for number in pages], ignore_conflicts=True
    )


def scan_next(draft: Draft, source: SourceFile, data: bytes) -> bool:
    """Reads the first page still to be read and keeps it; False where there is none. Refuses what the reader refuses.

    Two workers at once read a page twice at most; what they keep is the same.
    """
    page = _waiting(source).first()
    if page is None:
        return False
    page.sheet, page.version = as_json(scan_page(data, page.number)), VERSION
    page.save(update_fields=("sheet", "version"))
    draft.save(update_fields=("changed_at",))  # the reading goes on: nobody need put it in line again
    return True


def kept_pages(source: SourceFile) -> dict[int, ScannedSheet]:
    """The pages of a file that were read and kept."""
    pages = ScannedPage.objects.filter(source=source, version=VERSION, sheet__isnull=False)
    return {page.number: from_json(page.sheet) for page in pages if page.sheet}


def progress_of(source: SourceFile) -> Progress | None:
    """How far the reading of a file's pictures is; None for a file without any."""
    whole = ScannedPage.objects.filter(source=source).count()
    if not whole:
        return None
    waiting = _waiting(source)
    return Progress(whole - waiting.count(), whole, waiting.values_list("number", flat=True).first())


def latest_page(source: SourceFile) -> LatestPage | None:
    """The last page that was read, while others wait; None where none was. One query."""
    page = ScannedPage.objects.filter(source=source, version=VERSION, sheet__isnull=False).order_by("-number").first()
    if page is None or not page.sheet:
        return None
    return LatestPage(page.number, tuple(islice(texts_of(from_json(page.sheet)), _SHOWN)))


def is_turned(source: SourceFile, number: int) -> bool:
    """Whether the file has that page upside down, as far as it was read. One query."""
    pages = ScannedPage.objects.filter(source=source, number=number, version=VERSION, sheet__isnull=False)
    return bool(pages.values_list("sheet__turned", flat=True).first())


def _waiting(source: SourceFile) -> QuerySet[ScannedPage]:
    unread = Q(sheet__isnull=True) | ~Q(version=VERSION)
    return ScannedPage.objects.filter(unread, source=source).order_by("number")
