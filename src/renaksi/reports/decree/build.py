"""Builds the decree that sets a yearly action plan, in the legal form the offices use: body, dicta, signature, annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from renaksi.kernel.wording import date_words
from renaksi.papers.tree import (
    Align,
    Block,
    Clause,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Point,
    Section,
    Side,
    Signature,
)
from renaksi.plan.letterhead import OfficeLetterhead, in_two_lines, spelled_out
from renaksi.plan.numbering import printed_number
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.reports.decree.annex import annex_table, listed
from renaksi.reports.decree.ordinals import dictum_name

BLANK = "........................"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_AMENDED_TITLE = re.compile(r"^perubahan\b.*?\bnomor\b.*?\btentang\s+(?=\S)", re.IGNORECASE)
_TITLE_LINE = 58
_SIGNER_LINE = 34
_BODY = re.compile(r" (KOMISI PEMILIHAN UMUM|KOMISI INDEPENDEN PEMILIHAN)")
_TIED = "\u00a0"
_TOGETHER = re.compile(
    r"KOMISI PEMILIHAN UMUM|KOMISI INDEPENDEN PEMILIHAN|REFORMASI BIROKRASI|DI LINGKUNGAN|TAHUN \d{4}"
    r"|(?:KABUPATEN|KOTA|PROVINSI) [A-Z]+"
)
_ANNEX_MARGINS = (20.0, 15.0, 15.0, 15.0)


def build_decree(
    facts: DecreeFacts, rows: Sequence[PlanRow], *, office: OfficeLetterhead, copy: bool = False, draft: bool = False
) -> Paper:
    """The decree as a Paper: sections "Keputusan" (F4 upright) and "Lampiran" (F4 landscape), every row printed once, in order.

    Only what ``facts`` says is printed; what it leaves empty is left out (see `drafting.drafted_facts` for the standard words).
    ``copy`` marks it SALINAN and certifies it (by ``facts.certifier``, else the office's secretary); ``draft`` marks every page
    RANCANGAN, leaves dotted room for number, place and date, and no sign of a signature.
    """
    body = tuple(_body(facts, office, copy=copy, draft=draft))
    annex = tuple(_annex(facts, rows, office, draft=draft))
    return Paper(
        title=facts.title or "Rencana Aksi Reformasi Birokrasi",
        author=facts.work_unit or office.name,
        mark="RANCANGAN" if draft else "",
        dated=facts.date,
        sections=(
            Section("Keputusan", body),
            Section("Lampiran", annex, landscape=True, margins=_ANNEX_MARGINS, size=11),
        ),
    )


def _body(facts: DecreeFacts, office: OfficeLetterhead, *, copy: bool, draft: bool) -> Iterator[Block]:
    if copy:
        yield Paragraph("SALINAN", align=Align.RIGHT, bold=True)
    kop = office.letterhead.strip().upper() or in_two_lines(_unit(facts, office))
    yield Letterhead(tuple(line.strip() for line in kop.splitlines() if line.strip()))
    yield Heading(name_lines(_decree_name(facts, office)), align=Align.CENTER, bold=False, before=1.5)
    yield from _centred(_number_line(facts, draft=draft), before=0)
    if facts.title:
        yield from _centred("TENTANG")
        yield from _centred(title_lines(decree_title(facts)))
    if office.invocation:
        yield from _centred("DENGAN RAHMAT TUHAN YANG MAHA ESA")
    if facts.signatory_title:
        yield from _centred(name_lines(f"{spelled_out(facts.signatory_title).upper()},"))
    yield from _clauses(facts, office)
    yield _signature(facts, draft=draft, dated=True)
    if copy or facts.certifier or facts.certifier_title:
        yield _certification(facts, office)


def _centred(text: str, before: float = 1) -> Iterator[Block]:
    if text:
        yield Paragraph(text, align=Align.CENTER, before=before, keep=True)


def _clauses(facts: DecreeFacts, office: OfficeLetterhead) -> Iterator[Block]:
    if facts.considerations:
        marks = [f"{letter}." for letter in _LETTERS]
        yield Clause("Menimbang", _points(facts.considerations, marks), before=1.5)
    basis = facts.legal_basis_full or tuple(f"{name};" for name in facts.legal_basis)
    if basis:
        yield Clause("Mengingat", _points(basis, [f"{number}." for number in range(1, len(basis) + 1)]), before=1)
    if facts.noted:
        marks = [f"{number}." for number in range(1, len(facts.noted) + 1)]
        yield Clause("Memperhatikan", _points(facts.noted, marks), before=1)
    if facts.title or facts.dicta:
        yield Paragraph("MEMUTUSKAN:", align=Align.CENTER, before=1.5, keep=True)
    if facts.title:
        name = f"{_decree_name(facts, office)} TENTANG {in_capitals(decree_title(facts))}."
        yield Clause("Menetapkan", (Point("", name),), before=1)
    for place, text in enumerate(facts.dicta, 1):
        yield Clause(dictum_name(place), (Point("", listed(text)),))


def _points(texts: Sequence[str], marks: Sequence[str]) -> tuple[Point, ...]:
    """The texts with their marks; one text alone stands without, as the drafting rules have it."""
    if len(texts) == 1:
        return (Point("", listed(texts[0])),)
    return tuple(Point(marks[at % len(marks)], listed(text)) for at, text in enumerate(texts))


def _signature(facts: DecreeFacts, *, draft: bool, dated: bool) -> Signature:
    place = facts.place or (BLANK if draft else "")
    day = date_words(facts.date) if facts.date else (BLANK if draft else "")
    above = (f"Ditetapkan di {place}" if place else "", f"pada tanggal {day}" if day else "")
    title = f"{spelled_out(facts.signatory_title).upper()}," if facts.signatory_title else ""
    return Signature(
        above=tuple(line for line in above if line) if dated else (),
        title=_narrow(title),
        mark="" if draft else "ttd.",
        name=facts.signatory or (BLANK if draft else ""),
    )


def _certification(facts: DecreeFacts, office: OfficeLetterhead) -> Signature:
    title = facts.certifier_title or ("" if facts.certifier else "Sekretaris")
    name = facts.certifier or ("" if facts.certifier_title else office.secretary)
    secretariat = in_two_lines(f"SEKRETARIAT {_unit(facts, office)}")
    return Signature(
        above=("Salinan sesuai dengan aslinya", *secretariat.split("\n")),
        title=f"{title}," if title else "",
        name=name,
        side=Side.LEFT,
    )


def _annex(facts: DecreeFacts, rows: Sequence[PlanRow], office: OfficeLetterhead, *, draft: bool) -> Iterator[Block]:
    lines = ["LAMPIRAN", name_lines(_decree_name(facts, office)), _number_line(facts, draft=draft)]
    if facts.title:
        lines += ["TENTANG", *title_lines(decree_title(facts)).split("\n")]
    yield Paragraph("\n".join(line for line in lines if line), side=Side.RIGHT)
    yield Heading(title_lines(_plan_title(facts, office)), align=Align.CENTER, before=1.5)
    yield annex_table(rows)
    yield _signature(facts, draft=draft, dated=False)


def _unit(facts: DecreeFacts, office: OfficeLetterhead) -> str:
    if facts.work_unit in ("", office.name):
        return office.printed
    return spelled_out(facts.work_unit).upper()


def _decree_name(facts: DecreeFacts, office: OfficeLetterhead) -> str:
    """``KEPUTUSAN [SEKRETARIS|KETUA] KOMISI PEMILIHAN UMUM KOTA CONTOH``, by what kind of decree it is."""
    maker = next((f"{word.upper()} " for word in ("Sekretaris", "Ketua") if word in facts.kind), "")
    return f"KEPUTUSAN {maker}{_unit(facts, office)}"


def _number_line(facts: DecreeFacts, *, draft: bool) -> str:
    number = printed_number(facts.number) or (BLANK if draft else "")
    return f"NOMOR {number}" if number else ""


def decree_title(facts: DecreeFacts) -> str:
    """The decree's title; an amending decree whose title does not yet say what it amends says it."""
    if not facts.amends or re.sub(r"\s", "", facts.amends).lower() in re.sub(r"\s", "", facts.title).lower():
        return facts.title
    maker = "Sekretaris " if "Sekretaris" in facts.kind else ""
    amended = f"Keputusan {maker}{spelled_out(facts.work_unit)} Nomor {printed_number(facts.amends)}"
    return f"Perubahan atas {amended} tentang {facts.title}"


def _plan_title(facts: DecreeFacts, office: OfficeLetterhead) -> str:
    """What stands over the table: the plan's own title, without the words on what the decree amends."""
    title = _AMENDED_TITLE.sub("", facts.title)
    return title or f"Rencana Aksi Reformasi Birokrasi di Lingkungan {spelled_out(facts.work_unit or office.name)}"


def in_capitals(title: str) -> str:
    """The title in capitals on one line; a decree's number inside it keeps its own letters (``11/HK.03.2-Kpt/9999/...``)."""
    return " ".join(
        word if "/" in word and any(sign.isdigit() for sign in word) else word.upper() for word in title.split()
    )


def name_lines(name: str) -> str:
    """The name on one line, or where it is too long broken before the region: no last word stands alone on a second line."""
    return name if len(name) <= _TITLE_LINE else in_two_lines(name)


def _narrow(title: str) -> str:
    """A signer's title for half a page: region on a line of its own, and the body too where its name is long."""
    first, *rest = in_two_lines(title).split("\n")
    if len(first) > _SIGNER_LINE:
        first = _BODY.sub(r"\n\1", first, count=1)
    return "\n".join((first, *rest))


def title_lines(title: str) -> str:
    """The title in capitals on lines of about one length, as few as fit, so that it stands well in the middle of a page.

    Names that belong together (KOMISI PEMILIHAN UMUM, TAHUN 2022) are not torn apart.
    """
    title = _TOGETHER.sub(lambda found: found[0].replace(" ", _TIED), in_capitals(title))
    count = len(_wrapped(title, _TITLE_LINE))
    width = next((n for n in range(1, _TITLE_LINE) if len(_wrapped(title, n)) <= count), _TITLE_LINE)
    return "\n".join(_wrapped(title, width)).replace(_TIED, " ")


def _wrapped(title: str, width: int) -> list[str]:
    return wrap(title, width, break_on_hyphens=False, break_long_words=False)
