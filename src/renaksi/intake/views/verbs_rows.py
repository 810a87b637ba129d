"""The verbs on rows: months by cell, copied or pasted; rows added, split, joined, moved, removed, put under another parent."""

from __future__ import annotations

from renaksi.intake.domain.months import copy_months, paste_months, set_months
from renaksi.intake.domain.rows import add_row, join_rows, move_rows, remove_rows, renumber, split_row
from renaksi.intake.domain.texts import restore_row, take_parents
from renaksi.intake.domain.together import as_one
from renaksi.intake.views.address import number
from renaksi.intake.views.answer import Turn
from renaksi.intake.views.deed import Deed
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words


def tick(deed: Deed) -> Turn:
    """Toggles one month of one row, as clicked in the table; only that row is shown anew."""
    row, month, seen = deed.row_id(), number(deed.post.get("month")) or 0, deed.mask("seen-months")
    if seen is None or not 1 <= month <= 12:
        raise Refused("Bulan ini tidak dikenal. Muat ulang halaman.", code="intake.month_unknown")
    set_months(draft=deed.draft, by=deed.by, row_id=row, months=seen.toggled(month), seen=seen)
    return Turn(deed.address.at(row=number(deed.post.get("opened"))), rows=(row,))


def copy(deed: Deed) -> Turn:
    """Gives the ticked rows the months of the row whose number was typed."""
    source = deed.numbered("from")
    if source is None:
        raise Refused("Tulis nomor baris yang bulannya disalin.", code="intake.row_unknown", field="from")
    ids = [each for each in deed.row_ids() if each != source]
    copy_months(draft=deed.draft, by=deed.by, from_row=source, to_rows=ids)
    return Turn(deed.address, notice=f"Bulan disalin ke {number_words(len(ids))} baris.", rows=tuple(ids))


def fill(deed: Deed) -> Turn:
    """Gives the ticked rows the months ticked in the form."""
    ids, months = deed.row_ids(), deed.months("bulk-months")
    with as_one(deed.draft):
        set_months(draft=deed.draft, by=deed.by, row_id=ids[0], months=months)
        if ids[1:]:
            copy_months(draft=deed.draft, by=deed.by, from_row=ids[0], to_rows=ids[1:])
    return Turn(deed.address, notice=f"{number_words(len(ids))} baris kini {months.words()}.", rows=tuple(ids))


def paste(deed: Deed) -> Turn:
    """Gives a row and those below it the months of a block of twelve columns."""
    first = number(deed.post.get("row")) or deed.numbered("first")
    if first is None:
        raise Refused("Tulis nomor baris pertama untuk tempelan ini.", code="intake.row_unknown", field="first")
    done = paste_months(draft=deed.draft, by=deed.by, first_row=first, block=deed.post.get("block", ""))
    return Turn(deed.address, notice=f"Bulan {number_words(len(done.rows))} baris diisi dari tempelan.", rows=done.rows)


def add(deed: Deed) -> Turn:
    """A new row below the open one (or first of all), opened for typing."""
    after = number(deed.post.get("row"))
    done = add_row(draft=deed.draft, by=deed.by, after=after)
    return Turn(deed.address.at(row=done.rows[0] if done.rows else after), notice="Baris baru ditambahkan.")


def split(deed: Deed) -> Turn:
    """One row into several, a line of the form each."""
    texts = [line.strip() for line in deed.text("texts").splitlines() if line.strip()]
    split_row(draft=deed.draft, by=deed.by, row_id=deed.row_id(), texts=texts)
    return Turn(deed.address.at(row=deed.row_id()), notice=f"Baris dipecah menjadi {number_words(len(texts))}.")


def join(deed: Deed) -> Turn:
    """The open row with the next (``with``), or the ticked rows, into one."""
    follower = number(deed.post.get("with"))
    ids = [deed.row_id(), follower] if follower else deed.row_ids()
    join_rows(draft=deed.draft, by=deed.by, row_ids=ids)
    return Turn(deed.address.at(row=ids[0]), notice=f"{number_words(len(ids))} baris digabung menjadi satu.")


def remove(deed: Deed) -> Turn:
    """Takes out the open row or the ticked rows, with a reason."""
    ids = [deed.row_id()] if deed.text("row") else deed.row_ids()
    remove_rows(draft=deed.draft, by=deed.by, row_ids=ids, reason=deed.text("reason"))
    return Turn(deed.address.closed, notice=f"{number_words(len(ids))} baris dihapus. Dapat diurungkan.")


def move(deed: Deed) -> Turn:
    """Puts the ticked rows above the row whose number was typed; empty = at the end."""
    ids = deed.row_ids()
    move_rows(draft=deed.draft, by=deed.by, row_ids=ids, before=deed.numbered("before"))
    return Turn(deed.address, notice=f"{number_words(len(ids))} baris dipindahkan.")


def step(deed: Deed) -> Turn:
    """Moves the open row one place up or down."""
    rows = [row.pk for row in deed.ordered()]
    if deed.row_id() not in rows:
        raise Refused("Baris ini sudah tidak ada. Muat ulang halaman.", code="intake.row_unknown")
    place = rows.index(deed.row_id())
    target = place - 1 if deed.text("do") == "naik" else place + 2
    if target < 0 or target > len(rows):
        raise Refused("Baris ini sudah di ujung tabel.", code="intake.row_unknown")
    move_rows(draft=deed.draft, by=deed.by, row_ids=[rows[place]], before=rows[target] if target < len(rows) else None)
    return Turn(deed.address.at(row=rows[place]))


def put_under(deed: Deed) -> Turn:
    """Puts the open row or the ticked rows under the area, kegiatan and sub kegiatan of another row."""
    ids = [deed.row_id()] if deed.text("row") else deed.row_ids()
    like = number(deed.post.get("like_id")) or deed.numbered("like")
    if like is None:
        raise Refused("Tulis nomor baris yang induknya diikuti.", code="intake.row_unknown", field="like")
    take_parents(draft=deed.draft, by=deed.by, row_ids=ids, like=like)
    return Turn(
        deed.address.at(row=ids[0] if deed.text("row") else None),
        notice=f"Induk {number_words(len(ids))} baris disesuaikan.",
    )


def renumber_all(deed: Deed) -> Turn:
    """Numbers areas, kegiatan and sub kegiatan in order."""
    done = renumber(draft=deed.draft, by=deed.by)
    notice = "Nomor disusun ulang berurutan." if done.change else "Nomor sudah berurutan."
    return Turn(deed.address, notice=notice)


def restore(deed: Deed) -> Turn:
    """Puts the open row back as it was first read."""
    restore_row(draft=deed.draft, by=deed.by, row_id=deed.row_id())
    return Turn(deed.address.at(row=deed.row_id()), notice="Baris dikembalikan seperti terbaca semula.")
