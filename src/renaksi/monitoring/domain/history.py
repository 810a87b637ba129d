"""What happened to a cell, as sentences."""

from __future__ import annotations

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.monitoring.domain.cells import cell_id
from renaksi.offices.models import Office
from renaksi.offices.trail import chain_of
from renaksi.plan.domain.amend import lineage
from renaksi.plan.models import Indicator

LONGEST = 200  # a cell with a longer past shows the newest


def history_of(office: Office, indicator: Indicator, month: int) -> list[tuple[AuditEvent, str]]:
    """The cell's events, newest first, each with its sentence; those of the row before an amendment too.

    One query, and one for each version before.
    """
    cells = [cell_id(pk, month) for pk in lineage(indicator)]
    events = AuditEvent.objects.filter(chain=chain_of(office), object_id__in=cells)
    return [(event, sentence_of(event)) for event in events.order_by("-number")[:LONGEST]]
