"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task


@task()
def read_draft(draft_id: str) -> None:
    """Reads the draft's file and stages the reading, or says in the draft why it cannot be read. Run twice, it has one effect."""
    raise NotImplementedError
