"""What the command line does with decree files; the command itself is wired in renaksi.site."""

from __future__ import annotations

from pathlib import Path

from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.intake.domain.adopt import adopt_draft
from renaksi.intake.domain.amend import Answers, state_of
from renaksi.intake.domain.facts import set_year
from renaksi.intake.domain.receive import receive_file
from renaksi.intake.domain.understand import understand_draft
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.readers import check_size
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import find_office, rights_in
from renaksi.offices.models import Office
from renaksi.plan.domain.adopt import check_year_free
from renaksi.plan.domain.table import plan_in_force
from renaksi.plan.models import Plan


def adopt_file(
    path: Path,
    *,
    office_code: str,
    year: int,
    by_username: str | None = None,
    accept_doubts: bool = False,
    amend: bool = False,
) -> Plan:
    """Receives, reads, stages and adopts a decree's file in one go, through the same verbs as the browser.

    With ``amend`` it takes the place of the year's plan; what was done follows its rows. Without ``accept_doubts`` a decree with
    doubts is refused (``intake.doubts_open``), an amendment with rows that only a person can pair always (``intake.pairs_open``);
    the draft stays for review.
    Refuses also: ``intake.office_unknown``, ``intake.user_unknown``, ``intake.user_may_not``, ``intake.file_missing``,
    ``intake.unreadable``, ``intake.nothing_to_amend``, and what receive_file, adopt_draft and adopt_plan refuse.
    """
    office = _office(office_code)
    by = _user(by_username, office) if by_username else None
    _check_place(office, year, amend=amend)
    try:
        check_size(path.stat().st_size)
        data = path.read_bytes()
    except OSError:
        raise Refused(f"Berkas {path} tidak dapat dibuka.", code="intake.file_missing") from None
    draft = receive_file(office=office, name=path.name, data=data, by=by, year=year)
    while understand_draft(str(draft.pk)):
        pass
    draft = Draft.objects.select_related("office").get(pk=draft.pk)
    if draft.state != DraftState.REVIEW:
        raise Refused(draft.failure, code="intake.unreadable")
    if draft.year != year:
        set_year(draft=draft, by=by, year=year)
    answers = _unanswered(office, year) if amend else None
    try:
        return adopt_draft(draft=draft, by=by, year=year, accept_doubts=accept_doubts, answers=answers)
    except Refused as refusal:
        if refusal.code != "intake.pairs_open":
            raise
        raise Refused(
            f"{refusal.text} Jawab di peramban: {reverse('intake_adopt', kwargs={'code': office.code, 'draft_id': draft.pk})}",
            code=refusal.code,
        ) from None


def _check_place(office: Office, year: int, *, amend: bool) -> None:
    """Refuses ``plan.exists`` where a plan is in force and no amendment is meant, ``intake.nothing_to_amend`` the other way."""
    if amend and plan_in_force(office, year) is None:
        raise Refused(
            f"{office} belum memiliki rencana aksi Tahun {year} yang berlaku untuk diubah. Terapkan tanpa --amend.",
            code="intake.nothing_to_amend",
        )
    if amend:
        return
    try:
        check_year_free(office, year)
    except Refused as refusal:
        raise Refused(
            f"{refusal.text} Bila berkas ini keputusan perubahannya, tambahkan --amend.",
            code=refusal.code,
            field=refusal.field,
        ) from None


def _unanswered(office: Office, year: int) -> Answers:
    """The answers of one who sees the plan as it stands and judges no pair."""
    plan = plan_in_force(office, year)
    return Answers(state_of(plan) if plan else "")


def _office(code: str) -> Office:
    try:
        return find_office(code)
    except Office.DoesNotExist:
        raise Refused(f"Tidak ada satuan kerja dengan kode {code}.", code="intake.office_unknown") from None


def _user(username: str, office: Office) -> User:
    user = User.objects.filter(username=username.strip().lower(), is_active=True, is_locked=False).first()
    if user is None:
        raise Refused(f"Tidak ada pengguna aktif bernama {username}.", code="intake.user_unknown")
    if Right.ADOPT_PLAN not in rights_in(user, office):
        raise Refused(f"{user} tidak berwenang menerapkan rencana aksi {office}.", code="intake.user_may_not")
    return user
