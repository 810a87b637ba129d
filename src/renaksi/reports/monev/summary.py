"""A period summed up in sentences whose numbers say which figure they are, so that a screen can open them. Pure, no Django."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.kernel.wording import date_words, number_words
from renaksi.plan.letterhead import spelled_out
from renaksi.plan.numbering import printed_number
from renaksi.reports.monev.columns import BY_KEY, EXTRA, FORMULA, percent_words
from renaksi.reports.monev.values import AreaPart, Monev


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; ``figure`` is the key of the figure it writes, "" for words."""

    text: str
    figure: str = ""


Sentence = tuple[Part, ...]


def summary(monev: Monev) -> tuple[Sentence, ...]:
    """The sentences of the report's summary, in order."""
    told = [_scheduled(monev)]
    if monev.total.begun:
        told += [_realised(monev), _not_realised(monev)]
    else:
        told.append((Part(f"Belum ada yang sudah waktunya, sehingga capaian {percent_words(monev.total)}."),))
    if EXTRA.of(monev.total):
        told.append((Part("Di luar jadwal dilaksanakan "), _number(monev, "extra"), Part(" pekerjaan.")))
    return tuple(each for each in (*told, _extremes(monev)) if each)


def introduction(monev: Monev) -> tuple[str, str]:
    """What the report is about and by which decree, and how its figures are counted."""
    decree = decree_words(monev)
    about = (
        f"Laporan ini memuat hasil monitoring dan evaluasi pelaksanaan Rencana Aksi Reformasi Birokrasi {monev.office.full} "
        f"Tahun {monev.plan_year} untuk {monev.period.words}{f', yang ditetapkan dengan {decree}' if decree else ''}."
    )
    running = "Periode ini belum berakhir, sehingga angkanya masih dapat berubah. " if monev.is_running else ""
    return about, (
        f"{running}Angka dihitung dari catatan pada {date_words(monev.day)} terhadap bulan pelaksanaan dalam keputusan; "
        f"pekerjaan yang ditunda tetap dihitung pada bulan semula. {FORMULA}"
    )


def decree_words(monev: Monev) -> str:
    """``Keputusan ... Nomor 2/... tanggal 12 Januari 2026 tentang ...``, as far as the decree's facts go; "" without a number."""
    facts = monev.facts
    if not facts.number:
        return ""
    maker = next((f"{word} " for word in ("Sekretaris", "Ketua") if word in facts.kind), "")
    words = f"Keputusan {maker}{spelled_out(facts.work_unit) or monev.office.full} Nomor {printed_number(facts.number)}"
    if facts.date:
        words += f" tanggal {date_words(facts.date)}"
    return f"{words} tentang {facts.title}" if facts.title else words


def proofs_words(monev: Monev) -> str:
    """How many pieces of evidence the period has."""
    if not monev.proofs:
        return f"Belum ada bukti dukung untuk {monev.period.words}."
    links = sum(1 for proof in monev.proofs if not proof.sha256)
    uses = sum(len(proof.uses) for proof in monev.proofs)
    kinds = f"{number_words(len(monev.proofs) - links)} berkas" + (
        f" dan {number_words(links)} tautan" if links else ""
    )
    return f"Bukti dukung {monev.period.words} berjumlah {kinds}, dipakai {number_words(uses)} kali."


def plain_text(sentence: Sentence) -> str:
    """The sentence as text."""
    return "".join(part.text for part in sentence)


def share_words(area: AreaPart) -> str:
    """``9 dari 12 (75 %)``, or that it cannot be computed."""
    tally = area.tally
    if not tally.begun:
        return percent_words(tally)
    return f"{number_words(tally.realised)} dari {number_words(tally.begun)} ({percent_words(tally)})"


def _scheduled(monev: Monev) -> Sentence:
    return (
        Part(
            f"Rencana aksi tahun {monev.plan_year} memuat {number_words(monev.indicators)} indikator. "
            f"Pada {monev.period.words} dijadwalkan "
        ),
        _number(monev, "scheduled"),
        Part(" pelaksanaan; "),
        *_begun(monev),
    )


def _begun(monev: Monev) -> Sentence:
    day = date_words(monev.day)
    if 0 < monev.total.begun == monev.total.scheduled:
        return (Part(f"semuanya sudah waktunya pada {day}."),)
    return _number(monev, "begun"), Part(f" di antaranya sudah waktunya pada {day}.")


def _realised(monev: Monev) -> Sentence:
    return (
        Part("Dari yang sudah waktunya, "),
        _number(monev, "realised"),
        Part(f" terlaksana ({percent_words(monev.total)}): "),
        _number(monev, "verified"),
        Part(" terverifikasi, "),
        _number(monev, "done"),
        Part(" dengan bukti yang belum diperiksa, dan "),
        _number(monev, "unproven"),
        Part(" tanpa bukti."),
    )


def _not_realised(monev: Monev) -> Sentence:
    """What is behind, each figure that is not zero; nothing behind is said so."""
    words = {
        "late": "terlambat",
        "missed": "tidak terlaksana",
        "postponed": "ditunda",
        "returned": "dikembalikan untuk diperbaiki",
        "this_month": "dijadwalkan bulan ini dan belum dicatat",
    }
    found = [(key, word) for key, word in words.items() if BY_KEY[key].of(monev.total)]
    if not found:
        return (Part("Semua yang sudah waktunya telah terlaksana."),)
    parts = [Part("Yang belum atau tidak terlaksana: ")]
    for at, (key, word) in enumerate(found):
        parts += [Part(", " if at else ""), _number(monev, key), Part(f" {word}")]
    return (*parts, Part("."))


def _extremes(monev: Monev) -> Sentence:
    """The areas that stand best and worst, where there is a difference."""
    known = [area for area in monev.areas if area.tally.percent is not None]
    if len({area.tally.percent for area in known}) < 2:
        return ()
    best = max(known, key=lambda area: area.tally.percent or 0)
    worst = min(known, key=lambda area: area.tally.percent or 0)
    return (
        Part(
            f"Capaian tertinggi pada area {best.name}, {share_words(best)}; "
            f"terendah pada area {worst.name}, {share_words(worst)}."
        ),
    )


def _number(monev: Monev, key: str) -> Part:
    return Part(number_words(BY_KEY[key].of(monev.total)), key)
