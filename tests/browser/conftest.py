"""Driving headless Chromium against the running site: signed-in pages, faults collected, accessibility, screenshots.

``open_page`` gives a page that fails its test on a script error, a refused inline style or script, or a missing file. Chromium is
Debian's; ``RENAKSI_CHROMIUM`` names another, which must then be there. A machine without any skips these tests loudly.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from renaksi.accounts.models import User
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import MembershipFactory, OfficeFactory, ProfileFactory, ProvinceFactory, member
from renaksi.plan.domain.adopt import adopt_plan
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.models import Plan
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = ROOT / "var" / "screenshots"
LAPTOP, PHONE = (1366, 768), (360, 740)
CHROMIUM_ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
)  # Playwright's loop runs in this thread; the database is used in turn


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    executable = os.environ.get("RENAKSI_CHROMIUM", "/usr/bin/chromium")
    if not Path(executable).exists():
        if "RENAKSI_CHROMIUM" in os.environ:
            pytest.fail(f"no Chromium at {executable}")
        warnings.warn(f"no Chromium at {executable}: browser tests are SKIPPED", stacklevel=1)
        pytest.skip(f"no Chromium at {executable}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(CHROMIUM_ARGS))
        yield browser
        browser.close()


@dataclass
class Faults:
    """What went wrong in a page without anybody asking: script errors, refusals of the policy, files that did not come."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Collects from now on."""
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("console", self._said)
        page.on("response", self._response)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith("Failed to load resource"):  # those are told by _response
            self.found.append(f"console: {said.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.found.append(f"{response.status}: {response.url}")


@pytest.fixture
def open_page(
    chromium: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """``open_page(path, user=..., size=LAPTOP, dark=False, script=True, bypass_csp=False, expect=200)`` -> a page at the path.

    At the end the test fails if any page opened had a fault; there is no way to allow one.
    """
    contexts: list[BrowserContext] = []
    faults = Faults()

    def opened(
        path: str,
        *,
        user: User | None = None,
        size: tuple[int, int] = LAPTOP,
        dark: bool = False,
        script: bool = True,
        bypass_csp: bool = False,
        expect: int = 200,
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            bypass_csp=bypass_csp,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            accept_downloads=True,
        )
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.set_default_timeout(10_000)
        faults.watch(page)
        response = page.goto(path)
        assert response is not None
        assert response.status == expect, f"{path}: {response.status}"
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults.found, "\n".join(dict.fromkeys(faults.found))


def session_cookie(user: User, address: str) -> Any:
    """A signed-in session of the user, as a cookie for a browser context."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}


@dataclass(frozen=True)
class Stage:
    """A made-up office with a full plan, its people, and an office beside it that has none."""

    office: Office
    empty: Office
    plan: Plan
    admin: User
    reader: User
    reviewer: User


@pytest.fixture
def stage(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """KPU Kota Contoh on 21 November 2026."""
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")
    province = ProvinceFactory(code="99", name="KPU Provinsi Percontohan")
    office = OfficeFactory(parent=province, code="9999", name="KPU Kota Contoh", kind="city")
    empty = OfficeFactory(parent=province, code="9998", name="KPU Kabupaten Kosong")
    ProfileFactory(office=office)
    admin = member(office, "administrator", username="admin.contoh", full_name="Siti Teladan")
    MembershipFactory(user=admin, office=empty, role="administrator")
    known = DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 1, 12), year=2026)
    letterhead = OfficeLetterhead(name=office.name, place="Contoh", chair="RAHMAT TELADAN", secretary="DEWI TELADANI")
    facts = drafted_facts(known, office=letterhead, year=2026)
    plan = adopt_plan(office=office, year=2026, facts=facts, rows=template_rows(office.name), by=admin)
    return Stage(
        office, empty, plan, admin,
        reader=member(office, "pembaca", username="pembaca.contoh", full_name="Pembaca Teladan"),
        reviewer=member(province, "penelaah_provinsi", username="provinsi.contoh", full_name="Budi Penelaah"),
    )  # fmt: skip


def picture(page: Page, name: str, *, full: bool = False) -> Path:
    """Keeps a screenshot under var/screenshots for people to look at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    page.screenshot(path=path, full_page=full)
    return path


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA in a page opened with ``bypass_csp`` (the policy would refuse the checker)."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run python -m renaksi.web.assets")
    page.add_script_tag(path=AXE)
    result = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", list(RULES))
    return [
        f"{fault['id']}: {node['target']} {node.get('failureSummary', '')}"
        for fault in result["violations"]
        for node in fault["nodes"][:3]
    ]


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways; 0 on a good page."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
