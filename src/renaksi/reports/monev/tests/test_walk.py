"""From a figure of the report to the cell, from the cell to the entries behind its value, and from an entry back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.kernel.period import parse_period
from renaksi.monitoring.tests.books import Books
from renaksi.papers import write
from renaksi.reports.monev.build import build_monev
from renaksi.reports.monev.gather import monev_of

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_from_a_figure_of_the_report_one_walks_to_the_entries_and_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")
    books, client = Books(), Client()
    entry = books.event(5)
    client.force_login(books.admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    books.take(books.participation, 5)
    monev = monev_of(books.plan, parse_period("2026-05"))
    paper = write(build_monev(monev), "txt").decode()
    assert "1 kegiatan, dari Register Kegiatan, terlaksana" in re.sub(r"\s+", " ", paper)
    base = reverse("monev_cells", kwargs={"code": books.office.code, "period": "2026-05"})
    cells = client.get(base, {"keadaan": "realised"})
    cell = books.address(books.participation, 5)
    assert f'href="{cell}"' in cells.content.decode()
    assert "dari Register Kegiatan" in words(cells)
    listed = reverse("events_list", kwargs={"code": books.office.code}) + f"?nomor={entry.pk}"
    assert f'href="{listed}"' in client.get(cell).content.decode()
    assert "Kegiatan 5" in words(client.get(listed))
    one = client.get(reverse("events_entry", kwargs={"code": books.office.code, "entry_id": entry.pk}))
    assert "Dipakai di rencana aksi Jumlah kegiatan Mei 2026: 1 kegiatan" in words(one)
    assert f'href="{cell}"' in one.content.decode()
