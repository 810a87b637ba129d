"""Issuing the decree of an adopted plan, or of a draft that is still to be signed, as a file of the asked format."""

from __future__ import annotations

from renaksi.intake.domain.adopt import plan_row
from renaksi.intake.models import Draft
from renaksi.papers import write
from renaksi.papers.tree import Paper
from renaksi.plan.domain.letterhead import letterhead_of
from renaksi.plan.domain.table import plan_facts, plan_rows
from renaksi.plan.models import Plan
from renaksi.plan.rows import facts_from_json
from renaksi.reports.decree.build import build_decree

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}


def decree_paper(plan: Plan, *, copy: bool = False) -> Paper:
    """The plan's decree with its annex; ``copy`` certifies it as "Salinan sesuai dengan aslinya". Queries are constant."""
    facts = plan_facts(plan)
    return build_decree(facts, plan_rows(plan), office=letterhead_of(plan.office, facts), copy=copy)


def issue_decree(plan: Plan, file_format: str, *, copy: bool = False) -> bytes:
    """The plan's decree as a file of the format (a key of ``FORMATS``)."""
    return write(decree_paper(plan, copy=copy), file_format)


def draft_paper(draft: Draft) -> Paper:
    """The draft's decree as it stands, every page marked RANCANGAN, with dotted room for what is not yet known."""
    facts = facts_from_json(draft.facts)
    rows = [plan_row(row) for row in draft.rows.all()]
    return build_decree(facts, rows, office=letterhead_of(draft.office, facts), draft=True)


def issue_draft(draft: Draft, file_format: str) -> bytes:
    """The draft's decree as a file of the format (a key of ``FORMATS``), for the office to talk over and sign."""
    return write(draft_paper(draft), file_format)
