"""What the tests of the screens share: a signed-in person at a desk, and answers taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.intake.models import Draft
from renaksi.offices.models import Office


@dataclass
class Desk:
    """One person before one draft. ``parts`` is what their page holds, as our script would tell it."""

    office: Office
    user: User
    draft: Draft | None = None
    parts: str = ""

    def __post_init__(self) -> None:
        self.client = Client()
        self.client.force_login(self.user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def address(self, route: str = "intake_draft", **more: object) -> str:
        """An address of the office, of the draft where there is one."""
        given: dict[str, object] = {"code": self.office.code, **more}
        if self.draft is not None and route not in (
            "intake_upload",
            "intake_template",
            "intake_typed",
            "intake_sample",
        ):
            given["draft_id"] = self.draft.pk
        return reverse(route, kwargs=given)

    def look(self, query: str = "", *, swap: bool = False) -> HttpResponse:
        """Opens the draft's page; ``swap`` as HTMX does."""
        return self._kept(self.client.get(self.address() + query, headers=self._headers(swap)), swap)

    def do(self, verb: str, query: str = "", *, swap: bool = False, **form: object) -> HttpResponse:
        """Sends one of the screen's forms; keys with a hyphen are given with two underscores."""
        fields = {name.replace("__", "-"): value for name, value in form.items()}
        where = self.address("intake_change", verb=verb) + query
        return self._kept(self.client.post(where, fields, headers=self._headers(swap)), swap)

    def _headers(self, swap: bool) -> dict[str, str]:
        return {"hx-request": "true", "x-papan": self.parts} if swap else {}

    def _kept(self, response: HttpResponse, swap: bool) -> HttpResponse:
        if not swap and response.status_code == 200:
            found = re.findall(r'id="(\w+)" data-d="(\w+)"', text_of(response))
            self.parts = " ".join(f"{name}:{digest}" for name, digest in found)
        return response


def text_of(response: HttpResponse) -> str:
    """The answer's HTML."""
    return response.content.decode()


def words_of(response: HttpResponse) -> str:
    """The answer as a person reads it: no tags, white space folded."""
    flowing = re.sub(r"</?(?:strong|b|span|abbr|a|time)\b[^>]*>", "", text_of(response))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", flowing)).split())


def ids_in(response: HttpResponse) -> set[str]:
    """The ids of the parts HTMX is told to swap."""
    found = re.findall(r"<[^>]*hx-swap-oob[^>]*>", text_of(response))
    return {match[1] for tag in found if (match := re.search(r'id="([\w-]+)"', tag))}


def value_of(response: HttpResponse, name: str) -> str:
    """What a hidden or text field of the page holds."""
    tags = re.findall(r"<input[^>]*>", text_of(response))
    tag = next(tag for tag in tags if f'name="{name}"' in tag)
    found = re.search(r'value="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
