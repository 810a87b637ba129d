"""Pieces of evidence as screens show them: with their picture, what to look at twice, and where they are used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.template.defaultfilters import filesizeformat

from renaksi.evidence.domain.preview import DRAWN_TYPES
from renaksi.evidence.fitness import date_warnings, period_words, warnings_of
from renaksi.evidence.forms import DescribeForm
from renaksi.evidence.gate import TYPES
from renaksi.evidence.models import Evidence, EvidenceKind, EvidenceState
from renaksi.evidence.uses import Use, uses_of
from renaksi.evidence.visible import evidence_for
from renaksi.offices.models import Office


@dataclass(slots=True)
class Piece:
    """One piece as it is shown; ``form`` where it may be described in place."""

    evidence: Evidence
    uses: list[Use] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    form: DescribeForm | None = None
    stale: str = ""

    @property
    def has_picture(self) -> bool:
        """Whether a picture of it can be shown, drawn already or drawn for the asking."""
        return self.evidence.content_type in DRAWN_TYPES

    @property
    def icon(self) -> str:
        """The drawing that stands for it where there is no picture."""
        kind = self.evidence.content_type
        if self.evidence.is_link:
            return "link"
        return {"image": "image", "video": "video"}.get(kind.partition("/")[0], "table" if "sheet" in kind else "file")

    @property
    def kind_words(self) -> str:
        """``PDF, 1,2 MB`` or ``tautan``."""
        if self.evidence.is_link:
            return "tautan"
        known = TYPES.get(self.evidence.content_type)
        return f"{known.title if known else 'berkas'}, {filesizeformat(self.evidence.size)}"

    @property
    def period(self) -> str:
        return period_words(self.evidence.proves_from, self.evidence.proves_until)


def pieces_of(evidence: Iterable[Evidence], *, month_on: date | None = None, forms: bool = False) -> list[Piece]:
    """The pieces, with their uses asked of all at once; ``month_on`` is the month they are about to be used for."""
    found = list(evidence)
    uses = uses_of(found) if found else {}
    return [_piece(one, uses.get(one.pk, []), month_on, forms) for one in found]


def _piece(evidence: Evidence, uses: list[Use], month_on: date | None, forms: bool) -> Piece:
    years = {use.month_on.year for use in uses}
    warnings = warnings_of(evidence, month_on, years) if month_on else date_warnings(evidence)
    return Piece(evidence, uses, warnings, DescribeForm.of(evidence) if forms else None)


def worded(text: str) -> Q:
    """The condition that every word stands in title, file name, note, address or kind."""
    condition = Q()
    for word in text.split()[:8]:
        kinds = [kind.value for kind in EvidenceKind if word.lower() in kind.label.lower()]
        condition &= (
            Q(title__icontains=word) | Q(name__icontains=word) | Q(note__icontains=word) | Q(url__icontains=word)
            | Q(kind__in=kinds)
        )  # fmt: skip
    return condition


def offered(office: Office, *, user: Any, proves_from: date, proves_until: date, text: str = "") -> QuerySet[Evidence]:
    """What the user may choose: active pieces, those that prove the days asked first, the latest of each first."""
    fits = Case(
        When(proves_from__lte=proves_until, proves_until__gte=proves_from, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    active = evidence_for(user, office).filter(worded(text), state=EvidenceState.ACTIVE)
    return active.order_by(fits, "-uploaded_at", "-pk")
