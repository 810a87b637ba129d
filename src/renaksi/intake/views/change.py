"""Changing a draft: one address per verb, each one call of the domain, answered with what is to be shown anew."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from renaksi.accounts.access import user_of
from renaksi.accounts.roles import Right
from renaksi.intake.views.address import address_of
from renaksi.intake.views.answer import Turn, answer
from renaksi.intake.views.deed import Deed, kept_form
from renaksi.intake.views.finding import find_draft
from renaksi.intake.views.verbs_doubts import accept_or_take, choose, save_facts, save_row, undo
from renaksi.intake.views.verbs_rows import (
    add,
    copy,
    fill,
    join,
    move,
    paste,
    put_under,
    remove,
    renumber_all,
    restore,
    split,
    step,
    tick,
)
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office

VERBS: dict[str, Callable[[Deed], Turn]] = {
    "baris": save_row,
    "bulan": tick,
    "keraguan": accept_or_take,
    "keputusan": save_facts,
    "katalog": choose,
    "urung": undo,
    "tambah": add,
    "pecah": split,
    "gabung": join,
    "hapus": remove,
    "pindah": move,
    "geser": step,
    "salin": copy,
    "isi": fill,
    "tempel": paste,
    "induk": put_under,
    "nomori": renumber_all,
    "pulihkan": restore,
}
"""What can be done to a draft under review, by the word in the address."""


@in_office(Right.EDIT_DRAFT)
@require_POST
def change(request: HttpRequest, office: Office, draft_id: UUID, verb: str) -> HttpResponse:
    """Does one thing to a draft; 404 for an unknown verb, 409 where someone else was quicker, 422 for any other refusal.

    To HTMX a refusal is answered with 200 and the sentence among the parts.
    """
    draft = find_draft(office, draft_id)
    if verb not in VERBS:
        raise Http404
    deed = Deed(draft=draft, post=request.POST, by=user_of(request), address=address_of(request))
    try:
        turn = VERBS[verb](deed)
    except Refused as no:
        turn = kept_form(deed, no, verb)
    draft.refresh_from_db()
    return answer(request, draft, turn)
