"""A complaint from receipt to answer: its clock, its reporter kept apart, its code, and fifty at once."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.audit.tests.at_once import at_once
from renaksi.calendars.domain.limits import ensure_limits
from renaksi.calendars.domain.seed import seed_year
from renaksi.desk.domain.keepers import name_keeper
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.papers.text import write
from renaksi.registers.complaints.codes import code_for, digest_of, key_of, new_code, new_stamp
from renaksi.registers.complaints.domain.follow import complaint_of, issue_receipt, rate, reopen, reply
from renaksi.registers.complaints.domain.receive import Told, receive_complaint
from renaksi.registers.complaints.domain.reporter import open_reporter, record_reporter
from renaksi.registers.complaints.figures import PublicCounts, public_counts
from renaksi.registers.complaints.models import Complaint, Receipt, Reporter
from renaksi.registers.complaints.tests.fixtures import channel, complaint, settled, step

pytestmark = pytest.mark.django_db
SAID = {"kind": "complaint", "topic": "service", "title": "Loket tutup", "summary": "Loket tutup pada jam pelayanan."}
TOLD = Told("Rahasiawan Pelapor", "0812-9999-7777", "Jalan Sunyi 3")


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-05-20")


@pytest.fixture
def office() -> Office:
    ensure_limits()
    seed_year(2026)
    found: Office = OfficeFactory()
    return found


@pytest.mark.parametrize(
    ("handling", "due"),
    [
        ("light", date(2026, 3, 4)),
        ("normative", date(2026, 3, 9)),
        ("non_supervisory", date(2026, 3, 27)),
        ("supervisory", date(2026, 6, 10)),
    ],
)
def test_the_handling_sets_the_clock_from_the_day_of_receipt(office: Office, handling: str, due: date):
    entry = step(complaint(office, date(2026, 3, 2)), "assign", handling=handling)
    assert entry.clock
    assert (entry.clock.started_on, entry.clock.due_on, entry.clock.limit.is_unverified) == (
        date(2026, 3, 2),
        due,
        True,
    )


def test_the_clock_stands_still_while_the_reporter_is_waited_for(office: Office):
    entry = step(complaint(office, date(2026, 5, 4)), "assign", handling="normative")
    assert entry.clock
    assert entry.clock.due_on == date(2026, 5, 11)
    entry = step(entry, "ask", question="Di loket mana?", asked_on=date(2026, 5, 5))
    assert entry.clock
    assert (entry.state, entry.clock.due_on) == ("waiting", None)
    entry = reply(complaint=entry, text="Loket dua.")
    assert entry.clock
    assert (entry.state, entry.reply, entry.clock.due_on) == ("assigned", "Loket dua.", date(2026, 5, 26))
    with pytest.raises(Refused) as no:
        reply(complaint=entry, text="Lagi")
    assert no.value.code == "complaints.not_asked"


def test_settling_asks_for_answer_and_evidence(office: Office):
    from renaksi.desk.domain.step import take_step

    entry = step(complaint(office), "assign", handling="light")
    settle = REGISTERS["complaints"].step("settle")
    assert settle
    given = {"closed_on": date(2026, 3, 3), "answer": "Beres."}
    for values, field in (({"closed_on": date(2026, 3, 3)}, "answer"), (given, "evidence")):
        with pytest.raises(Refused) as no:
            take_step(register=REGISTERS["complaints"], entry=entry, step=settle, values=values, by=None)
        assert no.value.field == field
    with pytest.raises(Refused) as no:
        step(entry, "settle", closed_on=date(2026, 2, 1), answer="Beres.")
    assert no.value.field == "closed_on"


def test_a_reporter_opens_it_again_once_and_then_rates_it(office: Office):
    entry = settled(complaint(office), date(2026, 3, 6))
    assert entry.clock
    left = entry.clock.left_when_stopped
    entry = reopen(complaint=entry, reason="Masih tutup")
    assert entry.clock
    assert (entry.state, entry.closed_on, entry.reopened_on, entry.clock.stopped_on) == (
        "assigned",
        None,
        date(2026, 5, 20),
        None,
    )
    entry = step(entry, "settle", closed_on=date(2026, 5, 20), answer="Sekarang buka.")
    assert entry.clock
    assert entry.clock.left_when_stopped == left
    with pytest.raises(Refused) as no:
        reopen(complaint=entry, reason="Lagi")
    assert no.value.code == "complaints.not_reopened"
    with pytest.raises(Refused):
        rate(complaint=entry, rating=6)
    assert rate(complaint=entry, rating=4).rating == 4
    with pytest.raises(Refused) as no:
        rate(complaint=entry, rating=5)
    assert no.value.code == "complaints.not_rated"


def test_a_code_has_eighty_bits_is_kept_as_digest_and_read_however_it_is_typed(office: Office):
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    entry = complaint(office)
    code = issue_receipt(complaint=entry, by=None)
    assert Receipt.objects.get(complaint=entry).code_sha256 == digest_of(code)
    for typed in (code, code.lower().replace("-", " "), code.replace("0", "o").replace("1", "l")):
        assert complaint_of(office, entry.book_number, typed) == entry
    for number, typed in (("2/2026", code), (entry.book_number, new_code()), ("x", code), (entry.book_number, "")):
        assert complaint_of(office, number, typed) is None
    assert complaint_of(OfficeFactory(), entry.book_number, code) is None
    issue_receipt(complaint=entry, by=None)
    assert complaint_of(office, entry.book_number, code) is None


def test_the_same_sending_twice_is_one_complaint_and_other_words_are_another(office: Office):
    channel(office)
    first = receive_complaint(office=office, values=SAID, reporter=TOLD, code=code_for("kunci", "a"))
    again = receive_complaint(office=office, values=SAID, reporter=TOLD, code=code_for("kunci", "a"))
    other = receive_complaint(office=office, values=SAID, reporter=None, code=code_for("kunci", "b"))
    assert (again.pk, other.number, other.privacy) == (first.pk, 2, "anonymous")
    assert Reporter.objects.get(complaint=first).name == TOLD.name
    assert not Reporter.objects.filter(complaint=other).exists()


def test_a_stamp_is_good_after_seconds_and_for_hours(monkeypatch: pytest.MonkeyPatch):
    from datetime import timedelta

    from renaksi.kernel.clock import now

    good = new_stamp(now() - timedelta(minutes=5))
    assert len(key_of(good)) > 20
    for stamp, code in (
        (new_stamp(now() + timedelta(minutes=1)), "complaints.too_fast"),
        (new_stamp(now() - timedelta(hours=13)), "complaints.form_stale"),
        (good[:-1] + ("a" if good[-1] != "a" else "b"), "complaints.form_stale"),
        ("", "complaints.form_stale"),
    ):
        with pytest.raises(Refused) as no:
            key_of(stamp)
        assert no.value.code == code


def test_nothing_is_taken_while_the_page_is_shut(office: Office):
    channel(office, "counter")
    with pytest.raises(Refused) as no:
        receive_complaint(office=office, values=SAID, reporter=None, code=new_code())
    assert no.value.code == "complaints.page_shut"
    assert not Complaint.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fifty_complaints_at_once_are_all_taken_under_fifty_numbers(office: Office):
    channel(office)
    deeds = [
        partial(receive_complaint, office=office, values=SAID, reporter=TOLD, code=code_for("kunci", str(at)))
        for at in range(50)
    ]
    assert at_once(*deeds) == ["done"] * 50
    numbers = Complaint.objects.filter(office=office).order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 51))
    assert Reporter.objects.count() == Receipt.objects.count() == 50


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_five_times_at_once_is_one_complaint(office: Office):
    channel(office)
    send = partial(receive_complaint, office=office, values=SAID, reporter=TOLD, code=code_for("kunci", "sama"))
    assert at_once(*[send] * 5) == ["done"] * 5
    assert list(Complaint.objects.values_list("number", flat=True)) == [1]


def _keeper(office: Office) -> User:
    user = member(office, "pelaksana")
    name_keeper(register=REGISTERS["complaints"], office=office, user_id=user.pk, by=None)
    return user


def test_a_confidential_reporter_is_there_for_named_officers_alone_and_each_reading_is_told(office: Office):
    entry = complaint(office, privacy="confidential")
    record_reporter(complaint=entry, name=TOLD.name, contact=TOLD.contact, address=TOLD.address, by=None)
    with pytest.raises(Refused) as no:
        open_reporter(complaint=entry, by=member(office, "administrator"))
    assert no.value.code == "complaints.keepers_only"
    with pytest.raises(Refused):
        open_reporter(complaint=entry, by=member(Office.objects.get_parent(office), "penelaah_provinsi"))
    keeper = _keeper(office)
    assert open_reporter(complaint=entry, by=keeper).name == TOLD.name
    told = AuditEvent.objects.get(what="complaints.reporter_opened")
    assert (told.actor_id, told.object_id) == (str(keeper.pk), f"complaints:{entry.pk}")


def test_an_open_reporter_is_there_for_who_writes_in_the_book_and_no_other(office: Office):
    entry = complaint(office)
    record_reporter(complaint=entry, name=TOLD.name, contact="", address="", by=None)
    assert open_reporter(complaint=entry, by=member(office, "pelaksana")).name == TOLD.name
    with pytest.raises(Refused):
        open_reporter(complaint=entry, by=member(office, "pembaca"))


def test_an_anonymous_complaint_takes_no_name(office: Office):
    with pytest.raises(Refused) as no:
        record_reporter(complaint=complaint(office, privacy="anonymous"), name="Ada", contact="", address="", by=None)
    assert no.value.code == "complaints.anonymous"


def test_reporter_and_code_are_in_no_trail_log_page_paper_export_or_machine_answer(
    office: Office, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(0)
    channel(office)
    code = new_code()
    entry = receive_complaint(office=office, values={**SAID, "privacy": "confidential"}, reporter=TOLD, code=code)
    user = member(office, "administrator")
    client = Client()
    client.force_login(user)
    own = {"code": office.code, "entry_id": entry.pk}
    said = [caplog.text]
    for event in AuditEvent.objects.all():
        said.append(json.dumps([event.actor, event.object_label, event.details], ensure_ascii=False))
    pages = [reverse("complaints_entry", kwargs=own), reverse("complaints_list", kwargs={"code": office.code})]
    pages += [f"/api/satker/{office.code}/buku/pengaduan", f"/api/satker/{office.code}/buku/pengaduan/{entry.pk}"]
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        said.append(answer.content.decode())
    for word in ("buku", *(each.slug for each in REGISTERS["complaints"].book_prints)):
        address = reverse("complaints_book_paper", kwargs={"code": office.code, "name": word, "file_format": "txt"})
        said.append(client.get(address, {"periode": "2026"}).content.decode())
    said += [write(each.build(entry)).decode() for each in REGISTERS["complaints"].entry_prints]
    secrets = (TOLD.name, "Rahasiawan", TOLD.contact, TOLD.address, code, code.replace("-", ""), digest_of(code))
    assert [secret for secret in secrets for text in said if secret in text] == []
    assert any("Loket tutup" in text for text in said)


def test_public_counts_hide_what_is_small(office: Office):
    for _ in range(3):
        complaint(office)
    assert public_counts(office, 2026) == PublicCounts(None, None, None)
    for _ in range(4):
        step(complaint(office), "reject", closed_on=date(2026, 3, 3), answer="Bukan kewenangan.")
    assert public_counts(office, 2026) == PublicCounts(7, None, None)
    for _ in range(3):
        settled(complaint(office), date(2026, 3, 4))
    assert public_counts(office, 2026) == PublicCounts(10, None, None)
    for _ in range(2):
        complaint(office)
    assert public_counts(office, 2026) == PublicCounts(12, 5, 7)
    assert public_counts(OfficeFactory(), 2026) == PublicCounts(0, 0, 0)
