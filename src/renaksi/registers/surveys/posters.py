"""Sheets for walls and counters: the code of a round, its slips, and the result as it is announced."""

from __future__ import annotations

from collections.abc import Sequence

from renaksi.kernel.wording import date_words, number_words
from renaksi.papers.tree import A4, Align, Block, Cell, Column, Heading, Paper, Paragraph, Picture, Section, Table
from renaksi.registers.surveys.models import Survey
from renaksi.registers.surveys.outcome import outcome_of
from renaksi.registers.surveys.shown import period_words

_CODE = 130  # mm: read from across a room
_INDEX = 165  # mm; holds 100,00
_ACROSS = 3
_MARGINS = (20.0, 20.0, 20.0, 20.0)


def code_poster(survey: Survey, address: str, code: str) -> Paper:
    """One A4 sheet: what is asked about, the code as large as the sheet allows, the address for who cannot read the code."""
    blocks = (
        Heading("BAGAIMANA LAYANAN KAMI?", align=Align.CENTER, before=0),
        Heading(survey.service, level=2, align=Align.CENTER),
        Paragraph(f"{survey.office.name}\n{period_words(survey)}", align=Align.CENTER, before=0.5),
        Picture(code, _CODE, f"Kode QR menuju {address}", before=0.5),
        Paragraph("Arahkan kamera ponsel ke kode ini. Tanpa nama, sekitar dua menit.", align=Align.CENTER, bold=True, before=0.7),
        Paragraph(address, align=Align.CENTER, before=0.7),
    )  # fmt: skip
    return _sheet(survey, "Poster survei", blocks, size=16)


def slips_paper(survey: Survey, codes: Sequence[str], address: str) -> Paper:
    """The slips three in a row, to be cut apart; each says where to go and which code to type."""
    body = tuple(
        tuple(Cell(_slip_words(survey, code, address), align=Align.CENTER) if code else Cell() for code in row)
        for row in _rows(codes)
    )
    table = Table((Column(56.6),) * _ACROSS, body=body, size=9, before=0)
    return _sheet(survey, "Kartu survei", (table,), size=9)


def _rows(codes: Sequence[str]) -> list[list[str]]:
    filled = [*codes, *[""] * (-len(codes) % _ACROSS)]
    return [filled[at : at + _ACROSS] for at in range(0, len(filled), _ACROSS)]


def _slip_words(survey: Survey, code: str, address: str) -> str:
    about = f"Buka {address}\nlalu ketik kode itu.\nSatu kartu, satu jawaban, tanpa nama.\n"
    return f"Survei {survey.service}\n\nKODE: {code}\n\n{about}"


def result_poster(survey: Survey) -> Paper:
    """One A4 sheet for wall and site: index, letter, respondents, period and the version of the formula."""
    outcome = outcome_of(survey)
    blocks: list[Block] = [
        Heading(f"HASIL SURVEI\n{survey.get_subject_display().upper()}", align=Align.CENTER, before=0),
        Heading(f"{survey.office.name}\n{survey.service}", level=2, align=Align.CENTER),
    ]
    if outcome is None or outcome.result is None:
        words = "Indeks belum dihitung." if outcome is None else "Indeks tidak dapat dihitung."
        blocks.append(Paragraph(words, align=Align.CENTER, before=2))
    else:
        index, letter = number_words(outcome.result.index, 2), outcome.result.band.letter
        blocks += [
            Picture(_large(index, letter), _INDEX, f"Indeks {index}, mutu {letter}", before=1),
            Heading(f"Mutu {letter} – {outcome.result.band.words}", level=2, align=Align.CENTER, before=0.5),
        ]
    blocks += [
        Paragraph(f"{number_words(survey.respondents or 0)} responden", align=Align.CENTER, bold=True, before=1),
        Paragraph(f"Masa survei {period_words(survey)}", align=Align.CENTER, before=0.5),
        *_announced(survey),
        Paragraph(f"Rumus {survey.formula or 'belum diterapkan'}", align=Align.CENTER, before=1),
        Paragraph("Terima kasih atas penilaian Anda.", align=Align.CENTER, bold=True, before=1),
    ]
    return _sheet(survey, "Poster hasil survei", blocks, size=20)


def _large(index: str, letter: str) -> str:
    """Index and letter as large as a wall asks for, in the type of the papers."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="190" viewBox="0 0 500 190" '
        'font-family="TeX Gyre Bonum" font-weight="bold" text-anchor="middle">'
        f'<text x="190" y="130" font-size="100" fill="#7a1a21">{index}</text>'
        '<rect x="390" y="42" width="106" height="106" rx="8" fill="#7a1a21"/>'
        f'<text x="443" y="126" font-size="88" fill="#ffffff">{letter}</text></svg>'
    )


def _announced(survey: Survey) -> list[Block]:
    if survey.published_on is None:
        return []
    return [Paragraph(f"Diumumkan {date_words(survey.published_on)}", align=Align.CENTER, before=0.5)]


def _sheet(survey: Survey, title: str, blocks: Sequence[Block], *, size: float) -> Paper:
    section = Section(title, tuple(blocks), sheet=A4, margins=_MARGINS, size=size)
    return Paper(f"{title} {survey.service}", (section,), author=survey.office.name, dated=survey.asked_from)
