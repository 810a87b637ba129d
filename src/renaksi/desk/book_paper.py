"""A book, and the recap of what it measures, as papers; the recap of given months is the proof of a figure and never changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from renaksi.desk.book_paper_parts import (
    Measured,
    book_columns,
    entry_table,
    head_of,
    joined,
    measure_table,
    measured,
    months_words,
    period_words,
    section_of,
    signed_by_secretary,
)
from renaksi.desk.register import Reading, Register
from renaksi.kernel.period import Period
from renaksi.offices.models import Office
from renaksi.papers import write
from renaksi.papers.tree import Align, Block, Heading, Paper, Paragraph, Section

_CLOSED = "Isi buku ini hanya untuk petugasnya; yang disajikan angkanya saja."


BOOK, RECAP = "buku", "rekap"
"""The papers every book has, by the word of their address."""


def prints_of(register: Register) -> list[tuple[str, str]]:
    """Word and title of every paper of the book."""
    own = [(each.slug, each.title) for each in register.book_prints]
    return [(BOOK, "Buku register"), *([(RECAP, "Rekapitulasi ukuran")] if register.measures else []), *own]


def named_paper(register: Register, office: Office, name: str, period: Period, rows: Q, *, on: date) -> Paper | None:
    """The book, its recap or one of the register's own book prints over a period; ``rows`` says what the reader may see.

    None for an unknown name, and for the recap of a book that measures nothing or of months that have not begun.
    """
    first, last = period.starts_on, period.ends_on
    if name == RECAP:
        months = [month for month in period if date(period.year, month, 1) <= on]
        if not months or not register.measures:
            return None
        return recap_paper(register, office, period.year, months, rows=rows, signed_on=on)
    entries = book_entries(register, rows, first, last)
    if name == BOOK:
        return book_paper(register, office, first, last, entries, on=on)
    print_of = next((each for each in register.book_prints if each.slug == name), None)
    return print_of.build(office, entries.filter(removed_at__isnull=True), first, last) if print_of else None


def book_entries(register: Register, rows: Q, first: date, last: date) -> QuerySet[Any]:
    """The entries of these days that a reader may see (``rows``), struck out ones among them, in the order of their numbers.

    Entries without a date belong to the year of their number.
    """
    dated = Q(**{f"{register.dated}__range": (first, last)})
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        dated |= Q(**{f"{register.dated}__isnull": True}, year__range=(first.year, last.year))
    found: QuerySet[Any] = register.model.objects.filter(rows, dated)
    return found.select_related(*joined(register)).order_by("year", "number")


def book_paper(
    register: Register, office: Office, first: date, last: date, entries: Iterable[Any], *, on: date
) -> Paper:
    """The book between two days as it stands ``on`` a day: its entries, signed by the secretary, then what was measured."""
    rows = list(entries)
    words = period_words(first, last)
    count = len(book_columns(register))
    sections = [section_of("Buku", _book(register, office, rows, words, on), count)]
    until = min(last, on)
    figures = (
        measured(register, office, first.year, range(first.month, until.month + 1))
        if first.year == last.year and first <= until
        else []
    )
    if figures:
        sections.append(section_of("Ukuran", _figures(figures, register, words), 0))
    return Paper(f"{register.title} {words}", tuple(sections), author=office.name, dated=on)


def _book(register: Register, office: Office, rows: list[Any], words: str, on: date) -> Iterator[Block]:
    yield head_of(office, on)
    yield Heading(f"{register.title}\n{words}".upper(), align=Align.CENTER)
    yield Paragraph(f"Pengelola: {register.keeper}. Dasar: {register.law}.", before=0.5)
    if rows:
        yield entry_table(register, rows)
        removed = sum(entry.is_removed for entry in rows)
        struck = f", {removed} di antaranya dicoret dan tidak dihitung" if removed else ""
        yield Paragraph(f"Banyaknya: {len(rows)} {register.noun}{struck}.", before=0.7, keep=True)
    else:
        yield Paragraph("Tidak ada catatan dalam masa ini.", before=0.7, keep=True)
    yield signed_by_secretary(office, on)


def _figures(figures: Sequence[Measured], register: Register, words: str) -> tuple[Block, ...]:
    head = Heading(f"Ukuran {register.title}\n{words}".upper(), align=Align.CENTER)
    return (head, measure_table(figures))


def recap_paper(
    register: Register,
    office: Office,
    year: int,
    months: Sequence[int],
    keys: Iterable[str] | None = None,
    *,
    rows: Q | None = None,
    signed_on: date | None = None,
) -> Paper:
    """What the book measured in these months (in order): each value with its parts and formula, then the entries behind them.

    ``rows`` says which entries the reader may see. Without it the paper is for everyone: closed entries are told by number alone,
    of a closed book none. It bears the last day of its months, so that the same figures make the same paper at any time;
    ``signed_on`` adds room for the secretary to sign on that day. Raises KeyError for a key that is not the register's.
    """
    figures = measured(register, office, year, months, keys)
    words, last = months_words(year, months), Period(year, months[-1], months[-1]).ends_on
    entries = _behind(register, office, figures, rows)
    blocks: list[Block] = [
        head_of(office, signed_on or last),
        Heading(f"Rekapitulasi {register.title}\n{words}".upper(), align=Align.CENTER),
        measure_table(figures),
        Paragraph(_source(register, entries), before=0.7, keep=True),
    ]
    if signed_on:
        blocks.append(signed_by_secretary(office, signed_on))
    sections = [section_of("Rekap", blocks, 0)]
    if entries:
        sections.append(_entries_section(register, entries, figures, words, hides=rows is None))
    title = f"Rekapitulasi {register.title} {words}"
    return Paper(title, tuple(sections), author=office.name, dated=signed_on or last)


def _source(register: Register, entries: list[Any]) -> str:
    if entries:
        return f"Dihitung dari {len(entries)} catatan {register.title} yang terdaftar pada halaman berikut."
    return _CLOSED if register.access.reading is Reading.CLOSED else "Tidak ada catatan di balik angka ini."


def _behind(register: Register, office: Office, figures: Sequence[Measured], rows: Q | None) -> list[Any]:
    if rows is None and register.access.reading is Reading.CLOSED:
        return []
    ids = {pk for row in figures for pk in row.entries}
    found = register.model.objects.filter(Q(office=office) if rows is None else rows, pk__in=ids)
    return list(found.select_related(*joined(register)).order_by("year", "number"))


def _entries_section(
    register: Register, entries: list[Any], figures: Sequence[Measured], words: str, *, hides: bool
) -> Section:
    counted: dict[int, list[str]] = {}
    for at, row in enumerate(figures, 1):
        for pk in row.entries:
            counted.setdefault(pk, []).append(str(at))
    columns = len(book_columns(register)) + 1
    table = entry_table(
        register,
        entries,
        closed=hides,
        more=("Ukuran No.", {pk: ", ".join(numbers) for pk, numbers in counted.items()}),
    )
    head = Heading(f"Catatan di balik rekapitulasi\n{register.title} {words}".upper(), align=Align.CENTER)
    return section_of("Catatan", (head, table), columns)


def recap_pdf(register: Register, office: Office, year: int, months: Sequence[int], keys: Iterable[str]) -> bytes:
    """The recap of these months and measures as PDF, for everyone who reads the office. The same figures give the same bytes.

    Counts anew what the books changed first. Raises KeyError for a key that is not the register's.
    """
    return write(recap_paper(register, office, year, months, keys), "pdf")
