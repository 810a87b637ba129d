"""Signing in the program: the person alone, by password, the very words read; frozen, told, counted."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.desk.domain.record import record_entry
from renaksi.desk.domain.step import take_step
from renaksi.desk.registry import REGISTERS
from renaksi.entries.domain.proofs import proofs_of
from renaksi.kernel.refusal import Refused
from renaksi.measures.declare import Asked
from renaksi.measures.registry import MEASURES
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import PASSWORD, OfficeFactory, PersonFactory, TenureFactory, member
from renaksi.papers.text import write
from renaksi.registers.declarations.domain.sign import sign_pledge, statement_of
from renaksi.registers.declarations.domain.texts import proposed_text, text_of, write_text
from renaksi.registers.declarations.models import Declaration, Signing
from renaksi.registers.declarations.statement import person_paper

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 20)
OWN_TEXT = "Saya berjanji:\n1. Tidak menerima apa pun dari siapa pun dalam tugas.\n2. Melapor bila diminta."


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", DAY.isoformat())


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


@pytest.fixture
def signer(office: Office) -> User:
    """A reader of the office, who writes in no book."""
    return member(office, "pembaca")


@pytest.fixture
def entry(office: Office, signer: User) -> Declaration:
    person = PersonFactory(office=office, name="Laras Contohwati", user=signer)
    TenureFactory(person=person)
    return _entry(office, person=person)


def _entry(office: Office, kind: str = "integrity_pact", **values: Any) -> Declaration:
    given = {"kind": kind, "obliged_on": date(2026, 1, 5), "due_on": date(2026, 1, 31), **values}
    entry = record_entry(register=REGISTERS["declarations"], office=office, values=given, by=None)
    assert isinstance(entry, Declaration)
    return entry


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _address(name: str, office: Office, **more: Any) -> str:
    return reverse(f"declarations_{name}", kwargs={"code": office.code, **more})


def test_a_person_signs_what_they_read_and_it_is_frozen(office: Office, signer: User, entry: Declaration):
    client, page = _client(signer), _address("sign", office, entry_id=entry.pk)
    statement = statement_of(entry, DAY)
    shown = client.get(page).content.decode()
    assert all(words in shown for words in (statement.sha256, "Laras Contohwati", "Tidak meminta atau menerima"))
    assert client.post(page, {"seen": statement.sha256, "password": PASSWORD}).status_code == 302
    entry.refresh_from_db()
    signing = Signing.objects.get(declaration=entry)
    assert (entry.state, entry.fulfilled_on, signing.signed_by) == ("fulfilled", DAY, signer)
    assert (signing.statement, signing.sha256) == (statement.words, sha256(statement.words.encode()).hexdigest())
    (proof,) = proofs_of("declarations", [entry.pk])
    assert (proof.evidence, proof.evidence.content_type) == (signing.evidence, "application/pdf")
    told = AuditEvent.objects.filter(object_id=f"declarations:{entry.pk}").values_list("what", flat=True)
    assert sorted(told) == ["declarations.signed", "desk.recorded"]
    measure = MEASURES.get("declarations.integrity_pact_share")
    assert measure
    assert measure.counted(Asked(office, 2026, 1)).amount == 1


def test_the_paper_says_when_and_how_it_was_signed_and_is_blank_before(
    office: Office, signer: User, entry: Declaration
):
    before = write(person_paper(entry)).decode()
    seen = statement_of(entry, DAY).sha256
    signed = sign_pledge(declaration=entry, seen=seen, password=PASSWORD, by=signer)
    after = write(person_paper(signed)).decode()
    assert (seen in before, seen in after) == (False, True)
    assert all(words in after for words in ("ttd.", "bukan tanda tangan elektronik tersertifikasi", signer.username))
    register = REGISTERS["declarations"]
    back = register.step("return")
    assert back
    returned = take_step(register=register, entry=signed, step=back, reason="Salah jabatan", by=None)
    assert isinstance(returned, Declaration)
    assert "ttd." not in write(person_paper(returned)).decode()
    sign_pledge(declaration=returned, seen=statement_of(returned, DAY).sha256, password=PASSWORD, by=signer)
    assert Signing.objects.filter(declaration=entry).count() == 2


def test_a_wrong_password_signs_nothing_and_guessing_ends(office: Office, signer: User, entry: Declaration):
    seen = statement_of(entry, DAY).sha256
    answer = _client(signer).post(_address("sign", office, entry_id=entry.pk), {"seen": seen, "password": "salah"})
    assert (answer.status_code, "Kata sandi tidak cocok" in answer.content.decode()) == (422, True)
    codes = []
    for _ in range(11):
        with pytest.raises(Refused) as no:
            sign_pledge(declaration=entry, seen=seen, password="salah", by=signer)
        codes.append(no.value.code)
    assert (codes[0], codes[-1]) == ("declarations.wrong_password", "declarations.too_many_guesses")
    with pytest.raises(Refused):
        sign_pledge(declaration=entry, seen=seen, password=PASSWORD, by=signer)
    assert not Signing.objects.exists()


def test_a_text_changed_meanwhile_is_read_again(office: Office, signer: User, entry: Declaration):
    client, page = _client(signer), _address("sign", office, entry_id=entry.pk)
    seen = statement_of(entry, DAY).sha256
    write_text(office=office, kind="integrity_pact", year=2026, text=OWN_TEXT, by=None)
    answer = client.post(page, {"seen": seen, "password": PASSWORD})
    assert (answer.status_code, Signing.objects.count()) == (422, 0)
    shown = answer.content.decode()
    assert all(
        words in shown for words in ("Naskahnya berubah", "Melapor bila diminta", statement_of(entry, DAY).sha256)
    )


def test_nobody_signs_for_another(office: Office, signer: User, entry: Declaration):
    admin = member(office, "administrator")
    page, seen = _address("sign", office, entry_id=entry.pk), statement_of(entry, DAY).sha256
    assert _client(admin).get(page).status_code == 404
    assert _client(admin).post(page, {"seen": seen, "password": PASSWORD}).status_code == 404
    with pytest.raises(Refused) as no:
        sign_pledge(declaration=entry, seen=seen, password=PASSWORD, by=admin)
    assert (no.value.code, Signing.objects.count()) == ("declarations.not_yours", 0)


def test_a_report_of_wealth_is_never_signed_here(office: Office, signer: User, entry: Declaration):
    filing = _entry(office, "lhkpn", person=entry.person)
    assert _client(signer).get(_address("sign", office, entry_id=filing.pk)).status_code == 404
    sheet = write(person_paper(filing)).decode()
    assert "Isi laporan kekayaan tidak dilampirkan" in sheet


def test_ones_own_page_shows_ones_own_alone(office: Office, signer: User, entry: Declaration):
    _entry(office, "lhkpn", person=PersonFactory(office=office, name="Orang Lain"))
    page = _client(signer).get(_address("mine", office)).content.decode()
    assert (_address("sign", office, entry_id=entry.pk) in page, "LHKPN 2026" in page) == (True, False)
    stranger = _client(member(office, "pembaca")).get(_address("mine", office)).content.decode()
    assert "belum terhubung dengan data pegawai" in stranger


def test_texts_are_versions_of_their_year_and_last_years_goes_on(office: Office):
    assert text_of(office, "integrity_pact", 2026).text == proposed_text("integrity_pact")
    first = write_text(office=office, kind="integrity_pact", year=2026, text=OWN_TEXT, by=None)
    same = write_text(office=office, kind="integrity_pact", year=2026, text=f"{OWN_TEXT}  \n", by=None)
    second = write_text(office=office, kind="integrity_pact", year=2026, text=f"{OWN_TEXT}\n3. Jujur.", by=None)
    assert (first.version, same.pk, second.version) == (1, first.pk, 2)
    assert text_of(office, "integrity_pact", 2027).text == second.text
    assert text_of(office, "integrity_pact", 2025).version == 0
    assert text_of(office, "anti_gratification", 2026).version == 0
    with pytest.raises(Refused) as no:
        write_text(office=office, kind="integrity_pact", year=2026, text="Pendek", by=None)
    assert no.value.code == "declarations.text_length"


def test_the_keeper_writes_the_text_on_its_page(office: Office):
    client = _client(member(office, "administrator"))
    page = _address("text", office)
    assert proposed_text("integrity_pact")[:40] in client.get(page).content.decode()
    short = client.post(page, {"jenis": "anti_gratification", "text": "Terlalu pendek"})
    assert (short.status_code, "Terlalu pendek" in short.content.decode()) == (422, True)
    assert client.post(page, {"jenis": "anti_gratification", "text": OWN_TEXT}).status_code == 302
    assert text_of(office, "anti_gratification", 2026).text == OWN_TEXT
