"""People come into an office, get roles, are locked, leave, and get a new password."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from renaksi.accounts.domain.slips import SLIP_DAYS, choose_password
from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.audit.domain.verify import verify_chains
from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.clock import now, today
from renaksi.kernel.refusal import Refused
from renaksi.offices.access import memberships_of, rights_in
from renaksi.offices.domain.people import (
    add_user,
    change_areas,
    change_user,
    end_membership,
    give_role,
    import_users,
    lock_user,
    reset_password,
    unlock_user,
)
from renaksi.offices.domain.person import Person
from renaksi.offices.models import Membership
from renaksi.offices.tests.factories import MembershipFactory, NationalFactory, OfficeFactory, ProvinceFactory, member
from renaksi.offices.trail import chain_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office():
    return OfficeFactory(name="KPU Kota Contoh", code="9999")


@pytest.fixture
def admin(office):
    return member(office, "administrator", full_name="Sri Teladan")


def person(**changed) -> Person:
    return Person.of(**{"username": "budi", "full_name": "Budi Percontohan", "role": "pelaksana", **changed})


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def sentences(office) -> list[str]:
    return [sentence_of(event) for event in AuditEvent.objects.filter(chain=chain_of(office))]


def test_a_new_person_gets_an_account_a_role_and_a_slip(office, admin):
    added = add_user(office=office, person=person(areas=(3, 1)), by=admin)
    user = fresh(added.membership.user)
    assert user.check_password(added.slip.password)
    assert user.must_change_password
    assert user.may_sign_in(now())
    assert not user.may_sign_in(now() + (SLIP_DAYS + 1) * DAY)
    assert rights_in(user, office) == ROLES["pelaksana"].rights
    assert sentences(office) == ["Sri Teladan menambahkan Budi Percontohan sebagai Pelaksana."]
    assert added.slip.password not in str(list(AuditEvent.objects.values()))
    assert added.slip.password not in repr(added)


def test_passwords_of_slips_are_long_legible_and_never_the_same():
    from renaksi.accounts.domain.slips import one_time_password

    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(word) == 19 and not set(word) & set("01ilo") for word in made)


def test_a_slip_is_used_up_by_choosing_ones_own_password(office, admin):
    user = add_user(office=office, person=person(), by=admin).membership.user
    choose_password(user, "kebun teh di lereng bukit")
    user = fresh(user)
    assert (user.must_change_password, user.slip_until) == (False, None)
    assert user.check_password("kebun teh di lereng bukit")


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"username": "b"}, "username", "offices.bad_username"),
        ({"username": "budi santoso"}, "username", "offices.bad_username"),
        ({"full_name": " "}, "full_name", "offices.bad_name"),
        ({"nip": "123"}, "nip", "offices.bad_nip"),
        ({"email": "budi"}, "email", "offices.bad_email"),
        ({"role": "raja"}, "role", "offices.no_such_role"),
        ({"role": "penelaah_provinsi"}, "role", "offices.role_elsewhere"),
        ({"role": "kpu_ri"}, "role", "offices.role_elsewhere"),
        ({"role": "inspektorat"}, "role", "offices.role_elsewhere"),
        ({"areas": (9,)}, "areas", "offices.no_such_area"),
        ({"role": "pembaca", "areas": (1,)}, "areas", "offices.no_areas"),
        ({"since": today(), "until": today() - DAY}, "until", "offices.span_reversed"),
    ],
)
def test_a_person_written_down_wrongly_is_refused_beside_the_field(office, admin, changed, field, code):
    with pytest.raises(Refused) as refused:
        add_user(office=office, person=person(**changed), by=admin)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert not User.objects.filter(full_name__startswith="Budi").exists()
    assert AuditEvent.objects.count() == 0


def test_roles_of_a_province_and_of_the_centre_are_given_there_alone():
    province, national = ProvinceFactory(), NationalFactory()
    add_user(office=province, person=person(role="penelaah_provinsi"), by=None)
    add_user(office=national, person=person(username="tim", role="kpu_ri"), by=None)
    with pytest.raises(Refused, match="tidak dapat diberikan"):
        add_user(office=province, person=person(username="lain", role="inspektorat"), by=None)


def test_a_person_joins_a_second_office_with_the_same_account(office, admin):
    elsewhere = OfficeFactory()
    user = member(elsewhere, "pembaca", username="budi", full_name="Budi Percontohan")
    added = add_user(office=office, person=person(full_name="budi  PERCONTOHAN"), by=admin)
    assert added.slip is None
    assert added.membership.user == user
    assert fresh(user).password == user.password
    assert {row.office for row in memberships_of(fresh(user))} == {office, elsewhere}


def test_a_taken_user_name_with_another_name_is_refused_and_tells_nothing_of_its_owner(office, admin):
    member(OfficeFactory(), username="budi", full_name="Budi Orang Lain")
    with pytest.raises(Refused, match="sudah dipakai") as refused:
        add_user(office=office, person=person(), by=admin)
    assert "Orang Lain" not in refused.value.text


@pytest.mark.parametrize("role", [role for role in ROLES if Right.MANAGE_USERS not in ROLES[role].rights])
def test_only_an_administrator_adds_people(office, role):
    with pytest.raises(Refused, match="tidak berwenang"):
        add_user(office=office, person=person(), by=member(office, role))


def test_an_administrator_of_the_province_or_beside_does_not_manage_this_office(office):
    province = type(office).objects.get_parent(office)
    for other in (member(province), member(OfficeFactory(parent=province))):
        with pytest.raises(Refused, match="tidak berwenang"):
            add_user(office=office, person=person(), by=other)


@pytest.mark.parametrize(
    "spell",
    [
        {"until": today() - DAY},
        {"since": today() + DAY},
        {"ended_at": now()},
        {"user__is_locked": True},
    ],
)
def test_an_administrator_not_in_force_manages_nothing(office, spell):
    admin = MembershipFactory(office=office, role="administrator", **spell).user
    with pytest.raises(Refused, match="tidak berwenang"):
        add_user(office=office, person=person(), by=admin)


def test_a_list_comes_in_whole_or_not_at_all(office, admin):
    good = [person(), person(username="siti", full_name="Siti Percontohan")]
    with pytest.raises(Refused):
        import_users(office=office, people=[*good, person(username="x")], file="daftar.xlsx", by=admin)
    assert Membership.objects.count() == 1
    added = import_users(office=office, people=good, file="daftar.xlsx", by=admin)
    assert [one.slip.user.username for one in added] == ["budi", "siti"]
    assert sentences(office) == ["Sri Teladan memuat 2 pengguna dari berkas daftar.xlsx."]


def test_a_list_naming_one_person_twice_is_refused(office, admin):
    with pytest.raises(Refused, match="sudah memegang peran"):
        import_users(office=office, people=[person(), person()], file="daftar.xlsx", by=admin)
    assert not User.objects.filter(username="budi").exists()


def test_one_person_may_hold_two_roles(office, admin):
    user = add_user(office=office, person=person(), by=admin).membership.user
    give_role(user=user, office=office, role="koordinator", areas=[2], until=today() + 30 * DAY, by=admin)
    assert rights_in(fresh(user), office) == ROLES["pelaksana"].rights | ROLES["koordinator"].rights
    assert "memberi Budi Percontohan peran Koordinator area (area 2), sejak" in sentences(office)[-1]
    with pytest.raises(Refused, match="sudah memegang"):
        give_role(user=user, office=office, role="koordinator", since=today() + 30 * DAY, by=admin)
    give_role(user=user, office=office, role="koordinator", since=today() + 31 * DAY, by=admin)


def test_a_role_is_given_to_members_alone(office, admin):
    with pytest.raises(Refused, match="bukan anggota"):
        give_role(user=member(OfficeFactory()), office=office, role="pembaca", by=admin)


def test_areas_can_be_changed_and_the_trail_keeps_both(office, admin):
    membership = add_user(office=office, person=person(areas=(1,)), by=admin).membership
    change_areas(membership=membership, areas=[8, 3], by=admin)
    assert Membership.objects.get(pk=membership.pk).areas == [3, 8]
    assert sentences(office)[-1].endswith("mengubah area Budi Percontohan (Pelaksana): area 1 menjadi area 3, 8.")
    change_areas(membership=membership, areas=[3, 8], by=admin)
    assert len(sentences(office)) == 2


def test_a_role_ended_stops_at_once(office, admin):
    membership = add_user(office=office, person=person(), by=admin).membership
    end_membership(membership=membership, by=admin)
    assert rights_in(fresh(membership.user), office) == frozenset()
    with pytest.raises(Refused, match="sudah berakhir"):
        end_membership(membership=membership, by=admin)


def test_a_role_ended_for_a_day_to_come_holds_until_then(office, admin, monkeypatch):
    membership = add_user(office=office, person=person(), by=admin).membership
    end_membership(membership=membership, until=today() + 2 * DAY, by=admin)
    assert rights_in(fresh(membership.user), office)
    monkeypatch.setenv("RENAKSI_TODAY", str(today() + 3 * DAY))
    assert rights_in(fresh(membership.user), office) == frozenset()


def test_an_office_does_not_lose_its_last_administrator(office, admin):
    own = Membership.objects.get(user=admin)
    with pytest.raises(Refused, match="administrator terakhir"):
        end_membership(membership=own, by=admin)
    with pytest.raises(Refused, match="administrator terakhir"):
        end_membership(membership=own, until=today() + DAY, by=admin)
    with pytest.raises(Refused, match="administrator terakhir"):
        lock_user(user=admin, office=office, by=None)
    assert holds_still(admin, office)
    second = add_user(office=office, person=person(role="administrator", until=today() + 30 * DAY), by=admin).membership
    with pytest.raises(Refused, match="administrator terakhir"):  # the second's days are numbered
        end_membership(membership=own, by=admin)
    third = add_user(office=office, person=person(username="siti", role="administrator"), by=admin).membership
    end_membership(membership=own, by=third.user)
    end_membership(membership=second, by=third.user)
    assert not holds_still(admin, office)


def holds_still(user, office) -> bool:
    return Right.MANAGE_USERS in rights_in(fresh(user), office)


def test_a_locked_administrator_does_not_count_as_the_last(office, admin):
    second = add_user(office=office, person=person(role="administrator"), by=admin).membership.user
    lock_user(user=second, office=office, by=admin)
    with pytest.raises(Refused, match="administrator terakhir"):
        end_membership(membership=Membership.objects.get(user=admin), by=admin)


def test_a_membership_of_another_office_cannot_be_ended_or_changed(office, admin):
    foreign = MembershipFactory(role="koordinator")
    for act in (end_membership, lambda **kw: change_areas(areas=[1], **kw)):
        with pytest.raises(Refused, match="tidak berwenang"):
            act(membership=foreign, by=admin)


def test_locking_ends_sessions_and_unlocking_does_not_revive_them(office, admin):
    user = add_user(office=office, person=person(), by=admin).membership.user
    began = fresh(user).sessions_since
    lock_user(user=user, office=office, by=admin)
    assert not fresh(user).may_sign_in(now())
    with pytest.raises(Refused, match="sudah dikunci"):
        lock_user(user=user, office=office, by=admin)
    unlock_user(user=user, office=office, by=admin)
    assert fresh(user).may_sign_in(now())
    assert fresh(user).sessions_since > began
    assert [text.split(" ", 2)[2] for text in sentences(office)[1:]] == [
        "mengunci akun Budi Percontohan.",
        "membuka kunci akun Budi Percontohan.",
    ]


def test_a_reset_makes_a_new_slip_and_stops_the_old_password(office, admin):
    first = add_user(office=office, person=person(), by=admin).slip
    second = reset_password(user=first.user, office=office, by=admin)
    user = fresh(first.user)
    assert user.check_password(second.password)
    assert not user.check_password(first.password)
    assert sentences(office)[-1] == "Sri Teladan membuat slip kata sandi baru untuk Budi Percontohan."


@pytest.mark.parametrize("verb", [lock_user, reset_password], ids=["lock", "reset"])
def test_nobody_locks_or_resets_themselves(office, admin, verb):
    member(office, "administrator")
    with pytest.raises(Refused) as refused:
        verb(user=admin, office=office, by=admin)
    assert refused.value.code == "offices.own_account"


@pytest.mark.parametrize(
    "verb",
    [lock_user, unlock_user, reset_password, lambda **kw: change_user(full_name="Nama Baru", **kw)],
    ids=["lock", "unlock", "reset", "change"],
)
def test_an_account_other_offices_rely_on_is_not_one_administrators_to_touch(office, admin, verb):
    """Else whoever adds a stranger's account to an office could take it over and act in the stranger's own office."""
    victim = member(OfficeFactory(), "administrator", username="budi", full_name="Budi Percontohan")
    add_user(office=office, person=person(), by=admin)
    with pytest.raises(Refused) as refused:
        verb(user=victim, office=office, by=admin)
    assert refused.value.code == "offices.shared_account"
    assert fresh(victim).password == victim.password


@pytest.mark.parametrize("verb", [lock_user, reset_password], ids=["lock", "reset"])
def test_a_stranger_to_the_office_is_not_touched(office, admin, verb):
    with pytest.raises(Refused) as refused:
        verb(user=member(OfficeFactory()), office=office, by=admin)
    assert refused.value.code == "offices.not_a_member"


def test_an_account_is_its_offices_own_again_when_the_other_membership_is_over(office, admin):
    user = add_user(office=office, person=person(), by=admin).membership.user
    MembershipFactory(user=user, until=today() - DAY)
    assert reset_password(user=user, office=office, by=admin).user == user


def test_a_person_managing_both_offices_may_reset(office, admin):
    other = OfficeFactory()
    MembershipFactory(user=admin, office=other, role="administrator")
    user = add_user(office=office, person=person(), by=admin).membership.user
    MembershipFactory(user=user, office=other)
    assert reset_password(user=user, office=office, by=admin).user == user


def test_a_persons_name_can_be_corrected_and_the_trail_keeps_no_numbers(office, admin):
    user = add_user(office=office, person=person(), by=admin).membership.user
    change_user(user=user, office=office, full_name="Budi Teladan", nip="199001012015011001", by=admin)
    assert (fresh(user).full_name, fresh(user).nip) == ("Budi Teladan", "199001012015011001")
    assert sentences(office)[-1] == "Sri Teladan mengubah data Budi Percontohan: nama lengkap, NIP."
    assert "199001012015011001" not in str(list(AuditEvent.objects.values()))
    with pytest.raises(Refused, match="18 angka"):
        change_user(user=user, office=office, full_name="Budi Teladan", nip="1", by=admin)


def test_the_whole_story_verifies(office, admin):
    user = add_user(office=office, person=person(), by=admin).membership.user
    reset_password(user=user, office=office, by=admin)
    lock_user(user=user, office=office, by=admin)
    report = verify_chains()
    assert (report.events, report.broken) == (3, [])


@pytest.mark.django_db(transaction=True)
def test_two_administrators_ending_each_other_at_once_leave_one(office):
    first, second = member(office), member(office)
    gate, refused = threading.Barrier(2), []

    def end(who: User, by: User) -> None:
        try:
            gate.wait()
            end_membership(membership=Membership.objects.get(user=who), by=by)
        except Refused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Membership.objects.current(today()).filter(role="administrator").count() == 1
    assert verify_chains().broken == []
