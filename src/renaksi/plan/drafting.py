"""Standard words for a decree that has none yet: a plan typed in or made from the national template. Never mixed in unasked."""

from __future__ import annotations

from dataclasses import replace

from renaksi.plan.legal_basis import legal_basis
from renaksi.plan.letterhead import OfficeLetterhead, spelled_out
from renaksi.plan.rows import DecreeFacts

_KINDS = ("Provinsi", "Kabupaten", "Kota")


def drafted_facts(
    facts: DecreeFacts, *, office: OfficeLetterhead, year: int, by_secretary: bool = False
) -> DecreeFacts:
    """The facts with standard words wherever they are empty: title, recitals, legal basis, dicta, place and who signs.

    What is there stays untouched; number and date are never made up. ``by_secretary`` drafts a Keputusan Sekretaris. The result
    is a proposal for people to check, the legal basis above all: it names the regulations known for the plan's year, without
    their amendments, and can know none that came since.
    """
    maker = "Sekretaris" if by_secretary or "Sekretaris" in facts.kind else "Ketua"
    title = facts.title or f"Rencana Aksi Reformasi Birokrasi di Lingkungan {office.full} Tahun {year}"
    drafted = replace(
        facts,
        kind=facts.kind or _kind(office, maker),
        title=title,
        work_unit=facts.work_unit or office.name,
        year=facts.year or year,
        place=facts.place or office.place,
        signatory_title=facts.signatory_title or f"{maker} {office.name}",
        signatory=facts.signatory or (office.chair if maker == "Ketua" else office.secretary),
    )
    return _with_clauses(drafted, office, year)


def _kind(office: OfficeLetterhead, maker: str) -> str:
    """``Keputusan Sekretaris``, or by the office: ``Keputusan KPU Kota``; ``Keputusan KIP`` where the name tells no kind."""
    if maker == "Sekretaris":
        return "Keputusan Sekretaris"
    body, _, rest = office.name.partition(" ")
    kind = rest.partition(" ")[0]
    return f"Keputusan {body} {kind}" if kind in _KINDS else f"Keputusan {body}"


def _with_clauses(facts: DecreeFacts, office: OfficeLetterhead, year: int) -> DecreeFacts:
    if not facts.considerations:
        facts = replace(facts, considerations=_considerations(facts, office, year))
    if not facts.legal_basis and not facts.legal_basis_full:
        basis = legal_basis(year)
        facts = replace(
            facts,
            legal_basis=tuple(one.name for one in basis),
            legal_basis_full=tuple(one.text for one in basis),
        )
    if not facts.dicta:
        facts = replace(facts, dicta=_dicta(facts, office, year), valid_until=facts.valid_until or f"{year}-12")
    return facts


def _considerations(facts: DecreeFacts, office: OfficeLetterhead, year: int) -> tuple[str, ...]:
    decree = f"Keputusan {'Sekretaris ' if 'Sekretaris' in facts.kind else ''}{spelled_out(facts.work_unit)}"
    guidance = [one.name for one in legal_basis(year) if one.guides_plans][-1:]
    reasons = (
        f"bahwa agar Reformasi Birokrasi di lingkungan {office.full} terlaksana secara terencana, terukur, dan dapat "
        f"dipertanggungjawabkan, perlu disusun rencana aksi Tahun {year};",
        *(
            f"bahwa {name} menugaskan setiap satuan kerja menetapkan rencana aksi tahunan Reformasi Birokrasi;"
            for name in guidance
        ),
    )
    letters = "huruf a dan huruf b" if guidance else "huruf a"
    return (
        *reasons,
        f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {letters}, perlu menetapkan "
        f"{decree} tentang {facts.title};",
    )


def _dicta(facts: DecreeFacts, office: OfficeLetterhead, year: int) -> tuple[str, ...]:
    return (
        f"Menetapkan {facts.title} sebagaimana tercantum dalam Lampiran yang merupakan bagian tidak terpisahkan dari "
        "Keputusan ini.",
        "Rencana Aksi Reformasi Birokrasi sebagaimana dimaksud dalam Diktum KESATU menjadi pedoman pelaksanaan, pemantauan, dan "
        f"evaluasi Reformasi Birokrasi di lingkungan {office.full}.",
        f"Keputusan ini mulai berlaku pada tanggal ditetapkan sampai dengan bulan Desember {year}.",
    )
