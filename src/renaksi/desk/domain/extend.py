"""An entry's time limit is extended."""

from __future__ import annotations

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.calendars.domain.clocks import extend_clock
from renaksi.desk.domain.told import check_standing, locked, reason_given, tell, touched
from renaksi.desk.register import Register
from renaksi.entries.models import Entry
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words


def extend_entry(*, register: Register, entry: Entry, days: int, reason: str, by: User | None) -> Entry:
    """Gives an entry's running clock more days, in its own unit, with a reason. Trail: ``desk.extended``.

    Refuses ``desk.removed``, ``desk.no_clock``, ``desk.reason_missing``, and what ``extend_clock`` refuses.
    """
    reason = reason_given(reason)
    with transaction.atomic():
        standing = locked(register, entry)
        check_standing(standing)
        if standing.clock is None or standing.clock.stopped_on is not None:
            raise Refused("Catatan ini tidak sedang dihitung tenggatnya.", code="desk.no_clock")
        standing.clock = extend_clock(clock=standing.clock, days=days, reason=reason, by=by)
        touched(standing, by)
        standing.save(update_fields=("version", "changed_at", "changed_by"))
        due = date_words(standing.clock.due_on) if standing.clock.due_on else ""
        tell(register, standing, what="desk.extended", by=by, days=days, due=due, reason=reason)
    return standing
