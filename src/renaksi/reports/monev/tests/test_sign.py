"""A report is signed: its PDF frozen, filed once, listed with its hash, handed out unchanged."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from renaksi.audit.models import AuditEvent
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.documents.models import Document
from renaksi.evidence.domain.store import read_content
from renaksi.evidence.models import Evidence
from renaksi.kernel.period import parse_period
from renaksi.kernel.refusal import Refused
from renaksi.measures.declare import Asked
from renaksi.measures.registry import MEASURES
from renaksi.monitoring.domain.notes import save_note
from renaksi.offices.models import OfficeProfile
from renaksi.offices.tests.factories import member
from renaksi.reports.monev.sign import sign_monev, signed_copies
from renaksi.reports.monev.tests.year import DAY, Year

pytestmark = pytest.mark.django_db
QUARTER = parse_period("2026-Q1")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY)
    ensure_limits()


@pytest.fixture
def year() -> Year:
    return Year()


def sign(year: Year, **given: Any) -> Document:
    asked: dict[str, Any] = {
        "period": QUARTER, "number": "14/PR.08/2026", "signed_on": date(2026, 5, 18), "signer": "sekretaris", "by": year.admin,
    }  # fmt: skip
    return sign_monev(plan=year.plan, **asked | given)


def words_of(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_the_frozen_report_bears_its_number_day_and_signer(year: Year):
    document = sign(year)
    said = words_of(read_content(document.frozen_sha256))
    assert "Nomor 14/PR.08/2026" in said
    assert "Contoh, 18 Mei 2026" in said
    assert "Keadaan per 20 Mei 2026" in said
    assert "DEWI TELADANI" in said
    assert (document.kind, document.signed_by) == ("reform_report", "Sekretaris, DEWI TELADANI")
    assert (document.period_from, document.period_until) == (QUARTER.starts_on, QUARTER.ends_on)
    assert "RAHMAT TELADAN" in words_of(read_content(sign(year, signer="ketua").frozen_sha256))


def test_it_is_filed_once_for_a_period_and_content(year: Year):
    first = sign(year)
    events = AuditEvent.objects.count()
    assert sign(year, number=" 14/PR.08/2026 ") == first
    assert (Document.objects.count(), AuditEvent.objects.count()) == (1, events)
    assert sign(year, number="15/PR.08/2026") != first
    assert sign(year, period=parse_period("2026-Q2")) != first
    save_note(
        plan=year.plan, period=QUARTER, area=None, obstacles="Anggaran", recommendations="Revisi", seen=0, by=year.admin
    )
    changed = sign(year)
    assert changed != first
    assert next(copy.document for copy in signed_copies(year.office, QUARTER)) == changed
    assert len(signed_copies(year.office, QUARTER)) == 3


def test_later_records_leave_the_frozen_file_as_it_was(year: Year):
    document = sign(year)
    before = read_content(document.frozen_sha256)
    save_note(plan=year.plan, period=QUARTER, area=None, obstacles="X", recommendations="Y", seen=0, by=year.admin)
    year.done(year.notice, 9)
    assert read_content(document.frozen_sha256) == before
    assert sha256(before).hexdigest() == document.frozen_sha256


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"number": "  "}, "reports.number_missing", "number"),
        ({"signed_on": date(2026, 5, 21)}, "reports.sign_day", "signed_on"),
        ({"signed_on": date(2025, 12, 31)}, "reports.sign_day", "signed_on"),
        ({"signer": "bupati"}, "reports.signer_unknown", "penanda"),
        ({"period": parse_period("2025-Q1"), "signed_on": date(2026, 1, 1)}, "reports.other_year", "period"),
    ],
)
def test_what_cannot_be_signed_is_refused(year: Year, given: dict[str, Any], code: str, field: str):
    with pytest.raises(Refused) as no:
        sign(year, **given)
    assert (no.value.code, no.value.field) == (code, field)
    assert not Document.objects.exists()


def test_a_signer_needs_a_name_in_the_profile(year: Year):
    OfficeProfile.objects.filter(office=year.office).update(secretary="")
    with pytest.raises(Refused, match="Nama Sekretaris belum diisi"):
        sign(year)


@pytest.mark.parametrize("role", ["koordinator", "pelaksana", "verifikator", "pembaca"])
def test_who_may_not_adopt_may_not_sign(year: Year, client: Client, role: str):
    user = member(year.office, role)
    with pytest.raises(Refused) as no:
        sign(year, by=user)
    assert no.value.code == "offices.not_allowed"
    client.force_login(user)
    assert client.get(year.address("tanda-tangan/")).status_code == 403
    assert "Tandatangani dan arsipkan" not in client.get(year.address()).content.decode()


def test_the_screens_sign_list_and_hand_out_the_same_bytes(year: Year, client: Client):
    client.force_login(member(year.office, "pengarah"))
    page = client.get(year.address()).content.decode()
    address = year.address("tanda-tangan/")
    assert f'{address}?penanda=sekretaris"' in page
    assert "Laporan yang diarsipkan" not in page
    assert "20 Mei 2026" in client.get(address).content.decode()
    wrong = client.post(address, {"number": "1/2026", "signed_on": "21 Mei 2026", "signer": "ketua"})
    assert wrong.status_code == 422
    assert "belum tiba" in wrong.content.decode()
    answer = client.post(address, {"number": "1/2026", "signed_on": "20 Mei 2026", "signer": "ketua"}, follow=True)
    document, shown = Document.objects.get(), answer.content.decode()
    assert answer.redirect_chain[0][0] == f"{year.address()}#arsip"
    assert f'<code title="{document.frozen_sha256}">{document.frozen_sha256[:12]}</code>' in shown
    assert "Ketua, RAHMAT TELADAN" in shown
    assert reverse("documents_entry", kwargs={"code": year.office.code, "entry_id": document.pk}) in shown
    file = reverse(
        "evidence_file",
        kwargs={"code": year.office.code, "evidence_id": Evidence.objects.get(sha256=document.frozen_sha256).pk},
    )
    assert file in shown
    handed = b"".join(client.get(file).streaming_content)
    assert sha256(handed).hexdigest() == document.frozen_sha256


def test_a_signed_report_counts_once_the_team_received_it(year: Year):
    document = sign(year)
    measure = MEASURES.get("documents.reform_report_received")
    assert measure is not None
    assert measure.counted(Asked(year.office, 2026, 5)).amount == 0
    Document.objects.filter(pk=document.pk).update(
        sent_to="reform_team",
        sent_on=date(2026, 5, 19),
        received_on=date(2026, 5, 20),
        receipt_number="TT-1",
        state="received",
    )
    assert measure.counted(Asked(year.office, 2026, 5)).entries == (document.pk,)
