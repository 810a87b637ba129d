"""Showing a draft: as a whole page, or, to HTMX, only the parts that differ from what the user has before them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from renaksi.accounts.access import user_of
from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.intake.domain.adopt import adoption_hindrances
from renaksi.intake.domain.proposals import known_for
from renaksi.intake.domain.review import head_doubts, history, review_rows, review_summary
from renaksi.intake.domain.undo import last_change
from renaksi.intake.domain.watch import others_at
from renaksi.intake.models import Draft, DraftState
from renaksi.intake.views.address import Address
from renaksi.intake.views.board import AreaGroup, Board, Line, board_of
from renaksi.intake.views.editor import Typed, editor_of
from renaksi.intake.views.facts import FactBox, fact_boxes
from renaksi.intake.views.leaf import Leaf, leaf_of
from renaksi.intake.views.source import source_lines, ticks_of
from renaksi.plan.facts import FACT_TITLES


@dataclass(frozen=True, slots=True)
class Turn:
    """What a request came to. ``notice`` tells what was done, ``refusal`` why not; ``typed`` and ``typed_facts`` keep what a
    refused form held. ``advances`` goes on to the first open doubt from row ``here`` on (None: from the top), behind it where
    ``past``. ``rows`` = only these rows' months changed, so that only they need be sent."""

    address: Address
    notice: str = ""
    refusal: str = ""
    typed: Typed | None = None
    typed_facts: Typed | None = None
    advances: bool = False
    here: int | None = None
    past: bool = False
    rows: tuple[int, ...] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """What the user has before them, as their page tells it: digest by part ("t3" = third area); empty = nothing."""

    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def areas(self) -> set[str]:
        """The parts that are areas."""
        return {name for name in self.parts if name.startswith("t")}


def shown_by(request: HttpRequest) -> Shown:
    """Reads the header our script sends: ``keputusan:ab12 t1:9f0 t2:77c``."""
    words = request.headers.get("X-Papan", "")[:4000].split()
    return Shown(dict(word.split(":", 1) for word in words if ":" in word))


def answer(request: HttpRequest, draft: Draft, turn: Turn) -> HttpResponse:
    """Answers a change: HTMX gets the parts that differ, a plain form a redirect; where it was refused, the page again.

    A refusal is 409 or 422 for a plain form; to HTMX it is one more part to show, hence 200.
    """
    wants_parts = bool(getattr(request, "htmx", False)) and not request.htmx.history_restore_request  # type: ignore[attr-defined]  # set by django-htmx
    if request.method == "POST" and not wants_parts and not turn.refusal:
        if turn.notice:
            messages.success(request, turn.notice)
        if turn.advances:
            turn = replace(turn, address=_context(request, draft, turn)["address"])
        return redirect(_where(draft) + turn.address.query + turn.address.anchor)
    context = _context(request, draft, turn)
    if not wants_parts:
        return render(request, "intake/review.html", context, status=turn.status)
    response = render(request, "intake/parts.html", context | _differing(request, context, turn))
    if request.method == "POST":
        response.headers["HX-Replace-Url"] = _where(draft) + context["address"].query
    return response


def _where(draft: Draft) -> str:
    return reverse("intake_draft", kwargs={"code": draft.office.code, "draft_id": draft.pk})


def _context(request: HttpRequest, draft: Draft, turn: Turn) -> dict[str, Any]:
    rights: frozenset[Right] = getattr(request, "rights", frozenset())
    is_open = draft.state == DraftState.REVIEW
    address, board = _board(draft, turn)
    facts = fact_boxes(draft, board, turn.typed_facts)
    people = others_at(draft, user_of(request)) if is_open else []
    return {
        "office": draft.office,
        "draft": draft,
        "address": address,
        "board": board,
        "can_edit": is_open and Right.EDIT_DRAFT in rights,
        "can_adopt": is_open and Right.ADOPT_PLAN in rights,
        "editor": editor_of(board, search=address.search, typed=turn.typed) if is_open else None,
        "facts": facts,
        "facts_digest": _facts_digest(facts, board),
        "facts_shown": address.facts or bool(turn.typed_facts) or _is_about_facts(board),
        "undo": last_change(draft) if is_open else None,
        "history": history(draft, limit=15),
        "hindrances": adoption_hindrances(draft) if is_open else [],
        "source": source_lines(draft, board),
        "leaf": leaf_of(draft, board, address.page),
        "ticks": _ticks(draft, board),
        "turn": turn,
        "people": people,
        "marks": marks_of(people),
        "shown": draft.version,
        "previous": board.neighbour(-1),
        "next": board.neighbour(1),
    }


def marks_of(people: Sequence[User]) -> str:
    """What tells one set of people from another, for the page to send along."""
    return ".".join(str(each.pk) for each in people)


def _ticks(draft: Draft, board: Board) -> list[bool]:
    """The source's own tick cells, shown where the open row's months are in doubt."""
    line = board.opened
    if line is None or not any(doubt.field == "months" for doubt in line.doubts):
        return []
    return ticks_of(draft, line.row)


def _facts_digest(facts: Sequence[FactBox], board: Board) -> str:
    """Changes with what the facts show, and with the doubt of theirs that is in focus: only then is it seen and answered."""
    asked = board.focus.pk if board.focus is not None and _is_about_facts(board) else None
    return f"{zlib.crc32(repr((facts, board.facts_open, asked)).encode()):x}"


def _is_about_facts(board: Board) -> bool:
    focus = board.focus
    return focus is not None and focus.row_id is None and focus.field in FACT_TITLES


def _board(draft: Draft, turn: Turn) -> tuple[Address, Board]:
    rows = [row for group in review_rows(draft) for row in group.all_rows]
    head, kinds = head_doubts(draft), review_summary(draft).kinds
    known = known_for(draft, (doubt for row in rows for doubt in row.doubts))
    board = board_of(draft, rows, head, kinds, turn.address, known)
    if not turn.advances:
        return turn.address, board
    start = turn.address
    if not board.queue and board.left:  # the kind or area is done: go on with what is left of the whole
        start = start.at(kind="", area=0)
        board = board_of(draft, rows, head, kinds, start, known)
    following = board.following(turn.here, past=turn.past)
    address = start.at(doubt=following.pk, row=following.row_id) if following else start.closed
    return address, board_of(draft, rows, head, kinds, address, known)


def _differing(request: HttpRequest, context: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """Which areas, rows and other parts to send, and the digests of those sent in part."""
    board: Board = context["board"]
    shown = shown_by(request)
    leaf: Leaf | None = context["leaf"]
    leaf_differs = leaf is not None and shown.parts.get("halaman") != leaf.digest
    names = {f"t{group.index}": group for group in board.groups}
    if shown.areas != set(names):
        return {"whole_table": True, "facts_differ": True, "leaf_differs": leaf_differs}
    differing = {name: group for name, group in names.items() if shown.parts[name] != group.digest}
    is_asked = turn.typed is not None or bool(context["address"].search)
    forced = {name: group for name, group in names.items() if is_asked and board.opened in group.lines}
    only_rows = _only_rows(turn, differing)
    return {
        "leaf_differs": leaf_differs,
        "areas": [] if only_rows else list((differing | forced).values()),
        "only_rows": only_rows,
        "digests": json.dumps({name: group.digest for name, group in differing.items()}) if only_rows else "",
        "facts_differ": bool(turn.typed_facts) or shown.parts.get("keputusan") != context["facts_digest"],
    }


def _only_rows(turn: Turn, differing: Mapping[str, AreaGroup]) -> list[Line]:
    """The lines to send alone: where nothing but their months changed and none of them is open."""
    lines = [line for group in differing.values() for line in group.lines if isinstance(line, Line)]
    if not turn.rows or any(line.opened for line in lines if line.row.pk in turn.rows):
        return []
    return [line for line in lines if line.row.pk in turn.rows]
