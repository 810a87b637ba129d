"""Puts the story into the house through its own verbs, then sets the moments to the days the story tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile

from renaksi.accounts.models import User
from renaksi.evidence.domain.receive import receive_file, receive_link
from renaksi.evidence.models import Evidence
from renaksi.kernel.clock import today
from renaksi.kernel.period import Period
from renaksi.kernel.wording import date_words
from renaksi.monitoring.domain.notes import save_note
from renaksi.monitoring.domain.people import assign_coordinator, assign_implementers
from renaksi.monitoring.domain.record import Said, record_realisation
from renaksi.monitoring.domain.review import return_realisation, verify_realisation
from renaksi.monitoring.models import Assignment, PeriodNote, Proof, Realisation
from renaksi.offices.domain.profile import profile_on
from renaksi.plan.kinds import kind_of, unit_of
from renaksi.plan.models import Indicator, Plan
from renaksi.site.demo_year.cast import CHECKER, COORDINATORS, DIRECTOR, HANDED_OVER, implementer, recorder
from renaksi.site.demo_year.documents import Letter, document
from renaksi.site.demo_year.pictures import photo, screenshot
from renaksi.site.demo_year.proofs import KINDS, Key, Wanted
from renaksi.site.demo_year.story import Role, dice
from renaksi.site.demo_year.tell import Subject, Told, file_name, link, told
from renaksi.site.demo_year.words import MENDED, OBSTACLES, RECOMMENDATIONS, one_of, remark

People = Mapping[str, User]


def is_begun(plan: Plan) -> bool:
    """Whether the plan holds any duty or record: then its year is no longer the demo's to fill."""
    return plan.assignments.exists() or Realisation.objects.filter(indicator__plan=plan).exists()


def load_year(plan: Plan, people: People) -> int:
    """Fills the plan's year up to today with duties, records, proofs, checks and notes; gives the number of cells recorded.

    A plan that is begun is left as it is. Call it in a transaction: refused in the middle, nothing should stay.
    """
    return 0 if is_begun(plan) else _Year(plan, people).load()


class _Year:
    """One plan being filled."""

    def __init__(self, plan: Plan, people: People) -> None:
        self._plan, self._people = plan, people
        self._day = min(today(plan.office.time_zone), date(plan.year, 12, 31))
        self._zone = ZoneInfo(plan.office.time_zone)
        self._indicators = [
            each for each in plan.indicators.select_related("sub_activity__activity__area").order_by("position")
            if each.catalogue_code
        ]  # fmt: skip
        for each in self._indicators:
            each.plan = plan
        self._evidence: dict[Key, Evidence] = {}
        self._letter = _letter(plan, people)

    def load(self) -> int:
        """Everything, in the order it happened as far as one thing stands on another."""
        self._assign()
        cells = told([_subject(n, each) for n, each in enumerate(self._indicators)], self._plan.year, self._day)
        self._cells: list[Realisation] = []
        for cell in cells:
            self._record(cell)
        self._note()
        self._date_back()
        return len(cells)

    def _assign(self) -> None:
        """Duties as they were given out after the decree; one piece of work changes hands later."""
        by, plan = self._people[DIRECTOR], self._plan
        for area in plan.areas.all():
            if area.number in COORDINATORS:
                assign_coordinator(plan=plan, area_id=area.pk, user=self._people[COORDINATORS[area.number]], by=by)
        carried: dict[str, list[int]] = {}
        for each in self._indicators:
            carried.setdefault(implementer(each.catalogue_code), []).append(each.pk)
        for name, ids in carried.items():
            if name:
                assign_implementers(plan=plan, indicator_ids=ids, users=[self._people[name]], by=by)
        begun = min(date(plan.year, 1, 14), self._day)
        plan.assignments.update(since=begun, assigned_at=self._at(begun, 10))
        self._hand_over()

    def _hand_over(self) -> None:
        which, _, to, month = HANDED_OVER
        begun = date(self._plan.year, month, 1)
        if begun > self._day:
            return
        ids = [each.pk for each in self._indicators if each.catalogue_code.startswith(which)]
        by = self._people[DIRECTOR]
        assign_implementers(plan=self._plan, indicator_ids=ids, users=[self._people[to]], by=by, replace=True)
        own = Assignment.objects.filter(plan=self._plan, indicator__in=ids)
        own.filter(ended_at__isnull=False).update(until=begun - timedelta(days=1), ended_at=self._at(begun, 8))
        own.filter(ended_at__isnull=True).update(since=begun, assigned_at=self._at(begun, 8))

    def _record(self, cell: Told) -> None:
        """The cell with its proofs, then what the checker did with it, each by the person of the story."""
        scene = cell.scene
        by = self._people[recorder(scene.code, scene.month)]
        indicator = self._indicators[scene.position]
        evidence = [self._kept(wanted, cell, by) for wanted in cell.proofs]
        standing = record_realisation(
            indicator=indicator, month=scene.month, said=_said(cell, cell.narrative), seen=0, by=by, evidence=evidence
        )
        if scene.turn:
            standing = self._review(cell, standing, by)
        standing.recorded_at, standing.changed_at = (
            self._zoned(cell.recorded),
            self._zoned(cell.mended or cell.recorded),
        )
        if cell.reviewed and standing.reviewed_at:
            again = timedelta(days=1) if cell.mended else timedelta()
            latest = self._at(self._day, 17)
            standing.reviewed_at = min(self._zoned(cell.mended or cell.reviewed) + again, latest)
        self._cells.append(standing)

    def _review(self, cell: Told, standing: Realisation, by: User) -> Realisation:
        scene, seed = cell.scene, (cell.scene.position, cell.scene.month)
        checker = self._people[DIRECTOR if dice("checker", *seed) < 10 else CHECKER]
        if scene.turn != "verified":
            said = remark(cell.proofs[0].sort if cell.proofs else "", *seed)
            standing = return_realisation(realisation=standing, seen=standing.version, reason=said, by=checker)
        if scene.turn.startswith("mended"):
            mended = _said(cell, cell.narrative + one_of(MENDED, *seed))
            indicator = self._indicators[scene.position]
            standing = record_realisation(
                indicator=indicator, month=scene.month, said=mended, seen=standing.version, by=by
            )
        if scene.turn.endswith("verified"):
            standing = verify_realisation(realisation=standing, seen=standing.version, by=checker)
        return standing

    def _kept(self, wanted: Wanted, cell: Told, by: User) -> Evidence:
        """The proof, made and received when it is first used."""
        if wanted.key not in self._evidence:
            piece = self._received(wanted, by)
            piece.uploaded_at = self._zoned(cell.recorded) - timedelta(minutes=3 + dice("sent", *wanted.key) // 4)
            self._evidence[wanted.key] = piece
        return self._evidence[wanted.key]

    def _received(self, wanted: Wanted, by: User) -> Evidence:
        year = self._plan.year
        dated = wanted.dated(year, self._day)
        begin, end = wanted.proves(year, self._day)
        facts: dict[str, Any] = {
            "title": wanted.title(year), "kind": KINDS[wanted.sort], "proves_from": begin, "proves_until": end, "by": by,
        }  # fmt: skip
        if wanted.sort == "link":
            return receive_link(office=self._plan.office, url=link(wanted), **facts)
        upload = ContentFile(self._content(wanted, dated), name=file_name(wanted, year, dated))
        return receive_file(office=self._plan.office, upload=upload, document_on=dated, **facts)

    def _content(self, wanted: Wanted, dated: date) -> bytes:
        if wanted.sort in {"photo", "screenshot"}:
            draw = photo if wanted.sort == "photo" else screenshot
            return draw(wanted.title(self._plan.year), date_words(dated), wanted.key)
        return document(wanted, self._letter, dated)

    def _note(self) -> None:
        """What was said of every quarter that is over, of the whole plan and of three areas."""
        for quarter in range(1, 5):
            period = Period(self._plan.year, quarter * 3 - 2, quarter * 3)
            if period.ends_on >= self._day:
                return
            for number, obstacles in OBSTACLES.items():
                by = self._people[COORDINATORS[number] if number else "admin.contoh"]
                area = self._plan.areas.filter(number=number).first() if number else None
                if area or not number:
                    save_note(
                        plan=self._plan, period=period, area=area, obstacles=obstacles,
                        recommendations=RECOMMENDATIONS[number], seen=0, by=by,
                    )  # fmt: skip
            said = min(period.ends_on + timedelta(days=10), self._day)
            PeriodNote.objects.filter(plan=self._plan, period=period.code).update(changed_at=self._at(said, 11))

    def _date_back(self) -> None:
        """Moments as the story tells them; the trail keeps those at which it was really written."""
        moments = ("recorded_at", "changed_at", "reviewed_at")
        Realisation.objects.bulk_update(self._cells, moments, 200)
        Evidence.objects.bulk_update(self._evidence.values(), ("uploaded_at",), 200)
        recorded = {cell.pk: cell.recorded_at for cell in self._cells}
        proofs = list(Proof.objects.filter(realisation__in=self._cells))
        for proof in proofs:
            proof.attached_at = recorded[proof.realisation_id]
        Proof.objects.bulk_update(proofs, ("attached_at",), 200)
        adopted = self._at(min(date(self._plan.year, 1, 13), self._day), 9)
        Plan.objects.filter(pk=self._plan.pk).update(adopted_at=adopted)

    def _at(self, day: date, hour: int) -> datetime:
        return self._zoned(datetime.combine(day, time(hour)))

    def _zoned(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=self._zone)


def _said(cell: Told, narrative: str) -> Said:
    amount, base = cell.amounts
    new_month = cell.scene.new_month or None
    return Said(cell.scene.outcome, amount, base, cell.done_on, narrative, cell.reason, new_month)


def _subject(place: int, indicator: Indicator) -> Subject:
    area = indicator.sub_activity.activity.area.number or 0
    role = Role(place, indicator.catalogue_code, area, indicator.months)
    return Subject(role, indicator.text, kind_of(indicator), unit_of(indicator))


def _letter(plan: Plan, people: People) -> Letter:
    profile = profile_on(plan.office, date(plan.year, 1, 14))
    return Letter(
        tuple(profile.letterhead.split("\n")), profile.address.replace("\n", ", "), profile.place, profile.secretary,
        profile.chair, tuple(str(user) for user in people.values()), plan.year,
    )  # fmt: skip
