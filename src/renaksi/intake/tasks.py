"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task

from renaksi.intake.domain.pages import draw_ahead, is_to_be_drawn
from renaksi.intake.domain.understand import understand_draft


@task()
def read_draft(draft_id: str) -> None:
    """Reads the draft's file and stages the reading, or says in the draft why it cannot be read. Run twice, it has one effect.

    Of a scan it reads one page and goes to the end of the line, so that a long document does not keep short ones waiting.
    """
    if understand_draft(draft_id):
        read_draft.enqueue(draft_id)
    elif is_to_be_drawn(draft_id):
        draw_pages.enqueue(draft_id)


# A picture can wait for whatever people wait for; who looks before it is there has it drawn at once.
@task(priority=-10)
def draw_pages(draft_id: str, place: int = 0) -> None:
    """Draws the pages that a draft's rows were read from, one a time; then goes to the end of the line. Run twice, it has one
    effect."""
    if draw_ahead(draft_id, place):
        draw_pages.enqueue(draft_id, place + 1)
