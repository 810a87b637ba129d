"""The desk of documents: the list can also be narrowed by what holds today."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q
from django.http import HttpRequest

from renaksi.desk.listing import Filter, Wish
from renaksi.desk.views import DeskView
from renaksi.documents.kinds import KEPT_IN_FORCE
from renaksi.documents.models import holds_on
from renaksi.offices.models import Office
from renaksi.registers.documents.shown import NEAR_DAYS, near_end

HOLDING = {"ya": "Berlaku", "akan": f"Akan berakhir dalam {NEAR_DAYS} hari", "tidak": "Tidak berlaku lagi"}


class DocumentDesk(DeskView):
    """Adds ``berlaku`` to the list: in force today, about to lapse, over."""

    def _wish(self, request: HttpRequest, office: Office) -> Wish:
        wish, asked = super()._wish(request, office), request.GET.get("berlaku", "")
        if asked not in HOLDING:
            return wish
        day = self._day(office)
        kept = Q(kind_group__in=KEPT_IN_FORCE, signed_on__isnull=False)
        conditions = {
            "ya": holds_on(day), "akan": holds_on(day) & Q(in_force_until__lte=near_end(day)), "tidak": ~holds_on(day),
        }  # fmt: skip
        return replace(wish, also=kept & conditions[asked])

    def _filters(self, request: HttpRequest, office: Office, wish: Wish) -> list[Filter]:
        asked = request.GET.get("berlaku", "")
        mine = Filter("berlaku", "Masa berlaku", list(HOLDING.items()), asked if asked in HOLDING else "")
        *others, months = super()._filters(request, office, wish)
        return [*others, mine, months]
