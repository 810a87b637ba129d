"""The days off of offices, read once and asked for many clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from renaksi.calendars.models import Holiday, HolidayKind
from renaksi.offices.models import Office


@dataclass(slots=True)
class OffDays:
    """Days off in force: nation-wide, collective leave apart, and each office's own."""

    public: set[date] = field(default_factory=set)
    collective: set[date] = field(default_factory=set)
    local: dict[int, set[date]] = field(default_factory=lambda: defaultdict(set))
    _known: dict[tuple[int, bool], frozenset[date]] = field(default_factory=dict)

    def of(self, office_id: int, *, collective: bool = True) -> frozenset[date]:
        """The office's days off; ``collective`` False leaves collective leave out: it is then a working day."""
        key = (office_id if office_id in self.local else 0, collective)
        if key not in self._known:
            leave = self.collective if collective else set()
            self._known[key] = frozenset(self.public | leave | self.local.get(office_id, set()))
        return self._known[key]


def off_days(offices: Iterable[int] | None = None) -> OffDays:
    """The days off of these offices (ids; None: of all), in one query."""
    whose = Q() if offices is None else Q(office__isnull=True) | Q(office_id__in=set(offices))
    found = OffDays()
    for office_id, day, kind in Holiday.objects.filter(whose, is_active=True).values_list("office_id", "day", "kind"):
        if office_id is not None:
            found.local[office_id].add(day)
        elif kind == HolidayKind.COLLECTIVE:
            found.collective.add(day)
        else:
            found.public.add(day)
    return found


def off_days_of(office: Office, *, collective: bool = True) -> frozenset[date]:
    """The days on which one office does not work, weekends apart; for ``reckon``. One query."""
    return off_days([office.pk]).of(office.pk, collective=collective)
