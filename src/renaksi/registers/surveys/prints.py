"""The papers of a round: questionnaire, recap of the sheets, report with proposals; and the indexes of a span of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from renaksi.desk.book_paper_parts import head_of, room_of, section_of, signed_by_secretary
from renaksi.desk.book_paper_parts import period_words as span_words
from renaksi.kernel.clock import today
from renaksi.kernel.wording import date_words, number_words
from renaksi.offices.models import Office
from renaksi.papers.tree import Align, Block, Cell, Clause, Column, Heading, Paper, Paragraph, Point, Row, Table
from renaksi.registers.surveys.arithmetic import FORMULA_WORDS, Result, sample_size
from renaksi.registers.surveys.models import RECKONED, Answer, Survey
from renaksi.registers.surveys.outcome import Outcome, earlier_rounds, outcome_of, profile_of, ways_of
from renaksi.registers.surveys.shown import period_words

_UPRIGHT = 4  # columns of tables whose pages stand
_NOT_YET = "Survei ini belum ditutup; jawaban baru dibaca setelah ditutup."


def questionnaire_paper(survey: Survey) -> Paper:
    """The sheet to fill by hand: a box for each of the four answers, and the profile; without a name."""
    rows = tuple(
        (
            Cell(f"{at}. {question.text}"),
            *(Cell(f"□ {mark}\n{words}") for mark, words in enumerate(question.answers, 1)),
        )
        for at, question in enumerate(survey.instrument.questions, 1)
    )
    blocks: list[Block] = [
        Heading(f"KUESIONER\n{survey.service.upper()}", align=Align.CENTER),
        Paragraph("Tanpa nama. Beri tanda pada satu jawaban di setiap baris.", before=0.5),
        _table(("Pertanyaan", "1", "2", "3", "4"), (67, 27, 27, 27, 27), rows),
        *_profile_boxes(survey),
        _fact("Tanggal", "…………………………"),
    ]
    return _paper(survey, "Kuesioner", blocks)


def _profile_boxes(survey: Survey) -> list[Block]:
    return [
        _fact(title.capitalize(), "   ".join(f"□ {words}" for words, _ in choices[:-1]))
        for title, choices in profile_of(survey)
    ]


def recap_paper(survey: Survey) -> Paper:
    """Every sheet's marks in the order of random numbers, without profile or day; the means below."""
    outcome = outcome_of(survey)
    title = Heading(f"REKAP JAWABAN\n{survey.service.upper()}", align=Align.CENTER)
    if outcome is None:
        return _paper(survey, "Rekap jawaban", [title, Paragraph(_NOT_YET)])
    names = [f"U{row.at}" for row in outcome.rows]
    body = [
        (Cell(str(at)), *(_mark(mark) for mark in sheet.marks[: len(names)]))
        for at, sheet in enumerate(Answer.objects.filter(survey=survey), 1)
    ]
    means = (Cell("Rata-rata", bold=True), *(Cell(row.mean, align=Align.CENTER, bold=True) for row in outcome.rows))
    legend = "; ".join(f"U{row.at} {row.title}" for row in outcome.rows)
    table = _table(("No.", *names), (22, *(17,) * len(names)), (*body, means))
    blocks = [title, Paragraph(f"Masa survei {period_words(survey)}. {legend}."), table, *_index_words(outcome)]
    return _paper(survey, "Rekap jawaban", blocks)


def report_paper(survey: Survey) -> Paper:
    """The report: how it was asked, who answered, the result with its working, the trend, and what is proposed to be mended."""
    outcome = outcome_of(survey)
    blocks: list[Block] = [
        Heading(f"LAPORAN SURVEI\n{survey.service.upper()}", align=Align.CENTER),
        Heading("A. Pelaksanaan", level=2),
        _fact("Jenis", survey.get_subject_display()),
        _fact("Masa", period_words(survey)),
        _fact("Sarana", _ways_words(survey)),
        _fact("Populasi", _sample_words(survey)),
    ]
    if outcome is None:
        return _paper(survey, "Laporan survei", [*blocks, Paragraph(_NOT_YET)])
    blocks += [
        Heading("B. Responden", level=2), *_profile_table(survey),
        Heading("C. Hasil", level=2), _element_table(outcome), *_index_words(outcome),
        Heading("D. Dari putaran ke putaran", level=2), _round_table(earlier_rounds(survey)),
        Heading("E. Usul tindak lanjut", level=2), *_proposals(outcome),
        signed_by_secretary(survey.office, survey.closed_on or survey.asked_until),
    ]  # fmt: skip
    return _paper(survey, "Laporan survei", blocks)


def trend_paper(office: Office, entries: QuerySet[Any], first: date, last: date) -> Paper:
    """The indexes of the rounds in a span of days, by subject and in the order of their days."""
    rounds = [each for each in entries if each.state in RECKONED]
    rounds.sort(key=lambda each: (each.subject, each.asked_until, each.number))
    on, words = min(last, today(office.time_zone)), span_words(first, last)
    blocks: list[Block] = [head_of(office, on), Heading(f"INDEKS ANTARPERIODE\n{words.upper()}", align=Align.CENTER)]
    blocks.append(_round_table(rounds) if rounds else Paragraph("Belum ada putaran yang ditutup."))
    blocks.append(signed_by_secretary(office, on))
    return Paper(
        f"Indeks antarperiode {words}", (section_of("Indeks", blocks, _UPRIGHT),), author=office.name, dated=on
    )


def _paper(survey: Survey, title: str, blocks: Sequence[Block]) -> Paper:
    on = survey.closed_on or survey.asked_from
    section = section_of(title, (head_of(survey.office, on), *blocks), _UPRIGHT)
    return Paper(f"{title} {survey.service}", (section,), author=survey.office.name, dated=on)


def _fact(title: str, words: str) -> Clause:
    return Clause(title, (Point("", words),), before=0.3)


def _ways_words(survey: Survey) -> str:
    came = "; ".join(f"{title}: {number_words(many)} lembar" for title, many in ways_of(survey))
    return came or str(survey.get_means_display())


def _sample_words(survey: Survey) -> str:
    if not survey.population:
        return "tidak dicatat"
    asked = number_words(sample_size(survey.population))
    return f"{number_words(survey.population)} pengguna layanan; sampel menurut Krejcie dan Morgan {asked} responden"


def _profile_table(survey: Survey) -> list[Block]:
    body = tuple(
        (Cell(title.capitalize()), Cell(words), Cell("tidak disebut" if many is None else number_words(many)))
        for title, choices in profile_of(survey)
        for words, many in choices
        if many != 0
    )
    hidden = "Kelompok kecil tidak disebut angkanya, agar tidak seorang pun dikenali."
    return (
        [_table(("Ciri", "Kelompok", "Banyaknya"), (45, 85, 45), body), Paragraph(hidden, before=0.3)] if body else []
    )


def _element_table(outcome: Outcome) -> Table:
    body = tuple(
        (
            Cell(f"U{row.at}"),
            Cell(row.title),
            _right(row.mean),
            _right(row.value),
            _right(number_words(row.element.answered)),
        )
        for row in outcome.rows
    )
    return _table(("Unsur", "Nama unsur", "Rata-rata", "Nilai (×25)", "Penjawab"), (16, 79, 26, 28, 26), body)


def _index_words(outcome: Outcome) -> list[Block]:
    survey, result = outcome.survey, outcome.result
    people = f"{number_words(survey.respondents or 0)} responden"
    if result is None:
        return [
            Paragraph(f"Indeks tidak dapat dihitung: ada unsur yang tidak dijawab siapa pun ({people}).", before=0.7)
        ]
    index = f"Indeks {number_words(result.index, 2)}, mutu {result.band.letter} ({result.band.words.lower()}), dari {people}."
    return [
        Paragraph(index, bold=True, before=0.7, keep=True),
        Paragraph(f"Rumus {survey.formula}: {FORMULA_WORDS.get(survey.formula, '')}.", before=0.3, keep=True),
        Paragraph(customary_words(result), before=0.3),
    ]


def customary_words(result: Result) -> str:
    """What the customary weight makes of the same answers, to compare with older reports."""
    weight, index = number_words(result.customary_weight, 2), number_words(result.customary_index, 2)
    return f"Sebagai pembanding laporan lama: dengan bobot {weight} hasilnya {index} ({result.customary_band.letter})."


def _round_table(rounds: Sequence[Survey]) -> Table:
    body = tuple(
        (
            Cell(each.book_number), Cell(f"{each.service}\n{each.get_subject_display()}"),
            Cell(date_words(each.asked_until), day=each.asked_until), _index(each), Cell(each.letter, align=Align.CENTER),
            _right(number_words(each.respondents or 0)),
        )
        for each in rounds
    )  # fmt: skip
    return _table(("Nomor", "Layanan", "Berakhir", "Indeks", "Mutu", "Responden"), (20, 62, 34, 20, 15, 24), body)


def _index(survey: Survey) -> Cell:
    if survey.index is None:
        return Cell("–", align=Align.RIGHT)
    return Cell(number_words(survey.index, 2), align=Align.RIGHT, number=survey.index)


def _proposals(outcome: Outcome) -> list[Block]:
    rows = tuple(
        (Cell(str(at)), Cell(f"Perbaikan unsur {row.title.lower()} (rata-rata {row.mean})"), Cell("……"), Cell("……"))
        for at, row in enumerate(outcome.lowest, 1)
    )
    about = "Tiga unsur terendah diusulkan untuk ditindaklanjuti; waktu dan penanggung jawab ditetapkan kemudian."
    head = ("No.", "Yang diusulkan", "Waktu", "Penanggung jawab")
    return [Paragraph(about), _table(head, (12, 93, 30, 40), rows)] if rows else []


def _mark(mark: int | None) -> Cell:
    return Cell("–" if mark is None else str(mark), align=Align.CENTER, number=None if mark is None else Decimal(mark))


def _right(words: str) -> Cell:
    return Cell(words, align=Align.RIGHT)


def _table(titles: Sequence[str], widths: Sequence[float], body: tuple[Row, ...]) -> Table:
    scale = room_of(_UPRIGHT) / sum(widths)
    head = (tuple(Cell(title, align=Align.CENTER) for title in titles),)
    return Table(tuple(Column(width * scale) for width in widths), head, body)
