"""The poster for the door: the event and its code on one sheet."""

from __future__ import annotations

from renaksi.papers.tree import A4, Align, Heading, Paper, Paragraph, Picture, Section
from renaksi.registers.events.models import Event
from renaksi.registers.events.shown import day_words

_CODE = 140  # mm: read from across a room


def poster_paper(event: Event, address: str, code: str) -> Paper:
    """One A4 sheet: what it is about, the code as large as the sheet allows, and the address for who cannot read the code."""
    blocks = (
        Heading("DAFTAR HADIR", align=Align.CENTER, before=0),
        Heading(event.topic, level=2, align=Align.CENTER),
        Paragraph(f"{day_words(event.held_on)}\n{event.place}", align=Align.CENTER, before=0.5),
        Picture(code, _CODE, f"Kode QR menuju {address}", before=0.5),
        Paragraph("Arahkan kamera ponsel ke kode ini, lalu isi nama Anda.", align=Align.CENTER, bold=True, before=0.7),
        Paragraph(address.replace("/hadir/", "\n/hadir/"), align=Align.CENTER, before=0.7),
    )
    section = Section("Pintu", blocks, sheet=A4, margins=(20, 20, 20, 20), size=19)
    return Paper(f"Daftar hadir {event.topic}", (section,), author=event.office.name, dated=event.held_on)
