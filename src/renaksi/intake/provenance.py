"""The file an adopted plan was read from, told to the plan's own screens."""

from __future__ import annotations

from renaksi.intake.models import SourceFile
from renaksi.plan.models import Plan
from renaksi.plan.provenance import Source


def source_of(plan: Plan) -> Source | None:
    """The plan's file with its lines; None for a plan typed, made from the template, or adopted otherwise. One query."""
    file = SourceFile.objects.filter(drafts__plan=plan).only("name", "lines").first()
    return Source(file.name, file.lines) if file else None
