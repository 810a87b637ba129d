"""The board of a full year: 188 rows, 600 recorded cells with proofs, everybody assigned."""

from __future__ import annotations

import os
from collections.abc import Callable

RECORDED = 600


def prepared_board() -> Callable[[], object]:
    """Fills the year of the one plan there is (see ``_trail``); gives what asks for the whole page as a signed-in person."""
    os.environ["RENAKSI_TODAY"] = "2026-08-20"
    from django.conf import settings
    from django.db import transaction
    from django.test import Client

    from renaksi.offices.tests.factories import member
    from renaksi.plan.models import Plan

    settings.ALLOWED_HOSTS = ["testserver"]
    plan = Plan.objects.select_related("office").get()
    with transaction.atomic():
        user = member(plan.office, full_name="Siti Teladan")
        _record(plan, user)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/satker/{plan.office.code}/rencana/{plan.year}/"

    def page() -> None:
        answer = client.get(address)
        if answer.status_code != 200 or len(answer.content) > 300_000:
            raise AssertionError(f"{answer.status_code}, {len(answer.content)} bytes")

    return page


def _record(plan: object, user: object) -> None:
    from renaksi.monitoring.tests.factories import ImplementerFactory, ProofFactory, RealisationFactory
    from renaksi.plan.models import Indicator

    left = RECORDED
    for indicator in Indicator.objects.filter(plan=plan).select_related("plan__office"):
        ImplementerFactory(plan=plan, indicator=indicator, user=user)
        for month in list(indicator.months)[:left]:
            ProofFactory(realisation=RealisationFactory(indicator=indicator, month=month, recorded_by=user))
            left -= 1
