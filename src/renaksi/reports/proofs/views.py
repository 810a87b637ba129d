"""The proofs of a period as downloads: the index, and the package of all of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from renaksi.accounts.roles import Right
from renaksi.evidence.domain.store import parts_of
from renaksi.kernel.period import parse_period
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import in_office
from renaksi.offices.models import Office
from renaksi.papers import MEDIA_TYPES
from renaksi.reports.proofs.gather import proofs_of
from renaksi.reports.proofs.index import index_bytes
from renaksi.reports.proofs.package import package
from renaksi.reports.proofs.values import ProofList


@in_office(Right.READ)
def proofs_index(request: HttpRequest, office: Office, period: str) -> HttpResponseBase:
    """The index of all proofs of the period (a code of kernel.period) as XLSX."""
    try:
        proofs = proofs_of(office, parse_period(period))
    except Refused as no:
        return _refused(request, no)
    return _saved(HttpResponse(index_bytes(proofs), content_type=MEDIA_TYPES["xlsx"]), proofs, "xlsx")


@in_office(Right.READ)
def proofs_zip(request: HttpRequest, office: Office, period: str) -> HttpResponseBase:
    """All proofs of the period as a ZIP, sent while it is read."""
    try:
        proofs = proofs_of(office, parse_period(period))
    except Refused as no:
        return _refused(request, no)
    response = StreamingHttpResponse(package(proofs, parts_of), content_type="application/zip")
    response["Content-Encoding"] = "identity"  # it is packed already: the middleware that packs pages leaves it alone
    return _saved(response, proofs, "zip")


def _saved(response: HttpResponseBase, proofs: ProofList, ending: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="{proofs.name}.{ending}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return render(request, "reports/proofs_refused.html", {"sentence": no.text}, status=409)
