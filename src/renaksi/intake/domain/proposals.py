"""What the system proposes for a doubt, and the catalogue item a row stands for."""

from __future__ import annotations

from dataclasses import dataclass

from renaksi.accounts.models import User
from renaksi.intake.domain.sheet import Changed
from renaksi.intake.models import Doubt, Draft, DraftRow


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that can be taken for a doubt: ``field`` of the row, ``shown`` as a person reads it, ``origin`` where it comes from."""

    field: str
    shown: str
    value: str | int
    origin: str


def proposal_of(doubt: Doubt, row: DraftRow | None = None) -> Proposal | None:
    """The months the reading proposes, or the catalogue's text for a text that was cut; None where there is none. No query when
    ``row`` (the doubt's row) is given or loaded."""
    raise NotImplementedError


def take_proposal(*, draft: Draft, by: User | None, doubt_id: int) -> Changed:
    """Puts the doubt's proposal in its row; the doubt is settled. Refuses ``intake.no_proposal``, ``intake.doubt_unknown``."""
    raise NotImplementedError


def take_proposals(*, draft: Draft, by: User | None, code: str) -> Changed:
    """Takes the proposals of all open doubts of one kind, in one change; those without a proposal stay open."""
    raise NotImplementedError


def choose_catalogue(*, draft: Draft, by: User | None, row_id: int, code: str) -> Changed:
    """Says which indicator of the national template the row stands for ("" = none of them). Refuses ``intake.code_unknown``."""
    raise NotImplementedError
