"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task

from renaksi.evidence.domain.preview import make_preview


@task(priority=-10)  # a picture can wait for whatever people wait for
def draw_preview(sha256: str) -> None:
    """Draws the small picture of kept content, where there can be one. Run twice, it has one effect."""
    make_preview(sha256)
