"""Rows added, removed, moved, split, joined and numbered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from renaksi.accounts.models import User
from renaksi.intake.decree.enumeration import outline
from renaksi.intake.decree.rows import points_of
from renaksi.intake.domain.inherit import LEVELS, NUMBER_OF, give_parent, heirs, infer, parent_of, take_parents_of
from renaksi.intake.domain.sheet import Changed, Sheet, change
from renaksi.intake.domain.texts import quoted, row_numbers, typed
from renaksi.intake.models import DoubtState, Draft, DraftRow
from renaksi.kernel.refusal import Refused
from renaksi.plan.facts import folded


def add_row(
    *, draft: Draft, by: User | None, after: int | None, like: int | None = None, indicator: str = ""
) -> Changed:
    """A new row below row ``after`` (None: first of all) under the parents of row ``like`` (None: those of ``after``).

    Its id is the only one in ``Changed.rows`` that was not there before. Refuses ``intake.row_unknown``.
    """

    def work(sheet: Sheet) -> str:
        place = 0 if after is None else sheet.place(after) + 1
        row = DraftRow(draft=sheet.draft, indicator=folded(indicator))
        row.indicators = list(points_of(row.indicator))
        model = like if like is not None else after
        if model is not None:
            take_parents_of(row, sheet.row(model))
        sheet.rows.insert(place, row)
        infer(sheet.rows, [place])
        return f"Baris baru ditambahkan sebagai baris {place + 1}."

    return change(draft=draft, by=by, verb="add_row", work=work)


def remove_rows(*, draft: Draft, by: User | None, row_ids: Sequence[int], reason: str) -> Changed:
    """Takes rows out; their doubts count as settled. A row below that inherited keeps its parents as its own.

    Refuses ``intake.reason_missing``, ``intake.row_unknown``, ``intake.no_rows_chosen``.
    """
    reason = folded(reason)
    if not reason:
        raise Refused("Tuliskan alasan menghapus baris.", code="intake.reason_missing", field="reason")

    def work(sheet: Sheet) -> str:
        places = sheet.places(row_ids)
        gone = [sheet.rows[place] for place in places]
        _release(sheet, gone)
        sheet.rows = [row for row in sheet.rows if row not in gone]
        named = f" ({quoted(gone[0].indicator or gone[0].sub_activity)})" if len(gone) == 1 else ""
        return f"{row_numbers(places).capitalize()}{named} dihapus. Alasan: {reason}"

    return change(draft=draft, by=by, verb="remove_rows", work=work)


def _release(sheet: Sheet, gone: Sequence[DraftRow]) -> None:
    """The doubts of rows that go are settled and stay in the count, belonging to no row."""
    ids = {row.pk for row in gone}
    theirs = [doubt for doubt in sheet.doubts if doubt.row_id in ids]
    sheet.close(theirs, DoubtState.SETTLED)
    for doubt in theirs:
        doubt.row = None


def move_rows(*, draft: Draft, by: User | None, row_ids: Sequence[int], before: int | None) -> Changed:
    """Puts rows, in their present order, above row ``before`` (None: at the end). They keep their parents (see take_parents).

    Refuses ``intake.row_unknown``, ``intake.no_rows_chosen``, ``intake.move_onto_itself``.
    """

    def work(sheet: Sheet) -> str:
        places = sheet.places(row_ids)
        moved = [sheet.rows[place] for place in places]
        target = None if before is None else sheet.row(before)
        if target in moved:
            raise Refused(
                "Pilih tempat di luar baris yang dipindahkan.", code="intake.move_onto_itself", field="before"
            )
        rest = [row for row in sheet.rows if row not in moved]
        at = len(rest) if target is None else rest.index(target)
        sheet.rows = [*rest[:at], *moved, *rest[at:]]
        infer(sheet.rows, range(at, at + len(moved)))
        return f"{row_numbers(places).capitalize()} dipindahkan menjadi {row_numbers(range(at, at + len(moved)))}."

    return change(draft=draft, by=by, verb="move_rows", work=work)


def split_row(
    *, draft: Draft, by: User | None, row_id: int, at: int | None = None, texts: Sequence[str] | None = None
) -> Changed:
    """Makes one row into several: the indicator's text cut at offset ``at``, or the given ``texts``; with neither, the
    numbered parts that stand in it. The new rows have the same parents, months and note. The open doubts about the indicator
    are settled, the others stay with the first row. Refuses ``intake.split_unclear``, ``intake.row_unknown``.
    """

    def work(sheet: Sheet) -> str:
        place = sheet.place(row_id)
        row = sheet.rows[place]
        pieces = _pieces(row, at, texts)
        news = [_piece_of(row, text) for text in pieces[1:]]
        row.indicator, row.indicators = pieces[0], list(points_of(pieces[0]))
        sheet.settle(row, "indicator")
        sheet.rows[place + 1 : place + 1] = news
        return f"Baris {place + 1} dipecah menjadi {len(pieces)} baris."

    return change(draft=draft, by=by, verb="split_row", work=work)


def _pieces(row: DraftRow, at: int | None, texts: Sequence[str] | None) -> list[str]:
    if texts is None:
        parts = row.indicators or [item.text for item in outline(row.indicator).items]
        texts = parts if at is None else (row.indicator[:at], row.indicator[at:])
    pieces = [piece for piece in map(folded, texts) if piece]
    if len(pieces) < 2:
        raise Refused(
            "Teks ini tidak dapat dipecah di sana. Tunjukkan letaknya, atau tulis setiap bagian pada baris sendiri.",
            code="intake.split_unclear",
        )
    return pieces


def _piece_of(row: DraftRow, text: str) -> DraftRow:
    new = DraftRow(
        draft=row.draft,
        indicator=text,
        indicators=list(points_of(text)),
        month_mask=row.month_mask,
        months_proposed=row.months_proposed,
        note=row.note,
        source=dict(row.source),
        inherited=list(LEVELS),
    )
    take_parents_of(new, row)
    return new


def join_rows(*, draft: Draft, by: User | None, row_ids: Sequence[int]) -> Changed:
    """Makes neighbouring rows one: each column's differing texts joined in order (inherited ones count once), months united.
    A parent with a number of its own is no continuation: then the first row's parents stay.

    Open doubts about the indicator are settled; the others' further doubts move to the row that stays (the first).
    Refuses ``intake.join_few``, ``intake.join_apart``, ``intake.row_unknown``.
    """

    def work(sheet: Sheet) -> str:
        places = sheet.places(row_ids)
        if len(places) < 2:
            raise Refused("Pilih sedikitnya dua baris untuk digabung.", code="intake.join_few")
        if places != list(range(places[0], places[-1] + 1)):
            raise Refused("Hanya baris yang berurutan yang dapat digabung.", code="intake.join_apart")
        first, *others = (sheet.rows[place] for place in places)
        _unite(sheet, first, others)
        _move_doubts(sheet, first, others)
        sheet.rows = [row for row in sheet.rows if row not in others]
        return f"{row_numbers(places).capitalize()} digabung menjadi baris {places[0] + 1}."

    return change(draft=draft, by=by, verb="join_rows", work=work)


def _unite(sheet: Sheet, first: DraftRow, others: Sequence[DraftRow]) -> None:
    """Brings the others' content into the first row."""
    last = sheet.rows.index(others[-1])
    for level in LEVELS:
        parent = _one_parent(first, others, level)
        if parent is None:
            break
        followers = heirs(sheet.rows, last, level)
        for row in (first, *others, *followers):
            give_parent(row, level, parent)
    rows = (first, *others)
    first.indicator = _joined([row.indicator for row in rows])
    first.indicators = list(points_of(first.indicator))
    first.indicator_no = next((row.indicator_no for row in rows if row.indicator_no), "")
    first.note = _joined([row.note for row in rows])
    first.source = _with_rest(first.source, others[0].source)
    for row in others:
        first.month_mask |= row.month_mask
    first.source = _joined_source(rows)


def _one_parent(first: DraftRow, others: Sequence[DraftRow], level: str) -> tuple[int | str | None, str] | None:
    """The parent the rows have in common once they are one: the texts of a parent broken over them, joined. None where one of
    the others stands under a parent with a number of its own, which is another parent and no continuation."""
    number, text = parent_of(first, level)
    own = [parent_of(row, level) for row in others if level not in row.inherited]
    if not text and own:
        number, text = own.pop(0)
    if any(each[0] not in (None, "", number) for each in own):
        return None
    return number, _joined([text, *(each[1] for each in own)])


def _joined(texts: Sequence[str]) -> str:
    """The texts one after another, empty ones and repeats of the one before left out."""
    kept: list[str] = []
    for text in texts:
        if text and (not kept or kept[-1] != text):
            kept.append(text)
    return " ".join(kept)


def _joined_source(rows: Sequence[DraftRow]) -> dict[str, object]:
    """The first row's origin, its span of lines widened over the others'."""
    source = next((dict(row.source) for row in rows if row.source), {})
    spans = [row.source["lines"] for row in rows if row.source.get("lines")]
    if spans:
        source["lines"] = [min(span[0] for span in spans), max(span[-1] for span in spans)]
    return source


def _with_rest(source: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    """The first row's place in the file with the second's as what goes on below it or overleaf; as it was without pages."""
    box = rest.get("boxes", {}).get("row")
    if "boxes" not in source or box is None:
        return source
    pages = source.get("pages", {}) | ({"rest": rest["page"]} if rest["page"] != source["page"] else {})
    return source | {"boxes": source["boxes"] | {"rest": box}} | ({"pages": pages} if pages else {})


def _move_doubts(sheet: Sheet, first: DraftRow, others: Sequence[DraftRow]) -> None:
    for row in (first, *others):
        sheet.settle(row, "indicator")
    ids = {row.pk for row in others}
    for doubt in sheet.doubts:
        if doubt.row_id in ids:
            doubt.row = first


def renumber(*, draft: Draft, by: User | None) -> Changed:
    """Numbers areas, activities within their area and sub-activities within their activity 1, 2, 3 ... in order.

    An area that comes again later keeps the number it had first; a parent without text gets none.
    """

    def work(sheet: Sheet) -> str:
        numbers: dict[tuple[str, ...], int] = {}
        counts: dict[tuple[str, ...], int] = {}
        for row in sheet.rows:
            path: tuple[str, ...] = ()
            for level in LEVELS:
                above, path = path, (*path, getattr(row, level))
                _number(row, level, path, above, numbers, counts)
        return "Area, kegiatan, dan sub kegiatan dinomori ulang menurut urutannya."

    return change(draft=draft, by=by, verb="renumber", work=work)


def _number(
    row: DraftRow,
    level: str,
    path: tuple[str, ...],
    above: tuple[str, ...],
    numbers: dict[tuple[str, ...], int],
    counts: dict[tuple[str, ...], int],
) -> None:
    if not path[-1]:
        setattr(row, NUMBER_OF[level], typed(NUMBER_OF[level], ""))
        return
    if path not in numbers:
        counts[above] = counts.get(above, 0) + 1
        numbers[path] = counts[above]
    setattr(row, NUMBER_OF[level], typed(NUMBER_OF[level], str(numbers[path])))
