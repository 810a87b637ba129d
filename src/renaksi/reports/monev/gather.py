"""Collects a period of a plan for its monitoring report, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from renaksi.evidence.fitness import period_words
from renaksi.kernel.clock import today
from renaksi.kernel.months import MONTH_NAMES, MonthSet
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.carry import removed_rows
from renaksi.monitoring.domain.notes import notes_of
from renaksi.monitoring.domain.people import Responsible, responsible_for
from renaksi.monitoring.domain.said import said_of, words_of
from renaksi.monitoring.domain.sheet import SheetLine, YearSheet, year_sheet
from renaksi.monitoring.figures import Figures
from renaksi.monitoring.models import Proof, Realisation
from renaksi.monitoring.proposal import source_words
from renaksi.monitoring.status import STANDING_TITLES, Obligation, Standing
from renaksi.offices.domain.profile import profile_on
from renaksi.offices.models import Office
from renaksi.plan.domain.table import plan_facts
from renaksi.plan.kinds import unit_of
from renaksi.plan.legal_basis import legal_basis
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.models import Area, Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.reports.monev.values import (
    AreaPart,
    Behind,
    Entry,
    IndicatorLine,
    Monev,
    Note,
    ProofLine,
    ProofUse,
    Removed,
    Signer,
)

SIGNERS = {"sekretaris": "Sekretaris", "ketua": "Ketua"}
"""Who may sign, by the word of the address; the first signs where nothing else is asked."""

_BEHIND = (Standing.LATE, Standing.MISSED, Standing.POSTPONED, Standing.RETURNED)
_MOVED = "moved"


def monev_of(
    plan: Plan, period: Period, *, signer: str = "sekretaris", number: str = "", signed_on: date | None = None
) -> Monev:
    """The period as it stands on the office's today. Six queries, two more for a plan that was amended.

    ``number`` and ``signed_on`` are those of a report being signed; the office is then as on that day.
    Refuses ``reports.other_year``.
    """
    if period.year != plan.year:
        raise Refused(
            f"{period.words} bukan bagian dari rencana aksi tahun {plan.year}.",
            code="reports.other_year",
            field="period",
        )
    return _Gathering(plan, period, today(plan.office.time_zone)).found(signer, number, signed_on)


class _Gathering:
    """One plan and period being collected."""

    def __init__(self, plan: Plan, period: Period, day: date) -> None:
        self.plan, self.period, self.day = plan, period, day
        self.sheet: YearSheet = year_sheet(plan, day)
        self.figures: Figures = self.sheet.figures(period)
        self.people: Responsible = responsible_for(plan)
        self.obligations: dict[int, list[Obligation]] = {}
        for each in self.figures.counted:
            self.obligations.setdefault(each.indicator_id, []).append(each.obligation)
        self.extras: dict[int, list[int]] = {}
        for indicator_id, month in self.figures.extras:
            self.extras.setdefault(indicator_id, []).append(month)

    def found(self, signer: str, number: str, signed_on: date | None) -> Monev:
        facts = plan_facts(self.plan)
        office = _letterhead(self.plan.office, signed_on or self.day)
        return Monev(
            office=office,
            code=self.plan.office.code,
            plan_year=self.plan.year,
            facts=facts,
            basis=_basis(facts, self.plan.year),
            period=self.period,
            day=self.day,
            indicators=len(self.sheet.lines),
            areas=tuple(self._areas()),
            total=self.figures.total,
            by_cell=self.figures.by_cell,
            behind=tuple(self._behind()),
            proofs=tuple(_proofs(self.plan, self.period, self.sheet)),
            notes=tuple(self._notes()),
            signer=_signer(signer, office),
            removed=tuple(_removed(self.plan, self.period)),
            number=number,
            signed_on=signed_on,
        )

    def _areas(self) -> Iterator[AreaPart]:
        lines: dict[int, list[IndicatorLine]] = {}
        for line in self.sheet.lines:
            entries = tuple(self._entries(line))
            if entries:
                lines.setdefault(line.area_place, []).append(self._line(line, entries))
        for place, area in enumerate(self.sheet.areas):
            carriers = self.people.coordinators.get(area.pk, ())
            yield AreaPart(
                place,
                area.number or place + 1,
                area.pk,
                area_title(area),
                area.name or "Tanpa area",
                self.figures.by_area[place],
                _names(each.name for each in carriers),
                tuple(lines.get(place, ())),
            )

    def _line(self, line: SheetLine, entries: tuple[Entry, ...]) -> IndicatorLine:
        sub_activity = line.indicator.sub_activity
        scheduled = MonthSet.of(month for month in line.indicator.months if month in self.period)
        return IndicatorLine(
            line.indicator.pk,
            _numbered(sub_activity.activity.number, sub_activity.activity.name),
            _numbered(sub_activity.number, sub_activity.name),
            _indicator_words(line),
            scheduled.words() if scheduled else "-",
            entries,
            self._carriers(line),
        )

    def _entries(self, line: SheetLine) -> Iterator[Entry]:
        """What the figures count of the indicator, and what was postponed into the period from outside it; by month."""
        pk = line.indicator.pk
        entries = [_obligation_entry(line, each) for each in self.obligations.get(pk, ())]
        entries += [_entry(line, month, month, "extra", "di luar jadwal") for month in self.extras.get(pk, ())]
        settled = {entry.cell_month for entry in entries}
        for month in self.period:
            origin = line.postponed_from(month)
            if origin and month not in settled and month not in line.indicator.months:
                entries.append(_entry(line, month, month, _MOVED, _moved_word(line, month, origin)))
        yield from sorted(entries, key=lambda entry: entry.month)

    def _behind(self) -> Iterator[Behind]:
        for counted in self.figures.cells(*_BEHIND):
            line = self.sheet.by_id[counted.indicator_id]
            yield Behind(
                area_title(line.area),
                _indicator_words(line),
                _obligation_entry(line, counted.obligation),
                _why(line, counted.obligation),
                self._carriers(line),
            )

    def _notes(self) -> Iterator[Note]:
        known = notes_of(self.plan, self.period)
        places: list[tuple[int | None, str]] = [(None, "Seluruh rencana aksi")]
        places += [(area.pk, area_title(area)) for area in self.sheet.areas]
        for area_id, title in places:
            note = known.get(area_id)
            if note is None:
                yield Note(area_id, title)
            else:
                by = str(note.changed_by) if note.changed_by else ""
                yield Note(area_id, title, note.obstacles, note.recommendations, note.version, by, note.changed_at)

    def _carriers(self, line: SheetLine) -> str:
        return _names(each.name for each in self.people.of(line.indicator.pk, line.area.pk))


def _removed(plan: Plan, period: Period) -> Iterator[Removed]:
    """Rows an amending decree removed, as far as something was recorded for them in the period."""
    for row in removed_rows(plan):
        done = tuple(
            f"{MONTH_NAMES[cell.month - 1]}: {cell.words}, {len(cell.pieces)} bukti"
            for cell in row.cells
            if cell.month in period
        )
        if done:
            yield Removed(row.place, row.indicator.text or "Baris tanpa indikator", row.number, done)


def area_title(area: Area) -> str:
    """``1. Manajemen Perubahan``."""
    return _numbered(area.number, area.name or "Tanpa area")


def _obligation_entry(line: SheetLine, obligation: Obligation) -> Entry:
    return _entry(
        line,
        obligation.month,
        obligation.settled_month,
        obligation.standing.value,
        STANDING_TITLES[obligation.standing],
    )


def _entry(line: SheetLine, month: int, cell_month: int, key: str, word: str) -> Entry:
    realisation = line.realisations.get(cell_month)
    record = line.records.get(cell_month)
    value = ""
    if realisation is not None and realisation.quantity is not None:
        value = words_of(said_of(realisation), realisation.quantity, unit_of(line.indicator))
    source = source_words(realisation.source) if realisation else ""
    return Entry(line.indicator.pk, month, cell_month, key, word, value, record.proofs if record else 0, source)


def _moved_word(line: SheetLine, month: int, origin: int) -> str:
    """What is said of work that came here from a month outside the period, which counts it."""
    realisation = line.realisations.get(month)
    if realisation is None:
        return f"pindahan dari {MONTH_NAMES[origin - 1]}, belum dicatat"
    if realisation.quantity is not None:
        return f"menuntaskan jadwal {MONTH_NAMES[origin - 1]}"
    return f"{words_of(said_of(realisation), None)}, pindahan dari {MONTH_NAMES[origin - 1]}"


def _why(line: SheetLine, obligation: Obligation) -> str:
    """The reasons given on the way: of each postponement, of not carrying out, of the one who returned it."""
    told = []
    for month in sorted(line.realisations):
        realisation = line.realisations[month]
        if not obligation.month <= month <= obligation.settled_month or not _is_on_the_way(line, obligation, month):
            continue
        if realisation.new_month:
            told.append(f"Ditunda ke {MONTH_NAMES[realisation.new_month - 1]}: {realisation.reason}")
        elif realisation.reason:
            told.append(realisation.reason)
        if realisation.review_note and obligation.standing is Standing.RETURNED:
            told.append(f"Catatan pemeriksa: {realisation.review_note}")
    return "\n".join(told)


def _is_on_the_way(line: SheetLine, obligation: Obligation, month: int) -> bool:
    """Whether the obligation passed this month: followed from its own month along the postponements."""
    at = obligation.month
    while at < month:
        realisation = line.realisations.get(at)
        if realisation is None or not realisation.new_month:
            return False
        at = realisation.new_month
    return at == month


def _proofs(plan: Plan, period: Period, sheet: YearSheet) -> Iterator[ProofLine]:
    """Every valid piece used for the period's cells once, in the order of its first use in the plan. One query."""
    uses: dict[int, list[ProofUse]] = {}
    proofs: dict[int, Proof] = {}
    order = {line.indicator.pk: at for at, line in enumerate(sheet.lines)}
    for proof in sorted(_valid_proofs(plan, period), key=lambda each: _printed_at(each.realisation, order)):
        realisation = proof.realisation
        label = f"{MONTH_NAMES[realisation.month - 1]}: {_indicator_words(sheet.by_id[realisation.indicator_id])}"
        uses.setdefault(proof.evidence_id, []).append(ProofUse(realisation.indicator_id, realisation.month, label))
        proofs.setdefault(proof.evidence_id, proof)
    for number, (pk, proof) in enumerate(proofs.items(), 1):
        piece = proof.evidence
        yield ProofLine(
            pk,
            number,
            piece.title,
            piece.get_kind_display(),
            piece.document_on,
            period_words(piece.proves_from, piece.proves_until),
            piece.url if piece.is_link else piece.name,
            piece.sha256,
            tuple(uses[pk]),
        )


def _valid_proofs(plan: Plan, period: Period) -> Iterable[Proof]:
    return Proof.objects.filter(
        realisation__indicator__plan=plan,
        realisation__month__in=list(period),
        realisation__is_cleared=False,
        removed_at__isnull=True,
        evidence__state="active",
    ).select_related("evidence", "realisation")


def _printed_at(realisation: Realisation, order: dict[int, int]) -> tuple[int, int]:
    return order[realisation.indicator_id], realisation.month


def _letterhead(office: Office, day: date) -> OfficeLetterhead:
    profile = profile_on(office, day)
    return OfficeLetterhead(
        name=office.name,
        letterhead=profile.letterhead,
        address=" ".join(profile.address.split()),
        place=profile.place,
        chair=profile.chair,
        secretary=profile.secretary,
    )


def _basis(facts: DecreeFacts, year: int) -> tuple[str, ...]:
    """What the decree rests on by its own words; where it names nothing, what plans of the year rest on."""
    own = facts.legal_basis_full or tuple(f"{name};" for name in facts.legal_basis)
    return own or tuple(one.text for one in legal_basis(year))


def _signer(key: str, office: OfficeLetterhead) -> Signer:
    if key not in SIGNERS:
        raise Refused("Penanda tangan: pilih sekretaris atau ketua.", code="reports.signer_unknown", field="penanda")
    return Signer(key, SIGNERS[key], office.chair if key == "ketua" else office.secretary)


def _indicator_words(line: SheetLine) -> str:
    return _numbered(line.indicator.number, line.indicator.text) or "Baris tanpa indikator"


def _numbered(number: int | str | None, text: str) -> str:
    return f"{number}. {text}" if number else text


def _names(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
