"""Checking the trail: every chain from its first event to its head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from renaksi.audit.chains import chain_name
from renaksi.audit.domain.record import content_hash
from renaksi.audit.models import AuditChain, AuditEvent

_CONTENT = (
    "chain", "number", "at", "actor", "actor_id", "what", "object_label", "object_id", "details", "previous",
)  # fmt: skip

_REASONS = {
    "changed": "isi catatan {number} berubah setelah ditulis",
    "missing": "catatan {number} hilang",
    "doubled": "catatan {number} tidak berada pada urutannya",
    "unlinked": "catatan {number} tidak menyambung dengan catatan sebelumnya",
    "truncated": "catatan {number} dan sesudahnya hilang dari ujung rantai",
    "head": "kepala rantai tidak cocok dengan catatan terakhirnya, nomor {number}",
    "beyond": "catatan {number} tidak tercatat pada kepala rantai",
    "headless": "kepala rantai hilang, sedangkan catatannya ada",
}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first place where a chain does not hold: the event's number in it, and why (a key of ``_REASONS``)."""

    chain: str
    number: int
    reason: str

    @property
    def text(self) -> str:
        """One Indonesian sentence."""
        return f"Rantai {chain_name(self.chain)}: {_REASONS[self.reason].format(number=self.number)}."


@dataclass(slots=True)
class ChainReport:
    """What a check found: how many chains and events were walked, and the first broken link of each chain that has one."""

    chains: int = 0
    events: int = 0
    broken: list[BrokenLink] = field(default_factory=list)


def verify_chains() -> ChainReport:
    """Walks every chain once, event by event, and names the first broken link of each.

    Finds an event changed, missing, doubled or out of order, a head that does not fit, an end cut off or grafted on. Memory stays
    small; writers need not wait: what is added while it runs is left for the next check. An attacker who rewrites a whole chain
    with its head is found only against a copy of the heads kept elsewhere (``renaksi audit-verify --heads``).
    """
    heads = _heads()
    report = ChainReport()
    ends: dict[str, _Walk] = {}
    walk: _Walk | None = None
    for row in _events():
        report.events += 1
        if walk is None or walk.chain != row[0]:
            walk = ends[row[0]] = _Walk(row[0])
        walk.step(row)
    after = _heads()
    report.chains = len(after.keys() | ends.keys())
    for chain in sorted(heads.keys() | ends.keys()):
        link = _first_broken(ends.get(chain) or _Walk(chain), heads.get(chain), after.get(chain))
        if link:
            report.broken.append(link)
    return report


def heads_kept() -> dict[str, tuple[int, str]]:
    """Length and hash of every chain's head, to be kept outside the database."""
    return _heads()


def compare_heads(kept: dict[str, tuple[int, str]]) -> list[BrokenLink]:
    """The chains that no longer hold the event whose hash was kept elsewhere: rewritten, or shorter than they were."""
    broken = []
    for chain, (length, head) in sorted(kept.items()):
        if length and not AuditEvent.objects.filter(chain=chain, number=length, hash=head).exists():
            there = AuditEvent.objects.filter(chain=chain, number=length).exists()
            broken.append(BrokenLink(chain, length, "changed" if there else "truncated"))
    return broken


def _heads() -> dict[str, tuple[int, str]]:
    return {key: (length, head) for key, length, head in AuditChain.objects.values_list("key", "length", "head")}


def _events() -> Iterator[tuple[Any, ...]]:
    rows = AuditEvent.objects.order_by("chain", "number").values_list(*_CONTENT, "hash")
    return iter(rows.iterator(chunk_size=2000))


class _Walk:
    """One chain being walked: where it stands, and the first link that did not hold."""

    __slots__ = ("broken", "chain", "hash", "number")

    def __init__(self, chain: str) -> None:
        self.chain, self.number, self.hash = chain, 0, ""
        self.broken: BrokenLink | None = None

    def step(self, row: tuple[Any, ...]) -> None:
        number, previous, kept = row[1], row[9], row[10]
        if self.broken is None:
            reason = self._fault(row, number, previous, kept)
            if reason:
                self.broken = BrokenLink(self.chain, self.number + 1 if reason == "missing" else number, reason)
        self.number, self.hash = number, kept

    def _fault(self, row: tuple[Any, ...], number: int, previous: str, kept: str) -> str:
        if number > self.number + 1:
            return "missing"
        if number <= self.number:
            return "doubled"
        if content_hash(*row[:10]) != kept:
            return "changed"
        return "" if previous == self.hash else "unlinked"


def _first_broken(walk: _Walk, before: tuple[int, str] | None, after: tuple[int, str] | None) -> BrokenLink | None:
    """Compares a walked chain with its head as it was before and after the walk."""
    if walk.broken:
        return walk.broken
    if after is None:
        return BrokenLink(walk.chain, walk.number, "headless")
    if before and walk.number < before[0]:
        return BrokenLink(walk.chain, walk.number + 1, "truncated")
    if walk.number > after[0]:
        return BrokenLink(walk.chain, after[0] + 1, "beyond")
    standing = next((head for head in (before, after) if head and head[0] == walk.number), None)
    return BrokenLink(walk.chain, walk.number, "head") if standing and standing[1] != walk.hash else None
