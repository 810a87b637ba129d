"""Texts people might type to break out of a file format, and a paper that says each of them in every kind of block."""

from __future__ import annotations

from renaksi.papers.tree import (
    Cell,
    Clause,
    Column,
    Heading,
    Letterhead,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Section,
    Signature,
    Table,
)

TYPST = '#import "@preview/x:1.0.0" #panic("a") $x^2$ *tebal* _miring_ `kode` // komentar \\ <label> @acuan #read("/etc/passwd")'
XML = '</w:t></w:r><w:p>&amp; <script>alert("a")</script> ]]> <?xml?> <w:t>'
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://contoh.invalid","klik")', "http://contoh.invalid/x")
CONTROLS = "a\x00b\x07c\x1bd\x7fe\u202ef\ud800g\ufffeh"
HARMFUL = (TYPST, XML, *FORMULAS, CONTROLS, "[x] = y", "\"kutip\" 'tunggal' {{ x }} {% y %}")


def harmful_paper() -> Paper:
    """Every harmful text in every place a text may stand."""
    body = tuple((Cell(text), Cell(tick=True)) for text in HARMFUL)
    blocks = tuple(
        block
        for text in HARMFUL
        for block in (
            Paragraph(text),
            Heading(text),
            Letterhead((text,), address=text),
            Clause(text, (Point(text, text), Point("b.", text))),
            Signature((text,), text, text, mark=text, below=(text,)),
        )
    )
    table = Table((Column(80), Column(20)), head=((Cell(TYPST), Cell(XML)),), body=body)
    return Paper(
        TYPST,
        (Section("Satu", (*blocks, PageBreak(), Paragraph("akhir"))), Section("Dua", (table,))),
        author=XML,
        mark=TYPST,
    )
