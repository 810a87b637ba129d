"""Jobs of this floor."""

from __future__ import annotations

from django_tasks import task

from renaksi.measures.domain.fill import fill, stale_books
from renaksi.offices.models import Office


@task()
def count_stale(office_id: int) -> None:
    """Counts anew what changed in an office's books since it was counted. Run twice, it has one effect."""
    office = Office.objects.filter(pk=office_id).first()
    if office is None:
        return
    for register, year, month in stale_books(office):
        fill(office=office, register=register, year=year, month=month)
