"""The verbs that settle doubts: saving a row or a fact, accepting, taking proposals, choosing from the catalogue, undoing."""

from __future__ import annotations

from renaksi.intake.domain.doubts import accept_doubts, reopen_doubt
from renaksi.intake.domain.facts import set_fact, set_year
from renaksi.intake.domain.months import set_months
from renaksi.intake.domain.proposals import choose_catalogue, take_proposal, take_proposals
from renaksi.intake.domain.rows import add_row
from renaksi.intake.domain.texts import set_parent, set_text
from renaksi.intake.domain.together import as_one
from renaksi.intake.domain.undo import undo_last
from renaksi.intake.models import DoubtState, DraftRow
from renaksi.intake.views.address import number
from renaksi.intake.views.answer import Turn
from renaksi.intake.views.board import PARENTS
from renaksi.intake.views.deed import Deed
from renaksi.intake.views.editor import OWN, group_ids
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import number_words
from renaksi.plan.facts import FACT_TITLES, folded

EVERY_KIND = "semua"
"""What the form says for all kinds at once."""


def save_row(deed: Deed) -> Turn:
    """Saves what differs in the row's form; then does what its button says: stay, go on, accept a doubt, take a proposal."""
    rows = deed.ordered()
    place = next((place for place, row in enumerate(rows) if row.pk == deed.row_id()), None)
    if place is None:
        raise Refused("Baris ini sudah tidak ada. Muat ulang halaman.", code="intake.row_unknown")
    with as_one(deed.draft):
        saved = _save_own(deed, rows[place]) + _save_parents(deed, rows, place) + _save_months(deed, rows[place])
        notice = _press(deed, rows[place], saved)
        added = add_row(draft=deed.draft, by=deed.by, after=rows[place].pk) if deed.text("do") == "tambah" else None
    word = deed.text("do").partition(":")[0]
    if added:
        return Turn(deed.address.at(row=added.rows[0]), notice=notice or "Baris baru ditambahkan.")
    if word in ("terima", "jenis", "usul", "lanjut"):
        return Turn(deed.address, notice=notice, advances=True, here=rows[place].pk, past=word == "lanjut")
    return Turn(deed.address.at(row=rows[place].pk), notice=notice)


def _differs(deed: Deed, name: str) -> bool:
    return name in deed.post and folded(deed.text(name)) != folded(deed.text(f"seen-{name}"))


def _save_own(deed: Deed, row: DraftRow) -> int:
    names = [name for name in OWN if _differs(deed, name)]
    for name in names:
        set_text(
            draft=deed.draft,
            by=deed.by,
            row_id=row.pk,
            field=name,
            value=deed.text(name),
            seen=deed.text(f"seen-{name}"),
        )
    return len(names)


def _save_parents(deed: Deed, rows: list[DraftRow], place: int) -> int:
    levels = [level for level in PARENTS if _differs(deed, level) or _differs(deed, f"{level}_no")]
    groups = {level: group_ids(rows, place, level) for level in levels}  # as they stand before the first change
    for level in levels:
        alone = deed.text(f"scope-{level}") == "row"
        set_parent(
            draft=deed.draft,
            by=deed.by,
            row_ids=[rows[place].pk] if alone else groups[level],
            level=level,
            no=deed.text(f"{level}_no") if f"{level}_no" in deed.post else None,
            text=deed.text(level),
            seen=deed.text(f"seen-{level}"),
        )
    return len(levels)


def _save_months(deed: Deed, row: DraftRow) -> int:
    seen = deed.mask("seen-months")
    if "months-shown" not in deed.post or deed.months() == seen:
        return 0
    set_months(draft=deed.draft, by=deed.by, row_id=row.pk, months=deed.months(), seen=seen)
    return 1


def _press(deed: Deed, row: DraftRow, saved: int) -> str:
    word, _, what = deed.text("do").partition(":")
    if word == "terima":
        open_ids = list(row.doubts.filter(state=DoubtState.OPEN).values_list("pk", flat=True))
        chosen = [found] if (found := number(what)) else open_ids
        chosen = [each for each in chosen if each in open_ids]
        if chosen:
            accept_doubts(draft=deed.draft, by=deed.by, ids=chosen)
        return "Diterima atas nama Anda." if chosen else "Disimpan."
    if word == "jenis":
        done = accept_doubts(draft=deed.draft, by=deed.by, code=what)
        return f"{number_words(len(done.doubts))} keraguan diterima atas nama Anda."
    if word == "usul":
        take_proposal(draft=deed.draft, by=deed.by, doubt_id=number(what) or 0)
        return "Usulan diambil."
    if word == "buka":
        reopen_doubt(draft=deed.draft, by=deed.by, doubt_id=number(what) or 0)
        return "Keraguan dibuka lagi."
    return "Disimpan." if saved else ""


def accept_or_take(deed: Deed) -> Turn:
    """Accepts, takes or opens again one doubt (``doubt``) or all of one kind (``kind``)."""
    word, doubt, kind = deed.text("do"), number(deed.post.get("doubt")), deed.text("kind")
    if kind == EVERY_KIND:
        done = accept_doubts(draft=deed.draft, by=deed.by)
        return _settled(deed, len(done.doubts), "diterima atas nama Anda")
    if not kind and doubt is None:
        raise Refused("Pilih keraguan yang dimaksud.", code="intake.doubt_unknown")
    if word == "usul":
        return _take(deed, doubt, kind)
    done = (
        accept_doubts(draft=deed.draft, by=deed.by, code=kind)
        if kind
        else accept_doubts(draft=deed.draft, by=deed.by, ids=[doubt or 0])
    )
    return _settled(deed, len(done.doubts), "diterima atas nama Anda")


def _take(deed: Deed, doubt: int | None, kind: str) -> Turn:
    done = (
        take_proposals(draft=deed.draft, by=deed.by, code=kind)
        if kind
        else take_proposal(draft=deed.draft, by=deed.by, doubt_id=doubt or 0)
    )
    return _settled(deed, len(done.doubts), "diselesaikan dengan mengambil usulan")


def _settled(deed: Deed, count: int, how: str) -> Turn:
    notice = f"{number_words(count)} keraguan {how}." if count else "Tidak ada lagi keraguan yang menunggu di sini."
    address = deed.address if deed.address.kind != deed.text("kind") else deed.address.at(kind="")
    if deed.text("row"):
        return Turn(address, notice=notice, advances=True, here=number(deed.post.get("row")))
    return Turn(address.closed, notice=notice, advances=bool(deed.text("onward")))


def save_facts(deed: Deed) -> Turn:
    """Saves the facts that differ; its buttons accept a fact's doubt on the way."""
    with as_one(deed.draft):
        names = [name for name in FACT_TITLES if _fact_differs(deed, name)]
        for name in names:
            set_fact(draft=deed.draft, by=deed.by, field=name, value=deed.text(name), seen=deed.text(f"seen-{name}"))
        word, _, what = deed.text("do").partition(":")
        if word == "terima" and (found := number(what)):
            accept_doubts(draft=deed.draft, by=deed.by, ids=[found])
        if word == "tahun" and (year := number(deed.text("year"))):
            set_year(draft=deed.draft, by=deed.by, year=year)
            names.append("year")
    if word == "terima":  # on to the next doubt, as after a row's
        return Turn(deed.address.closed, notice="Diterima atas nama Anda.", advances=True)
    return Turn(deed.address.at(facts=True), notice="Isi keputusan disimpan." if names else "")


def _fact_differs(deed: Deed, name: str) -> bool:
    return name in deed.post and deed.text(name).strip() != deed.text(f"seen-{name}").strip()


def choose(deed: Deed) -> Turn:
    """Says which indicator of the national template the row stands for."""
    choose_catalogue(draft=deed.draft, by=deed.by, row_id=deed.row_id(), code=deed.text("catalogue"))
    return Turn(deed.address.at(row=deed.row_id()), notice="Padanan templat nasional disimpan.")


def undo(deed: Deed) -> Turn:
    """Takes back the last change, if it is still the one the button named."""
    done = undo_last(draft=deed.draft, by=deed.by, expected=number(deed.post.get("change")))
    row = number(deed.post.get("row"))
    sentence = done.change.sentence.rstrip(".") if done.change else "perubahan terakhir"
    return Turn(deed.address.at(row=row), notice=f"Diurungkan: {sentence}.")
