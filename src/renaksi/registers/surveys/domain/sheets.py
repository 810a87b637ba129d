"""Sheets come in: sent by respondents, one at a time, or keyed in from paper by staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.told import check_standing, locked, tell
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.registers.surveys.arithmetic import LEAST_MARK, MOST_MARK
from renaksi.registers.surveys.domain.slips import spend
from renaksi.registers.surveys.models import MARKS, Answer, Means, Survey, Way, new_sheet_id

MOST_A_DAY = 2000
"""Sheets without a slip a round takes on one day: many halls pass, a machine that never stops does not."""
MOST_AT_ONCE = 500
PROFILE = ("sex", "age", "education", "occupation")


def why_shut(survey: Survey, day: date) -> str:
    """Why nobody can answer on this day, in a sentence for respondents; "" where they can."""
    if survey.state != "open" or survey.is_removed or day > survey.asked_until:
        return "Survei ini sedang tidak menerima jawaban." if survey.state == "draft" else "Survei ini sudah ditutup."
    if survey.means == Means.PAPER:
        return "Survei ini dijawab pada lembar kertas. Mintalah lembarnya kepada petugas."
    if day < survey.asked_from:
        return f"Survei ini baru dapat dijawab mulai {date_words(survey.asked_from)}."
    return ""


def send_sheet(*, survey: Survey, sheet_id: int, values: Mapping[str, Any], way: Way, code: str = "") -> bool:
    """Takes a respondent's sheet; False where this very sheet was taken before. A slip's ``code`` is spent with it.

    Writes no event: its moment would stand beside the sheet's day. Refuses ``surveys.shut``, ``surveys.full``,
    ``surveys.not_complete`` and what ``spend`` refuses.
    """
    with transaction.atomic():
        standing: Any = locked(REGISTERS["surveys"], survey)  # closing waits for it, and it for closing
        if Answer.objects.filter(pk=sheet_id, survey=standing).exists():
            return False
        day = today(standing.office.time_zone)
        if shut := why_shut(standing, day):
            raise Refused(shut, code="surveys.shut")
        sheet = _sheet(standing, values, day, Way.SLIP if standing.means == Means.SLIPS else way)
        if any(mark is None for mark in sheet.marks[: len(standing.instrument.questions)]):
            raise Refused("Masih ada pertanyaan yang belum dijawab.", code="surveys.not_complete")
        if standing.means == Means.SLIPS:
            spend(survey=standing, code=code)
        else:
            _check_room(standing, day)
        sheet.pk = sheet_id
        sheet.save(force_insert=True)
    return True


def enter_sheets(
    *, survey: Survey, sheets: Sequence[Mapping[str, Any]], on: date, way: Way = Way.PAPER, by: User | None
) -> int:
    """Keys in sheets filled on paper on the day ``on``; an element left blank on paper stays blank. All of them or none.

    Trail: ``surveys.sheets_entered``. Refuses ``desk.removed``, ``surveys.shut``, ``surveys.no_sheets``,
    ``surveys.too_many``, ``surveys.not_in_round`` and ``surveys.not_valid``.
    """
    register = REGISTERS["surveys"]
    with transaction.atomic():
        standing: Any = locked(register, survey)
        check_standing(standing)
        _check_batch(standing, sheets, on)
        Answer.objects.bulk_create([_numbered(_sheet(standing, values, on, way), at) for at, values in _told(sheets)])
        tell(register, standing, what="surveys.sheets_entered", by=by, many=len(sheets), day=date_words(on))
    return len(sheets)


def _told(sheets: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(sheets, 1))


def _numbered(sheet: Answer, at: int) -> Answer:
    if all(mark is None for mark in sheet.marks):
        raise Refused(f"Lembar {at} tidak berisi jawaban.", code="surveys.not_valid")
    sheet.pk = new_sheet_id()
    return sheet


def _sheet(survey: Survey, values: Mapping[str, Any], day: date, way: Way) -> Answer:
    """A sheet with the marks of the round's questions and the profile; anything else is left alone."""
    marks = {name: values.get(name) for name in MARKS[: len(survey.instrument.questions)]}
    for at, mark in enumerate(marks.values(), 1):
        if mark is not None and not (isinstance(mark, int) and LEAST_MARK <= mark <= MOST_MARK):
            fault = f"Pertanyaan {at} dijawab dengan angka {LEAST_MARK} sampai {MOST_MARK}."
            raise Refused(fault, code="surveys.not_valid", field=f"u{at}")
    profile = {name: values.get(name) or "" for name in PROFILE}
    for name, value in profile.items():
        if value and value not in dict(Answer._meta.get_field(name).flatchoices):  # type: ignore[union-attr]  # own fields
            raise Refused("Pilih salah satu jawaban yang tersedia.", code="surveys.not_valid", field=name)
    return Answer(survey=survey, answered_on=day, way=way, **marks, **profile)


def _check_batch(survey: Survey, sheets: Sequence[Mapping[str, Any]], on: date) -> None:
    if survey.state != "open":
        raise Refused("Lembar hanya dapat dimasukkan selama survei dibuka.", code="surveys.shut")
    if not sheets:
        raise Refused("Isi sedikitnya satu lembar.", code="surveys.no_sheets")
    if len(sheets) > MOST_AT_ONCE:
        raise Refused(f"Paling banyak {MOST_AT_ONCE} lembar sekali simpan.", code="surveys.too_many")
    if not survey.asked_from <= on <= min(survey.asked_until, today(survey.office.time_zone)):
        raise Refused(
            f"Tanggal lembar terletak antara {date_words(survey.asked_from)} dan {date_words(survey.asked_until)}, "
            "dan tidak sesudah hari ini.",
            code="surveys.not_in_round",
            field="on",
        )


def _check_room(survey: Survey, day: date) -> None:
    if Answer.objects.filter(survey=survey, answered_on=day).exclude(way=Way.PAPER).count() >= MOST_A_DAY:
        raise Refused(
            f"Hari ini survei ini sudah menerima {MOST_A_DAY} jawaban. Silakan coba lagi besok.", code="surveys.full"
        )
