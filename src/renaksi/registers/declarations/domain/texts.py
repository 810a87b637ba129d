"""The text of a pact or commitment: the office's own for the year, the last one written before, or the packaged proposal."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.db import transaction

from renaksi.accounts.models import User
from renaksi.kernel.clock import now
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.trail import record_in
from renaksi.registers.declarations.models import PLEDGES, DeclarationKind, PledgeText

SHORTEST, LONGEST = 40, 6000
_DATA = Path(__file__).parents[1] / "data"


@cache
def proposed_text(kind: str) -> str:
    """The packaged proposal, which every office is free to replace. Raises KeyError for what is not signed."""
    if kind not in PLEDGES:
        raise KeyError(kind)
    return (_DATA / f"{kind}.txt").read_text(encoding="utf-8").strip()


def text_of(office: Office, kind: str, year: int) -> PledgeText:
    """The text in force for the year; unsaved and of version 0 while it is the proposal."""
    known = PledgeText.objects.filter(office=office, kind=kind, year__lte=year).order_by("-year", "-version").first()
    return known or PledgeText(office=office, kind=kind, year=year, version=0, text=proposed_text(kind))


def write_text(*, office: Office, kind: str, year: int, text: str, by: User | None) -> PledgeText:
    """Writes a new version of the year's text; the same text again writes nothing. What was signed keeps its own words.

    Trail: ``declarations.text_written``. Refuses ``declarations.text_length``.
    """
    words = "\n".join(line.rstrip() for line in text.replace("\0", "").strip().splitlines())
    if not SHORTEST <= len(words) <= LONGEST:
        raise Refused(
            f"Panjang naskah {SHORTEST} sampai {LONGEST} huruf; naskah ini {len(words)}.",
            code="declarations.text_length",
            field="text",
        )
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        standing = text_of(office, kind, year)
        if standing.text == words:
            return standing
        last = PledgeText.objects.filter(office=office, kind=kind, year=year).first()
        version = last.version + 1 if last else 1
        fresh = PledgeText.objects.create(
            office=office, kind=kind, year=year, version=version, text=words, written_at=now(), written_by=by
        )
        record_in(
            office, by=by, what="declarations.text_written", object_id="book:declarations",
            object_label=f"naskah {DeclarationKind(kind).label} {year}",
            details={"register": "declarations", "version": version},
        )  # fmt: skip
    return fresh
