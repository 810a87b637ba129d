"""Texts and parents of rows corrected; what was inherited from them follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from renaksi.accounts.models import User
from renaksi.intake.decree.rows import points_of
from renaksi.intake.domain.inherit import (
    LEVEL_OF,
    LEVELS,
    NUMBER_OF,
    give_parent,
    heirs,
    infer,
    parent_of,
    take_parents_of,
)
from renaksi.intake.domain.sheet import Changed, Sheet, change
from renaksi.intake.models import Draft, DraftRow
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused, Stale
from renaksi.plan.domain.adopt import NUMBER_LENGTH
from renaksi.plan.facts import folded

TEXT_FIELDS = {
    "area_no": "nomor area",
    "area": "area perubahan",
    "activity_no": "nomor kegiatan",
    "activity": "kegiatan",
    "sub_activity_no": "nomor sub kegiatan",
    "sub_activity": "sub kegiatan",
    "indicator_no": "nomor indikator",
    "indicator": "indikator keberhasilan",
    "note": "keterangan",
}


def set_text(*, draft: Draft, by: User | None, row_id: int, field: str, value: str, seen: str | None = None) -> Changed:
    """Sets one text of a row (TEXT_FIELDS). White space is folded. ``seen`` = the text the user saw (None: not checked).

    A parent's text or number (area, activity, sub_activity) given here is the row's own from now on, and runs on to the rows
    below that inherited it, up to the first that did not. Open doubts about the field are settled, on those rows too.
    Refuses: Stale; ``intake.draft_closed``, ``intake.row_unknown``, ``intake.field_unknown``, ``intake.number_unclear`` (an
    area's number is a number), ``intake.number_too_long``.
    """
    new = typed(field, value)

    def work(sheet: Sheet) -> str:
        place = sheet.place(row_id)
        row = sheet.rows[place]
        if not _differs(shown(row, field), new, seen, field):
            return ""
        followers = write_text(sheet, place, field, new)
        more = f", juga {len(followers)} baris di bawahnya yang mengikutinya" if followers else ""
        return f"{TEXT_FIELDS[field].capitalize()} baris {place + 1} menjadi {quoted(new)}{more}."

    return change(draft=draft, by=by, verb="set_text", work=work)


def set_parent(
    *,
    draft: Draft,
    by: User | None,
    row_ids: Sequence[int],
    level: str,
    no: str | None,
    text: str,
    seen: str | None = None,
) -> Changed:
    """Gives many rows the same parent at one ``level`` ("area", "activity", "sub_activity"): number (None: left as is), text.

    For a group's heading pass the ids of all its rows and ``seen`` = the text shown. Rows below that inherited follow.
    Refuses as set_text, and ``intake.no_rows_chosen``.
    """
    if level not in LEVELS:
        raise _unknown_field(level)
    name, number = typed(level, text), None if no is None else typed(NUMBER_OF[level], no)

    def work(sheet: Sheet) -> str:
        places = sheet.places(row_ids)
        reached = {row.pk: row for place in places for row in (sheet.rows[place], *heirs(sheet.rows, place, level))}
        wanted = {row.pk: (parent_of(row, level)[0] if no is None else number, str(name)) for row in reached.values()}
        if all(parent_of(row, level) == wanted[row.pk] for row in reached.values()):
            return ""
        _differs(shown(sheet.rows[places[0]], level), name, seen, level)  # raises Stale
        for row in reached.values():
            give_parent(row, level, wanted[row.pk])
            sheet.settle(row, level, NUMBER_OF[level])
        return f"{TEXT_FIELDS[level].capitalize()} {len(reached)} baris menjadi {quoted(name)}."

    return change(draft=draft, by=by, verb="set_parent", work=work)


def take_parents(*, draft: Draft, by: User | None, row_ids: Sequence[int], like: int) -> Changed:
    """Puts rows under the same area, activity and sub-activity as row ``like`` (their place in the order stays).

    Rows below that inherited from them keep their parents as their own. Open doubts about the parents are settled.
    Refuses ``intake.row_unknown``, ``intake.no_rows_chosen``.
    """

    def work(sheet: Sheet) -> str:
        places, model = sheet.places(row_ids), sheet.row(like)
        for place in places:
            take_parents_of(sheet.rows[place], model)
            sheet.settle(sheet.rows[place], *LEVELS, *NUMBER_OF.values())
        infer(sheet.rows, places)
        return f"{len(places)} baris dipindahkan ke sub kegiatan {quoted(model.sub_activity or model.activity)}."

    return change(draft=draft, by=by, verb="take_parents", work=work)


def restore_row(*, draft: Draft, by: User | None, row_id: int) -> Changed:
    """Puts a row's texts, months and note back as first read; rows below that inherit from it follow.

    Refuses ``intake.row_not_read`` for a row added by hand.
    """

    def work(sheet: Sheet) -> str:
        place = sheet.place(row_id)
        row = sheet.rows[place]
        if not row.read_as:
            raise Refused(
                "Baris ini ditambahkan saat ditelaah sehingga tidak memiliki bacaan semula.", code="intake.row_not_read"
            )
        _restore(sheet, place, row)
        return f"Baris {place + 1} dikembalikan ke bacaan semula."

    return change(draft=draft, by=by, verb="restore_row", work=work)


def _restore(sheet: Sheet, place: int, row: DraftRow) -> None:
    for level in LEVELS:
        parent = (row.read_as[NUMBER_OF[level]], row.read_as[level])
        for heir in heirs(sheet.rows, place, level):
            give_parent(heir, level, parent)
        give_parent(row, level, parent)
    row.inherited = list(row.read_as.get("inherited", []))
    row.indicator_no, row.indicator = row.read_as["indicator_no"], row.read_as["indicator"]
    row.indicators = list(row.read_as["indicators"])
    row.note, row.month_mask = row.read_as["note"], MonthSet.of(row.read_as["months"]).mask


def write_text(sheet: Sheet, place: int, field: str, value: str | int | None) -> list[DraftRow]:
    """Writes one field of the row at ``place`` and settles its doubts; gives back the rows below that followed."""
    row = sheet.rows[place]
    level = LEVEL_OF.get(field)
    if level is None:
        setattr(row, field, value)
        if field == "indicator":
            row.indicators = list(points_of(row.indicator))
        sheet.settle(row, field)
        return []
    followers = heirs(sheet.rows, place, level)
    setattr(row, field, value)
    for follower in followers:
        give_parent(follower, level, parent_of(row, level))
    for each in (row, *followers):
        sheet.settle(each, level, NUMBER_OF[level])
    return followers


def typed(field: str, value: str) -> str | int | None:
    """What was typed as the field keeps it. Refuses ``intake.field_unknown``, ``intake.number_unclear``,
    ``intake.number_too_long``."""
    if field not in TEXT_FIELDS:
        raise _unknown_field(field)
    text = folded(value)
    if field == "area_no":
        return _area_number(text)
    if field.endswith("_no") and len(text.removesuffix(".")) > NUMBER_LENGTH:
        raise Refused(
            f"Nomor paling panjang {NUMBER_LENGTH} huruf; tulis uraiannya di kolom teks.",
            code="intake.number_too_long",
            field=field,
        )
    return text.removesuffix(".") if field.endswith("_no") else text


def _area_number(text: str) -> int | None:
    number = text.removesuffix(".")
    if number and not (number.isascii() and number.isdecimal() and len(number) <= 4):
        raise Refused("Nomor area ditulis dengan angka.", code="intake.number_unclear", field="area_no")
    return int(number) if number else None


def shown(row: DraftRow, field: str) -> str:
    """The field as a form shows it."""
    value = getattr(row, field)
    return "" if value is None else str(value)


def _differs(current: str, new: str | int | None, seen: str | None, field: str) -> bool:
    """Whether there is something to write. Raises Stale where the user saw another value than stands there now."""
    attempted = "" if new is None else str(new)
    if attempted == current:
        return False
    if seen is not None and folded(seen) != folded(current):
        raise Stale(current=current, attempted=attempted, field=field)
    return True


def quoted(value: str | int | None, length: int = 60) -> str:
    """A text in quotation marks for a sentence, shortened; "kosong" for none."""
    text = "" if value is None else str(value)
    if not text:
        return "kosong"
    return f"“{text}”" if len(text) <= length else f"“{text[: length - 1].rstrip()}…”"


def row_numbers(places: Iterable[int]) -> str:
    """Rows in words for a sentence: "baris 4", "baris 4, 5, dan 9", "12 baris"."""
    numbers = [str(place + 1) for place in places]
    if len(numbers) > 4:
        return f"{len(numbers)} baris"
    if len(numbers) < 3:
        return "baris " + " dan ".join(numbers)
    return "baris " + ", ".join(numbers[:-1]) + f", dan {numbers[-1]}"


def _unknown_field(field: str) -> Refused:
    return Refused("Bagian baris ini tidak dikenal.", code="intake.field_unknown", field=field)
