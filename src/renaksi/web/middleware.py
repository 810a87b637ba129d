"""Headers every response carries, and the addresses no page is asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.gzip import GZipMiddleware

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)
PDF_POLICY = (
    "frame-ancestors 'none'"  # the browser's own viewer needs its styles and scripts; a PDF brings none of ours
)


class SecurityHeadersMiddleware:
    """Sets the content security policy, permissions policy and, on pages, no shared caching."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_pdf = response.headers.get("Content-Type", "").startswith("application/pdf")
        response.headers.setdefault("Content-Security-Policy", PDF_POLICY if is_pdf else POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response


class NoNulMiddleware:
    """Answers 400 to an address with a NUL in it: PostgreSQL takes it for no text. Forms refuse their own.

    Machines (below ``/api/``) get the sentence as JSON.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            if request.path_info.startswith("/api/"):
                return JsonResponse(
                    {"detail": "Alamat berisi tanda kosong (NUL).", "code": "web.nul", "field": ""}, status=400
                )
            raise BadRequest("the address holds a NUL")
        return self.get_response(request)


_PACKS_WELL = ("text/", "image/svg+xml", "application/json")


class PackedPagesMiddleware(GZipMiddleware):
    """Packs pages, drawings and text for the way, padded against BREACH; files go as they are.

    A PDF, a picture or a ZIP is packed already: packing it again costs time and takes its length away, without which a browser
    cannot tell how far a download has come. A text file saved by its name keeps its length too.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
        if is_file or not response.headers.get("Content-Type", "").startswith(_PACKS_WELL):
            return response
        return super().process_response(request, response)
