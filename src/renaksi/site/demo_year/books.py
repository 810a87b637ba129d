"""The books of the made-up office, and what their figures do in its plan: some are taken, one is refused, the rest wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.cells import version_seen
from renaksi.monitoring.domain.offers import Offer, fill_due, offers_of
from renaksi.monitoring.domain.pull import confirm_proposal, reject_proposal
from renaksi.monitoring.domain.sheet import year_sheet
from renaksi.monitoring.proposal import Stance
from renaksi.offices.models import Office
from renaksi.plan.models import Plan
from renaksi.site.demo_year.cast import recorder

TAKEN, CORRECTED, BOUND = 6, 2, 16
REASON = "Kegiatan ini sudah dilaporkan satuan kerja lain sebagai penyelenggara."


def load_books(office: Office, year: int, *, by: User | None) -> list[str]:
    """Fills every book that is empty here with its register's made-up year up to today; gives the titles of those filled.

    A book whose rows are refused stays empty.
    """
    until = min(today(office.time_zone), date(year, 12, 31))
    filled = []
    for register in REGISTERS:
        if register.demo is None or register.model.objects.filter(office=office).exists():
            continue
        try:
            with transaction.atomic():
                register.demo(office, year, until, by)
        except Refused:
            continue
        filled.append(register.title)
    return filled


def take_proposals(plan: Plan, people: Mapping[str, User]) -> int:
    """Decides on some of what the books propose, each by who records the cell; gives how many were taken.

    Of the cells nobody recorded some are taken and one is refused, so that some stay late and some wait; of those a person
    typed into, a few are corrected from the book, and of more the value is said to come from it.
    """
    day = today(plan.office.time_zone)
    sheet = year_sheet(plan, day)
    fill_due(sheet)
    offers = [offer for offer in offers_of(sheet) if not offer.proposal.missing]
    waiting = [offer for offer in offers if offer.stance is Stance.WAITING]
    typed = [offer for offer in offers if (at := offer.line.realisations.get(offer.month)) and not at.review]
    differing = [offer for offer in typed if offer.stance is Stance.DIFFERS]
    same = [offer for offer in typed if offer.stance is Stance.TYPED_SAME]
    wanted = [*waiting[::3][:TAKEN], *differing[::2][:CORRECTED], *same[::2][:BOUND]]
    taken = sum(_decide(offer, people, _take) for offer in wanted)
    left = [offer for offer in waiting if offer not in wanted]
    for offer in left[:1]:
        _decide(offer, people, _refuse)
    return taken


def _decide(offer: Offer, people: Mapping[str, User], verb: Callable[[Offer, User], object]) -> bool:
    """Whether it could be decided; an indicator without a code has nobody in the story."""
    code = offer.line.indicator.catalogue_code
    by = people.get(recorder(code, offer.month)) if code else None
    if by is None:
        return False
    try:
        verb(offer, by)
    except Refused:
        return False
    return True


def _take(offer: Offer, by: User) -> object:
    return confirm_proposal(indicator=offer.line.indicator, month=offer.month, seen=_mark(offer), by=by)


def _refuse(offer: Offer, by: User) -> object:
    seen = _mark(offer)
    return reject_proposal(indicator=offer.line.indicator, month=offer.month, seen=seen, reason=REASON, by=by)


def _mark(offer: Offer) -> str:
    return offer.proposal.mark(version_seen(offer.line.realisations.get(offer.month)))
