import pytest

from renaksi.offices.access import rights_in
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import PASSWORD, OfficeFactory, ProvinceFactory, UserFactory, member

pytestmark = pytest.mark.django_db


def test_offices_stand_in_one_tree_under_one_root():
    province = ProvinceFactory()
    left, right = OfficeFactory(parent=province), OfficeFactory(parent=province)
    alone = OfficeFactory()
    assert Office.objects.filter(depth=1).count() == 1
    parent = Office.objects.get_parent
    assert parent(left) == parent(right) == province
    assert parent(alone) != province
    assert Office.objects.find_problems() == ([], [], [], [], [])


def test_a_member_signs_in_and_has_the_rights_of_the_role():
    office = OfficeFactory()
    user = member(office, "administrator", full_name="Sri Teladan")
    assert user.full_name == "Sri Teladan"
    assert user.check_password(PASSWORD)
    assert "manage_users" in rights_in(user, office)
    assert rights_in(UserFactory(), office) == frozenset()
