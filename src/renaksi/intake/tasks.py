"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task

from renaksi.intake.domain.understand import understand_draft


@task()
def read_draft(draft_id: str) -> None:
    """Reads the draft's file and stages the reading, or says in the draft why it cannot be read. Run twice, it has one effect."""
    understand_draft(draft_id)
