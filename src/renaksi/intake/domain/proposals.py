"""What the system proposes for a doubt, and the catalogue item a row stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from renaksi.accounts.models import User
from renaksi.catalogue.template import indicator, indicators
from renaksi.intake.domain.completion import completed
from renaksi.intake.domain.inherit import LEVELS
from renaksi.intake.domain.months import write_months
from renaksi.intake.domain.repairs import FIELDS, KnownTexts, known_texts
from renaksi.intake.domain.second import other_text
from renaksi.intake.domain.sheet import Changed, Sheet, change
from renaksi.intake.domain.texts import quoted, write_text
from renaksi.intake.domain.wording import label_of
from renaksi.intake.models import Doubt, DoubtState, Draft, DraftRow
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused
from renaksi.plan.rows import PlanRow
from renaksi.plan.template import template_rows

SURE_ENOUGH = 0.9  # of 1: a row matched this well tells which parents it has in the template
REPAIRABLE = frozenset(
    {"decree.text_faint", "decree.text_cut", "decree.break_unclear", "decree.area_unknown", "intake.text_alike"}
)
"""Doubts of a text that may be a known one, misread."""
_FROM_READING = "usulan bacaan"
_FROM_SECOND = "bacaan kedua"
_FROM_TEMPLATE = "templat nasional"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that can be taken for a doubt: ``field`` of the row, ``shown`` as a person reads it, ``origin`` = its source."""

    field: str
    shown: str
    value: str | int
    origin: str


def proposal_of(doubt: Doubt, row: DraftRow | None = None, known: KnownTexts | None = None) -> Proposal | None:
    """The months the reading proposes, the template's text for a text that was cut or lost, the ``known`` text that one read
    unclearly nearly is, or what a second reading has in its place; None where there is none.

    No query when ``row`` (the doubt's row) is given and its draft's office is loaded.
    """
    row = row or doubt.row
    if row is None:
        return None
    if doubt.field == "months":
        return _months(row)
    whole: Proposal | None = None
    if doubt.code == "decree.text_cut" and doubt.field in (*LEVELS, "indicator"):
        whole = _whole_text(row, doubt.field)
    elif doubt.code == "decree.parent_unknown" and doubt.field in LEVELS:
        whole = _lost_parent(row, doubt.field)
    return whole or _repaired(doubt, row, known)


def _repaired(doubt: Doubt, row: DraftRow, known: KnownTexts | None) -> Proposal | None:
    if known is None or doubt.code not in REPAIRABLE or doubt.field not in FIELDS:
        return None
    read = getattr(row, doubt.field)
    if repair := known.repair_of(read, doubt.field):
        return Proposal(doubt.field, repair.text, repair.text, repair.origin)
    other = other_text(row.read_as, doubt.field, read)
    return Proposal(doubt.field, other, other, _FROM_SECOND) if other else None


def known_for(draft: Draft, doubts: Iterable[Doubt]) -> KnownTexts | None:
    """What texts are known to the draft's office; None where no open doubt is of a kind to be repaired. At most one query."""
    wanted = any(doubt.code in REPAIRABLE and doubt.state == DoubtState.OPEN for doubt in doubts)
    return known_texts(draft.office) if wanted else None


def _months(row: DraftRow) -> Proposal | None:
    if row.months_proposed is None or row.months_proposed == row.month_mask:
        return None
    return Proposal("months", MonthSet(row.months_proposed).words(), row.months_proposed, _FROM_READING)


def _whole_text(row: DraftRow, field: str) -> Proposal | None:
    text = completed(getattr(row, field), field, row.draft.office.name)
    return Proposal(field, text, text, _FROM_TEMPLATE) if text else None


def _lost_parent(row: DraftRow, level: str) -> Proposal | None:
    """The parent that the template gives the item which the row's indicator matches almost word for word."""
    match = row.match or {}
    code = row.catalogue_code or (match["code"] if match.get("score", 0) >= SURE_ENOUGH else "")
    printed = _printed(row.draft.office.name, code) if code else None
    text = getattr(printed, level) if printed else ""
    return Proposal(level, text, text, _FROM_TEMPLATE) if text and text != getattr(row, level) else None


@lru_cache(maxsize=4096)
def _printed(office_name: str, code: str) -> PlanRow | None:
    """The template's first row at or under a code, worded for the office."""
    rows = _template(office_name)
    return next((row for row in rows if row.catalogue_code == code or row.catalogue_code.startswith(f"{code}.")), None)


@lru_cache(maxsize=16)
def _template(office_name: str) -> tuple[PlanRow, ...]:
    return tuple(template_rows(office_name))


def take_proposal(*, draft: Draft, by: User | None, doubt_id: int) -> Changed:
    """Puts the doubt's proposal in its row; the doubt is settled. Refuses ``intake.no_proposal``, ``intake.doubt_unknown``."""

    def work(sheet: Sheet) -> str:
        doubt = sheet.doubt(doubt_id)
        taken = _take(sheet, doubt, known_for(sheet.draft, [doubt]))
        if taken is None:
            raise Refused("Tidak ada usulan untuk keraguan ini.", code="intake.no_proposal")
        return f"Usulan untuk baris {sheet.place(doubt.row_id or 0) + 1} diambil: {quoted(taken.shown)}."

    return change(draft=draft, by=by, verb="take_proposal", work=work)


def take_proposals(*, draft: Draft, by: User | None, code: str) -> Changed:
    """Takes the proposals of all open doubts of one kind, in one change; those without a proposal stay open."""

    def work(sheet: Sheet) -> str:
        alike = [doubt for doubt in sheet.doubts if doubt.code == code and doubt.state == DoubtState.OPEN]
        known = known_for(sheet.draft, alike)
        count = sum(_take(sheet, doubt, known) is not None for doubt in alike if doubt.state == DoubtState.OPEN)
        return f"{count} usulan diambil ({label_of(code)})."

    return change(draft=draft, by=by, verb="take_proposals", work=work)


def _take(sheet: Sheet, doubt: Doubt, known: KnownTexts | None) -> Proposal | None:
    if doubt.row_id is None:
        return None
    place = sheet.place(doubt.row_id)
    row = sheet.rows[place]
    row.draft = sheet.draft
    proposal = proposal_of(doubt, row, known)
    if proposal is None:
        return None
    if proposal.field == "months":
        write_months(sheet, row, MonthSet(int(proposal.value)))
    else:
        write_text(sheet, place, proposal.field, proposal.value)
    return proposal


def choose_catalogue(*, draft: Draft, by: User | None, row_id: int, code: str) -> Changed:
    """Says which indicator of the national template the row stands for ("" = none of them). Refuses ``intake.code_unknown``."""
    if code and code not in {each.code for each in indicators()}:
        raise Refused("Kode ini tidak ada dalam templat nasional.", code="intake.code_unknown", field="code")

    def work(sheet: Sheet) -> str:
        place = sheet.place(row_id)
        sheet.rows[place].catalogue_code = code
        if not code:
            return f"Baris {place + 1} dinyatakan di luar templat nasional."
        return f"Baris {place + 1} dicocokkan dengan templat nasional {code}: {quoted(indicator(code).text)}."

    return change(draft=draft, by=by, verb="choose_catalogue", work=work)
