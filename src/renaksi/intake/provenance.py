"""The file an adopted plan was read from, told to the plan's own screens."""

from __future__ import annotations

from django.urls import reverse

from renaksi.intake.domain.pages import has_pages
from renaksi.intake.models import Draft
from renaksi.plan.models import Plan
from renaksi.plan.provenance import Source


def source_of(plan: Plan) -> Source | None:
    """The plan's file with its lines; None for a plan typed, made from the template, or adopted otherwise. One query."""
    drafts = Draft.objects.filter(plan=plan, source__isnull=False).select_related("source", "office")
    draft = drafts.first()
    if draft is None or draft.source is None:
        return None

    def picture(page: int, turned: bool) -> str:
        return picture_address(draft, page, turned=turned)

    return Source(draft.source.name, draft.source.lines, picture if has_pages(draft.source) else None)


def picture_address(draft: Draft, page: int, *, turned: bool) -> str:
    """Where the picture of a page of the draft's file is found; ``turned`` = the file has it upside down."""
    at = reverse("intake_page", kwargs={"code": draft.office.code, "draft_id": draft.pk, "page": page})
    return f"{at}?balik=1" if turned else at
