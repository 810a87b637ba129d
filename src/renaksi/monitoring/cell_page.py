"""One cell gathered for its page: what the decree asks, what was recorded with which proofs, what may be done, what happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from renaksi.audit.models import AuditEvent
from renaksi.evidence.fitness import warnings_of
from renaksi.evidence.models import Evidence
from renaksi.evidence.uses import uses_of
from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.period import Period
from renaksi.kernel.quantity import KIND_TITLES, Kind
from renaksi.monitoring.choices import free_months, outcomes_in
from renaksi.monitoring.domain.cells import value_words, version_seen
from renaksi.monitoring.domain.history import history_of
from renaksi.monitoring.domain.people import Carrier, responsible_for
from renaksi.monitoring.domain.sheet import SheetLine, line_of
from renaksi.monitoring.models import Proof, Realisation
from renaksi.monitoring.status import Status
from renaksi.monitoring.templatetags.board import cell_tip
from renaksi.plan.kinds import expected_evidence, kind_of, unit_of
from renaksi.plan.models import Indicator, Plan
from renaksi.plan.provenance import Excerpt, excerpt_of
from renaksi.web.status import STATUSES
from renaksi.web.status import Status as Look


@dataclass(frozen=True, slots=True)
class ShownProof:
    """A proof in use with what is worth a second look."""

    proof: Proof
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another month of the indicator: its state and its value in words."""

    month: int
    status: Status
    words: str

    @property
    def look(self) -> Look:
        """Its sign, word and colour."""
        return STATUSES[self.status]


@dataclass(frozen=True)
class CellPage:
    """A cell as its page shows it. ``standing`` is its row, taken back or not; ``realisation`` only what counts."""

    indicator: Indicator
    month: int
    day: date
    line: SheetLine
    standing: Realisation | None

    @property
    def plan(self) -> Plan:
        return self.indicator.plan

    @property
    def realisation(self) -> Realisation | None:
        """What is recorded and counts."""
        return self.standing if self.standing and not self.standing.is_cleared else None

    @property
    def cleared(self) -> Realisation | None:
        """What was taken back and may be brought back."""
        return self.standing if self.standing and self.standing.is_cleared else None

    @property
    def seen(self) -> int:
        """The version the page shows."""
        return version_seen(self.standing)

    @property
    def month_name(self) -> str:
        return MONTH_NAMES[self.month - 1]

    @property
    def period(self) -> Period:
        return Period(self.plan.year, self.month, self.month)

    @property
    def status(self) -> Status:
        return self.line.status(self.month)

    @property
    def is_scheduled(self) -> bool:
        return self.line.is_scheduled(self.month)

    @property
    def postponed_from(self) -> int | None:
        return self.line.postponed_from(self.month)

    @property
    def words(self) -> str:
        """The value or outcome in words; "" for an empty cell."""
        return value_words(self.realisation) if self.realisation else ""

    @cached_property
    def kind(self) -> Kind:
        return kind_of(self.indicator)

    @property
    def kind_title(self) -> str:
        return KIND_TITLES[self.kind]

    @cached_property
    def unit(self) -> str:
        return unit_of(self.indicator)

    @property
    def proof_title(self) -> str:
        """What a photo of it is called where its file's name says nothing."""
        return f"{self.indicator.text[:120]} {self.period.words}".strip()

    @property
    def expected(self) -> str:
        """The evidence usual for it."""
        return expected_evidence(self.indicator)

    @cached_property
    def excerpt(self) -> Excerpt | None:
        return excerpt_of(self.indicator)

    @cached_property
    def proofs(self) -> list[ShownProof]:
        """Its proofs in use, each with its warnings. Two queries."""
        if self.realisation is None:
            return []
        proofs = self.realisation.proofs.filter(removed_at__isnull=True).select_related("evidence", "attached_by")
        rows = list(proofs)
        warned = warnings_for([proof.evidence for proof in rows], self.period.starts_on)
        return [ShownProof(proof, warned[proof.evidence_id]) for proof in rows]

    @property
    def is_proven(self) -> bool:
        """Whether evidence in force proves it."""
        record = self.line.records.get(self.month)
        return bool(record and record.proofs)

    @cached_property
    def people(self) -> tuple[Carrier, ...]:
        """Who answers for it."""
        return responsible_for(self.plan).of(self.indicator.pk, self.line.area.pk)

    @cached_property
    def history(self) -> list[tuple[AuditEvent, str]]:
        return history_of(self.plan.office, self.indicator, self.month)

    @property
    def months(self) -> list[Neighbour]:
        """The twelve months of the indicator."""
        return [self._neighbour(month) for month in range(1, 13)]

    @property
    def before(self) -> Neighbour | None:
        """The nearest month before this one that was asked for or recorded."""
        return next((each for each in reversed(self.months[: self.month - 1]) if self._counts(each)), None)

    @property
    def after(self) -> Neighbour | None:
        """The nearest month after this one that was asked for or recorded."""
        return next((each for each in self.months[self.month :] if self._counts(each)), None)

    @property
    def free_months(self) -> list[int]:
        """The later months its work may be postponed to."""
        return free_months(self.line, self.month)

    @property
    def outcomes(self) -> list[str]:
        """The outcomes offered."""
        return outcomes_in(self.line, self.month, self.plan.year, self.day)

    def told(self, *, former: Mapping[int, Status]) -> dict[str, Any]:
        """The cell for the board's script; ``also`` holds the indicator's other months that changed since ``former``."""
        others = [month for month in former if month != self.month and former[month] != self.line.status(month)]
        return self._told(self.month) | {"also": [self._told(month) for month in others]}

    def _told(self, month: int) -> dict[str, Any]:
        status = self.line.status(month)
        look = STATUSES[status]
        return {
            "pk": self.indicator.pk, "month": month, "status": status.value, "sign": look.sign, "word": look.word,
            "tip": cell_tip(self.line, month),
        }  # fmt: skip

    def _neighbour(self, month: int) -> Neighbour:
        realisation = self.line.realisations.get(month)
        if realisation is not None:
            realisation.indicator = self.indicator
        status = self.line.status(month)
        return Neighbour(month, status, value_words(realisation) if realisation else STATUSES[status].word)

    @staticmethod
    def _counts(neighbour: Neighbour) -> bool:
        return neighbour.status is not Status.UNPLANNED


def cell_page(indicator: Indicator, month: int, day: date) -> CellPage:
    """The cell as it stands on the day; plan, office and what is above the indicator are joined already. Two queries."""
    standing = (
        Realisation.objects.filter(indicator=indicator, month=month)
        .select_related("recorded_by", "changed_by", "reviewed_by")
        .first()
    )
    if standing is not None:
        standing.indicator = indicator
    return CellPage(indicator, month, day, line_of(indicator, day), standing)


def warnings_for(pieces: list[Evidence], month_on: date) -> dict[int, list[str]]:
    """What is worth a second look of each piece used for the month, by its id. One query, none for no pieces."""
    uses = uses_of(pieces) if pieces else {}
    return {
        piece.pk: warnings_of(piece, month_on, {use.month_on.year for use in uses.get(piece.pk, ())})
        for piece in pieces
    }
