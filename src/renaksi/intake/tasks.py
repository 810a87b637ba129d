"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task

from renaksi.intake.domain.understand import understand_draft


@task()
def read_draft(draft_id: str) -> None:
    """Reads the draft's file and stages the reading, or says in the draft why it cannot be read. Run twice, it has one effect.

    Of a scan it reads one page and goes to the end of the line, so that a long document does not keep short ones waiting.
    """
    if understand_draft(draft_id):
        read_draft.enqueue(draft_id)
