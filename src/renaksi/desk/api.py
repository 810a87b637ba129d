"""Each book for machines: its entries listed, read, written and changed by the same verbs as on screen, described as OpenAPI.

No ``from __future__ import annotations`` here: the types of each book's operations are made from its declaration and must be
there when they are defined.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import models
from django.http import HttpRequest
from ninja import NinjaAPI, Path, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import django_auth
from pydantic import ConfigDict, Field, create_model

from renaksi.accounts.access import AccessRule, user_of
from renaksi.desk.access import may_open, may_write, rows_for
from renaksi.desk.domain.record import change_entry, record_entry
from renaksi.desk.listing import found_entries, wish_of
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.desk.shown import field_of
from renaksi.entries.models import Entry
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.access import find_office
from renaksi.offices.models import Office

LARGEST_ID = 2**63 - 1
MOST_A_PAGE = 200
LONGEST_TEXT = 100_000
PYTHON_TYPES: tuple[tuple[type[models.Field[Any, Any]], type], ...] = (
    (models.DateTimeField, datetime),
    (models.DateField, date),
    (models.BooleanField, bool),
    (models.DecimalField, Decimal),
    (models.IntegerField, int),
    (models.ForeignKey, int),
)


class ProblemOut(Schema):
    """Why something was refused: one Indonesian sentence, the rule's code, the field it belongs to."""

    detail: str
    code: str = ""
    field: str = ""


class InvalidOut(Schema):
    """What in the request does not fit its description."""

    detail: list[dict[str, Any]] | str
    code: str = ""
    field: str = ""


class EntrySaid(Schema):
    """What is sent: nothing beside the fields of the book's form."""

    model_config = ConfigDict(extra="forbid")


class EntryBase(Schema):
    """What every entry of every book tells."""

    id: int
    number: str
    year: int
    state: str
    is_removed: bool
    version: int
    recorded_at: datetime
    changed_at: datetime


class Place(Schema):
    """One office and one of its entries."""

    code: str = Field(min_length=1, max_length=8, pattern="^[0-9]+$")
    entry_id: int = Field(ge=1, le=LARGEST_ID)


class OfficePlace(Schema):
    """One office."""

    code: str = Field(min_length=1, max_length=8, pattern="^[0-9]+$")


class Page(Schema):
    """Which entries: words, a state, a year or month (``2026``, ``2026-03``), and which of them."""

    cari: str = Field("", max_length=200)
    keadaan: str = Field("", max_length=20)
    masa: str = Field("", max_length=7)
    offset: int = Field(0, ge=0, le=10**6)
    limit: int = Field(50, ge=1, le=MOST_A_PAGE)


def _type_of(column: models.Field[Any, Any]) -> Any:
    if column.choices:
        return Literal[tuple(str(key) for key, _ in column.flatchoices)]
    return next((python for kind, python in PYTHON_TYPES if isinstance(column, kind)), str)


def _said(column: models.Field[Any, Any]) -> tuple[Any, Any]:
    """Type and default of a field as it is sent."""
    kind: Any = _type_of(column)
    if kind is str:
        longest = column.max_length or LONGEST_TEXT
        if column.blank:
            return str, Field("", max_length=longest)
        return str, Field(..., min_length=1, max_length=longest, pattern=r"\S")
    if kind is int:
        bounds = Field(None if column.null else ..., ge=0, le=LARGEST_ID if column.is_relation else 2**31 - 1)
        return (int | None if column.null else int), bounds
    if column.null:
        return kind | None, None
    if column.choices and column.blank:
        return kind | Literal[""], ""
    return kind, column.default if column.has_default() else ...


def _told(column: models.Field[Any, Any]) -> tuple[Any, Any]:
    """Type of a field as it is answered."""
    kind: Any = _type_of(column) if not column.choices else str
    return (kind | None, None)


def schemas_of(register: Register) -> tuple[type[Schema], type[Schema], type[Schema], type[Schema]]:
    """What is sent for a new entry, for a change (with the ``seen`` version), what is answered of one, and of many."""
    columns = {name: field_of(register.model, name) for name in register.fields}
    stem = "".join(part.capitalize() for part in register.name.split("_"))
    fresh = create_model(f"{stem}In", __base__=EntrySaid, **{name: _said(each) for name, each in columns.items()})  # type: ignore[call-overload]  # names come from the declaration
    change = create_model(f"{stem}Change", __base__=fresh, seen=(int, Field(..., ge=0, le=2**31 - 1)))
    later = {name: field_of(register.model, name) for step in register.steps for name in step.fields}
    told = {name: _told(each) for name, each in (columns | later).items()}
    one = create_model(f"{stem}Out", __base__=EntryBase, **told)  # type: ignore[call-overload]  # likewise
    many = create_model(f"{stem}Page", __base__=Schema, count=(int, ...), items=(list[one], ...))  # type: ignore[valid-type]  # likewise
    return fresh, change, one, many


def router_of(register: Register) -> Router:
    """The operations of one book."""
    fresh, change, one, many = schemas_of(register)
    router = Router(tags=[register.title])
    refused = {400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: InvalidOut}

    @router.get(
        "", response={200: many, **refused}, summary=f"{register.title}: daftar", url_name=f"api_{register.name}_list"
    )
    def entry_list(request: HttpRequest, place: Path[OfficePlace], page: Query[Page]) -> Any:
        office = _office(request, register, place.code)
        asked = request.GET.copy()
        found = found_entries(register, rows_for(request.user, office, register), wish_of(register, asked))
        rows = found[page.offset : page.offset + page.limit]
        return {"count": found.count(), "items": [told(register, entry) for entry in rows]}

    @router.post(
        "", response={201: one, **refused}, summary=f"{register.title}: catat", url_name=f"api_{register.name}_new"
    )
    def entry_new(request: HttpRequest, place: Path[OfficePlace], body: fresh) -> Any:  # type: ignore[valid-type]  # likewise
        office = _office(request, register, place.code, writes=True)
        entry = record_entry(
            register=register, office=office, values=_values(register, office, body), by=user_of(request)
        )
        return Status(201, told(register, entry))

    @router.get(
        "/{entry_id}",
        response={200: one, **refused},
        summary=f"{register.title}: satu catatan",
        url_name=f"api_{register.name}_entry",
    )
    def entry_page(request: HttpRequest, place: Path[Place]) -> Any:
        office = _office(request, register, place.code)
        return told(register, _entry(request, register, office, place.entry_id))

    @router.put(
        "/{entry_id}", response={200: one, **refused, 409: ProblemOut}, summary=f"{register.title}: ubah",
        url_name=f"api_{register.name}_change",
    )  # fmt: skip
    def entry_change(request: HttpRequest, place: Path[Place], body: change) -> Any:  # type: ignore[valid-type]  # likewise
        office = _office(request, register, place.code, writes=True)
        entry = _entry(request, register, office, place.entry_id)
        values = _values(register, office, body)
        changed = change_entry(register=register, entry=entry, values=values, seen=body.seen, by=user_of(request))  # type: ignore[attr-defined]  # likewise
        return told(register, changed)

    return router


def told(register: Register, entry: Entry) -> dict[str, Any]:
    """An entry as it is answered: foreign keys as ids."""
    later = [name for step in register.steps for name in step.fields]
    own = {name: getattr(entry, field_of(register.model, name).attname) for name in (*register.fields, *later)}
    return {
        "id": entry.pk, "number": entry.book_number, "year": entry.year, "state": entry.state,
        "is_removed": entry.is_removed, "version": entry.version, "recorded_at": entry.recorded_at,
        "changed_at": entry.changed_at, **own,
    }  # fmt: skip


def _office(request: HttpRequest, register: Register, code: str, *, writes: bool = False) -> Office:
    """The office, if its book is there for the person, and open to writing where that is asked."""
    try:
        office = find_office(code)
    except Office.DoesNotExist:
        raise HttpError(404, "Satuan kerja ini tidak ada.") from None
    if not may_open(request.user, office, register):
        raise HttpError(404, "Satuan kerja ini tidak ada.")
    if writes and not may_write(request.user, office, register):
        raise HttpError(403, "Anda tidak berhak mencatat di buku ini.")
    return office


def _entry(request: HttpRequest, register: Register, office: Office, entry_id: int) -> Entry:
    entry: Entry | None = register.model.objects.filter(rows_for(request.user, office, register), pk=entry_id).first()
    if entry is None:
        raise HttpError(404, "Catatan ini tidak ada.")
    return entry


def _values(register: Register, office: Office, body: Any) -> dict[str, Any]:
    """What was sent by field name; ids as rows of the office. Refuses ``desk.not_valid`` for another office's."""
    values: dict[str, Any] = body.dict(exclude={"seen"})
    for name, value in values.items():
        column = field_of(register.model, name)
        if column.is_relation and value is not None:
            values[name] = _row(column, office, value)
        elif isinstance(value, str) and "\0" in value:
            raise Refused("Teks berisi tanda yang tidak dapat disimpan.", code="desk.not_valid", field=name)
    return values


def _row(column: models.Field[Any, Any], office: Office, pk: int) -> models.Model:
    rows = column.related_model._default_manager.all()  # type: ignore[union-attr]  # a relation names its model
    if any(each.name == "office" for each in rows.model._meta.get_fields()):
        rows = rows.filter(office=office)
    found: models.Model | None = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(
            f"{column.verbose_name} nomor {pk} tidak ada di satuan kerja ini.", code="desk.not_valid", field=column.name
        )
    return found


def build_api() -> NinjaAPI:
    """Every register's operations under one description; signed-in people alone, with the cross-site guard of the screens."""
    api = NinjaAPI(
        title="Renaksi", version="1", description="Buku register satuan kerja.", auth=django_auth, docs_url=None,
        urls_namespace="api",
    )  # fmt: skip

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, no: Refused) -> Any:
        status = 409 if isinstance(no, Stale) else 422
        return api.create_response(request, {"detail": no.text, "code": no.code, "field": no.field}, status=status)

    for register in REGISTERS:
        api.add_router(f"/satker/{{code}}/buku/{register.slug}", router_of(register))
    return api


def guarded_urls(api: NinjaAPI) -> Any:
    """The addresses of the api, each carrying its access rule for the walk over all routes."""
    patterns, *names = api.urls
    for pattern in patterns:
        pattern.callback.access = AccessRule("api")  # type: ignore[union-attr]  # every pattern of the api has a view
    return (patterns, *names)
