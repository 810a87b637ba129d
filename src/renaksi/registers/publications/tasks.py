"""Jobs of this book."""

from __future__ import annotations

from django_tasks import task

from renaksi.accounts.models import User
from renaksi.kernel.clock import today
from renaksi.offices.models import Office
from renaksi.registers.publications.looks import ask_page, round_of


@task(priority=-5)
def ask_pages(office_id: int, user_id: int) -> None:
    """Asks every page of the office that stands and was not seen this month. Run twice, the second finds nothing to do."""
    office = Office.objects.get(pk=office_id)
    day, by = today(office.time_zone), User.objects.filter(pk=user_id).first()
    for look in round_of(office, day):
        if look.is_page and look.last is None:
            ask_page(medium=look.medium, on=day, by=by)
