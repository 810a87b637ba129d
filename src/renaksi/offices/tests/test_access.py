"""The one door to rows: reading goes down the tree, never sideways; it is a condition on the path, never a list of ids."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from renaksi.accounts.models import User
from renaksi.accounts.roles import ROLES, Right
from renaksi.kernel.clock import now, today
from renaksi.offices.access import in_office, memberships_of, rights_in, visible_to
from renaksi.offices.models import Membership, Office, OfficeCode, OfficeProfile
from renaksi.offices.tests.factories import (
    MembershipFactory,
    NationalFactory,
    OfficeFactory,
    ProfileFactory,
    ProvinceFactory,
    UserFactory,
    member,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def tree():
    """Two provinces with two regencies each."""
    north, south = ProvinceFactory(), ProvinceFactory()
    return {
        "ri": NationalFactory(),
        "north": north,
        "n1": OfficeFactory(parent=north),
        "n2": OfficeFactory(parent=north),
        "south": south,
        "s1": OfficeFactory(parent=south),
        "s2": OfficeFactory(parent=south),
    }


def seen(user, tree) -> str:
    offices = set(Office.objects.filter(visible_to(user, prefix="")))
    return " ".join(name for name, office in tree.items() if office in offices)


@pytest.mark.parametrize(
    ("home", "sees"),
    [("n1", "n1"), ("north", "north n1 n2"), ("south", "south s1 s2"), ("ri", "ri north n1 n2 south s1 s2")],
)
def test_reading_goes_down_the_tree_and_never_sideways_or_up(tree, home, sees):
    user = member(tree[home], "pembaca")
    assert seen(user, tree) == sees
    assert {name for name, office in tree.items() if Right.READ in rights_in(user, office)} == set(sees.split())


def test_several_memberships_add_up(tree):
    user = member(tree["n1"])
    MembershipFactory(user=user, office=tree["south"], role="penelaah_provinsi")
    assert seen(user, tree) == "n1 south s1 s2"


@pytest.mark.parametrize("role", ROLES)
def test_every_right_but_reading_holds_in_the_own_office_alone(tree, role):
    user = member(tree["north"], role)
    assert rights_in(user, tree["north"]) == ROLES[role].rights
    inherited = ROLES[role].rights & {Right.READ, Right.READ_TRAIL}
    assert rights_in(user, tree["n1"]) == inherited
    for other in ("ri", "south", "s1"):
        assert rights_in(user, tree[other]) == frozenset()


@pytest.mark.parametrize(
    "spell",
    [{"until": today() - DAY}, {"since": today() + DAY}, {"ended_at": now()}],
    ids=["over", "to come", "ended"],
)
def test_a_membership_not_in_force_opens_nothing(tree, spell):
    user = MembershipFactory(office=tree["north"], role="administrator", **spell).user
    assert seen(user, tree) == ""
    assert rights_in(user, tree["north"]) == frozenset()


@pytest.mark.parametrize("spell", [{"until": today()}, {"since": today()}, {"since": today(), "until": today()}])
def test_the_first_and_the_last_day_count(tree, spell):
    assert seen(MembershipFactory(office=tree["n1"], **spell).user, tree) == "n1"


def test_a_user_without_membership_and_a_stranger_see_nothing(tree, django_assert_num_queries):
    assert seen(UserFactory(), tree) == ""
    with django_assert_num_queries(0):
        assert list(Office.objects.filter(visible_to(AnonymousUser(), prefix=""))) == []


def test_the_condition_is_on_the_path_and_no_list_of_ids(tree):
    user = member(tree["ri"])
    MembershipFactory(user=user, office=tree["n1"])
    for rows in (
        Office.objects.filter(visible_to(user, prefix="")),
        OfficeProfile.objects.filter(visible_to(user)),
        Membership.objects.filter(visible_to(user)),
    ):
        sql = str(rows.query)
        assert re.search(r'"offices_office"\."path"(::text)? LIKE', sql)
        assert " IN (" not in sql


def test_the_condition_costs_one_query_however_many_offices(tree):
    user = User.objects.get(pk=member(tree["ri"]).pk)
    for office in tree.values():
        ProfileFactory(office=office)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert OfficeProfile.objects.filter(visible_to(user)).count() == 7
    for _ in range(20):
        ProfileFactory(office=OfficeFactory(parent=tree["north"]))
    user = User.objects.get(pk=user.pk)
    with CaptureQueriesContext(connection) as many:
        assert OfficeProfile.objects.filter(visible_to(user)).count() == 27
        rights_in(user, tree["s2"])
        memberships_of(user)
    assert len(few) == len(many) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="speaks of PostgreSQL's indexes")
def test_the_path_has_an_index_for_prefixes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'offices_office'")
        assert any("path varchar_pattern_ops" in row for (row,) in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT * FROM offices_office WHERE path LIKE '00010002%'")
        assert "Index Cond" in "\n".join(row for (row,) in cursor.fetchall())


# The guard of the views


@in_office(Right.EDIT_DRAFT)
def a_view(request, office):
    from django.http import HttpResponse

    return HttpResponse(f"{office.name}: {', '.join(sorted(request.rights))}")


def ask(user, code: str):
    request = RequestFactory().get("/x/")
    request.user = user
    return a_view(request, code=code)


def test_another_office_is_not_found_and_a_lacking_right_is_forbidden(tree):
    from django.core.exceptions import PermissionDenied

    user = member(tree["n1"], "pelaksana")
    assert ask(user, tree["n1"].code).content.decode() == f"{tree['n1'].name}: edit_draft, read, record"
    for code in (tree["n2"].code, tree["north"].code, "0000"):
        with pytest.raises(Http404):
            ask(user, code)
    with pytest.raises(PermissionDenied):
        ask(member(tree["n1"], "pembaca"), tree["n1"].code)
    with pytest.raises(PermissionDenied):
        ask(member(tree["north"], "administrator"), tree["n1"].code)
    assert ask(AnonymousUser(), tree["n1"].code)["Location"].startswith("/akun/masuk/")


def test_an_older_code_of_the_office_opens_the_same_door(tree):
    OfficeCode.objects.create(office=tree["n1"], code="9698", until=today() - DAY)
    assert tree["n1"].name in ask(member(tree["n1"], "pelaksana"), "9698").content.decode()
