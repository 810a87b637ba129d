"""Persons and posts: they come, change, are appointed, leave; and the wholes of every share per person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from renaksi.accounts.models import User
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.refusal import Refused, Stale
from renaksi.offices.domain.staff import add_person, change_person, end_person, restore_person
from renaksi.offices.domain.staff_duties import end_filing_duty, set_filing_duty
from renaksi.offices.domain.staff_facts import PersonFacts, PostFacts
from renaksi.offices.domain.staff_posts import add_post, change_post, end_post, restore_post
from renaksi.offices.domain.staff_tenures import Appointment, appoint, end_tenure, withdraw_tenure
from renaksi.offices.domain.staff_wholes import (
    WHOLES,
    asn_serving,
    filing_rules,
    obliged,
    post_holders,
    serving,
    tenures_on,
)
from renaksi.offices.models import Office, Person, Post, Tenure
from renaksi.offices.tests.factories import OfficeFactory, PersonFactory, PostFactory, TenureFactory, member

pytestmark = pytest.mark.django_db
NIP = "199001012015011001"
JANUARY, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 15), date(2026, 6, 30)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENAKSI_TODAY", "2026-11-21")


@pytest.fixture
def office() -> Office:
    return OfficeFactory()


@pytest.fixture
def admin(office: Office) -> User:
    return member(office, full_name="Sri Teladan")


def facts(**said: Any) -> PersonFacts:
    return PersonFacts(**{"name": "Budi Percontohan", "kind": "civil_servant", "nip": NIP, "since": JANUARY, **said})


def told() -> list[str]:
    return [sentence_of(event) for event in AuditEvent.objects.order_by("number")]


# persons


def test_a_person_comes_in_and_the_trail_knows_no_number(office: Office, admin: User):
    person = add_person(office=office, facts=facts(name="  Budi  Percontohan ", nip="19900101 201501 1 001"), by=admin)
    assert (person.name, person.nip, person.version) == ("Budi Percontohan", NIP, 1)
    assert told() == ["Sri Teladan mencatat Budi Percontohan sebagai PNS, sejak 1 Januari 2026."]
    assert NIP not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "B"}, "name"),
        ({"kind": "tamu"}, "kind"),
        ({"nip": "123"}, "nip"),
        ({"nip": "19900101201501100x"}, "nip"),
        ({"kind": "member"}, "nip"),
        ({"kind": "non_asn"}, "nip"),
        ({"rank": "x" * 61}, "rank"),
        ({"since": date(1026, 1, 1)}, "since"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(office: Office, admin: User, wrong: dict[str, Any], field: str):
    with pytest.raises(Refused) as refused:
        add_person(office=office, facts=facts(**wrong), by=admin)
    assert refused.value.field == field
    assert not Person.objects.exists()
    assert told() == []


@pytest.mark.parametrize("role", ["pengarah", "koordinator", "verifikator", "pembaca"])
def test_only_who_may_edit_the_office_records_its_people(office: Office, role: str):
    with pytest.raises(Refused, match="tidak berwenang"):
        add_person(office=office, facts=facts(), by=member(office, role))


def test_a_nip_serves_in_one_office_at_a_time_and_the_other_office_is_not_told(office: Office, admin: User):
    elsewhere = PersonFactory(nip=NIP, name="Orang Lain")
    with pytest.raises(Refused) as refused:
        add_person(office=office, facts=facts(), by=admin)
    assert (refused.value.code, refused.value.field) == ("offices.nip_taken", "nip")
    assert "Orang Lain" not in refused.value.text
    assert elsewhere.office.name not in refused.value.text
    end_person(person=elsewhere, on=JANUARY - DAY, reason="pindah", by=None)
    assert add_person(office=office, facts=facts(), by=admin).nip == NIP
    with pytest.raises(Refused, match="sudah tercatat untuk Budi Percontohan, sejak 1 Januari 2026"):
        add_person(office=office, facts=facts(name="Budi Lagi"), by=admin)


def test_an_account_stands_for_one_person_and_must_be_the_offices(office: Office, admin: User):
    budi = member(office, "pelaksana", full_name="Budi")
    add_person(office=office, facts=facts(user=budi), by=admin)
    with pytest.raises(Refused, match="sudah dipakai untuk Budi Percontohan"):
        add_person(office=office, facts=facts(name="Siti", nip="", user=budi), by=admin)
    with pytest.raises(Refused, match="bukan pengguna"):
        add_person(office=office, facts=facts(name="Siti", nip="", user=member(OfficeFactory())), by=admin)


def test_a_person_is_put_right_and_a_stale_save_shows_both(office: Office, admin: User):
    person = add_person(office=office, facts=facts(), by=admin)
    changed = change_person(person=person, facts=facts(rank="Penata (III/c)", nip=""), seen=1, by=admin)
    assert (changed.rank, changed.nip, changed.version) == ("Penata (III/c)", "", 2)
    assert told()[-1] == "Sri Teladan mengubah data pegawai Budi Percontohan: NIP, pangkat."
    assert AuditEvent.objects.last().details["after"] == {"pangkat": "Penata (III/c)"}
    with pytest.raises(Stale) as stale:
        change_person(person=person, facts=facts(name="Budi Lain"), seen=1, by=admin)
    assert "Pangkat: Penata (III/c)" in stale.value.current
    assert "Nama: Budi Lain" in stale.value.attempted
    change_person(person=person, facts=facts(rank="Penata (III/c)", nip=""), seen=1, by=admin)  # what stands already
    assert len(told()) == 2


def test_a_person_leaves_with_a_reason_and_their_posts_end_with_them(office: Office, admin: User):
    person = PersonFactory(office=office, name="Budi")
    open_one, limited, over = (TenureFactory(person=person, since=JANUARY) for _ in range(3))
    Tenure.objects.filter(pk=limited.pk).update(until=date(2027, 1, 1))
    Tenure.objects.filter(pk=over.pk).update(until=MARCH)
    with pytest.raises(Refused, match="Tulis alasannya"):
        end_person(person=person, on=JUNE, reason=" ", by=admin)
    end_person(person=person, on=JUNE, reason="Mutasi ke KPU Provinsi", by=admin)
    assert list(Tenure.objects.order_by("pk").values_list("until", flat=True)) == [JUNE, JUNE, MARCH]
    assert (list(serving(office, JUNE)), list(serving(office, JUNE + DAY))) == ([person], [])
    assert told() == ["Sri Teladan mengakhiri masa tugas Budi per 30 Juni 2026: Mutasi ke KPU Provinsi"]
    with pytest.raises(Refused, match="sudah berhenti"):
        end_person(person=person, on=JUNE, reason="x", by=admin)
    restore_person(person=person, reason="Mutasi batal", by=admin)
    assert list(Tenure.objects.order_by("pk").values_list("until", flat=True)) == [None, date(2027, 1, 1), MARCH]
    person.refresh_from_db()
    assert (person.until, person.reason_left) == (None, "")
    with pytest.raises(Refused, match="masih bertugas"):
        restore_person(person=person, reason="x", by=admin)
    assert open_one.post.office == office


def test_who_left_is_not_restored_over_a_successor_or_another_service(office: Office, admin: User):
    person = add_person(office=office, facts=facts(), by=admin)
    post = PostFactory(office=office, title="Sekretaris")
    appoint(person=person, post=post, appointment=Appointment(since=JANUARY), by=admin)
    end_person(person=person, on=MARCH, reason="Pensiun", by=admin)
    heir = PersonFactory(office=office, name="Siti")
    tenure = appoint(person=heir, post=post, appointment=Appointment(since=MARCH + DAY), by=admin)
    with pytest.raises(Refused, match="Jabatan Sekretaris sudah dipegang Siti sejak 16 Maret 2026"):
        restore_person(person=person, reason="Keliru", by=admin)
    withdraw_tenure(tenure=tenure, reason="Keliru", by=admin)
    PersonFactory(nip=NIP, since=JUNE)
    with pytest.raises(Refused) as refused:
        restore_person(person=person, reason="Keliru", by=admin)
    assert refused.value.code == "offices.nip_taken"


def test_a_person_with_a_post_to_come_or_begun_earlier_keeps_their_days_in_order(office: Office, admin: User):
    person = PersonFactory(office=office)
    TenureFactory(person=person, since=JUNE)
    with pytest.raises(Refused) as refused:
        end_person(person=person, on=MARCH, reason="x", by=admin)
    assert refused.value.code == "offices.tenure_later"
    said = PersonFacts.of(person)
    with pytest.raises(Refused) as refused:
        change_person(person=person, facts=facts(name=said.name, nip=said.nip, since=JUNE + DAY), seen=1, by=admin)
    assert (refused.value.code, refused.value.field) == ("offices.tenure_earlier", "since")


# posts and tenures


def test_a_post_comes_is_put_right_and_abolished_only_when_vacant(office: Office, admin: User):
    post = add_post(office=office, facts=PostFacts("Kepala Subbagian Hukum", "structural", echelon="IV.a"), by=admin)
    change_post(
        post=post, facts=PostFacts("Kepala Subbagian Hukum dan SDM", "structural", echelon="IV.a"), seen=1, by=admin
    )
    with pytest.raises(Stale):
        change_post(post=post, facts=PostFacts("Kepala Bagian", "structural"), seen=1, by=admin)
    tenure = appoint(
        person=PersonFactory(office=office, name="Budi"), post=post, appointment=Appointment(JANUARY), by=admin
    )
    with pytest.raises(Refused, match="dipegang Budi sejak 1 Januari 2026"):
        end_post(post=post, on=JUNE, reason="Penataan", by=admin)
    end_tenure(tenure=tenure, on=MARCH, by=admin)
    end_post(post=post, on=JUNE, reason="Penataan", by=admin)
    assert Post.objects.get().until == JUNE
    with pytest.raises(Refused) as refused:
        appoint(person=PersonFactory(office=office), post=post, appointment=Appointment(MARCH + DAY), by=admin)
    assert (refused.value.code, refused.value.field) == ("offices.outside_span", "since")
    restore_post(post=post, reason="Batal", by=admin)
    assert Post.objects.get().until is None
    assert told()[1] == "Sri Teladan mengubah jabatan Kepala Subbagian Hukum: jabatan."
    assert told()[-1] == "Sri Teladan memulihkan jabatan Kepala Subbagian Hukum dan SDM: Batal"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (PostFacts("X", "structural"), "title"),
        (PostFacts("Arsiparis", "entah"), "kind"),
        (PostFacts("Arsiparis", "structural", echelon="IX.z"), "echelon"),
        (PostFacts("Arsiparis", "functional", echelon="IV.a"), "echelon"),
    ],
)
def test_a_post_that_is_none_is_refused(office: Office, wrong: PostFacts, field: str):
    with pytest.raises(Refused) as refused:
        add_post(office=office, facts=wrong, by=None)
    assert refused.value.field == field


def test_a_post_has_one_definitive_holder_and_whoever_acts_beside(office: Office, admin: User):
    post, budi, siti = (
        PostFactory(office=office),
        PersonFactory(office=office, name="Budi"),
        PersonFactory(office=office),
    )
    appoint(person=budi, post=post, appointment=Appointment(JANUARY, JUNE), by=admin)
    for since, until in ((MARCH, None), (JUNE, JUNE), (date(2025, 1, 1), JANUARY), (None, None)):
        with pytest.raises(Refused, match="dipegang Budi") as refused:
            appoint(person=siti, post=post, appointment=Appointment(since, until), by=admin)
        assert refused.value.code == "offices.post_held"
    appoint(person=siti, post=post, appointment=Appointment(MARCH, JUNE, is_acting=True), by=admin)
    with pytest.raises(Refused) as refused:
        appoint(person=siti, post=post, appointment=Appointment(JUNE, is_acting=True), by=admin)
    assert refused.value.code == "offices.tenure_twice"
    appoint(person=siti, post=post, appointment=Appointment(JUNE + DAY), by=admin)
    assert [str(one.person) for one in tenures_on(office, MARCH)] == ["Budi", siti.name]
    assert told()[1].endswith("sebagai pelaksana tugas, sejak 15 Maret 2026 sampai 30 Juni 2026.")


def test_a_promotion_leaves_the_post_before_on_the_day_before(office: Office, admin: User):
    budi = PersonFactory(office=office, name="Budi")
    old, new = (PostFactory(office=office, title=title) for title in ("Pengelola", "Kasubbag"))
    first = appoint(person=budi, post=old, appointment=Appointment(JANUARY), by=admin)
    with pytest.raises(Refused) as refused:
        appoint(person=budi, post=new, appointment=Appointment(MARCH), by=admin)
    assert refused.value.code == "offices.holds_other_post"
    appoint(person=budi, post=new, appointment=Appointment(MARCH, leaves=True), by=admin)
    first.refresh_from_db()
    assert first.until == MARCH - DAY
    assert told()[-1] == (
        "Sri Teladan mencatat Budi menjabat Kasubbag, sejak 15 Maret 2026 dan meninggalkan jabatan Pengelola."
    )


def test_a_refused_promotion_leaves_the_post_before_as_it_was(office: Office, admin: User):
    budi, old, new = PersonFactory(office=office), PostFactory(office=office), PostFactory(office=office)
    first = appoint(person=budi, post=old, appointment=Appointment(JANUARY), by=admin)
    TenureFactory(person=PersonFactory(office=office), post=new, since=JANUARY)
    with pytest.raises(Refused):
        appoint(person=budi, post=new, appointment=Appointment(MARCH, leaves=True), by=admin)
    first.refresh_from_db()
    assert first.until is None


def test_days_outside_the_service_and_posts_of_other_offices_are_refused(office: Office, admin: User):
    person = PersonFactory(office=office, since=MARCH, until=JUNE)
    for since, until in ((JANUARY, MARCH), (MARCH, None), (MARCH, JUNE + DAY)):
        with pytest.raises(Refused) as refused:
            appoint(person=person, post=PostFactory(office=office), appointment=Appointment(since, until), by=admin)
        assert refused.value.code == "offices.outside_span"
    with pytest.raises(Refused) as refused:
        appoint(person=person, post=PostFactory(), appointment=Appointment(MARCH, JUNE), by=admin)
    assert refused.value.code == "offices.post_elsewhere"
    with pytest.raises(Refused) as refused:
        appoint(person=person, post=PostFactory(office=office), appointment=Appointment(JUNE, MARCH), by=admin)
    assert refused.value.code == "offices.span_reversed"


def test_a_tenure_struck_out_is_gone_and_the_trail_says_what_it_was(office: Office, admin: User):
    person, post = PersonFactory(office=office, name="Budi"), PostFactory(office=office, title="Sekretaris")
    tenure = appoint(person=person, post=post, appointment=Appointment(JANUARY, decree_number="12/2026"), by=admin)
    withdraw_tenure(tenure=tenure, reason="Salah orang", by=admin)
    assert not Tenure.objects.exists()
    assert told()[-1] == "Sri Teladan membatalkan catatan jabatan Sekretaris Budi (sejak 1 Januari 2026): Salah orang"
    assert AuditEvent.objects.last().details["number"] == "12/2026"


def test_a_tenure_ends_once(office: Office, admin: User):
    tenure = TenureFactory(person=PersonFactory(office=office), since=MARCH)
    with pytest.raises(Refused, match="mendahului"):
        end_tenure(tenure=tenure, on=JANUARY, by=admin)
    end_tenure(tenure=tenure, on=JUNE, by=admin)
    with pytest.raises(Refused, match="sudah berakhir per 30 Juni 2026"):
        end_tenure(tenure=tenure, on=JUNE, by=admin)


# wholes


@pytest.fixture
def secretariat(office: Office) -> dict[str, Person]:
    """A chair, a secretary, a section head with someone acting for a vacant post, a clerk on contract, a driver."""
    people = {
        "chair": PersonFactory(office=office, name="A Ketua", kind="member"),
        "secretary": PersonFactory(office=office, name="B Sekretaris"),
        "head": PersonFactory(office=office, name="C Kepala"),
        "clerk": PersonFactory(office=office, name="D Pengelola", kind="contract", since=MARCH),
        "driver": PersonFactory(office=office, name="E Pengemudi", kind="non_asn", until=MARCH),
    }
    secretary = PostFactory(office=office, kind="structural", echelon="III.a", must_file_lhkpn=True)
    other = PostFactory(office=office, kind="structural", echelon="IV.b", must_file_lhkpn=True)
    TenureFactory(person=people["secretary"], post=secretary, until=JUNE)
    TenureFactory(person=people["head"], post=PostFactory(office=office, kind="structural", echelon="IV.a"))
    TenureFactory(person=people["clerk"], post=other, is_acting=True, since=MARCH)
    TenureFactory(person=PersonFactory(name="Z di tempat lain"))
    return people


def names(persons: Any) -> str:
    return "".join(person.name[0] for person in persons)


def test_those_serving_on_a_day(office: Office, secretariat: dict[str, Person]):
    assert names(serving(office, MARCH)) == "ABCDE"
    assert (names(serving(office, MARCH - DAY)), names(serving(office, MARCH + DAY))) == ("ABCE", "ABCD")
    assert (names(asn_serving(office, JANUARY)), names(asn_serving(office, JUNE))) == ("BC", "BCD")
    counts = {key: whole.count(office, MARCH) for key, whole in WHOLES.items()}
    assert counts == {
        "serving": 5, "members": 1, "employees": 4, "asn": 3, "post_holders": 3, "lhkpn": 2, "lhkasn": 2,
    }  # fmt: skip


def test_holders_of_posts_by_kind_and_echelon(office: Office, secretariat: dict[str, Person]):
    assert names(post_holders(office, MARCH)) == "BCD"
    assert names(post_holders(office, MARCH, echelon="IV")) == "CD"
    assert names(post_holders(office, MARCH, echelon="IV", acting=False)) == "C"
    assert names(post_holders(office, MARCH, echelon="III.a")) == "B"
    assert names(post_holders(office, MARCH, echelon="III", kind="functional")) == ""
    assert names(post_holders(office, JUNE + DAY)) == "CD"


def test_who_left_or_whose_post_is_gone_holds_none(office: Office, secretariat: dict[str, Person]):
    Person.objects.filter(pk=secretariat["head"].pk).update(until=MARCH)
    assert names(post_holders(office, MARCH + DAY, echelon="IV", acting=False)) == ""
    Post.objects.filter(echelon="III.a").update(until=MARCH)
    assert names(post_holders(office, MARCH + DAY, echelon="III")) == ""


def test_reports_are_owed_by_rule_and_by_what_was_decided(office: Office, secretariat: dict[str, Person], admin: User):
    assert (names(obliged(office, "lhkpn", MARCH)), names(obliged(office, "lhkasn", MARCH))) == ("AB", "CD")
    after = JUNE + DAY  # the secretary's tenure is over: from then on LHKASN
    assert (names(obliged(office, "lhkpn", after)), names(obliged(office, "lhkasn", after))) == ("A", "BCD")
    duty = set_filing_duty(person=secretariat["head"], kind="lhkpn", since=MARCH, reason="Bendahara", by=admin)
    set_filing_duty(person=secretariat["clerk"], kind="lhkasn", since=MARCH, is_exempt=True, reason="Cuti", by=admin)
    assert (names(obliged(office, "lhkpn", MARCH)), names(obliged(office, "lhkasn", MARCH))) == ("ABC", "")
    assert names(obliged(office, "lhkpn", MARCH - DAY)) == "AB"
    with pytest.raises(Refused) as refused:
        set_filing_duty(person=secretariat["head"], kind="lhkpn", since=JUNE, reason="Lagi", by=admin)
    assert refused.value.code == "offices.duty_twice"
    end_filing_duty(duty=duty, on=JUNE, by=admin)
    assert names(obliged(office, "lhkpn", after)) == "A"
    assert told() == [
        "Sri Teladan menetapkan C Kepala wajib LHKPN, sejak 15 Maret 2026: Bendahara",
        "Sri Teladan menetapkan D Pengelola dikecualikan dari LHKASN, sejak 15 Maret 2026: Cuti",
        "Sri Teladan mengakhiri ketetapan LHKPN C Kepala per 30 Juni 2026.",
    ]


def test_no_rule_is_claimed_to_be_verified_and_each_names_its_source():
    rules = filing_rules()
    assert {rule.kind for rule in rules} == {"lhkpn", "lhkasn"}
    assert all(rule.source and not rule.is_verified for rule in rules)
    assert not [rule for rule in rules if rule.kind == "lhkasn" and rule.holds_on(date(2014, 1, 1))]


def test_a_whole_costs_the_same_for_two_and_for_thirty(
    office: Office, secretariat: dict[str, Person], django_assert_num_queries: DjangoAssertNumQueries
):
    before = {key: whole.count(office, MARCH) for key, whole in WHOLES.items()}
    for _ in range(30):
        TenureFactory(person=PersonFactory(office=office))
    grown = {}
    for key, whole in WHOLES.items():
        with django_assert_num_queries(1):
            grown[key] = len(whole.of(office, MARCH)) - before[key]
    assert grown == {
        "serving": 30, "members": 0, "employees": 30, "asn": 30, "post_holders": 30, "lhkpn": 0, "lhkasn": 30,
    }  # fmt: skip
