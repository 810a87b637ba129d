"""The monthly round: which media are to be seen again, and what was found, by eye or by the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.domain.lines import add_line
from renaksi.desk.registry import REGISTERS
from renaksi.evidence.models import Evidence
from renaksi.offices.models import Office
from renaksi.registers.publications.models import Medium, Publication, Sighting
from renaksi.registers.publications.probe import Probed, Rules, probe


@dataclass(frozen=True, slots=True)
class Look:
    """A medium on the round: its last sighting of the month, if there is one."""

    medium: Publication
    last: Sighting | None

    @property
    def is_page(self) -> bool:
        """Whether the program can look by itself."""
        return bool(self.medium.medium == Medium.PAGE)


def round_of(office: Office, day: date) -> list[Look]:
    """The media that stand on the day, those not yet seen this month first; two queries."""
    media = Publication.objects.standing().filter(office=office, state="standing", stands_from__lte=day)
    found = list(media.order_by("place", "title"))
    looks = Sighting.objects.standing().filter(entry__in=found, seen_on__range=(day.replace(day=1), day))
    last = {look.entry_id: look for look in looks.order_by("seen_on", "pk")}
    return sorted((Look(medium, last.get(medium.pk)) for medium in found), key=lambda look: look.last is not None)


def see(
    *,
    medium: Publication,
    on: date,
    is_standing: bool,
    note: str = "",
    picture: Evidence | None = None,
    by: User | None,
) -> Any:
    """Writes down what was seen; refuses as ``add_line`` does. Trail: ``desk.line_added``."""
    return _written(medium, {"seen_on": on, "is_standing": is_standing, "note": note}, picture, by)


def ask_page(*, medium: Publication, on: date, by: User | None, rules: Rules | None = None) -> Probed:
    """Asks the medium's page whether it opens and writes down what was found. Trail: ``desk.line_added``."""
    found = probe(medium.address, rules or Rules(hosts=tuple(settings.RENAKSI_PROBE_HOSTS)))
    with transaction.atomic():
        look = _written(medium, {"seen_on": on, "is_standing": found.is_open, "note": found.words}, None, by)
        look.is_probe = True  # no field of the form: nobody says of themselves that they are the program
        look.save(update_fields=("is_probe",))
    return found


def _written(medium: Publication, values: dict[str, Any], picture: Evidence | None, by: User | None) -> Any:
    register = REGISTERS["publications"]
    return add_line(register=register, entry=medium, lines=register.lines[0], values=values, evidence=picture, by=by)
