"""An office as its decrees name it, from the profile of the decree's day; and a decree's standard words for it."""

from __future__ import annotations

from renaksi.kernel.clock import today
from renaksi.offices.domain.profile import profile_on
from renaksi.offices.models import Office
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.numbering import NumberingForm, make_number, maker_mark
from renaksi.plan.rows import DecreeFacts


def letterhead_of(office: Office, facts: DecreeFacts) -> OfficeLetterhead:
    """The office as its papers name it on the decree's day: the profile of then, the decree's own place and name first."""
    profile = profile_on(office, facts.date)
    return OfficeLetterhead(
        name=facts.work_unit or office.name,
        letterhead=profile.letterhead if facts.work_unit in ("", office.name) else "",
        address=profile.address,
        place=facts.place or profile.place,
        chair=profile.chair,
        secretary=profile.secretary,
    )


def standard_words(office: Office, facts: DecreeFacts, year: int) -> DecreeFacts:
    """The facts of a decree not yet signed with standard words where they are empty; a proposal for people to check."""
    return drafted_facts(facts, office=letterhead_of(office, facts), year=year)


def number_example(office: Office, year: int) -> str:
    """How a decree of the office's chair is numbered by the profile in force, with a made-up serial: ``2/HK.03.1/1375/2022``."""
    return make_number(
        NumberingForm(profile_on(office, None).numbering),
        serial="2",
        year=year,
        month=today(office.time_zone).month,
        classification="HK.03.1",
        unit_code=office.code,
        maker=maker_mark(office.name, by_secretary=False),
    )
