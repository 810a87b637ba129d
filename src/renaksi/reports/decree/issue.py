"""Issuing the decree of an adopted plan: the plan's own facts and rows, built as a paper, written in the asked format."""

from __future__ import annotations

from renaksi.papers import write
from renaksi.papers.tree import Paper
from renaksi.plan.domain.letterhead import letterhead_of
from renaksi.plan.domain.table import plan_facts, plan_rows
from renaksi.plan.models import Plan
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
