"""Issuing the decree of an adopted plan: the plan's own facts and rows, built as a paper, written in the asked format."""

from __future__ import annotations

from renaksi.offices.domain.profile import profile_on
from renaksi.offices.models import Office
from renaksi.papers import write
from renaksi.papers.tree import Paper
from renaksi.plan.domain.table import plan_facts, plan_rows
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.reports.decree.build import build_decree

FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}


def letterhead_of(office: Office, facts: DecreeFacts, year: int) -> OfficeLetterhead:
    """The office as its papers name it on the decree's day: the profile of then, the decree's own place first."""
    profile = profile_on(office, facts.date)
    return OfficeLetterhead(
        name=facts.work_unit or office.name,
        address=profile.address if profile else "",
        place=facts.place or (profile.place if profile else ""),
        chair=profile.chair if profile else "",
        secretary=profile.secretary if profile else "",
    )


def standard_words(office: Office, facts: DecreeFacts, year: int) -> DecreeFacts:
    """The facts of a decree not yet signed with standard words where they are empty, for drafts that begin without a file."""
    return drafted_facts(facts, office=letterhead_of(office, facts, year), year=year)


def decree_paper(plan: Plan, *, copy: bool = False) -> Paper:
    """The plan's decree with its annex; ``copy`` certifies it as "Salinan sesuai dengan aslinya". Queries are constant."""
    facts = plan_facts(plan)
    return build_decree(facts, plan_rows(plan), office=letterhead_of(plan.office, facts, plan.year), copy=copy)


def issue_decree(plan: Plan, file_format: str, *, copy: bool = False) -> bytes:
    """The plan's decree as a file of the format (a key of ``FORMATS``)."""
    return write(decree_paper(plan, copy=copy), file_format)
